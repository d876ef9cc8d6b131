"""What keeps a person from being paid for: suspensions and endings, each with what it came from.

In: a Library, a StaffLife, something that happened. Out: Restrictions, changed by repairs and corrections.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from generator.dates import reach
from generator.lifecycle.personnel.ledger import CORRECT, POINTS, whole
from generator.lifecycle.personnel.numbers import (
    MONTHS,
    TERMINATION_POINTS,
    cited,
    numbers_on,
    passage_ground,
    personnel_of,
)
from generator.lifecycle.personnel.records import StaffHappened, StaffLife
from generator.lifecycle.standing import standing_on
from generator.model.library import Library
from generator.model.region import Side
from generator.model.units import Quantity, Unit, print_date
from generator.problems import Ground

HANDLE = "handle"

AGREEMENT, DEPARTMENT = "agreement", "department"

MEASURES_OF_AGREEMENT: dict[str, Literal["suspension", "termination"]] = {
    "suspended": "suspension",
    "rescinded": "termination",
}
"""What the state of an agreement means for those who are responsible there: nhsa-personnel-2024#34.4."""

Lasting = Literal["suspension", "termination"]
"""The measures that last."""

LASTING: dict[str, Lasting] = {"suspension": "suspension", "termination": "termination"}

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Restriction:
    """A suspension or ending. `until` is its last day where one is set, `notice` the number of its notice."""

    measure: Literal["suspension", "termination"]
    institution: str
    since: date
    until: date | None
    line: str
    notice: str | None = None
    basis: str | None = None  # None: points

    def over(self, on: date) -> bool:
        """Say whether its time has run out before a day."""
        return self.until is None or self.until < on


def first_day(happened: StaffHappened) -> date:
    """Return the day from which an event changes states: of a handling, what it says itself."""
    restricts = happened.event in (POINTS, HANDLE)
    return (happened.day("handled_from") if restricts else None) or happened.on


def restriction_of(library: Library, life: StaffLife, happened: StaffHappened) -> Restriction | None:
    """Return the suspension or ending that an event brings, None where it brings none."""
    basis = None if happened.event != HANDLE else happened.facts.get("basis") or AGREEMENT
    measure = LASTING.get(happened.facts.get("handling", ""))
    if basis == AGREEMENT:
        agreement = life.agreements.get(happened.institution)
        state = standing_on(library, agreement, first_day(happened)).state if agreement else ""
        measure = MEASURES_OF_AGREEMENT.get(state)
    if measure is not None:
        since = first_day(happened)
        until = happened.day("handled_to") or (_last(happened, since) if basis is None else None)
        line = _line(library, life, measure, since, basis)
        return Restriction(measure, happened.institution, since, until, line, happened.paper, basis)
    return None


def changed(library: Library, life: StaffLife, held: Restriction, happened: StaffHappened) -> Restriction | None:
    """Return a restriction after a repair or correction of its decision, None where it is lifted."""
    stated = happened.facts.get("handling", "") if happened.event == CORRECT else ""
    if stated == "reminder":
        return None
    measure = LASTING.get(stated)
    until = happened.day("handled_to")
    if measure is not None:
        since = happened.day("handled_from") or held.since
        line = _line(library, life, measure, since, held.basis)
        return replace(
            held, measure=measure, since=since, until=until or _last(happened, since) or held.until, line=line
        )
    return replace(held, until=until or held.until)


def length_in(facts: Mapping[str, str]) -> Quantity | None:
    """Return how long a handling lasts, as its facts say."""
    ends = facts.get("handling") == "termination"
    number = whole(facts.get("termination_years" if ends else "suspension_months"))
    return Quantity(number=Decimal(number), unit=Unit.YEARS if ends else Unit.MONTHS) if number else None


def last_day(since: date, length: Quantity) -> date:
    """Return the last day of what lasts a length: its first day counts, as in the form (annex 3)."""
    return reach(since, length).day - _ONE_DAY


def _last(happened: StaffHappened, since: date) -> date | None:
    length = length_in(happened.facts)
    return last_day(since, length) if length else None


def _line(library: Library, life: StaffLife, measure: str, since: date, basis: str | None) -> str:
    table = personnel_of(library)
    return f"自{print_date(since)}起{table.label(measure)}{cited(_ground(library, life, measure, since, basis))}"


def _ground(library: Library, life: StaffLife, measure: str, since: date, basis: str | None) -> Ground:
    passages = personnel_of(library).passages
    if basis is not None:
        named = passages.suspended_agreement if measure == "suspension" else passages.rescinded_agreement
        return passage_ground(library, named)
    numbers = numbers_on(library, life.region, since)
    if not numbers.known:
        return passage_ground(library, passages.checked_total)
    return numbers.ground(MONTHS, Side.MAX) if measure == "suspension" else numbers.ground(TERMINATION_POINTS, Side.MIN)
