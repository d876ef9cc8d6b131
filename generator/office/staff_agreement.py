"""Those responsible for what an agreement or its department was suspended or rescinded for: they go with it.

In: a desk, an agreement and its event, the persons named. Out: an entry of the register for each, on the paper that
suspended or rescinded; or the problems, and nothing is entered. Whoever isn't named stays as they are (#34).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.errors import InputError
from generator.lifecycle import Happened, Life, standing_on
from generator.lifecycle.law import table_of
from generator.lifecycle.personnel.judging import judge_staff
from generator.lifecycle.personnel.records import StaffOrder
from generator.lifecycle.personnel.restrictions import AGREEMENT, DEPARTMENT, HANDLE, MEASURES_OF_AGREEMENT
from generator.lifecycle.standing import IN_FORCE
from generator.model.library import Library
from generator.office.lives import find_agreement, life_of
from generator.office.signing import Desk
from generator.office.staff_filling import particulars_of
from generator.office.staff_lives import Places, find_staff, in_effect
from generator.problems import Place, Problem, stand_in_the_way
from generator.register.words import AgreementRecord, Confirmation, StaffEntry, StaffRecord

NOT_HANDLED = "staff_agreement"

DEPARTMENT_NOTICE = "staff-suspension-notice"
"""The kind of the paper that suspends a department."""


@dataclass(frozen=True)
class Cause:
    """What persons answer for: the agreement as it stands with it, from which day, what each entry says of it."""

    institution: str
    agreement: Life
    on: date
    facts: Mapping[str, str]
    paper: str | None


def responsible_entries(
    desk: Desk, record: AgreementRecord, happened: Happened, kind: str, persons: Sequence[str]
) -> tuple[tuple[StaffEntry, ...], tuple[Problem, ...]]:  # fmt: skip
    """Return the entries of those who answer for an event that is about to be entered, and what is told.

    The number of its paper is put into them when it is known. Raise `InputError` where one may not be entered.
    """
    if not persons:
        return (), ()
    facts = _facts(desk.library, happened, kind)
    if facts is None:
        message = "没有因此中止、解除协议或者中止部门（科室），没有人员一并暂停、终止"
        mend = "删去 --responsible；经办机构中止、解除协议，或者中止部门（科室）的通知书写明 departments 的，才写"
        raise InputError((Problem(code=NOT_HANDLED, message=message, where=Place(key="--responsible"), mend=mend),))
    before = life_of(record)
    after = replace(before, happened=(*before.happened, happened))
    return _entries(desk, Cause(record.row.institution, after, happened.on, facts, None), persons)


def enter_responsible(desk: Desk, number: str, persons: Sequence[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Enter those who became known later; return their names and what is told. Raise `InputError`."""
    entries, told = _entries(desk, _cause(desk, number), persons)
    if entries:
        desk.register.enter(Confirmation(by=desk.by, staff=entries))
    return names_of(entries), told


def not_entered(desk: Desk, paper: str, persons: Sequence[str]) -> tuple[str, ...]:
    """Return those of some persons for whom nothing is entered on a paper."""
    return tuple(name for name in persons if not _entered(find_staff(desk.register, name), paper))


def names_of(entries: Sequence[StaffEntry]) -> tuple[str, ...]:
    """Return the names of those whom entries are about."""
    return tuple(entry.person.name or "" for entry in entries)


def _entries(
    desk: Desk, cause: Cause, persons: Sequence[str]
) -> tuple[tuple[StaffEntry, ...], tuple[Problem, ...]]:  # fmt: skip
    staff = {one.identity: one for one in (find_staff(desk.register, name) for name in persons)}
    told: list[Problem] = []
    entries: list[StaffEntry] = []
    for person in staff.values():
        entry, problems = _judged(desk, cause, person)
        told += problems
        entries += [entry] if entry else []
    if stand_in_the_way(tuple(told)):
        raise InputError(tuple(told))
    return tuple(entries), tuple(told)


def _judged(desk: Desk, cause: Cause, person: StaffRecord) -> tuple[StaffEntry | None, tuple[Problem, ...]]:
    """Return the entry of one person; none where they are entered on the same paper already."""
    if cause.paper is not None and _entered(person, cause.paper):
        return None, ()
    code = cause.institution
    life = Places(desk.register, desk.today).staff_life(person, code)
    life = replace(life, agreements={**life.agreements, code: cause.agreement})
    judgement = judge_staff(
        desk.library, life, StaffOrder(HANDLE, code, cause.on, cause.facts, cause.paper), desk.today
    )
    named = tuple(_of(person, problem) for problem in judgement.problems)
    if judgement.happened is None:
        return None, named
    entry = StaffEntry(
        identity=person.identity, expected=person.version, event=HANDLE, institution=code, on=cause.on,
        recorded_on=desk.today, region=person.region, person=particulars_of(person.person, person.identity),
        facts=dict(judgement.happened.facts), paper=cause.paper,
    )  # fmt: skip
    return entry, named


def _of(person: StaffRecord, problem: Problem) -> Problem:
    """Return a problem at the person whom it is about: several are named in one command."""
    return problem.model_copy(update={"where": Place(key=f"PERSON {person.person.name or ''}".strip())})


def _entered(person: StaffRecord, paper: str) -> bool:
    return any(one.event == HANDLE and one.paper == paper for one in in_effect(person.events))


def _cause(desk: Desk, number: str) -> Cause:
    """Return what suspended or rescinded the agreement as it stands; raise `InputError` where nothing did."""
    record = find_agreement(desk.register, number)
    agreement = life_of(record)
    events = table_of(desk.library).events
    state = standing_on(desk.library, agreement, desk.today).state
    found = [one for one in agreement.happened if one.event in events and events[one.event].to == state]
    facts = _facts(desk.library, found[-1], "") if state in MEASURES_OF_AGREEMENT and found else None
    if facts is None:
        label = table_of(desk.library).states[state]
        message = f"协议“{agreement.number}”现在是{label}" + (
            "，由定点医疗机构请求" if found and state != IN_FORCE else ""
        )
        mend = "协议由经办机构中止或者解除以后，才把负有责任的人员一并暂停或者终止"
        where = Place(key="AGREEMENT")
        raise InputError((Problem(code=NOT_HANDLED, message=message, where=where, mend=mend),))
    return Cause(record.row.institution, agreement, found[-1].on, facts, found[-1].paper)


def _facts(library: Library, happened: Happened, kind: str) -> dict[str, str] | None:
    """Return what the entry of a person says who answers for an event, None where nobody goes with it."""
    known = table_of(library).events.get(happened.event)
    measure = MEASURES_OF_AGREEMENT.get((known.to if known else None) or "")
    if measure is not None and happened.by != "institution":
        return {"basis": AGREEMENT, "handling": measure, **_days(happened, happened.on.isoformat())}
    stated = happened.facts
    if kind == DEPARTMENT_NOTICE and stated.get("mode") == "suspend" and stated.get("departments"):
        since = stated.get("effective_on") or happened.on.isoformat()
        return {"basis": DEPARTMENT, "handling": "suspension", **_days(happened, since)}
    return None


def _days(happened: Happened, since: str) -> dict[str, str]:
    until = happened.facts.get("suspended_to")
    return {"handled_from": since, **({"handled_to": until} if until else {})}
