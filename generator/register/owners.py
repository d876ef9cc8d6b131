"""Who is at work: a process that has numbers in hand holds a lock for as long as it lives.

In: a Store. Out: the process's own mark, and whether another's holder still lives. On SQLite the lock is a file's
beside the database, on PostgreSQL an advisory lock of a session of its own; either goes with the process, however it
ends. A forked child doesn't inherit it.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import threading
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

import generator.register.seams as seams

if TYPE_CHECKING:
    from psycopg import Connection

    from generator.register.store import Store


class Owner:
    """The process that runs, as a holder of numbers. Its mark is made when it first takes one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._mark: str | None = None
        self._handle: int | None = None
        self._session: Connection[Any] | None = None
        self._pid = os.getpid()
        self._lock = threading.Lock()
        _OWNERS.add(self)

    @property
    def mark(self) -> str:
        """Return this process's mark, held from now on."""
        with self._lock:  # one mark for all threads: a second would leave the first one's numbers to nobody
            if self._mark is None or not self._held():
                mark = secrets.token_hex(8)[1:]  # 60 bits: a positive bigint
                if self._store.vendor == "sqlite":
                    self._hold_file(mark)
                else:
                    self._hold_session(mark)
                self._mark = mark
                seams.step("owner")
            return self._mark

    def dead(self, marks: set[str]) -> set[str]:
        """Return those of some marks whose holders are no more."""
        others = marks - {self._mark}
        if self._store.vendor == "sqlite":
            return {mark for mark in others if not self._file_held(mark)}
        return others - self._held_sessions()

    def close(self) -> None:
        """Give up the mark; what it holds counts as left."""
        if self._handle is not None and self._mark is not None:
            (self._folder / self._mark).unlink(missing_ok=True)
            os.close(self._handle)
        if self._session is not None:
            self._session.close()
        self.forget()

    def forget(self) -> None:
        """Drop the mark without ending it, as a forked child must."""
        if os.getpid() != self._pid:  # the child's copies would keep the lock after its parent's end
            if self._handle is not None:
                os.close(self._handle)
            if self._session is not None and not self._session.closed:
                os.close(self._session.fileno())
        self._mark = self._handle = self._session = None
        self._lock = threading.Lock()

    def _hold_file(self, mark: str) -> None:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        for path in self._folder.iterdir():
            self._file_held(path.name)  # the dead ones' files are taken away
        path = self._folder / mark
        while not path.exists():  # another may take it for a dead one's before it is locked
            handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            fcntl.flock(handle, fcntl.LOCK_EX)
            if path.exists():
                self._handle, self._pid = handle, os.getpid()
            else:
                os.close(handle)

    def _file_held(self, mark: str) -> bool:
        path = self._folder / mark
        try:
            handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        else:
            path.unlink(missing_ok=True)  # nobody takes a dead one's mark again
            return False
        finally:
            os.close(handle)

    def _held(self) -> bool:
        """Tell whether the mark is still held: a session ends when its server does."""
        return self._session is None or self._store.answers(self._session)

    @property
    def _folder(self) -> Path:
        return Path(f"{self._store.name}-owners")

    def _hold_session(self, mark: str) -> None:
        session = self._store.new_session()
        self._store.hold(session, int(mark, 16))
        self._session, self._pid = session, os.getpid()

    def _held_sessions(self) -> set[str]:
        rows = self._store.query(
            "SELECT classid::bigint << 32 | objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return {f"{row[0]:015x}" for row in rows}


_OWNERS: weakref.WeakSet[Owner] = weakref.WeakSet()


def _forget_all() -> None:
    for owner in _OWNERS:
        owner.forget()


os.register_at_fork(after_in_child=_forget_all)
