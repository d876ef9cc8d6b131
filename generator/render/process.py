"""Step 4 · a worker's process and the pipes to it; one may be started beforehand.

In: what the worker is to load. Out: a process that listens at one pipe and answers by another. Nothing here
imports more than the standard library, so that a command can start its worker before it loads itself.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from typing import IO

SECONDS = 8.0  # for one paper: four times what the slowest format takes on a slow machine
MEMORY = 1024**3  # bytes of address space: twice what the largest paper takes with all its fonts

# The worker finds the modules that its parent does; -P keeps the current folder off its path.
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from generator.render.worker import main; main(sys.argv[2:])"
)


class WorkerProcess:
    """One process: `jobs` to write to, `answers` (a file descriptor) to read from, `complaints` from its stderr.

    `seconds` limits the wall time of one rendering, `memory` the address space in bytes.
    """

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY, preload: tuple[str, ...] = ()) -> None:
        self.complaints: IO[bytes] = tempfile.TemporaryFile()
        job_read, job_write = os.pipe()
        self.answers, answer_write = os.pipe()
        self.jobs = os.fdopen(job_write, "wb")
        self._limits = json.dumps({"seconds": seconds, "memory": memory, "preload": preload})
        pipes = (job_read, answer_write)
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter and our own module
            [sys.executable, "-P", "-c", _BOOT, json.dumps(sys.path), self._limits, *map(str, pipes)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self.complaints,
            pass_fds=pipes,
            start_new_session=True,  # an interrupt from the terminal is the caller's alone
        )
        for pipe in pipes:
            os.close(pipe)

    @property
    def id(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def gone(self) -> bool:
        """Whether the process has ended."""
        return self._process.poll() is not None

    def wait(self) -> int:
        """Wait for the end, and return the exit code."""
        return self._process.wait()

    def stop(self) -> None:
        """End the process, and whatever it started."""
        if not self.gone:  # else its number may be another's by now
            os.killpg(self.id, signal.SIGKILL)
        self.wait()
        with suppress(BrokenPipeError):
            self.jobs.close()
        os.close(self.answers)
        self.complaints.close()


_beforehand: dict[tuple[str, ...], WorkerProcess] = {}


def start_beforehand(preload: tuple[str, ...]) -> None:
    """Start a worker with the usual limits for the first who takes one that loads these formats."""
    _beforehand[preload] = WorkerProcess(preload=preload)


def stop_beforehand() -> None:
    """Stop the workers that nobody took."""
    while _beforehand:
        _beforehand.popitem()[1].stop()


def take_process(*, seconds: float, memory: int, preload: tuple[str, ...]) -> WorkerProcess:
    """Return a worker: the one started beforehand where there is one and the limits are the usual ones."""
    if (seconds, memory) == (SECONDS, MEMORY) and preload in _beforehand:
        return _beforehand.pop(preload)
    return WorkerProcess(seconds=seconds, memory=memory, preload=preload)
