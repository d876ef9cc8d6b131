"""A run in a process of its own: `driver.py <folder> <papers> <step> [worker]`; it is killed before the given step.

Every fsync, rename, removal, folder and statement to the database is a step, and every job that goes to a worker.
Step 0 lets it live and prints how many there were; with `worker` it lives too, and one of its workers is killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import Any


class Steps:
    """Counts the writes and ends a process before one of them, or as soon after as `victim` names one."""

    def __init__(self, last: int, victim: Callable[[], int | None] = os.getpid) -> None:
        self.count = 0
        self.last = last
        self.victim = victim
        self.waiting = last > 0

    def before(self, write: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            self.count += 1
            process = self.victim() if self.waiting and self.count >= self.last else None
            if process is not None:
                self.waiting = False
                os.kill(process, signal.SIGKILL)
            return write(*arguments, **named)

        return counted


def main() -> None:
    from generator.reading.library import load_library
    from generator.renewal.run import RunSetup, run_plan
    from generator.renewal.run.pool import ProcessPool
    from tests.renewal.run.plans import ROOT, desk_at, plan_of, renewed

    folder, count, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    library = load_library(ROOT)
    desk = desk_at(library, folder)
    pool = ProcessPool(2)

    def worker() -> int | None:
        return next(iter(pool.process_ids), None)

    steps = Steps(last, worker if "worker" in sys.argv else os.getpid)
    pool.submit = steps.before(pool.submit)  # type: ignore[method-assign]
    from django.db.backends.utils import CursorWrapper

    for name in ("fsync", "rename", "replace", "unlink", "mkdir"):
        setattr(os, name, steps.before(getattr(os, name)))
    shutil.rmtree = steps.before(shutil.rmtree)  # type: ignore[assignment]
    for name in ("execute", "executemany"):
        setattr(CursorWrapper, name, steps.before(getattr(CursorWrapper, name)))

    def made() -> Executor:
        return pool

    plan = plan_of(map(renewed, range(count)), library)
    with desk.register:
        result = run_plan(desk, plan, RunSetup(formats=("docx",), workers=2, executor=made, chunk=2))
    print(steps.count, result.made, len(result.failures))


if __name__ == "__main__":
    main()
