"""Whether this may happen to this person, and what comes of it.

In: a Library, a StaffLife, a StaffOrder, the day on which it is judged. Out: a StaffJudgement: the next standing and
the entry, the kinds of paper, the periods that begin, or the problems.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from generator.lifecycle.personnel.deadlines import staff_deadlines
from generator.lifecycle.personnel.hearing import CODES, StaffHearing
from generator.lifecycle.personnel.identity import identity_problems
from generator.lifecycle.personnel.ledger import POINTS, whole
from generator.lifecycle.personnel.noticing import handle_problems, points_problems, unscored_problems
from generator.lifecycle.personnel.numbers import personnel_of
from generator.lifecycle.personnel.records import StaffHappened, StaffJudgement, StaffLife, StaffOrder
from generator.lifecycle.personnel.registering import cancel_problems, promise_problems, register_problems
from generator.lifecycle.personnel.remedies import correct_problems, repair_problems, restore_problems
from generator.lifecycle.personnel.restrictions import AGREEMENT, DEPARTMENT, first_day
from generator.lifecycle.personnel.standing import staff_standing_on
from generator.lifecycle.records import read_day
from generator.model.library import Library
from generator.problems import Problem, stand_in_the_way
from generator.reading.validation import nearest
from generator.selection.waiving import waived

__all__ = ["CODES", "StaffJudgement", "judge_staff", "then"]

JUDGES: dict[str, Callable[[StaffHearing], Iterator[Problem]]] = {
    "promise": promise_problems,
    "register": register_problems,
    "cancel": cancel_problems,
    "points": points_problems,
    "handle": handle_problems,
    "repair": repair_problems,
    "correct": correct_problems,
    "restore": restore_problems,
}
"""Who judges each event."""

NUMBERS = ("points", "year_points", "suspension_months", "termination_years", "repaired_points", "corrected_points")
"""The facts that are whole numbers."""

DAYS = (
    "penalty_received_on", "handled_from", "handled_to", "points_received_on", "objected_on", "defence_received_on",
    "defence_answered_on", "restoration_received_on", "restoration_assessed_on",
)  # fmt: skip
"""The facts that are days."""

MISSING = "staff_fact_missing"

WORDS = {
    "handling": ("reminder", "suspension", "termination"),
    "basis": (AGREEMENT, DEPARTMENT),
    "objection_signed": ("true", "false"),
    "objection_sealed": ("true", "false"),
}
"""The facts that are one of some words."""


def judge_staff(library: Library, life: StaffLife, order: StaffOrder, today: date) -> StaffJudgement:
    """Return what comes of an order; one that is refused has no next standing. Raise `UsageError` without a table."""
    table = personnel_of(library)
    event = table.events.get(order.event)
    if event is None or order.event not in JUDGES:
        return _refused(_unknown(order, list(table.events)))
    hearing = StaffHearing(library, life, order, event, today)
    problems = tuple(waived(problem, order.waivers) for problem in _problems(hearing))
    kinds = (order.form,) if order.form in event.kinds and order.form else event.kinds
    if stand_in_the_way(problems):
        return StaffJudgement(None, kinds, (), problems)
    happened = StaffHappened(
        event=order.event, institution=order.institution, on=order.on, recorded_on=today, facts=dict(order.facts),
        paper=order.paper,
    )  # fmt: skip
    after = then(life, happened)
    standing = staff_standing_on(library, after, max(order.on, first_day(happened)))
    return StaffJudgement(standing, kinds, staff_deadlines(library, after, happened), problems, happened)


def then(life: StaffLife, happened: StaffHappened) -> StaffLife:
    """Return a life with one thing more."""
    return replace(life, happened=(*life.happened, happened))


def _problems(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield everything that is wrong with an order; before the rules were in force nothing more is said."""
    if not hearing.numbers.known:
        statute = hearing.library.statutes[hearing.event.cite.statute]
        message = f"{statute.name()}在{hearing.order.on.isoformat()}没有施行，不能办理{hearing.event.label}"
        yield hearing.problem("staff_law_not_in_force", "date", message, mend="请核对日期")
        return
    yield from identity_problems(hearing)
    unscored = tuple(unscored_problems(hearing)) if hearing.order.event == POINTS else ()
    yield from unscored
    facts = tuple(one for one in _facts(hearing) if not (unscored and one.code == MISSING))  # they follow from these
    yield from facts
    if not facts:
        yield from JUDGES[hearing.order.event](hearing)


def _facts(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield what the order doesn't say and must, and what it says and can't be read."""
    law = (hearing.library.ground(hearing.event.cite, hearing.event.quote),)
    for name in hearing.event.asks:
        if not name.endswith("?") and hearing.fact(name) is None:
            message = f"没有写明{hearing.table.facts[name]}，不能办理{hearing.event.label}"
            mend = f"请在 facts 里写 {name}"
            yield hearing.problem(MISSING, f"facts.{name}", message, mend=mend, law=law)
    asked = {name.removesuffix("?") for name in hearing.event.asks}
    for name, written in hearing.order.facts.items():
        wanted = _unreadable(name, written) if name in asked and written else None
        if wanted:
            message = f"{hearing.table.facts[name]}写的是“{written}”，{wanted}"
            yield hearing.problem("staff_fact_unreadable", f"facts.{name}", message, mend="请改正", law=law)


def _unreadable(name: str, written: str) -> str | None:
    """Return what a fact should be and isn't."""
    if name in NUMBERS and whole(written) is None:
        return "应是整数"
    if name in DAYS and read_day(written) is None:
        return "应是日期，写成“2026-01-01”的样子"
    if name in WORDS and written not in WORDS[name]:
        return f"可用：{'、'.join(WORDS[name])}"
    return None


def _unknown(order: StaffOrder, known: list[str]) -> Problem:
    close = nearest(order.event, known)
    mend = f"最接近的是“{close}”" if close else f"可用：{'、'.join(known)}"
    where = order.places.of("")
    return Problem(code="staff_event_unknown", message=f"没有“{order.event}”这一事项", where=where, mend=mend)


def _refused(*problems: Problem) -> StaffJudgement:
    return StaffJudgement(None, (), (), problems)
