"""Lost without these: a paper that was acknowledged, a number, or the truth about either, when a process dies.

A process is killed before each of its writes in turn. Whoever comes next finds the order done or not done, and doing
it again makes it done once.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from generator.model.library import Library
from generator.office.events import take
from generator.office.report import number_accounts
from generator.office.settle import settle
from generator.office.signing import sign
from tests.office.desks import desk_at, ready, suspension

ROOT = Path(__file__).resolve().parents[2]
NUMBER = "内医保协〔2026〕0001号"
SHARES = 8


def _run(folder: Path, order: str, step: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.office.dying", str(folder), order, str(step)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def signed(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which one agreement has been signed."""
    folder = tmp_path_factory.mktemp("signed")
    desk = desk_at(library, folder)
    sign(desk, ready())
    desk.register.close()
    return folder


@pytest.fixture(scope="module")
def writes(signed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Return how many writes each order takes."""
    counts = {}
    for order in ("sign", NUMBER):
        folder = tmp_path_factory.mktemp("counting")
        if order != "sign":
            shutil.copytree(signed, folder, dirs_exist_ok=True)
        done = _run(folder, order, 0)
        assert done.returncode == 0, done.stderr
        counts[order] = int(done.stdout)
        assert counts[order] > 20
    return counts


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("order", ["sign", NUMBER])
def test_a_process_killed_before_any_write_loses_and_doubles_nothing(
    order: str, share: int, writes: dict[str, int], signed: Path, library: Library, tmp_path: Path
) -> None:
    for step in range(1 + share, writes[order] + 1, SHARES):
        folder = tmp_path / str(step)
        if order != "sign":
            shutil.copytree(signed, folder)
        died = _run(folder, order, step)
        assert died.returncode == -signal.SIGKILL, (step, died.stderr)
        _whole_afterwards(library, folder, order, step)


def _whole_afterwards(library: Library, folder: Path, order: str, step: int) -> None:
    desk = desk_at(library, folder)
    with desk.register:
        if step % 2:  # somebody else's command comes first, or the same order is given again at once
            settle(desk.register, "乙", desk.out)
        made = sign(desk, ready()) if order == "sign" else take(desk, "suspend", NUMBER, suspension()).made
        assert all(path.exists() for path in made.files), step
        papers = [paper for row in desk.register.agreements() for paper in desk.register.papers(row.number)]
        assert len(papers) == (1 if order == "sign" else 2), step
        for paper in papers:
            assert paper.placed
            for file in paper.files:
                path = desk.out / file.name
                assert sha256(path.read_bytes()).hexdigest() == file.sha256, (step, file.name)
        states = [row["state"] for row in number_accounts(desk.register, None, None)]
        assert "gap" not in states
        assert "reserved" not in states
        assert states.count("issued") == len(papers), (step, states)
        assert desk.register.verify() == ()
        kept = {file.name for paper in papers for file in paper.files}
        assert {path.name for path in desk.out.iterdir()} == kept, step
