"""Periods that run in an agreement's life, and what is due.

In: a Hearing, or Lives and a day. Out: Deadlines of an event; for many agreements what falls due. Each says from which
day it is counted and by which article, whether working days past the published schedule make it provisional, and
whether a month's last day stands for one that the month hasn't got. What the law gives no time for has no day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.dates import Reached, reach
from generator.lifecycle.hearing import Hearing
from generator.lifecycle.law import law_on, table_of
from generator.lifecycle.records import Deadline, Due, Happened, Life, Standing, read_day
from generator.lifecycle.standing import NOT_RENEW, SUSPENDED, follower_of, lapse_rule, standing_on
from generator.model.library import Library
from generator.model.lifecycle import DeadlineRule
from generator.model.units import Quantity

WHILE_IN_FORCE, ON_SERVICE = "agreement", "notice"
"""What a period runs after besides an event."""


def deadlines_of(hearing: Hearing, after: Standing) -> tuple[Deadline, ...]:
    """Return the periods that an event starts, by the law of its paper's day; those counted back have been judged."""
    found = []
    for rule in hearing.law.deadlines:
        mine = rule.after in (hearing.name, ON_SERVICE) and rule.by in (None, hearing.by)
        if mine and not rule.back:
            start = _stated(hearing.case.facts, rule.start) or _of_agreement(rule.start, hearing.case.date, after)
            found.append(_deadline(hearing.library, rule, start))
    return tuple(found)


def due(library: Library, lives: Iterable[Life], on: date, within: Quantity | None = None) -> tuple[Due, ...]:
    """Return what falls due from a day on, in the order of the days; `within` a period, or without limit.

    What was due earlier is told only where it still waits for a decision: the end of a suspension.
    """
    last = reach(on, within).day if within else date.max
    found = [one for life in lives for one in _Running(library, life, on).all() if one.day <= last]
    return tuple(sorted(found, key=lambda one: (one.day, one.agreement, one.deadline)))


@dataclass(frozen=True)
class _Running:
    """What runs for one agreement on a day."""

    library: Library
    life: Life
    on: date

    def all(self) -> Iterator[Due]:
        """Yield what falls due, each once."""
        standing = standing_on(self.library, self.life, self.on)
        yield from (one for one in self._in_force(standing) if not one.overdue)
        for happened in self.life.happened:
            if happened.on <= self.on:
                yield from self._after(happened, standing)

    def _in_force(self, standing: Standing) -> Iterator[Due]:
        if standing.closed:
            return
        leaving = any(happened.event == NOT_RENEW for happened in self.life.happened if happened.on <= self.on)
        for rule in law_on(self.library, self.life.region, self.on).deadlines:
            over = rule.start == "term.end" and follower_of(self.life) is not None  # the new agreement's end counts
            if rule.after == WHILE_IN_FORCE and not over and not (leaving and rule.back):
                for start in self._starts(rule, standing):
                    yield from self._due(rule, start, open_=False)

    def _starts(self, rule: DeadlineRule, standing: Standing) -> Iterator[date]:
        """Yield the days from which a period runs. What an event asks for is over with it: it judged the period."""
        found, over = [_of_agreement(rule.start, self.life.signed_on, standing)], set[date | None]()
        for happened in self.life.happened:
            event = table_of(self.library).events.get(happened.event)
            found.append(happened.day(rule.start))
            if event is not None and any(rule.start in (*event.asks, *one.asks) for one in event.by.values()):
                over.add(happened.day(rule.start))
        yield from (start for start in dict.fromkeys(found) if start is not None and start not in over)

    def _after(self, happened: Happened, standing: Standing) -> Iterator[Due]:
        """Yield what an event started; what hangs on the state that it made falls away with that state."""
        event = table_of(self.library).events.get(happened.event)
        present = event is not None and standing.state == event.to and standing.since == happened.on
        for rule in law_on(self.library, self.life.region, happened.on).deadlines:
            if rule.after not in (happened.event, ON_SERVICE) or rule.by not in (None, happened.by) or rule.back:
                continue
            if event is not None and event.to and not present and rule.after == happened.event:
                continue
            rule_now, open_ = self._lapsing(rule, happened)
            start = happened.day(rule.start) or self._default(rule, happened, standing)
            if start is not None:
                yield from self._due(rule_now, start, open_=open_ and standing.state == SUSPENDED)

    def _lapsing(self, rule: DeadlineRule, happened: Happened) -> tuple[DeadlineRule, bool]:
        """Return the rule as it is when its period is over, and whether a decision waits after that."""
        lapse = lapse_rule(self.library, self.life.region, happened) if rule.automatic != "never" else None
        if lapse is not None and lapse[0].id == rule.id:
            return lapse[0], True
        return rule, rule.start == "suspended_to"

    def _default(self, rule: DeadlineRule, happened: Happened, standing: Standing) -> date | None:
        if rule.start == "effective_on":
            return happened.on
        return _of_agreement(rule.start, happened.recorded_on, standing)

    def _due(self, rule: DeadlineRule, start: date, *, open_: bool) -> Iterator[Due]:
        reached = _reached(rule, start)
        if reached is None or (reached.day < self.on and not open_):
            return
        what = rule.what + (f"（{reached.month_end}）" if reached.month_end else "")
        yield Due(
            agreement=self.life.number, deadline=rule.label, day=reached.day, provisional=reached.provisional,
            citation=self.library.print_citation(rule.cite), what=what, who=rule.who, overdue=reached.day < self.on,
        )  # fmt: skip


def _deadline(library: Library, rule: DeadlineRule, start: date | None) -> Deadline:
    reached = _reached(rule, start) if start else None
    return Deadline(
        rule=rule.id, label=rule.label, start=start, day=reached.day if reached else None, what=rule.what, who=rule.who,
        citation=library.print_citation(rule.cite), automatic=rule.automatic,
        provisional=reached.provisional if reached else None, month_end=reached.month_end if reached else None,
        note=rule.note,
    )  # fmt: skip


def _reached(rule: DeadlineRule, start: date) -> Reached | None:
    """Return the day that a rule's period reaches, None where the law names no time."""
    if rule.ends is not None:
        return Reached(rule.ends.month_day.in_year(start.year + rule.ends.years_on))
    return reach(start, rule.period, back=rule.back) if rule.period is not None else None


def _stated(facts: dict[str, str], name: str) -> date | None:
    return read_day(facts.get(name))


def _of_agreement(name: str, paper: date, standing: Standing) -> date | None:
    """Return the day of the agreement that a period is counted from."""
    return {"term.start": standing.start, "term.end": standing.end, "date": paper}.get(name)
