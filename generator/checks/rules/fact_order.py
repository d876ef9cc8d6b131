"""The days of a handling stand in their order: heard, decided, told, and only then what is asked by a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.context import Facts
from generator.model.units import print_date
from generator.problems import Problem

DATE = "date"
ORDER = (
    ("heard_on", "decided_on"),
    ("mending_demanded_on", "decided_on"),
    ("fees_from", "fees_to"),
    ("fees_to", "decided_on"),
    ("decided_on", DATE),
    ("decided_on", "withheld_from"),
    ("decided_on", "effective_on"),
    ("effective_on", "suspended_to"),
    (DATE, "interview_on"),
    (DATE, "rectification_until"),
    (DATE, "defence_until"),
    (DATE, "pay_until"),
    ("decision_served_on", DATE),
    ("decision_served_on", "urged_on"),
    ("urged_on", "perform_until"),
)
"""Pairs of facts of which the first isn't later than the second; `date` is the paper's own day."""

URGING, APPLYING = (DATE, "perform_until"), ("perform_until", DATE)
"""A letter urges before the time is over, the court is asked after it."""


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each day of a handling that lies before the one it follows."""
    court = facts.declares("facts.urged_on")
    if not court and not facts.declares("facts.breach_list"):
        return
    for first, then in (*ORDER, APPLYING if court else URGING):
        earlier, later = _day(facts, first), _day(facts, then)
        if earlier is None or later is None or earlier <= later:
            continue
        message = f"{_label(facts, then)}{print_date(later)}早于{_label(facts, first)}{print_date(earlier)}"
        key = f"facts.{first if then == DATE else then}"
        yield facts.problem(__name__, key, message, mend="请核对，改正其中一个日期")


def _day(facts: Facts, name: str) -> date | None:
    """Return a day that the paper tells of; what can't be read is told by `fact_unknown`."""
    if name == DATE:
        return facts.case.date
    written = facts.case.facts.get(name)
    if written is None or not facts.declares(f"facts.{name}"):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _label(facts: Facts, name: str) -> str:
    return facts.label(name if name == DATE else f"facts.{name}")
