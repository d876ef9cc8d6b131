"""A Dask cluster as the run's workers: the same functions, on other machines.

In: the address of a scheduler. Out: a setup whose executor is the cluster's. Its workers need this program, the library
and the folder of papers under the same paths; one thread each, for the writers aren't made for several at once.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

from generator.errors import MissingPartError, UsageError
from generator.renewal.run.words import RunSetup

PATIENCE = 30
"""Seconds to wait for the scheduler."""


def on_cluster(setup: RunSetup, address: str) -> RunSetup:
    """Return a setup that works on a cluster; raise `UsageError` where it can't be reached or has no workers."""
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingPartError("用 --scheduler 要装 Dask：pip install 'xieyi[dask]'") from error
    try:
        connect: Any = Client  # it is untyped
        client = connect(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(f"连不上 Dask 调度器 {address}（{error}）。请核对地址，确认它在运行") from error
    threads: dict[str, int] = client.nthreads()
    if not threads or max(threads.values()) > 1:
        client.close()
        what = "还没有工作进程" if not threads else "有不止一个线程的工作进程"
        raise UsageError(f"Dask 调度器 {address} {what}。请在各台机器上运行 dask worker {address} --nthreads 1")
    return replace(setup, workers=len(threads), executor=lambda: _Cluster(client))


class _Cluster(Executor):
    """The cluster as an executor, with the connection that it needs."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Let a function be called by a worker of the cluster; where the worker dies, by another."""
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of the cluster."""
        self._executor.shutdown(wait=wait and not cancel_futures)  # what it doesn't wait for it cancels
        self._client.close()
