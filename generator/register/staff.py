"""Persons (相关人员) in the register: let in, written, read.

In: StaffEntries of a confirmation; identity numbers. Out: what stands in their way, their JSON, StaffRecords. Whoever
enters something of a person must have seen the person as they are: of two who add points at once the second is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.errors import UsageError
from generator.model.case import Person
from generator.register.masking import mask
from generator.register.models import Entry, Staff, StaffEvent
from generator.register.numbers import LONGEST
from generator.register.projection import staff_row
from generator.register.refusals import ChangedMeanwhileError, UnknownNumberError
from generator.register.store import Store
from generator.register.tables import chunks, plain
from generator.register.words import Confirmation, StaffEntry, StaffEventRecord, StaffRecord

_READ = 400


class StaffAdmission:
    """What the register holds of the persons that some confirmations name."""

    def __init__(self, store: Store, confirmations: Sequence[Confirmation]) -> None:
        self._store = store
        self._rows: dict[str, dict[str, Any]] = {}
        self._replaced: dict[str, dict[str, Any] | None] = {}
        wanted = {entry.identity for confirmation in confirmations for entry in confirmation.staff}
        for chunk in chunks(sorted(wanted)):
            for row in Staff.objects.using(store.alias).filter(identity__in=chunk).values():
                self._rows[row["identity"]] = plain(Staff, row)

    def check(self, confirmation: Confirmation) -> None:
        """Refuse entries whose writer hasn't seen the person as they are, or that would not stand together."""
        papers = {paper.number for paper in confirmation.papers}
        for entry in confirmation.staff:
            _check_names(entry, papers)
            found = self._rows.get(entry.identity)
            if found is None and entry.expected:
                raise UnknownNumberError(f"登记簿里没有{_named(entry)}。请核对身份证号码")
            if found is not None and found["version"] != entry.expected:
                raise ChangedMeanwhileError(self._who(entry, found["touched"]))

    def take(self, confirmation: Confirmation, seq: int) -> None:
        """Count a confirmation that was let in under `seq` as entered."""
        self._replaced = {entry.identity: self._rows.get(entry.identity) for entry in confirmation.staff}
        for entry in confirmation.staff:
            self._rows[entry.identity] = dict(staff_row(_written(entry), seq))

    def body(self, confirmation: Confirmation) -> dict[str, Any]:
        """Return what the entry of the confirmation that was taken last says of persons; nothing where it has none."""
        if not confirmation.staff:
            return {}  # entries without persons are as they always were
        return {"staff": [{**_written(one), "before": self._replaced[one.identity]} for one in confirmation.staff]}

    def _who(self, person: StaffEntry, seq: int) -> str:
        """Say who changed a person, when, and what."""
        entry = Entry.objects.using(self._store.alias).filter(seq=seq).first()
        if entry is None:  # one of those that are being entered now
            return f"{_named(person)}在同一批里已登记过一次。请分开办理"
        body = json.loads(entry.body)
        events = [one.get("event", "") for one in body.get("staff", ()) if one["identity"] == person.identity]
        papers = [paper["number"] for paper in body.get("papers", ()) if isinstance(paper, dict)]
        what = "、".join([*filter(None, events), *papers]) or ("作废" if entry.sort == "void" else "更正")
        told = f"{_named(person)}已由{entry.by}于{entry.at[:19]}（UTC）登记：{what}"
        return f"{told}。请重新查看这名人员的记分和状态，再决定是否继续"


def staff(store: Store, identity: str) -> StaffRecord | None:
    """Return a person with what happened to them, None where nothing was ever entered of them."""
    with store.reading():
        row = Staff.objects.using(store.alias).filter(identity=identity).first()
        return next(_records(store, [row]), None) if row else None


def staff_by_code(store: Store, code: str) -> tuple[StaffRecord, ...]:
    """Return the persons who have a national code: one, unless it was mistyped for another."""
    with store.reading():
        rows = list(Staff.objects.using(store.alias).filter(code=code, void=False).order_by("identity"))
        return tuple(_records(store, rows))


def staff_many(
    store: Store, *, region: str | None = None, institution: str | None = None, identities: Sequence[str] | None = None
) -> Iterator[StaffRecord]:
    """Yield persons in the order of their identity numbers, some hundred read at a time.

    Of an institution those to whom something happened there. Those whose only entry was voided are left out, except
    where they are named by `identities`: whoever writes of them anew needs their version.
    """
    if identities is not None:
        for chunk in chunks(sorted(set(identities)), _READ):
            yield from _read(store, identity__in=chunk)
        return
    wanted: dict[str, Any] = {"void": False}
    if region is not None:
        wanted["region"] = region
    if institution is not None:
        there = StaffEvent.objects.using(store.alias).filter(institution=institution, void=False)
        wanted["identity__in"] = there.values("identity")
    last = ""
    while found := _read(store, identity__gt=last, **wanted):
        yield from found
        last = found[-1].identity


def _read(store: Store, **wanted: Any) -> list[StaffRecord]:
    with store.reading():
        rows = Staff.objects.using(store.alias).filter(**wanted).order_by("identity")
        return list(_records(store, list(rows[:_READ])))


def _records(store: Store, rows: list[Staff]) -> Iterator[StaffRecord]:
    events: dict[str, list[StaffEventRecord]] = {}
    happened = StaffEvent.objects.using(store.alias).filter(identity__in=[row.identity for row in rows], void=False)
    for event in happened.order_by("seq", "place"):
        events.setdefault(event.identity, []).append(_event(event))
    for row in rows:
        person = Person.model_validate_json(row.body)
        yield StaffRecord(row.identity, row.version, row.region, person, tuple(events.get(row.identity, ())))


def _event(row: StaffEvent) -> StaffEventRecord:
    return StaffEventRecord(
        event=row.event, institution=row.institution, on=row.on, recorded_on=row.recorded_on, by=row.by,
        facts=json.loads(row.body), paper=row.paper, seq=row.seq,
    )  # fmt: skip


def _written(entry: StaffEntry) -> Mapping[str, Any]:
    return {
        "identity": entry.identity,
        "version": entry.expected + 1,
        "event": entry.event,
        "institution": entry.institution,
        "on": entry.on.isoformat(),
        "recorded_on": entry.recorded_on.isoformat(),
        "region": entry.region,
        "person": entry.person.model_dump(mode="json", exclude_defaults=True),
        "facts": dict(entry.facts),
        "paper": entry.paper,
    }


def _check_names(entry: StaffEntry, papers: set[str]) -> None:
    if not entry.institution:
        raise UsageError(f"登记{_named(entry)}时没有医药机构代码。请补上 institution.code")
    if not 0 < len(entry.identity) <= LONGEST or entry.identity != entry.identity.strip().upper():
        raise UsageError(f"登记相关人员要有身份证件号码，字母大写：“{entry.identity[:40]}”。请改正")
    if entry.person.identity_number not in (None, entry.identity):
        raise UsageError(f"登记{_named(entry)}时，信息里写的是另一个身份证号码。请核对")
    if entry.paper is not None and papers and entry.paper not in papers:
        raise UsageError(f"登记{_named(entry)}时，所依据的文书 {entry.paper} 不在一并登记的文书里。请核对编号")


def _named(entry: StaffEntry) -> str:
    """Return a person for a message: the whole number is in the register, not in what is told."""
    return f"相关人员{entry.person.name or ''}（{mask(entry.identity)}）"
