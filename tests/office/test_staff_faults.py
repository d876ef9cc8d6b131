"""Lost without this: points without their notice, a notice without its points, or either twice, when a process dies.

A process is killed before each of its writes in turn; whoever comes next finds notice and points both or neither, and
giving the order again makes it done once.
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
from generator.office.report import number_accounts
from generator.office.settle import settle
from generator.office.staff import take_staff
from generator.office.staff_lives import find_staff
from tests.office.desks import desk_at
from tests.office.staff_cases import WHO, promise, registration, suspension

ROOT = Path(__file__).resolve().parents[2]
SHARES = 4


def _run(folder: Path, step: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.office.dying_staff", str(folder), str(step)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def registered(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the person is registered."""
    folder = tmp_path_factory.mktemp("registered")
    desk = desk_at(library, folder)
    take_staff(desk, "promise", promise())
    take_staff(desk, "register", registration())
    desk.register.close()
    return folder


@pytest.fixture(scope="module")
def writes(registered: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Return how many writes the notice takes."""
    folder = tmp_path_factory.mktemp("counting")
    shutil.copytree(registered, folder, dirs_exist_ok=True)
    done = _run(folder, 0)
    assert done.returncode == 0, done.stderr
    count = int(done.stdout)
    assert count > 20
    return count


@pytest.mark.parametrize("share", range(SHARES))
def test_a_process_killed_before_any_write_loses_and_doubles_no_points(
    share: int, writes: int, registered: Path, library: Library, tmp_path: Path
) -> None:
    for step in range(1 + share, writes + 1, SHARES):
        folder = tmp_path / str(step)
        shutil.copytree(registered, folder)
        died = _run(folder, step)
        assert died.returncode == -signal.SIGKILL, (step, died.stderr)
        _whole_afterwards(library, folder, step)


def _whole_afterwards(library: Library, folder: Path, step: int) -> None:
    desk = desk_at(library, folder)
    with desk.register:
        if step % 2:
            settle(desk.register, "乙", desk.out)
        notices = [paper for paper in desk.register.papers("") if paper.kind == "points-notice"]
        ledger = [one.paper for one in find_staff(desk.register, WHO).events if one.event == "points"]
        assert ledger == [paper.number for paper in notices], step
        made = take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10)).made
        assert made is not None
        ledger = [one.paper for one in find_staff(desk.register, WHO).events if one.event == "points"]
        assert ledger == [made.document.number], step
        for paper in desk.register.papers(""):
            assert paper.placed
            if paper.kind == "points-notice":
                for file in paper.files:
                    assert sha256((desk.out / file.name).read_bytes()).hexdigest() == file.sha256, (step, file.name)
        states = [row["state"] for row in number_accounts(desk.register, None, None)]
        assert set(states) <= {"issued", "void"}, (step, states)
        assert desk.register.verify() == ()
