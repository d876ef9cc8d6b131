"""What all tests share: the library of this checkout, read without any cache; folders and a register of their own."""

from datetime import datetime, tzinfo
from itertools import count
from pathlib import Path

import pytest

from generator.cli import day
from generator.model.library import Library
from generator.reading.assembled import read_library

ROOT = Path(__file__).resolve().parent.parent

_REGISTERS = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` writes what comes out over what was expected, to be read in review."""
    parser.addoption("--accept", action="store_true", help="rewrite the golden files")


@pytest.fixture(scope="session")
def library() -> Library:
    """The library of this checkout."""
    return read_library(ROOT, "test")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the user's own folders."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))
    monkeypatch.delenv("XIEYI_LIBRARY", raising=False)


@pytest.fixture(autouse=True)
def own_register(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a register of its own, which isn't there yet; no test ever opens a real one."""
    where = tmp_path_factory.getbasetemp() / "registers" / f"{next(_REGISTERS)}" / "register.sqlite3"
    monkeypatch.setenv("XIEYI_REGISTER", str(where))
    monkeypatch.setenv("XIEYI_BY", "示例经办人")
    return where


@pytest.fixture
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands run on 22 November 2026, whenever they do: what may happen to an agreement hangs on the day."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Clock":
            return cls(2026, 11, 22, 9, 30, tzinfo=tz)

    monkeypatch.setattr(day, "datetime", Clock)
