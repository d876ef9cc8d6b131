"""What the register refuses, and a database's errors in words that a user can act on.

ChangedMeanwhileError, NumberTakenError, OutOfTurnError and UnknownNumberError are the register's own; what comes from
the disk or the server is told as `WriteError`, `MissingPartError` or `UsageError`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from generator.errors import MissingPartError, UsageError, WriteError, XieyiError


class ChangedMeanwhileError(XieyiError):
    """Somebody else changed the agreement, or used the number, since the writer looked."""

    exit_code = 3


class NumberTakenError(XieyiError):
    """A number from outside is already another paper's."""

    exit_code = 3


class OutOfTurnError(XieyiError):
    """The number that an order's writer expects isn't the one that its paper would get: `number`."""

    exit_code = 3

    def __init__(self, expected: str, number: str) -> None:
        super().__init__(f"编号“{expected}”不是登记簿给这份文书的编号，应是“{number}”")
        self.number = number


class UnknownNumberError(XieyiError):
    """A number that the register doesn't know, or that isn't in the state that was asked for."""

    exit_code = 3


_NOTHING = "这一步没有登记任何内容"
_FULL = f"磁盘已满：{_NOTHING}。请清理磁盘后重试"
_SQLITE: tuple[tuple[int, type[XieyiError], str], ...] = (
    (sqlite3.SQLITE_BUSY, WriteError, f"登记簿正忙，等了很久仍轮不到：{_NOTHING}。请稍后重试"),
    (sqlite3.SQLITE_LOCKED, WriteError, f"登记簿正忙：{_NOTHING}。请稍后重试"),
    (sqlite3.SQLITE_FULL, WriteError, _FULL),
    (sqlite3.SQLITE_IOERR, WriteError, f"读写登记簿时磁盘出错：{_NOTHING}。请检查磁盘（可能已满）后重试"),
    (sqlite3.SQLITE_READONLY, WriteError, f"登记簿是只读的：{_NOTHING}。请检查文件和文件夹的写入权限"),
    (sqlite3.SQLITE_PERM, WriteError, f"没有权限写登记簿：{_NOTHING}。请检查文件和文件夹的权限"),
    (sqlite3.SQLITE_CANTOPEN, WriteError, "打不开登记簿。请检查文件夹是否存在、是否有权限"),
    (sqlite3.SQLITE_NOTADB, UsageError, "这个文件不是登记簿。请检查路径"),
    (sqlite3.SQLITE_CORRUPT, WriteError, "登记簿文件已损坏。请从备份恢复"),
)
_POSTGRESQL: tuple[tuple[str, type[XieyiError], str], ...] = (
    ("53100", WriteError, _FULL),
    ("53300", WriteError, f"数据库的连接已用完：{_NOTHING}。请稍后重试"),
    ("53", WriteError, f"数据库的资源不够：{_NOTHING}。请稍后重试"),
    ("55P03", WriteError, f"登记簿正忙，等了很久仍轮不到：{_NOTHING}。请稍后重试"),
    ("40", WriteError, f"登记簿正忙：{_NOTHING}。请稍后重试"),
    ("25006", WriteError, f"数据库是只读的：{_NOTHING}。请联系数据库管理员"),
    ("42501", WriteError, f"没有权限写登记簿：{_NOTHING}。请联系数据库管理员"),
    ("28", MissingPartError, "数据库不接受这个用户或密码。请检查 DATABASE_URL"),
    ("3D000", MissingPartError, "数据库里没有这个库。请先建库，或检查 DATABASE_URL"),
    ("", MissingPartError, f"连不上数据库，或连接断了：{_NOTHING}。请检查 DATABASE_URL 和网络后重试"),
)


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn a database's error into one of this program's; Django must be ready."""
    from django.db import DatabaseError, InterfaceError

    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        found = _explained(error)
        if found is None:
            raise
        kind, message = found
        raise kind(f"{where}：{message}。") from error
    except OSError as error:
        raise WriteError(f"{where}：没有写成，系统报告：{error.strerror}。请检查磁盘和权限后重试。") from error


def _explained(error: Exception) -> tuple[type[XieyiError], str] | None:
    """Return what an error means to a user; None where it is a fault of the program's own."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)
        # the lowest byte is the sort of error, the rest says more of it
        return next((row[1:] for row in _SQLITE if code is not None and row[0] == code & 0xFF), None)
    state = getattr(cause, "sqlstate", None)
    if cause is None or not hasattr(cause, "sqlstate"):
        return None
    rows = _POSTGRESQL if state is None else _POSTGRESQL[:-1]
    if state is not None and state[:2] in ("08", "57"):  # the connection is lost, the server stops
        rows = _POSTGRESQL[-1:]
    return next((row[1:] for row in rows if (state or "").startswith(row[0])), None)
