"""A notice of points, filled from the ledger: the year's total, the handling that follows, its days.

In: a library, a person's life, the case of a notice. Out: the case with what the ledger gives, wherever it is silent;
what it states and the ledger has otherwise is for `judge_staff` to refuse. How many months a suspension lasts is a
decision: it is never filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from generator.dates import reach
from generator.lifecycle.personnel.breaches import UnreadableBreachError, read_breaches
from generator.lifecycle.personnel.consequence import consequence
from generator.lifecycle.personnel.ledger import points_before
from generator.lifecycle.personnel.numbers import personnel_of
from generator.lifecycle.personnel.records import Consequence, StaffLife
from generator.lifecycle.personnel.scoring import score
from generator.lifecycle.records import read_day
from generator.model.case import Case
from generator.model.library import Library
from generator.model.personnel import StaffEvent
from generator.model.units import Quantity, Unit

POINTS = "points"
"""The event of a notice of points."""

_MONTHS, _YEARS = "suspension_months", "termination_years"
_ONE_DAY = timedelta(days=1)


def events_of_staff(library: Library) -> Mapping[str, StaffEvent]:
    """Return what may happen to a person; raise `UsageError` where the library doesn't say."""
    return personnel_of(library).events


def fill_points(library: Library, life: StaffLife, case: Case) -> Case:
    """Return the case of a notice with its total, handling and days, as the ledger of the decision's day gives them."""
    decided = read_day(case.facts.get("points_decided_on")) or case.date
    points = _number(case.facts.get(POINTS)) or _scored(library, case, decided)
    if points is None:
        return case
    before = points_before(life, decided)
    outcome = consequence(library, case.region, before, points, decided)
    found = {
        POINTS: str(points),
        "year_points": str(outcome.total),
        "handling": outcome.measure,
        **_days(case, outcome),
    }
    return case.model_copy(update={"facts": {**found, **case.facts}})


def _scored(library: Library, case: Case, decided: date) -> int | None:
    """Return the points that the case's breaches add up to, None where there are none that can be read."""
    written = case.facts.get("breaches")
    if written is None:
        return None
    try:
        breaches = read_breaches(written)
    except UnreadableBreachError:  # `judge_staff` tells
        return None
    return score(library, case.region, breaches, decided).points


def _days(case: Case, outcome: Consequence) -> dict[str, str]:
    """Return the length of a termination, and first and last day of what has a length; the first day is the notice's.

    The first day counts, so what begins on the 15th ends on a 14th.
    """
    facts = case.facts
    found: dict[str, str] = {}
    if outcome.years is not None:
        found[_YEARS] = str(outcome.years)
    length = _length(outcome, {**found, **facts})
    if length is None:
        return found
    start = read_day(facts.get("handled_from")) or case.date
    last: date = reach(start, length).day - _ONE_DAY
    return {**found, "handled_from": start.isoformat(), "handled_to": last.isoformat()}


def _length(outcome: Consequence, facts: Mapping[str, str]) -> Quantity | None:
    name, unit = (_MONTHS, Unit.MONTHS) if outcome.months is not None else (_YEARS, Unit.YEARS)
    number = _number(facts.get(name))
    measured = outcome.months is not None or outcome.years is not None
    return Quantity(number=Decimal(number), unit=unit) if measured and number is not None else None


def _number(written: str | None) -> int | None:
    return int(written) if written is not None and written.isascii() and written.isdigit() else None
