"""A register's database: one connection a thread, transactions, and moments.

In: Django's settings of it. Out: a Store, which the other modules of the register are handed. Django must be ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from generator.document.recent import Recent
from generator.register.owners import Owner
from generator.register.refusals import told

if TYPE_CHECKING:
    import psycopg


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """A register's database. `alias` is its name among Django's databases."""

    def __init__(self, alias: str, clock: Callable[[], datetime] = _now) -> None:
        self.alias = alias
        self.clock = clock
        self.owner = Owner(self)
        self.nodes: Recent[str, Any] = Recent()  # parts of Documents that were read, by their digests

    @property
    def connection(self) -> BaseDatabaseWrapper:
        """The connection of this thread."""
        connection: BaseDatabaseWrapper = connections[self.alias]
        return connection

    @property
    def vendor(self) -> str:
        """Which database: sqlite or postgresql."""
        return str(self.connection.vendor)

    @property
    def name(self) -> str:
        """The file's path, or the database's name."""
        return str(self.connection.settings_dict["NAME"])

    @property
    def label(self) -> str:
        """How messages name the register."""
        return f"登记簿 {Path(self.name)}" if self.vendor == "sqlite" else f"登记簿（数据库 {self.name}）"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do everything inside in one transaction, or nothing of it; errors are this program's."""
        with self.reading(), transaction.atomic(using=self.alias, durable=True):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read with this program's errors; a connection that was lost is made anew."""
        with told(self.label):
            self.connection.close_if_unusable_or_obsolete()
            yield

    def query(self, statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall()) if cursor.description else []

    def new_session(self) -> psycopg.Connection[Any]:
        """Return a connection to PostgreSQL of its own, in autocommit."""
        import psycopg

        parameters = self.connection.get_connection_params()
        for of_django in ("cursor_factory", "context", "prepare_threshold", "client_encoding"):
            parameters.pop(of_django, None)
        with self.connection.wrap_database_errors:
            return psycopg.connect(**parameters, autocommit=True)

    def hold(self, session: psycopg.Connection[Any], key: int) -> None:
        """Take an advisory lock for as long as a session lasts, waiting for whoever holds it."""
        with self.connection.wrap_database_errors:
            session.execute("SELECT pg_advisory_lock(%s)", [key])

    @staticmethod
    def answers(session: psycopg.Connection[Any]) -> bool:
        """Tell whether a connection is still there; one that isn't is closed."""
        import psycopg

        try:
            session.execute("SELECT 1")
        except psycopg.Error:
            session.close()
            return False
        return True

    def close(self) -> None:
        """Close this thread's connection and give up what this process holds."""
        self.owner.close()
        self.connection.close()
