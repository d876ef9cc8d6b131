"""A run in a process of its own: `driver.py <folder> <people> <step>`; it is killed before the given step.

Every fsync, rename, removal, folder and statement to the database is a step, and every job that goes to a worker.
Step 0 lets it live and prints how many there were.
"""

from __future__ import annotations

import os
import shutil
import sys
from concurrent.futures import Executor
from pathlib import Path

from tests.renewal.run.driver import Steps


def main() -> None:
    from django.db.backends.utils import CursorWrapper

    from generator.reading.library import load_library
    from generator.renewal.run import RunSetup
    from generator.renewal.run.pool import ProcessPool
    from tests.renewal.staff.people import ROOT, desk_at, line, run

    folder, count, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    desk = desk_at(load_library(ROOT), folder)
    steps = Steps(last)
    pool = ProcessPool(2)
    pool.submit = steps.before(pool.submit)  # type: ignore[method-assign]
    for name in ("fsync", "rename", "replace", "unlink", "mkdir"):
        setattr(os, name, steps.before(getattr(os, name)))
    shutil.rmtree = steps.before(shutil.rmtree)  # type: ignore[assignment]
    for name in ("execute", "executemany"):
        setattr(CursorWrapper, name, steps.before(getattr(CursorWrapper, name)))

    def made() -> Executor:
        return pool

    with desk.register:
        setup = RunSetup(formats=("docx",), workers=2, executor=made, chunk=2)
        result = run(desk, folder, map(line, range(count)), setup=setup)
    print(steps.count, result.made, len(result.failures))


if __name__ == "__main__":
    main()
