"""The periods that an event starts, told: one a line, or as plain data.

In: Deadlines. Out: lines, dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from generator.cli.printing import out

if TYPE_CHECKING:
    from generator.lifecycle import Deadline


def print_deadlines(deadlines: Iterable[Deadline]) -> None:
    """Print the periods."""
    for deadline in deadlines:
        when = deadline.day.isoformat() if deadline.day else "没有定期限"
        doubt = f"（暂定：{deadline.provisional}）" if deadline.provisional else ""
        out(f"  {when}{doubt}　{deadline.what}（{deadline.citation}）")


def deadlines_json(deadlines: Iterable[Deadline]) -> list[dict[str, Any]]:
    """Return the periods as plain data."""
    return [
        {
            "deadline": deadline.rule, "day": deadline.day.isoformat() if deadline.day else None,
            "provisional": deadline.provisional, "what": deadline.what, "who": deadline.who,
            "citation": deadline.citation,
        }
        for deadline in deadlines
    ]  # fmt: skip
