"""Open a register, making it where it isn't there yet.

In: a path or a database's address. Out: a Register. Django is made ready here, and only when a register is opened;
where a web app has done so already, its settings stay. Whether the tables are this program's is one query; only
where they are older, or not there, are they brought up to date, by one process while the others wait.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import generator.register.seams as seams
from generator.errors import MissingPartError, UsageError, WriteError
from generator.register.settings import APP, database_settings

if TYPE_CHECKING:
    from generator.register.register import Register
    from generator.register.store import Store

EDITION = 3
"""The tables' edition: the number of the last migration."""

_MAKING = 7_841_196_502
"""The advisory lock under which one process brings PostgreSQL's tables up to date."""


def open_register(where: str | Path | None = None, *, make: bool = True) -> Register:
    """Open the register at a path or address, else the one of `DATABASE_URL`; make it unless told not to.

    Raises `UsageError` where there is none to be or it is of a newer program, `WriteError` where the disk refuses,
    `MissingPartError` where the server can't be reached or its driver isn't there.
    """
    settings = database_settings(where)
    _ready(settings)
    from generator.register.refusals import told
    from generator.register.register import Register
    from generator.register.store import Store

    store = Store(_alias(settings))
    with told(store.label):
        edition = _edition(store, settings)
        if edition != EDITION:
            if edition is None and not make:
                raise UsageError(f"{store.label}还没有。请检查路径，或先签发、登记一份协议")
            _make(store, settings)
    return Register(store)


def restore(path: Path, into: str | Path) -> Register:
    """Make a new register from a backup; `into` must not hold entries. Raises `UsageError`, and as `open_register`."""
    if not path.is_file():
        raise UsageError(f"没有备份文件 {path}。请检查路径")
    register = open_register(into)
    from generator.register.backup import restore_into

    try:
        restore_into(register.store, path)
    except BaseException:
        register.close()
        raise
    return register


def _ready(settings: dict[str, Any]) -> None:
    """Make Django ready, unless it is."""
    import django
    from django.apps import apps
    from django.conf import settings as current
    from django.core.exceptions import ImproperlyConfigured

    if not current.configured:
        current.configure(INSTALLED_APPS=[APP], USE_TZ=True, DATABASES={})
    try:
        if not apps.ready:
            django.setup()
        _alias(settings)
    except ImproperlyConfigured as error:
        raise MissingPartError("用 PostgreSQL 要装它的驱动：pip install 'psycopg[binary]'") from error


def _alias(settings: dict[str, Any]) -> str:
    """Return the name of a database among Django's; it is added where no other has the same settings."""
    from django.db import connections

    for alias in connections:
        if all(connections.settings[alias].get(key) == value for key, value in settings.items()):
            return str(alias)
    name = "register-" + hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:16]
    connections.settings[name] = connections.configure_settings({"default": {}, name: settings})[name]
    connections[name]  # its driver is loaded now, where the error can be told
    return name


def _edition(store: Store, settings: dict[str, Any]) -> int | None:
    """Return the edition of the tables, 0 where they are half made, None where there are none."""
    from django.db import OperationalError, ProgrammingError

    if store.vendor == "sqlite" and not Path(settings["NAME"]).exists():
        return None
    try:
        rows = store.query("SELECT edition FROM register_head")
    except (ProgrammingError, OperationalError) as error:
        if "register_head" in str(error):  # no such table: nobody has made it yet
            return None
        raise
    edition = rows[0][0] if rows else 0
    if edition > EDITION:
        raise UsageError(
            f"{store.label}是更新版本的程序建的（表结构第{edition}版，本程序到第{EDITION}版）。请升级本程序"
        )
    return int(edition)


def _make(store: Store, settings: dict[str, Any]) -> None:
    """Bring the tables up to date, one process at a time."""
    from django.db.migrations.executor import MigrationExecutor

    with _alone(store, settings):
        if _edition(store, settings) == EDITION:
            return
        seams.step("make")
        if store.vendor == "sqlite":
            # the journal of an SQLite file is chosen once, for all who open it later
            store.query("PRAGMA journal_mode=WAL")
        executor = MigrationExecutor(store.connection)
        executor.migrate([key for key in executor.loader.graph.leaf_nodes() if key[0] == "register"])
        seams.step("made")
        store.query("UPDATE register_head SET edition = %s", [EDITION])


@contextmanager
def _alone(store: Store, settings: dict[str, Any]) -> Iterator[None]:
    """Keep other processes out while the tables are made."""
    if store.vendor == "sqlite":
        path = Path(settings["NAME"])
        _make_folder(path)
        handle = os.open(f"{path}-making", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
        return
    session = store.new_session()
    try:
        store.hold(session, _MAKING)
        yield
    finally:
        session.close()


def _make_folder(path: Path) -> None:
    """Make the folder of a register, for its user alone, and the file, before the database's library does."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    except IsADirectoryError as error:
        raise UsageError(f"登记簿 {path} 是一个文件夹。请写文件的路径") from error
    except OSError as error:
        raise WriteError(f"登记簿 {path} 建不成：{error.strerror}。请检查文件夹的权限和磁盘") from error
