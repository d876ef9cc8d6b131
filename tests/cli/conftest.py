"""What the tests of the command line share: running a command line here, and in a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
TERTIARY = ROOT / "examples" / "hohhot-tertiary.yaml"


@dataclass(frozen=True)
class Ran:
    """How a command line ended and what it printed."""

    code: int
    out: str
    err: str


Xieyi = Callable[..., Ran]


@pytest.fixture
def xieyi(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Xieyi:
    """Run a command line in this process; `answers` are the lines of its standard input."""

    def run_here(*arguments: str | Path, answers: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run_here


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def in_a_process(*arguments: str | Path, state: Path, code: str | None = None) -> subprocess.Popen[str]:
    """Start `xieyi` as a user does; `code` runs Python instead. State and log files go to a folder of the test."""
    what = ["-c", code] if code else ["-m", "generator"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(state)}
    return subprocess.Popen(
        [sys.executable, *what, *(str(argument) for argument in arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
