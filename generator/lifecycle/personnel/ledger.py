"""The ledger of points: each decision as it stands after repairs and corrections.

In: a StaffLife, a day. Out: the Decisions up to that day in the order of entry, over all places of practice; the
points of a calendar year (nhsa-personnel-2024#26–28, #38, #44).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from generator.lifecycle.personnel.records import StaffHappened, StaffLife

POINTS, REPAIR, CORRECT = "points", "repair", "correct"

NOTE = "note"
"""A day that became known of a notice, from which a period is counted; the table of events doesn't know it."""

NOTICE = "notice_number"
"""The fact by which a repair or correction names the notice of the decision."""


@dataclass(frozen=True)
class Decision:
    """A decision that gave points: those given, and those that are left of them."""

    happened: StaffHappened
    given: int
    points: int

    @property
    def number(self) -> str | None:
        """The number of its notice."""
        return self.happened.paper


def ledger(life: StaffLife, on: date) -> tuple[Decision, ...]:
    """Return the decisions up to a day, as they stand on it; what can't be read as points is left out."""
    found: list[Decision] = []
    for happened in life.happened:
        if happened.on > on:
            continue
        if happened.event == POINTS:
            given = whole(happened.facts.get("points"))
            found += [Decision(happened, given, given)] if given is not None else []
        elif happened.event in (REPAIR, CORRECT):
            found = [_amended(one, happened) if one.number == named(happened) else one for one in found]
    return tuple(found)


def _amended(decision: Decision, happened: StaffHappened) -> Decision:
    if happened.event == CORRECT:
        corrected = whole(happened.facts.get("corrected_points"))
        return decision if corrected is None else replace(decision, points=corrected)
    repaired = whole(happened.facts.get("repaired_points")) or 0
    return replace(decision, points=max(decision.points - repaired, 0))


def named(happened: StaffHappened) -> str:
    """Return the number of the notice that a repair or correction is about; no notice has an empty one."""
    return happened.facts.get(NOTICE, "")


def points_of_year(decisions: Iterable[Decision], year: int) -> int:
    """Return the points of a calendar year: that of the day of each decision."""
    return sum(decision.points for decision in decisions if decision.happened.on.year == year)


def points_before(life: StaffLife, day: date) -> int:
    """Return the points that a decision of a day comes on top of: all of its calendar year that are entered.

    A decision that is entered late counts those of later days too: what was given is checked when more is given
    (nhsa-personnel-2024#29.1).
    """
    return points_of_year(ledger(life, date.max), day.year)


def decision_of(decisions: Iterable[Decision], number: str | None) -> Decision | None:
    """Return the decision whose notice has a number."""
    return next((one for one in decisions if number and one.number == number), None)


def whole(written: str | None) -> int | None:
    """Return a written whole number, None where it isn't one."""
    return int(written) if written is not None and re.fullmatch("[0-9]{1,4}", written) else None
