"""The coordinator: reserves numbers in the batch's order, gives rows to workers, enters what they make.

In: a desk, a batch, who judges its rows, a setup. Out: papers in their place, the register, a manifest and a report;
problems of a row in the report. A row goes through: judged (here), examined (worker), numbered (here, in the batch's
order, so that a bad row takes no number), made (worker), entered and placed (here). There is no journal: a run that is
started again learns from the register what is done, and makes the rest under the numbers that were kept for it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import UsageError
from generator.issuing.place import write_errors
from generator.render.formats import choose_engine
from generator.renewal.run.entering import settle_batch
from generator.renewal.run.flow import Flow
from generator.renewal.run.pool import ProcessPool
from generator.renewal.run.reports import write_reports
from generator.renewal.run.rows import Rows
from generator.renewal.run.words import Batch, Judge, RunResult, RunSetup, Workshop

if TYPE_CHECKING:
    from generator.office.signing import Desk

STAGING = ".xieyi="
"""How the name of a run's staging folder begins; the batch's fingerprint follows."""


def run_batch(desk: Desk, batch: Batch, judge: Judge, setup: RunSetup) -> RunResult:
    """Make a batch's papers, or what is left of them.

    Raise `UsageError` where another run of it is at work, `WriteError` where the disk refuses: the run ends with what
    is done, and goes on when it is started again.
    """
    for name in setup.formats:
        choose_engine(name, setup.pdf or "weasyprint")  # an unknown one is told before anything is done
    with _alone(desk.out, batch) as staging:
        settled = settle_batch(desk, batch)
        _empty(staging)
        workshop = Workshop(desk.library.root.resolve(), desk.library.digest, setup.formats, staging)
        flow = Flow(desk, Rows(desk, batch, judge), setup, workshop)
        with _executor(setup) as pool:
            flow.run(pool)
        rows = flow.rows
        failures = tuple(rows.failures[place] for place in sorted(rows.failures))
        reports = write_reports(desk, batch, failures, staging)
    return RunResult(len(rows.rows), flow.done, rows.before, failures, reports, settled)


@contextmanager
def _executor(setup: RunSetup) -> Iterator[Executor]:
    pool = setup.executor() if setup.executor else ProcessPool(setup.workers)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _alone(out: Path, batch: Batch) -> Iterator[Path]:
    """Make a run's staging folder, and keep other runs of the same batch out of it; it is removed when all is done."""
    staging = out.absolute() / f"{STAGING}{batch.fingerprint[:16]}"
    with write_errors(out):
        staging.mkdir(parents=True, exist_ok=True)
        handle = os.open(staging, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(f"这一批正在 {out} 里运行。请等它做完，或先停止它") from None
        yield staging
        shutil.rmtree(staging, ignore_errors=True)
    finally:
        os.close(handle)


def _empty(staging: Path) -> None:
    """Take away what a run that was cut off left half-made; what it had entered has its place by now."""
    for path in staging.iterdir():
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
