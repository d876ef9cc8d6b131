"""A supplement takes effect, and an annual agreement runs, within the term of the agreement that it belongs to.

Outside of it there is nothing that it could supplement. A renewal carries the agreement beyond its end, and a notice
tells of what comes after it, so neither is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.context import Facts
from generator.model.rule import Asked
from generator.model.units import print_date
from generator.problems import Problem
from generator.selection.rulings import UnreadableFactError, read_fact

_EFFECTIVE = "facts.effective_on"


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each of the paper's days that lies before the agreement's start or after its end."""
    agreement = facts.case.agreement
    if agreement is None or (agreement.start and agreement.end and agreement.end < agreement.start):
        return  # agreement_dates tells of such an agreement
    for key, label, day in _days(facts):
        if agreement.start and day < agreement.start:
            message = f"{label}{print_date(day)}早于主协议起始的{print_date(agreement.start)}"
        elif agreement.end and day > agreement.end:
            message = f"{label}{print_date(day)}晚于主协议终止的{print_date(agreement.end)}"
        else:
            continue
        yield facts.problem(
            __name__, key, message, mend="请改在主协议有效期以内；主协议已续签的，把 agreement 改为续签后的起止"
        )


def _days(facts: Facts) -> Iterator[tuple[str, str, date]]:
    """Yield key, label and day of what must lie within the agreement."""
    if facts.kind.form != "deed":
        return
    if facts.kind.sort == "annual":
        term = facts.scope.term
        named = (("term.start", "有效期起始的", term.start), ("term.end", "有效期终止的", term.end))
        yield from ((key, label, day) for key, label, day in named if day is not None)
    written = facts.case.facts.get(_EFFECTIVE.removeprefix("facts."))
    if facts.kind.sort is None and _EFFECTIVE in facts.kind.facts and written is not None:
        label = facts.kind.facts[_EFFECTIVE].label
        try:
            day = read_fact(written, Asked(fact=_EFFECTIVE, label=label, type="date"))
        except UnreadableFactError:
            return  # fact_unknown tells how it is written
        if isinstance(day, date):
            yield _EFFECTIVE, label, day
