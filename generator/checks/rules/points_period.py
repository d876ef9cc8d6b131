"""A suspension or ending of the right to payment runs from its first to its last day as long as it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from generator.checks.context import Facts
from generator.dates import reach
from generator.model.units import Quantity, Unit, print_date
from generator.problems import Problem

FROM, TO = "facts.handled_from", "facts.handled_to"
LENGTHS = {"facts.suspension_months": Unit.MONTHS, "facts.termination_years": Unit.YEARS}
"""What states the length; only one of them is printed."""

LONGEST = 1200
"""The longest that is counted on: of what is longer, `rule_unmet` tells."""


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem where the last day comes before the first, or isn't the one that the length reaches."""
    if FROM not in facts.kind.facts or TO not in facts.kind.facts:
        return
    start, end = _stated(facts, FROM), _stated(facts, TO)
    if start is None or end is None:
        return
    if end < start:
        message = f"{facts.label(TO)}（{print_date(end)}）早于{facts.label(FROM)}（{print_date(start)}）"
        yield facts.problem(__name__, TO, message, mend="请改正起止日期")
        return
    for path, unit in LENGTHS.items():
        number = _stated(facts, path) if path in facts.printed else None
        if number is not None and 1 <= number <= LONGEST:
            yield from _length(facts, start, end, Quantity(number=number, unit=unit))


def _length(facts: Facts, start: date, end: date, length: Quantity) -> Iterator[Problem]:
    """Judge the last day: the day reached, or the one before it where the first day is counted."""
    reached = reach(start, length).day
    last = reached - timedelta(days=1)
    if end not in (last, reached):
        message = f"自{print_date(start)}起{length}，止于{print_date(last)}，而写的是{print_date(end)}"
        yield facts.problem(__name__, TO, message, mend="请改正起止日期或者时间长短")


def _stated(facts: Facts, path: str) -> Any:
    return facts.scope.ask(tuple(path.split(".")))
