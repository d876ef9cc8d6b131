"""Registers that hold the agreements to be renewed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.model.library import Library
from generator.office.signing import Desk
from generator.renewal.run import run_plan
from generator.renewal.run.run import STAGING
from tests.renewal.desks import copied_desks
from tests.renewal.run.outcomes import files_in
from tests.renewal.run.plans import QUICK, desk_at, plan_of, renewed, take_in_many

AGREEMENTS = 12


@pytest.fixture(scope="session")
def taken_in(read: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register that holds the agreements of 2026."""
    folder = tmp_path_factory.mktemp("taken-in")
    desk = desk_at(read, folder)
    take_in_many(desk, AGREEMENTS)
    desk.register.close()
    return folder


@pytest.fixture
def desk_in(read: Library, taken_in: Path, tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Make a desk in a new folder of a name, with a copy of that register."""
    with copied_desks(taken_in, tmp_path, lambda folder: desk_at(read, folder)) as make:
        yield make


@pytest.fixture(scope="session")
def whole(read: Library, taken_in: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files of a run that nothing disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(taken_in / "register", folder / "register")
    desk = desk_at(read, folder)
    with desk.register:
        plan = plan_of(map(renewed, range(AGREEMENTS)), read)
        assert run_plan(desk, plan, QUICK).made == AGREEMENTS
    assert not list(desk.out.glob(f"{STAGING}*"))
    return files_in(desk.out)
