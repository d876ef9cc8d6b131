"""Whether this may happen to this agreement, and what comes of it.

In: a Library, a Life, the texts of the agreement, an Order, the day on which it is judged. Out: a Judgement: the next
standing, the kinds of paper, the deadlines that begin, or the problems. The procedure follows the law of the paper's
day, a breach the agreement as it stood on its own day. What the law leaves to a decision is only ever told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from generator.lifecycle.amending import amendment_problems
from generator.lifecycle.closing import effect_problems
from generator.lifecycle.days import day_problems
from generator.lifecycle.deadlines import deadlines_of
from generator.lifecycle.grounds import ground_problems
from generator.lifecycle.hearing import Hearing, case_problem
from generator.lifecycle.law import table_of
from generator.lifecycle.records import Documents, Happened, Judgement, Life, Order, read_day
from generator.lifecycle.requests import rule_problems
from generator.lifecycle.standing import replay, standing_on
from generator.lifecycle.states import state_problems
from generator.lifecycle.telling import told
from generator.model.case import Case
from generator.model.library import Library
from generator.model.lifecycle import Event, PartyName
from generator.problems import Problem, stand_in_the_way
from generator.reading.validation import nearest
from generator.selection.waiving import waived

WANTING = "event_fact_missing"


def judge(library: Library, life: Life, documents: Documents, order: Order, on: date) -> Judgement:
    """Return what comes of an order; `order.case` is as `complete` returns it.

    `documents` gives the agreement's text as it stood on a day. An order that is refused has no next standing.
    """
    table, case = table_of(library), order.case
    event = table.events.get(order.event)
    if event is None:
        return _refused(_unknown(case, order.event, list(table.events)))
    by, day = initiator_of(event, case), effective_day(library, event, case)
    wanting = tuple(_wanting(library, event, case, by, day))
    if by is None or day is None:
        return _refused(*wanting)
    pending = _pending(library, order, by=by, day=day, on=on)
    hearing = Hearing(
        library=library, life=life, documents=documents, name=order.event, event=event, case=case, form=order.form,
        by=by, day=day, on=on, standing=replay(library, life, day, pending),
    )  # fmt: skip
    problems = tuple(waived(problem, case.waivers) for problem in _once((*wanting, *_problems(hearing, pending))))
    if stand_in_the_way(problems):
        return Judgement(None, papers(hearing), (), problems)
    after = standing_on(library, replace(life, happened=(*life.happened, pending)), day)
    return Judgement(after, papers(hearing), deadlines_of(hearing, after), problems, pending)


def initiator_of(event: Event, case: Case) -> PartyName | None:
    """Return who wants an event: the case's `by`, or the only one who may; None where that isn't said or can't be."""
    stated = case.facts.get("by") or (next(iter(event.by)) if len(event.by) == 1 else None)
    return stated if stated in event.by else None


def effective_day(library: Library, event: Event, case: Case) -> date | None:
    """Return the day from which an event holds, None where the case must say it and doesn't.

    It is the case's `effective_on`; of a paper that has no place for one the first day of its term, else its own day.
    """
    if "effective_on" in case.facts:
        return read_day(case.facts["effective_on"])
    if "effective_on" not in event.asks:
        return case.date
    return None if may_state(library, case, "effective_on") else max(case.term.start or case.date, case.date)


def may_state(library: Library, case: Case, fact: str) -> bool:
    """Say whether a case of its kind may state a fact: the kind or a rule knows it, or the kind isn't held."""
    kind = library.kinds.get(case.kind)
    return kind is None or f"facts.{fact}" in kind.facts or _asked(library, fact) is not None


def papers(hearing: Hearing) -> tuple[str, ...]:
    """Return the kinds of paper that the order takes."""
    chosen = hearing.form or hearing.case.kind
    return (chosen,) if hearing.event.one_of else hearing.event.kinds


