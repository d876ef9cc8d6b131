"""Progress of a long run: a bar with rate and time left on a terminal, else a plain line now and then.

In: how far the run has come. Out: lines on standard error.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from generator.cli.printing import err

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from generator.renewal.run import Standing

SECONDS = 10.0
"""Between two plain lines."""


class RunProgress:
    """Use as a context manager, and call it with each standing."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._told = time.monotonic()

    def __enter__(self) -> RunProgress:
        """Begin."""
        return self

    def __call__(self, standing: Standing) -> None:
        """Show a standing."""
        if sys.stderr.isatty():
            self._show(standing)
        elif time.monotonic() - self._told >= SECONDS:
            self._told = time.monotonic()
            err(describe(standing))

    def __exit__(self, *_: object) -> None:
        """Leave the bar as it is."""
        if self._bar is not None:
            self._bar.stop()

    def _show(self, standing: Standing) -> None:
        if self._bar is None or self._task is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            columns = (BarColumn(), TextColumn("{task.description}"))
            self._bar = Progress(*columns, console=Console(stderr=True))
            self._bar.start()
            self._task = self._bar.add_task("", total=standing.total)
        settled = standing.before + standing.done + standing.failed
        self._bar.update(self._task, completed=settled, description=describe(standing))


def describe(standing: Standing) -> str:
    """Return a standing as a line: how many are done, how fast, what failed, how long it will take."""
    done = standing.before + standing.done
    parts = [f"已做好 {done}/{standing.total} 份"]
    if standing.failed:
        parts.append(f"没有做成 {standing.failed} 份")
    if standing.rate:
        parts.append(f"每秒 {standing.rate:.1f} 份")
    if standing.left is not None:
        parts.append(f"还要约 {_print_time(standing.left)}")
    return "，".join(parts)


def _print_time(span: timedelta) -> str:
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} 小时 {minutes} 分"
    return f"{minutes} 分 {seconds} 秒" if minutes else f"{seconds} 秒"
