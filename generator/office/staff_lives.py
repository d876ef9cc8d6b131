"""The persons of the register as `lifecycle.personnel` sees them.

In: an identity number or national code, a register, a day. Out: the person's record, their `StaffLife` with the
agreements of their places; or a problem that says who is like them.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from generator.errors import InputError
from generator.lifecycle.personnel.ledger import NOTE
from generator.lifecycle.personnel.numbers import personnel_of
from generator.lifecycle.personnel.records import StaffHappened, StaffLife
from generator.lifecycle.personnel.restrictions import HANDLE
from generator.lifecycle.personnel.standing import RESTORE
from generator.lifecycle.records import Life
from generator.model.case import Person
from generator.model.library import Library
from generator.office.lives import life_of
from generator.problems import Place, Problem
from generator.register.masking import mask
from generator.register.words import AgreementRow, StaffEventRecord, StaffRecord

if TYPE_CHECKING:
    from generator.register.register import Register

UNKNOWN = "staff_unknown"

UNDO = "undo"
"""The event that takes an entry back which had no paper of its own; the table of a person's events doesn't know it."""

UNDONE = "undone"
"""The fact that names the entry: its place in the chain and its event."""


def key_of(identity: str) -> str:
    """Return an identity number as the register's key: no spaces, letters in upper case."""
    return identity.strip().upper()


def labels_of(library: Library) -> dict[str, str]:
    """Return the Chinese for each event that the register may hold of a person."""
    return {
        **{name: event.label for name, event in personnel_of(library).events.items()},
        NOTE: "登记日期", UNDO: "撤销登记",
    }  # fmt: skip


def undone_by(event: StaffEventRecord) -> str:
    """Return how an entry is named by what takes it back."""
    return f"{event.seq} {event.event}"


def in_effect(events: Sequence[StaffEventRecord]) -> tuple[StaffEventRecord, ...]:
    """Return what happened to a person without what was taken back, and without the taking back."""
    undone = {one.facts.get(UNDONE) for one in events if one.event == UNDO}
    return tuple(one for one in events if one.event != UNDO and undone_by(one) not in undone)


def find_staff(register: Register, name: str) -> StaffRecord:
    """Return a person by identity number or national code; raise `InputError` where the register knows none."""
    found = register.staff(key_of(name))
    if found is not None and found.events:
        return found
    by_code = register.staff_by_code(name.strip().upper())
    if len(by_code) == 1:
        return by_code[0]
    if by_code:
        several = "、".join(f"{one.person.name}（{mask(one.identity)}）" for one in by_code)
        raise InputError((_problem(f"代码“{name}”登记给了几个人：{several}", "请用身份证号码，并核对代码"),))
    raise InputError((_problem(f"登记簿里没有相关人员“{_shown(name)}”", _near(register, name)),))


class Places:
    """The agreements of places of practice on a day, each looked up once."""

    def __init__(self, register: Register, on: date) -> None:
        self._register, self._on = register, on
        self._known: dict[tuple[str, date], Life | None] = {}
        self._rows: dict[str, list[AgreementRow]] = {}

    def life(self, code: str, on: date | None = None) -> Life | None:
        """Return the life of an institution's agreement: the one that ran on the day, else the last before, or first.

        The day is this object's own where none is given.
        """
        day = on or self._on
        if (code, day) not in self._known:
            if code not in self._rows:
                self._rows[code] = sorted(self._register.agreements(institution=code), key=lambda row: row.start)
            rows = self._rows[code]
            row = next((row for row in reversed(rows) if row.start <= day), rows[0] if rows else None)
            record = self._register.agreement(row.number) if row else None
            self._known[code, day] = life_of(record) if record else None
        return self._known[code, day]

    def staff_life(self, record: StaffRecord, *more: str) -> StaffLife:
        """Return a person's life with the agreements of their places and of `more` institutions, by code.

        Where somebody answers for a suspended or rescinded agreement, it is that one, whatever was signed after it.
        """
        days: dict[str, date | None] = dict.fromkeys(code for code in more if code)
        happened = in_effect(record.events)
        for event in happened:
            if event.event == RESTORE:
                days = dict.fromkeys(days)
            days[event.institution] = event.on if event.event == HANDLE else days.get(event.institution)
        lives = {code: life for code, day in days.items() if (life := self.life(code, day)) is not None}
        return StaffLife(
            identity=record.identity, person=record.person, region=record.region,
            happened=tuple(_happened(event) for event in happened), agreements=lives,
        )  # fmt: skip


def new_record(identity: str, region: str, person: Person) -> StaffRecord:
    """Return the record of a person of whom nothing is entered yet."""
    return StaffRecord(identity, 0, region, person, ())


def _happened(event: StaffEventRecord) -> StaffHappened:
    return StaffHappened(
        event=event.event, institution=event.institution, on=event.on, recorded_on=event.recorded_on,
        facts=event.facts, paper=event.paper,
    )  # fmt: skip


def _near(register: Register, name: str) -> str:
    known = [record.identity for record in register.staff_many()]
    near = difflib.get_close_matches(key_of(name), known, n=1, cutoff=0.9)
    if near:
        return f"最接近的是“{mask(near[0])}”，请逐位核对证件"
    return "用 xieyi staff list 查看；没有登记过的，先办承诺（xieyi staff event promise）"


def _shown(name: str) -> str:
    return mask(name) if len(name) >= 15 else name  # an identity number is hidden, a code is not


def _problem(message: str, mend: str) -> Problem:
    return Problem(code=UNKNOWN, message=message, where=Place(key="PERSON"), mend=mend)
