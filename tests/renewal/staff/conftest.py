"""Registers that know a hospital."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.model.library import Library
from generator.office.signing import Desk
from tests.renewal.desks import copied_desks
from tests.renewal.run.outcomes import files_in
from tests.renewal.staff.people import desk_at, line, run, take_in_hospital

PEOPLE = 8


@pytest.fixture(scope="session")
def known(read: Library) -> Library:
    """The library as workers read it."""
    return read


@pytest.fixture(scope="session")
def hospital(known: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register that knows one hospital."""
    folder = tmp_path_factory.mktemp("hospital")
    desk = desk_at(known, folder)
    take_in_hospital(desk)
    desk.register.close()
    return folder


@pytest.fixture
def desk_in(known: Library, hospital: Path, tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Make a desk in a new folder of a name, with a copy of that register."""
    with copied_desks(hospital, tmp_path, lambda folder: desk_at(known, folder)) as make:
        yield make


@pytest.fixture(scope="session")
def whole(known: Library, hospital: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files of a run of promises that nothing disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(hospital / "register", folder / "register")
    desk = desk_at(known, folder)
    with desk.register:
        assert run(desk, folder, map(line, range(PEOPLE))).made == PEOPLE
    return files_in(desk.out)
