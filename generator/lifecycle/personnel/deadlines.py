"""The periods that run for a person.

In: a Library, a StaffLife, what happened, a day. Out: Deadlines of one event; for many persons what falls due. The
lengths are parameters, so a region that sets its own has it counted; working days past the last published schedule
make a day provisional. A day that was noted starts the period that is counted from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.dates import reach
from generator.lifecycle.personnel.ledger import CORRECT, NOTE, POINTS, REPAIR, named
from generator.lifecycle.personnel.numbers import personnel_of
from generator.lifecycle.personnel.records import StaffHappened, StaffLife
from generator.lifecycle.personnel.standing import staff_standing_on
from generator.lifecycle.records import Deadline
from generator.model.library import Library
from generator.model.personnel import StaffDeadline
from generator.model.region import Side
from generator.model.units import Quantity
from generator.selection import rules_for

REQUEST = "restoration-request"


@dataclass(frozen=True)
class StaffDue:
    """A period of a person. `notice` is the number of the paper that it belongs to."""

    identity: str
    institution: str
    notice: str | None
    deadline: Deadline
    overdue: bool = False


def staff_deadlines(library: Library, life: StaffLife, happened: StaffHappened) -> tuple[Deadline, ...]:
    """Return the periods that an event starts, by the law of its day; one without a first day yet has no day."""
    rules = [rule for rule in personnel_of(library).deadlines if _starts(rule, happened)]
    found = (_deadline(library, life, happened, rule) for rule in rules if _concerns(rule, happened))
    return tuple(one for one in found if one is not None)


def staff_due(
    library: Library, lives: Iterable[StaffLife], on: date, within: Quantity | None = None
) -> tuple[StaffDue, ...]:
    """Return what falls due from a day on, within a period or without limit, in the order of the days.

    What has been done (a fact says so, or one that was noted later) isn't due. Restoration may be asked for until the
    state is restored, and what a noted day has started is overdue until it is done.
    """
    last = reach(on, within).day if within else date.max
    found = [one for life in lives for one in _running(library, life, on) if (one.deadline.day or date.max) <= last]
    return tuple(sorted(found, key=lambda one: (one.deadline.day or date.max, one.identity, one.deadline.rule)))


def _running(library: Library, life: StaffLife, on: date) -> Iterator[StaffDue]:
    restricted = staff_standing_on(library, life, on).state != "正常"
    for happened in life.happened:
        if happened.recorded_on > on:
            continue
        for one in staff_deadlines(library, life, happened):
            done = {rule.id: rule.done for rule in personnel_of(library).deadlines}[one.rule]
            kept = one.day is None or (done is not None and _done(life, happened, done))
            waiting = (one.rule == REQUEST and restricted) or (happened.event == NOTE and done is not None)
            if not kept and (one.rule != REQUEST or restricted) and ((one.day or on) >= on or waiting):
                overdue = one.day is not None and one.day < on
                yield StaffDue(life.identity, happened.institution, _notice(happened), one, overdue)


def _starts(rule: StaffDeadline, happened: StaffHappened) -> bool:
    """Say whether an event starts a period: the one after which it runs, or a note of the day it is counted from."""
    if happened.event == NOTE:
        return any(name in happened.facts for name in rule.start)
    return rule.after == happened.event


def _notice(happened: StaffHappened) -> str | None:
    """Return the number of the notice that an event gave or is about."""
    return happened.paper if happened.event == POINTS else named(happened) or happened.paper


def _done(life: StaffLife, happened: StaffHappened, fact: str) -> bool:
    """Say whether a fact is stated of the notice of an event; a restoration names none, for it is of all of them."""
    about = (_notice(happened), "")
    return fact in happened.facts or any(fact in one.facts and named(one) in about for one in life.happened)


def _concerns(rule: StaffDeadline, happened: StaffHappened) -> bool:
    """Say whether a period runs at all: restoration is asked for where something was taken away."""
    return rule.id != REQUEST or happened.facts.get("handling") in ("suspension", "termination")


def _deadline(library: Library, life: StaffLife, happened: StaffHappened, rule: StaffDeadline) -> Deadline | None:
    period = period_of(library, life.region, rule.parameter, happened.recorded_on)
    if period is None:
        return None
    start = next((day for name in rule.start if (day := _day(life, happened, name)) is not None), None)
    reached = reach(start, period, back=rule.back) if start else None
    return Deadline(
        rule=rule.id, label=rule.label, start=start, day=reached.day if reached else None, what=rule.what, who=rule.who,
        citation=library.print_citation(rule.cite), automatic="never",
        provisional=reached.provisional if reached else None, note=rule.note,
    )  # fmt: skip


def _day(life: StaffLife, happened: StaffHappened, name: str) -> date | None:
    if name in ("on", "recorded_on"):
        return happened.on if name == "on" else happened.recorded_on
    later = [one for one in life.happened if one.event in (REPAIR, CORRECT) and named(one) == happened.paper]
    return next((day for one in reversed(later) if (day := one.day(name)) is not None), happened.day(name))


def period_of(library: Library, region: str, parameter: str, on: date) -> Quantity | None:
    """Return how long a period is in a region on a day: what the region sets, else its limit."""
    rule = rules_for(library, region, on).parameters.get(parameter)
    if rule is None:
        return None
    limit = rule.limit(Side.MAX, None) or rule.limit(Side.MIN, None)
    return rule.default(None) or (limit.value if limit else None)
