"""The desk at which a command works with the register: who works, on which day, with which library."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.cli.day import day_of
from generator.cli.session import session_of
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.model.library import Library
    from generator.office.signing import Desk


def worker(named: str | None) -> str:
    """Return who works: `named`, XIEYI_BY, the name at login; raise `UsageError` where there is none."""
    found = (named or os.environ.get("XIEYI_BY") or "").strip()
    if found:
        return found
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # which of them depends on the system
        raise UsageError("不知道经办人是谁。请用 --by 写明，或设置环境变量 XIEYI_BY") from None


def desk_of(
    context: typer.Context,
    library: Library,
    by: str | None,
    out: Path,
    *,
    formats: tuple[str, ...] = (),
    on_step: Callable[[str], None] = lambda _: None,
) -> Desk:
    """Return the desk of a command, its register open."""
    from generator.office.signing import Desk

    register = session_of(context).register(library)
    return Desk(library, register, worker(by), day_of(None), out, formats, on_step)
