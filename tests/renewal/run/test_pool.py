"""Without this one process that dies or hangs could hold up a night's run, or live on when nobody waits for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.errors import UsageError, WriteError
from generator.renewal.run.pool import ProcessPool, WorkerDiedError, WorkerFaultError
from tests.renewal.run.test_run import die, stumble

CHECKOUT = Path(__file__).resolve().parents[3]


def refuse() -> None:
    """Raise an error of the program's own."""
    raise WriteError("磁盘已满")


class Mangled:
    """What can be sent and not be put together again."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("不是数",)


def mangle() -> Mangled:
    """Return what can't be read."""
    return Mangled()


def test_an_answer_that_cannot_be_read_is_told_and_the_next_job_done() -> None:
    """Else the run would wait for it for ever."""
    with ProcessPool(1) as pool:
        assert isinstance(pool.submit(mangle).exception(timeout=60), WorkerDiedError)
        assert pool.submit(pow, 2, 3).result(timeout=60) == 8


def test_jobs_and_errors_come_back() -> None:
    """An error of ours stays what it is, for the run stops at some and not at others."""
    with ProcessPool(2) as pool:
        assert [future.result() for future in [pool.submit(pow, 2, power) for power in range(20)]] == [
            2**power for power in range(20)
        ]
        assert isinstance(pool.submit(refuse).exception(), WriteError)
        assert isinstance(pool.submit(stumble).exception(), WorkerFaultError)


def test_a_process_that_dies_takes_its_own_job_and_no_other() -> None:
    """The others know nothing of it, and the next job finds another process."""
    with ProcessPool(2) as pool:
        first = {pool.submit(os.getpid).result() for _ in range(10)}
        jobs = [pool.submit(die), *[pool.submit(pow, 3, 3) for _ in range(10)]]
        assert isinstance(jobs[0].exception(), WorkerDiedError)
        assert [job.result() for job in jobs[1:]] == [27] * 10
        assert {pool.submit(os.getpid).result() for _ in range(10)} != first


def test_a_job_that_never_ends_is_stopped() -> None:
    """A layout that anyone may edit can loop."""
    with ProcessPool(1, seconds=2) as pool:
        assert "2 秒" in str(pool.submit(time.sleep, 60).exception())
        assert pool.submit(pow, 2, 2).result() == 4


def test_what_has_not_begun_can_be_dropped() -> None:
    """Else a run that is stopped would first make all that it had planned."""
    pool = ProcessPool(1)
    running, waiting = pool.submit(time.sleep, 0.5), pool.submit(time.sleep, 60)
    time.sleep(0.1)
    pool.shutdown(cancel_futures=True)
    assert running.result() is None
    assert waiting.cancelled()


_LEFT_ALONE = """
import os, signal, time
from generator.renewal.run.pool import ProcessPool
if __name__ == "__main__":
    pool = ProcessPool(2)
    print(*{job.result() for job in [pool.submit(os.getpid) for _ in range(20)]}, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_processes_end_with_their_caller(tmp_path: Path) -> None:
    """Else each run that is killed would leave processes behind until the machine has no memory left."""
    (tmp_path / "alone.py").write_text(_LEFT_ALONE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with (tmp_path / "told").open("w") as told:  # a pipe would wait for whoever holds its other end
        run = subprocess.run(
            [sys.executable, tmp_path / "alone.py"], env=environment, stdout=told, timeout=60, check=False
        )
    assert run.returncode == -signal.SIGKILL
    left = [int(number) for number in (tmp_path / "told").read_text().split()]
    assert left
    until = time.monotonic() + 20
    while left and time.monotonic() < until:
        time.sleep(0.1)
        left = [number for number in left if Path(f"/proc/{number}").exists()]
    assert left == []


def test_usage_errors_come_back_whole() -> None:
    """Their text is for the user."""
    with ProcessPool(1) as pool, pytest.raises(UsageError, match="条款库"):
        pool.submit(wrong).result()


def wrong() -> None:
    """Raise a usage error."""
    raise UsageError("条款库与开始时的不一致")
