"""A process that signs an agreement, or suspends one, and dies at a write: `dying.py <folder> <order> <step>`.

Every fsync, rename, removal and statement to the database is a step. Step 0 lets it live and prints their number.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Steps:
    """Counts the writes and ends the process before one of them."""

    def __init__(self, last: int) -> None:
        self.count = 0
        self.last = last

    def before(self, write: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            self.count += 1
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            return write(*arguments, **named)

        return counted


def main() -> None:
    folder, order, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    from generator.office.events import take
    from generator.office.signing import sign
    from generator.reading.library import load_library
    from tests.office.desks import desk_at, ready, suspension

    desk = desk_at(load_library(), folder)
    steps = Steps(last)
    from django.db.backends.utils import CursorWrapper

    for name in ("fsync", "rename", "replace", "unlink", "mkdir"):
        setattr(os, name, steps.before(getattr(os, name)))
    shutil.rmtree = steps.before(shutil.rmtree)  # type: ignore[assignment]
    for name in ("execute", "executemany"):
        setattr(CursorWrapper, name, steps.before(getattr(CursorWrapper, name)))
    if order == "sign":
        sign(desk, ready())
    else:
        take(desk, "suspend", order, suspension())
    print(steps.count)


if __name__ == "__main__":
    main()
