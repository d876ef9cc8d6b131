"""How breaches are written in one line of a case, and read back.

In: the fact `breaches`, as `example-swap/main/6/lighter/confessed|example-split/main/3；example-split/general/1`:
情形/责任/分值, then 轻重/事由 where the points are made lighter or heavier. `；` parts conducts, whose points add up;
`|` parts the 情形 that one conduct falls under, of which the highest counts. Out: Breaches, or what is unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.lifecycle.personnel.ledger import whole
from generator.lifecycle.personnel.records import Breach
from generator.model.personnel import Responsibility

RESPONSIBILITIES: dict[str, Responsibility] = {"general": "general", "important": "important", "main": "main"}

SHAPE = "情形/责任/分值[/轻重/事由]，责任写 general、important 或 main；不同行为之间用“；”，同一行为的不同情形之间用“|”"


class UnreadableBreachError(ValueError):
    """A written breach can't be read; the message is Chinese and says how it is to be written."""


def read_breaches(written: str) -> tuple[Breach, ...]:
    """Read written breaches; raise `UnreadableBreachError`."""
    conducts = [part for part in re.split("[；;]", written) if part.strip()]
    return tuple(
        _breach(one.strip(), conduct)
        for conduct, part in enumerate(conducts, start=1)
        for one in re.split("[|｜]", part)
    )


def _breach(written: str, conduct: int) -> Breach:
    parts = [part.strip() for part in written.split("/")]
    if len(parts) not in (3, 5) or not all(parts):
        raise UnreadableBreachError(f"“{written}”应写成{SHAPE}")
    responsibility, points = RESPONSIBILITIES.get(parts[1]), whole(parts[2])
    if responsibility is None:
        raise UnreadableBreachError(f"“{written}”里的责任“{parts[1]}”应是 general、important 或 main")
    if points is None:
        raise UnreadableBreachError(f"“{written}”里的分值“{parts[2]}”应是整数")
    weight, circumstance = (parts[3], parts[4]) if len(parts) == 5 else (None, None)
    return Breach(parts[0], responsibility, points, weight, circumstance, conduct)


def print_breaches(breaches: Iterable[Breach]) -> str:
    """Return breaches as they are written."""
    conducts: dict[int, list[str]] = {}
    for one in breaches:
        weight = f"/{one.weight}/{one.circumstance}" if one.weight else ""
        conducts.setdefault(one.conduct, []).append(f"{one.situation}/{one.responsibility}/{one.points}{weight}")
    return "；".join("|".join(parts) for parts in conducts.values())
