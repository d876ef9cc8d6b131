"""Step 4 · a worker's process and the pipes to it. A command may have its workers started beforehand.

In: limits, and what the worker is to load. Out: a process that listens at one pipe and answers by another. A worker
is a new interpreter, whatever the caller is doing. One that is started beforehand is forked: the caller has just
begun, has no threads, and has read what both need, so that neither has to wait for the other to read it too.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import IO, NoReturn

SECONDS = 8.0  # for one paper: four times what the slowest format takes on a slow machine
MEMORY = 1024**3  # bytes of address space: twice what the largest paper takes with all its fonts

# The worker finds the modules that its parent does; -P keeps the current folder off its path.
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from generator.render.worker import main; main(sys.argv[2:])"
)

Main = Callable[[list[str]], None]


class WorkerProcess:
    """One process: `jobs` to write to, `answers` (a file descriptor) to read from, `complaints` from its stderr.

    `seconds` limits the wall time of one rendering, `memory` the address space in bytes. With `fork`, the process
    is a copy of this one that runs the function.
    """

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        memory: int = MEMORY,
        preload: tuple[str, ...] = (),
        fork: Main | None = None,
    ) -> None:
        self.complaints: IO[bytes] = tempfile.TemporaryFile()
        job_read, job_write = os.pipe()
        self.answers, answer_write = os.pipe()
        self.jobs = os.fdopen(job_write, "wb")
        limits = json.dumps({"seconds": seconds, "memory": memory, "preload": preload})
        arguments = [limits, str(job_read), str(answer_write)]
        self._process = self._spawn(arguments) if fork is None else self._fork(fork, arguments)
        os.close(job_read)
        os.close(answer_write)

    @property
    def id(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def gone(self) -> bool:
        """Whether the process has ended."""
        return self._process.poll() is not None

    def wait(self) -> int:
        """Wait for the end, and return the exit code; negative: the signal."""
        return self._process.wait()

    def stop(self) -> None:
        """End the process, and whatever it started."""
        if not self.gone:  # else its number may be another's by now
            with suppress(ProcessLookupError):  # a copy that isn't the head of its group yet
                os.killpg(self.id, signal.SIGKILL)
            os.kill(self.id, signal.SIGKILL)
        self.wait()
        self.close()

    def close(self) -> None:
        """Let go of the pipes."""
        with suppress(BrokenPipeError):
            self.jobs.close()
        os.close(self.answers)
        self.complaints.close()

    def _spawn(self, arguments: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - this interpreter and our own module
            [sys.executable, "-P", "-c", _BOOT, json.dumps(sys.path), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self.complaints,
            pass_fds=[int(pipe) for pipe in arguments[1:]],
            start_new_session=True,  # an interrupt from the terminal is the caller's alone
        )

    def _fork(self, main: Main, arguments: list[str]) -> _Copy:
        process_id = os.fork()
        if not process_id:
            self._run(main, arguments)
        return _Copy(process_id)

    def _run(self, main: Main, arguments: list[str]) -> NoReturn:
        """Be the worker, and end with it: nothing of what the caller would still do is done here."""
        try:
            os.setsid()
            nothing = os.open(os.devnull, os.O_RDWR)
            for ours, theirs in ((nothing, 0), (nothing, 1), (self.complaints.fileno(), 2)):
                os.dup2(ours, theirs)
            for held in (self, *(process for _, process in _beforehand)):
                held.close()  # or a worker would never see that its caller is gone
            main(arguments)
        finally:
            error = sys.exc_info()[1]
            if error is not None:
                os.write(2, "".join(traceback.format_exception(error)).encode())
            os._exit(error is not None)


class _Copy:
    """A forked process, as far as `subprocess.Popen` would tell of it."""

    def __init__(self, process_id: int) -> None:
        self.pid = process_id
        self._code: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        return self._code if self._code is not None else self._ask(os.WNOHANG)

    def wait(self) -> int:
        """Wait for the exit code."""
        while self._code is None:
            self._ask(0)
        return self._code

    def _ask(self, how: int) -> int | None:
        ended, status = os.waitpid(self.pid, how)
        self._code = os.waitstatus_to_exitcode(status) if ended else None
        return self._code


_beforehand: list[tuple[tuple[str, ...], WorkerProcess]] = []


def start_beforehand(*preloads: tuple[str, ...]) -> None:
    """Fork a worker with the usual limits for each set of formats to load; an empty set waits for what comes.

    To be called before there is any thread, for a copy has but one.
    """
    from generator.render.worker import main

    for preload in preloads:
        _beforehand.append((preload, WorkerProcess(preload=preload, fork=main)))


def stop_beforehand() -> None:
    """Stop the workers that nobody took."""
    while _beforehand:
        _beforehand.pop()[1].stop()


def take_process(*, seconds: float, memory: int, preload: tuple[str, ...]) -> WorkerProcess:
    """Return a worker: one that was started beforehand where one fits and the limits are the usual ones."""
    if (seconds, memory) == (SECONDS, MEMORY):
        for wanted in (preload, ()):
            for waiting in _beforehand:
                if waiting[0] == wanted:
                    _beforehand.remove(waiting)
                    return waiting[1]
    return WorkerProcess(seconds=seconds, memory=memory, preload=preload)
