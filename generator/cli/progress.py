"""Progress on a terminal: a spinner with the step's name, once the work has taken over a second.

In: the names of steps as they begin. Out: a line on standard error that goes away when the work is done; nothing
where standard error is no terminal.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE = 1.0
"""After how many seconds the spinner appears."""


class Progress:
    """Use as a context manager, and call it with the name of each step."""

    def __init__(self) -> None:
        self._step = ""
        self._status: Status | None = None
        self._lock = threading.Lock()
        self._done = False
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Progress:
        """Begin to wait."""
        if sys.stderr.isatty():
            self._timer = threading.Timer(PATIENCE, self._appear)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __call__(self, step: str) -> None:
        """Say which step begins."""
        with self._lock:
            self._step = step
            if self._status is not None:
                self._status.update(step)

    def __exit__(self, *_: object) -> None:
        """Take the spinner away."""
        with self._lock:
            self._done = True
            if self._timer is not None:
                self._timer.cancel()
            if self._status is not None:
                self._status.stop()

    def _appear(self) -> None:
        from rich.console import Console
        from rich.status import Status

        with self._lock:
            if not self._done:
                self._status = Status(self._step, console=Console(stderr=True))
                self._status.start()
