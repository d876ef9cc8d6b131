"""A pool of processes of which each may be killed: a `concurrent.futures` executor.

In: functions of modules with arguments, all to be pickled. Out: futures. The job of a process that dies, or that works
too long at it, ends in `WorkerDiedError`; another process takes its place and the other jobs know nothing of it. A
process ends by itself where its caller is gone: its pipe closes.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import queue
import resource
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from generator.errors import InputError, LibraryError, XieyiError

MEMORY = 4 * 1024**3
"""Bytes of address space of a worker: both writers, their fonts and what they leave behind."""

_PRELOAD = "generator.renewal.run.making"

_CONTEXT = multiprocessing.get_context("forkserver")

_UNREADABLE = (pickle.PickleError, TypeError, ValueError, AttributeError, ImportError, IndexError)
"""What reading an answer may raise that a dying process has mangled, or that can't be put together again."""

T = TypeVar("T")
_Job = tuple["Future[Any]", bytes]


class WorkerDiedError(XieyiError):
    """The process that did a job is no more."""


class WorkerFaultError(XieyiError):
    """A job met a fault of the program; the text names it."""


class ProcessPool(Executor):
    """Some processes; `seconds` limits the wall time of one job. Use as a context manager."""

    def __init__(self, workers: int, *, seconds: float = 300.0) -> None:
        _CONTEXT.set_forkserver_preload([_PRELOAD])
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._seats = [_Seat(self._jobs, seconds) for _ in range(max(1, workers))]

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The processes that run."""
        return tuple(seat.process_id for seat in self._seats if seat.process_id is not None)

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Let a function be called by the next process that is free."""
        future: Future[T] = Future()
        self._jobs.put((future, pickle.dumps((fn, args, kwargs), protocol=pickle.HIGHEST_PROTOCOL)))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes once the jobs are done; with `cancel_futures` those that haven't begun are dropped."""
        if cancel_futures:
            self._drop_jobs()
        for _ in self._seats:
            self._jobs.put(None)
        if wait:
            for seat in self._seats:
                seat.thread.join()

    def _drop_jobs(self) -> None:
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            if job is not None:
                job[0].cancel()


class _Seat:
    """A place for one process, and the thread that hands it jobs."""

    def __init__(self, jobs: queue.SimpleQueue[_Job | None], seconds: float) -> None:
        self._jobs = jobs
        self._seconds = seconds
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    @property
    def process_id(self) -> int | None:
        process = self._process
        return process.pid if process is not None else None

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            future, content = job
            if future.set_running_or_notify_cancel():
                try:
                    self._answer(future, content)
                finally:
                    if not future.done():  # whoever waits for it would wait for ever
                        future.set_exception(WorkerDiedError("交办的线程出错，没有做成"))
        self._end()

    def _answer(self, future: Future[Any], content: bytes) -> None:
        try:
            well, found = self._ask(content)
        except (EOFError, OSError):
            self._end()
            future.set_exception(WorkerDiedError("生成文书的进程意外终止，可能是内存不足"))
        except _UNREADABLE as error:  # else the future would wait for ever
            self._end()
            future.set_exception(WorkerDiedError(f"生成文书的进程答非所问（{type(error).__name__}）"))
        except _Late:
            self._end()
            future.set_exception(WorkerDiedError(f"生成文书的进程 {self._seconds:g} 秒没有做完，已停止"))
        else:
            if well:
                future.set_result(found)
            else:
                future.set_exception(found)

    def _ask(self, content: bytes) -> tuple[bool, Any]:
        """Return whether the job went well, and its result or error."""
        if self._process is None or not self._process.is_alive():
            self._end()
            self._begin()
        pipe = self._pipe
        if pipe is None:
            raise EOFError
        pipe.send_bytes(content)
        if not pipe.poll(self._seconds):
            raise _Late
        answer: tuple[bool, Any] = pickle.loads(pipe.recv_bytes())  # noqa: S301 - our own process wrote it
        return answer

    def _begin(self) -> None:
        self._pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.join(5)
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._pipe = None


class _Late(Exception):  # noqa: N818 - never leaves this module
    """A job took too long."""


def _work(pipe: Connection) -> None:
    """Do jobs until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt from the terminal is the caller's alone
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with ThreadPoolExecutor(max_workers=1) as thread:
        while True:
            try:
                fn, args, kwargs = pickle.loads(pipe.recv_bytes())  # noqa: S301 - our own process wrote it
            except EOFError:
                return
            done = thread.submit(fn, *args, **kwargs)  # its future holds whatever it raises
            error = done.exception()
            answer = (True, done.result()) if error is None else (False, _portable(error))
            try:
                pipe.send_bytes(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))
            except BrokenPipeError:
                os._exit(1)


def _portable(error: BaseException) -> XieyiError:
    """Return an error that can be sent: one of ours as it is, any other as its name and text."""
    if isinstance(error, XieyiError) and not isinstance(error, InputError | LibraryError):
        return error
    return WorkerFaultError(f"程序出错（{type(error).__name__}：{error}）")
