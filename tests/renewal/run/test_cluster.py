"""Without this a province's agreements could only be made by one machine, or one lost machine would lose papers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.model.library import Library
from generator.office.signing import Desk
from generator.renewal.run import run_plan
from generator.renewal.run.cluster import on_cluster
from tests.renewal.run.outcomes import files_in, renewed_once
from tests.renewal.run.plans import QUICK, plan_of, renewed

CHECKOUT = Path(__file__).resolve().parents[3]

Cluster = tuple[str, list[subprocess.Popen[str]]]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers, each a process; their address and the workers."""
    with ExitStack() as stack:
        address = f"tcp://127.0.0.1:{free_port()}"
        start(stack, "scheduler", "--host", address, "--no-dashboard", folder=tmp_path)
        workers = [
            start(stack, "worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny", folder=tmp_path)
            for _ in range(2)
        ]
        yield address, workers


def free_port() -> int:
    """Return a port that nobody listens at."""
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def start(stack: ExitStack, *command: str, folder: Path) -> subprocess.Popen[str]:
    """Start one process of the cluster, which ends with the test."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{command[0]}", *command[1:]],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def workers_of(address: str, count: int) -> None:
    """Wait until so many workers have come."""
    from distributed import Client

    with Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=120)


def test_a_cluster_of_which_a_worker_is_killed(
    desk_in: Callable[[str], Desk], read: Library, whole: dict[str, str], cluster: Cluster
) -> None:
    """The result is byte for byte that of this machine's own processes."""
    address, workers = cluster
    workers_of(address, 2)
    desk = desk_in("one")
    killed: list[int] = []

    def strike(_: object) -> None:
        if not killed:
            killed.append(workers[0].pid)
            os.kill(workers[0].pid, signal.SIGKILL)

    setup = on_cluster(replace(QUICK, on_progress=strike), address)
    assert setup.workers == 2
    result = run_plan(desk, plan_of(map(renewed, range(12)), read), setup)
    assert killed
    assert result.failures == ()
    assert files_in(desk.out) == whole
    renewed_once(desk, 12)


def test_a_cluster_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a mistyped address would end in a page of somebody else's words."""
    monkeypatch.setattr("generator.renewal.run.cluster.PATIENCE", 1)
    with pytest.raises(UsageError, match="连不上"):
        on_cluster(QUICK, f"tcp://127.0.0.1:{free_port()}")
