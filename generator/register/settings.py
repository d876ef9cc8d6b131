"""Where a register is: a file's path or a database's address → Django's settings of it.

In: `DATABASE_URL`, an address (postgres://…, sqlite:///…) or a path. Out: one entry of Django's `DATABASES`.
A web app that has settings of its own puts that entry among its own and `generator.register` among its apps.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from generator.errors import UsageError

APP = "generator.register"
WAIT = 60
"""Seconds that a writer waits for the others."""

_POSTGRES = ("postgres", "postgresql")


def database_settings(where: str | Path | None) -> dict[str, Any]:
    """Return Django's settings of a register; without `where` it is the one that `DATABASE_URL` names."""
    place = str(where) if where is not None else os.environ.get("DATABASE_URL", "")
    if not place:
        raise UsageError("没有说登记簿在哪里。请给出登记簿文件的路径，或设环境变量 DATABASE_URL")
    scheme, separator, rest = place.partition("://")
    if not separator:
        return _sqlite(Path(place))
    if scheme == "sqlite":
        return _sqlite(Path(unquote(rest.removeprefix("/"))))
    if scheme in _POSTGRES:
        return _postgres(place)
    raise UsageError(f"登记簿的地址不认识：{scheme}://…。请写 postgres://用户:密码@主机/库名，或一个文件的路径")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path.absolute()),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": WAIT,
            "init_command": "PRAGMA synchronous=FULL",
        },
    }


def _postgres(place: str) -> dict[str, Any]:
    parts = urlsplit(place)
    options = dict(parse_qsl(parts.query))
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise UsageError("登记簿的地址里没有库名。请写 postgres://用户:密码@主机/库名")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 15, "options": f"-c lock_timeout={WAIT}s -c synchronous_commit=on", **options},
    }
