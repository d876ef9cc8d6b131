"""The day on which the law is read: `--on`, or today in Beijing.

The core is always given a day; only the commands may ask the clock for one.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Annotated

import typer

from generator.errors import UsageError

_BEIJING = timezone(timedelta(hours=8))

OnOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="按哪一天的规定，例如 2026-01-01；不给为今天")
]


def day_of(written: str | None) -> date:
    """Return the day that --on names; raise `UsageError`."""
    if written is None:
        return datetime.now(_BEIJING).date()
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise UsageError(f"--on 的“{written}”不是日期，应写成“2026-01-01”的样子。") from None
