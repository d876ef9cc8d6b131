"""Those responsible for what an agreement was suspended or rescinded for: their qualification goes with it.

In: a desk, an agreement's number, the persons named. Out: one entry of the register for all of them, on the paper that
suspended or rescinded; or the problems, and nothing is entered. Whoever isn't named stays as they are (#34).
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.errors import InputError
from generator.lifecycle import standing_on
from generator.lifecycle.law import table_of
from generator.lifecycle.personnel.judging import judge_staff
from generator.lifecycle.personnel.records import StaffOrder
from generator.lifecycle.personnel.restrictions import AGREEMENT, HANDLE, MEASURES_OF_AGREEMENT
from generator.lifecycle.standing import IN_FORCE
from generator.model.library import Library
from generator.office.lives import find_agreement, life_of
from generator.office.signing import Desk
from generator.office.staff_filling import particulars_of
from generator.office.staff_lives import Places, find_staff
from generator.problems import Place, Problem, stand_in_the_way
from generator.register.words import AgreementRecord, Confirmation, EventRecord, StaffEntry, StaffRecord

NOT_HANDLED = "staff_agreement"


def enter_responsible(desk: Desk, number: str, persons: Sequence[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Enter those responsible; return their names and what is told. Raise `InputError` where one may not be entered."""
    record = find_agreement(desk.register, number)
    cause = _cause(desk, record)
    staff = tuple({one.identity: one for one in (find_staff(desk.register, name) for name in persons)}.values())
    told: list[Problem] = []
    entries: list[StaffEntry] = []
    for person in staff:
        entry, problems = _judged(desk, record, cause, person)
        told += problems
        entries += [entry] if entry else []
    if stand_in_the_way(tuple(told)):
        raise InputError(tuple(told))
    if entries:
        desk.register.enter(Confirmation(by=desk.by, staff=tuple(entries)))
    return tuple(entry.person.name or "" for entry in entries), tuple(told)


def _judged(
    desk: Desk, record: AgreementRecord, cause: EventRecord, person: StaffRecord
) -> tuple[StaffEntry | None, tuple[Problem, ...]]:  # fmt: skip
    """Return the entry of one person; none where they are entered on the same paper already."""
    if any(one.event == HANDLE and one.paper == cause.paper for one in person.events):
        return None, ()
    life = Places(desk.register, desk.today).staff_life(person, record.row.institution)
    facts = {"basis": AGREEMENT, "handling": _measure(desk.library, cause), "handled_from": cause.on.isoformat()}
    if cause.facts.get("suspended_to"):
        facts["handled_to"] = cause.facts["suspended_to"]
    order = StaffOrder(HANDLE, record.row.institution, cause.on, facts, cause.paper)
    judgement = judge_staff(desk.library, life, order, desk.today)
    if judgement.happened is None:
        return None, judgement.problems
    entry = StaffEntry(
        identity=person.identity, expected=person.version, event=HANDLE, institution=record.row.institution,
        on=cause.on, recorded_on=desk.today, region=person.region,
        person=particulars_of(person.person, person.identity), facts=dict(judgement.happened.facts), paper=cause.paper,
    )  # fmt: skip
    return entry, judgement.problems


def _cause(desk: Desk, record: AgreementRecord) -> EventRecord:
    """Return the event that suspended or rescinded the agreement as it stands; raise `InputError` where none did."""
    events = table_of(desk.library).events
    state = standing_on(desk.library, life_of(record), desk.today).state
    found = [one for one in record.events if one.event in events and events[one.event].to == state]
    if state not in MEASURES_OF_AGREEMENT or not found or found[-1].facts.get("by") == "institution":
        label = table_of(desk.library).states[state]
        message = f"协议“{record.row.number}”现在是{label}" + (
            "，由定点医疗机构请求" if found and state != IN_FORCE else ""
        )
        mend = "协议由经办机构中止或者解除以后，才把负有责任的人员一并暂停或者终止"
        where = Place(key="AGREEMENT")
        raise InputError((Problem(code=NOT_HANDLED, message=message, where=where, mend=mend),))
    return found[-1]


def _measure(library: Library, cause: EventRecord) -> str:
    return MEASURES_OF_AGREEMENT[table_of(library).events[cause.event].to or ""]
