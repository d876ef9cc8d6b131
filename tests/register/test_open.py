"""Without this a register could be made twice at once, or opened by a program that doesn't understand it."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import MissingPartError, UsageError, WriteError, XieyiError
from generator.register import open_register, settings, setup
from tests.register.conftest import new_place
from tests.register.processes import only_open, run_all
from tests.register.samples import WHO, signing, want


def test_eight_processes_at_once_make_one(place: str) -> None:
    assert run_all(only_open, [(place,)] * 8) == [[0]] * 8
    with open_register(place) as register:
        assert register.reserve(want("one")).serial == 1


def test_the_first_use_needs_no_set_up(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deeper" / "register.db"
    with open_register(path) as register:
        assert register.store.query("PRAGMA journal_mode") == [("wal",)]
        assert register.store.query("PRAGMA synchronous") == [(2,)]
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_address_is_taken_from_the_environment(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", place if "://" in place else f"sqlite:///{place}")
    with open_register() as register:
        register.reserve(want("one"))
    with open_register(place) as register:
        assert register.head().seq == 1


@pytest.mark.parametrize(
    ("where", "message"),
    [(None, "没有说登记簿在哪里"), ("mysql://a/b", "地址不认识：mysql"), ("postgres://localhost", "没有库名")],
)
def test_an_address_that_can_not_be_is_told(where: str | None, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(UsageError, match=message):
        open_register(where)


def test_opening_what_is_there_is_one_query(place: str) -> None:
    """Else every command would pay for a migration that has nothing to do."""
    from django.test.utils import CaptureQueriesContext

    with open_register(place) as register, CaptureQueriesContext(register.store.connection) as queries:
        open_register(place)
    assert [query["sql"] for query in queries] == ["SELECT edition FROM register_head"]


def test_a_newer_register_is_told_and_left_alone(place: str) -> None:
    with open_register(place) as register:
        register.store.query("UPDATE register_head SET edition = 99")
        with pytest.raises(UsageError, match="更新版本的程序建的（表结构第99版"):
            open_register(place)
        assert register.store.query("SELECT edition FROM register_head") == [(99,)]


def test_the_edition_is_that_of_the_last_migration(place: str) -> None:
    """Else a register would never be brought up to date, or at every opening."""
    from django.core.management import call_command

    folder = Path(setup.__file__).parent / "migrations"
    assert max(int(path.name[:4]) for path in folder.glob("0*.py")) == setup.EDITION
    with open_register(place) as register:
        call_command("makemigrations", "register", check=True, dry_run=True, verbosity=0)
        assert register.store.query("SELECT edition FROM register_head") == [(setup.EDITION,)]


def test_without_leave_none_is_made(place: str) -> None:
    with pytest.raises(UsageError, match="还没有"):
        open_register(place, make=False)
    open_register(place).close()
    open_register(place, make=False).close()


def test_django_is_loaded_by_opening_alone() -> None:
    """Else every command would take a tenth of a second longer, with or without a register."""
    code = "import generator.register, generator.register.words, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_file_that_is_no_register_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("这不是数据库" * 1000)
    with pytest.raises(UsageError, match="不是登记簿"):
        open_register(tmp_path / "a.db")
    with pytest.raises(XieyiError, match=r"文件夹|打不开"):
        open_register(tmp_path)


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(MissingPartError, match="连不上数据库"):
        open_register("postgres://postgres@127.0.0.1:9/none")


def test_a_database_that_is_not_there_is_told(server: str) -> None:
    with pytest.raises(MissingPartError, match=r"没有这个库|连不上"):
        open_register(server.replace("/postgres?", "/nobody_made_this?"))


def test_a_read_only_register_is_told(place: str) -> None:
    """Else a command would end in a traceback, or worse, as if it had been entered."""
    with open_register(place) as register:
        number = register.reserve(want("one")).number
        if register.store.vendor == "sqlite":
            register.store.query("PRAGMA query_only = 1")
        else:
            register.store.query("SET default_transaction_read_only = on")
        with pytest.raises(WriteError, match="只读"):
            register.enter(signing(number))


def test_a_full_disk_is_told_and_nothing_is_entered(tmp_path: Path) -> None:
    with open_register(tmp_path / "a.db") as register:
        number = register.reserve(want("one")).number
        head = register.head()
        ((pages,),) = register.store.query("PRAGMA page_count")
        register.store.query(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(WriteError, match="磁盘已满"):
            register.enter_many([signing(number), *(signing(f"外{at}号", outside=True) for at in range(50))])
        assert register.head() == head
        register.store.query("PRAGMA max_page_count = 1000000")
        register.enter(signing(number))
        assert register.verify(head) == ()


def test_a_register_that_is_locked_for_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "WAIT", 0.1)
    other = None
    try:
        with open_register(tmp_path / "a.db") as register:
            other = sqlite3.connect(tmp_path / "a.db")
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(WriteError, match="正忙"):
                register.reserve(want("one"))
            other.rollback()
            register.placed([], WHO)
            assert register.reserve(want("one")).serial == 1
    finally:
        if other is not None:
            other.close()


def test_a_connection_that_was_lost_is_made_anew(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Else a workbench would have to be started again whenever its server was."""
    with open_register(new_place("postgresql", request, tmp_path)) as register:
        number = register.reserve(want("one")).number
        ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        with pytest.raises(MissingPartError, match="连接断了"), register.store.reading():
            register.store.query(ends)
        register.enter(signing(number))
        assert list(register.unplaced()) == []  # held by a new session
        register.placed([number], WHO)
        assert register.verify() == ()
