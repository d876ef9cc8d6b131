"""The sides of a comparison, each in a process of its own, and what a process cost.

In: a script of `peers/`, or a command. Out: answers, or wall and CPU seconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Self

PEERS = Path(__file__).resolve().parent / "peers"


class UnusableError(Exception):
    """A comparison can't be made, or its two sides didn't make the same thing; the text says which, in Chinese."""


class Side:
    """A warm side: a process of `peers/` that answers requests; a context manager."""

    def __init__(self, script: str, *arguments: Path) -> None:
        self._name = script
        self._process = subprocess.Popen(
            [sys.executable, str(PEERS / script), *map(str, arguments)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        code = self._process.poll()
        self._process.communicate()
        if error is None and (code or self._process.returncode):
            raise UnusableError(f"{self._name} 没有正常结束（退出码 {self._process.returncode}）")

    def ask(self, do: str, **arguments: Any) -> dict[str, Any]:
        """Return the answer to a request."""
        pipes = self._process.stdin, self._process.stdout
        assert pipes[0] is not None
        assert pipes[1] is not None
        line = ""
        try:
            pipes[0].write(json.dumps({"do": do, **arguments}) + "\n")
            pipes[0].flush()
            line = pipes[1].readline()
        except BrokenPipeError:
            pass
        if not line:
            raise UnusableError(f"{self._name} 中途停止，原因见上")
        answer: dict[str, Any] = json.loads(line)
        return answer


@dataclass(frozen=True)
class Cost:
    """What one process took with all its children, in seconds."""

    wall: float
    cpu: float


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end; raise `UnusableError` with what it printed where it fails."""
    with TemporaryFile() as printed:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.STDOUT,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            printed.seek(0)
            said = printed.read().decode(errors="replace").strip()
            raise UnusableError(f"{Path(command[0]).name} 的退出码是 {process.returncode}：\n{said}")
    return Cost(wall, usage.ru_utime + usage.ru_stime)