def _once(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems in the order of the file's lines, each wanting fact once however many rules ask for it."""
    found = {(problem.code, problem.where.key, problem.message if problem.code != WANTING else ""): problem
             for problem in reversed(problems)}  # fmt: skip
    in_order = reversed(found.values())
    return tuple(sorted(in_order, key=lambda one: (one.where.line is None, one.where.line or 0)))


def _refused(*problems: Problem) -> Judgement:
    return Judgement(None, (), (), problems)


def _unknown(case: Case, name: str, known: list[str]) -> Problem:
    close = nearest(name, known)
    mend = f"最接近的是“{close}”" if close else f"可用：{'、'.join(known)}"
    return case_problem(case, "event_unknown", "", f"没有“{name}”这一事件", mend=mend)


def _wanting(library: Library, event: Event, case: Case, by: str | None, day: date | None) -> Iterator[Problem]:
    """Yield what an order doesn't say and must: who wants it, from when, and what the event asks for."""
    stated = case.facts.get("by")
    if by is None and stated:
        law = tuple(library.ground(one.cite, one.quote) for one in event.by.values())
        message, mend = f"“{stated}”不能提出{event.label}", f"可以提出的：{'、'.join(event.by)}"
        yield case_problem(case, "event_party", "facts.by", message, mend=mend, law=law)
    elif by is None:
        mend = f"请在 facts 里写 by，可选：{'、'.join(event.by)}"
        yield case_problem(case, WANTING, "facts.by", f"没有写明{event.label}由谁提出", mend=mend)
    initiator = event.by.get(cast("PartyName", by)) if by else None
    for name in dict.fromkeys((*event.asks, *(initiator.asks if initiator else ()))):
        if not name.endswith("?") and not case.facts.get(name) and may_state(library, case, name):
            label = _label(library, case, name)
            law = (library.ground(initiator.cite, initiator.quote),) if initiator else ()
            mend = f"请在案卷的 facts 里写 {name}"
            yield case_problem(
                case,
                "event_fact_missing",
                f"facts.{name}",
                f"没有写明{label}，不能办理{event.label}",
                mend=mend,
                law=law,
            )
    if day is None and case.facts.get("effective_on"):
        message = f"“{case.facts['effective_on']}”不是日期"
        yield case_problem(case, WANTING, "facts.effective_on", message, mend="写成“2026-01-01”的样子")


def _label(library: Library, case: Case, name: str) -> str:
    """Return what a fact is called by the kind of the paper or by a rule, else its name."""
    kind = library.kinds.get(case.kind)
    fact = kind.facts.get(f"facts.{name}") if kind else None
    return fact.label if fact else _asked(library, name) or f"“{name}”"


def _asked(library: Library, name: str) -> str | None:
    """Return the label under which a rule asks for a fact."""
    rules = (rule for region in library.regions.values() for rule in region.rules)
    return next((one.label for rule in rules for one in rule.asks if one.fact == name), None)


def _pending(library: Library, order: Order, *, by: str, day: date, on: date) -> Happened:
    """Return the event as it will be kept. A renewal in full text is another agreement, whose term isn't this one's."""
    case = order.case
    kind = library.kinds.get(order.form or case.kind)
    term = None
    if order.event == "renew" and case.term.start and case.term.end and not (kind and kind.form == "agreement"):
        term = (case.term.start, case.term.end)
    return Happened(
        event=order.event, on=day, recorded_on=on, by=by, facts=dict(case.facts), findings=case.findings,
        paper=case.number, term=term,
    )  # fmt: skip


def _problems(hearing: Hearing, pending: Happened) -> Iterator[Problem]:
    yield from _paper(hearing)
    yield from state_problems(hearing, pending)
    yield from day_problems(hearing)
    yield from rule_problems(hearing)
    yield from ground_problems(hearing)
    yield from amendment_problems(hearing)
    yield from effect_problems(hearing)
    yield from told(hearing)


def _paper(hearing: Hearing) -> Iterator[Problem]:
    chosen, kinds = hearing.form or hearing.case.kind, hearing.event.kinds
    if chosen not in kinds:
        message = f"{hearing.event.label}不出“{chosen}”这种文书"
        mend = f"可用：{'、'.join(kinds)}" if kinds else "这一事件不出文书"
        yield hearing.problem("event_paper", "kind", message, mend=mend)
