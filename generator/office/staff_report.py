"""What the register's lists show of persons, as plain data: states, the year's points, the ledger, the periods.

In: a Library, a Register, a day. Out: dictionaries of texts, for a table or for JSON. Identity numbers are masked
unless the whole ones are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.lifecycle.personnel.deadlines import staff_due
from generator.lifecycle.personnel.records import Practice, StaffStanding
from generator.lifecycle.personnel.standing import staff_standing_on
from generator.model.case import Person
from generator.model.library import Library
from generator.model.units import Quantity
from generator.office.staff_filling import particulars_of
from generator.office.staff_lives import UNDO, UNDONE, Places, find_staff, labels_of, undone_by
from generator.register.masking import mask
from generator.register.words import StaffEventRecord, StaffRecord

if TYPE_CHECKING:
    from generator.register.register import Register


def staff_rows(
    library: Library, register: Register, on: date, *, region: str | None = None, institution: str | None = None,
    state: str | None = None, full: bool = False,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Yield the persons of a region or an institution with their states on a day, streamed."""
    places = Places(register, on)
    for record in register.staff_many(region=region, institution=institution):
        standing = staff_standing_on(library, places.staff_life(record), on)
        there = [one for one in standing.practices if institution in (None, one.institution)]
        if state is None or state == standing.state or any(one.state == state for one in there):
            yield {**_who(record, full=full), **_standing(standing), "places": [_practice(one) for one in there]}


def staff_member(library: Library, register: Register, name: str, on: date, *, full: bool = False) -> dict[str, Any]:
    """Return a person's states and points on a day, the ledger, the periods; raise `InputError` for an unknown one."""
    record = find_staff(register, name)
    places = Places(register, on)
    life = places.staff_life(record)
    standing = staff_standing_on(library, life, on)
    return {
        **_who(record, full=full),
        **_standing(standing),
        "particulars": _particulars(record, full=full),
        "because": list(standing.because),
        "places": [{**_practice(one), "name": _name_of(register, one.institution)} for one in standing.practices],
        "ledger": _ledger(library, record),
        "due": _due_rows(library, register, (record,), on, None, full=full),
    }


def staff_due_rows(
    library: Library, register: Register, on: date, within: Quantity, *, region: str | None = None, full: bool = False
) -> list[dict[str, Any]]:
    """Return what is due for persons by the end of a period from a day on, the earliest first, as `due_rows` does."""
    return _due_rows(library, register, register.staff_many(region=region), on, within, full=full)


def _due_rows(
    library: Library, register: Register, records: Any, on: date, within: Quantity | None, *, full: bool
) -> list[dict[str, Any]]:  # fmt: skip
    places, names = Places(register, on), {}
    lives = []
    for record in records:
        names[record.identity] = f"{record.person.name or ''}（{record.identity if full else mask(record.identity)}）"
        lives.append(places.staff_life(record))
    return [
        {
            "agreement": "", "application": "", "person": names[one.identity], "institution": one.institution,
            "notice": one.notice, "deadline": one.deadline.label,
            "day": one.deadline.day.isoformat() + ("*" if one.deadline.provisional else ""),
            "overdue": one.overdue, "provisional": one.deadline.provisional, "what": one.deadline.what,
            "who": one.deadline.who, "who_label": WHO[one.deadline.who], "citation": one.deadline.citation,
        }
        for one in staff_due(library, lives, on, within)
        if one.deadline.day is not None
    ]  # fmt: skip


WHO = {"agency": "经办机构", "institution": "定点医药机构", "person": "相关人员"}
"""Who has to do what is due."""


def _who(record: StaffRecord, *, full: bool) -> dict[str, Any]:
    return {
        "identity": record.identity if full else mask(record.identity), "name": record.person.name or "",
        "code": record.person.code or "", "region": record.region,
    }  # fmt: skip


def _standing(standing: StaffStanding) -> dict[str, Any]:
    return {
        "state": standing.state, "points": standing.points, "promised": standing.promised,
        "since": standing.since and standing.since.isoformat(),
        "until": standing.until and standing.until.isoformat(),
        "barred_until": standing.barred_until and standing.barred_until.isoformat(),
    }  # fmt: skip


def _practice(practice: Practice) -> dict[str, Any]:
    return {
        "institution": practice.institution, "state": practice.state, "since": practice.since.isoformat(),
        "until": practice.until and practice.until.isoformat(), "because": list(practice.because),
    }  # fmt: skip


def _particulars(record: StaffRecord, *, full: bool) -> dict[str, Any]:
    shown: Person = particulars_of(record.person, record.identity if full else mask(record.identity))
    return shown.model_dump(mode="json", exclude_defaults=True)


def _name_of(register: Register, code: str) -> str:
    known = register.institution(code)
    return (known.name if known else None) or ""


def _ledger(library: Library, record: StaffRecord) -> list[dict[str, Any]]:
    """Return all that was entered of a person; what was taken back says why."""
    undone = {one.facts.get(UNDONE): one.facts.get("reason") for one in record.events if one.event == UNDO}
    return [{**_event(library, one), "undone": undone.get(undone_by(one))} for one in record.events]


def _event(library: Library, event: StaffEventRecord) -> dict[str, Any]:
    label = labels_of(library).get(event.event, event.event)
    return {
        "event": event.event, "label": label, "institution": event.institution,
        "on": event.on.isoformat(), "recorded_on": event.recorded_on.isoformat(), "by": event.by,
        "facts": dict(event.facts), "paper": event.paper,
    }  # fmt: skip
