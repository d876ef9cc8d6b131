"""Note a day of a person's notice that became known later: its receipt, that of an objection, the answer to it.

In: a desk, a person, days by the names of facts. Out: the register knows of them, and `due` counts from them; or the
problems, and nothing is entered. A note takes no paper and changes neither points nor state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.errors import InputError
from generator.lifecycle.personnel.ledger import NOTE
from generator.lifecycle.personnel.numbers import personnel_of
from generator.lifecycle.personnel.records import StaffHappened, StaffLife
from generator.lifecycle.records import read_day
from generator.model.library import Library
from generator.office.signing import Desk
from generator.office.staff_filling import NOTICE, notices_of, particulars_of
from generator.office.staff_lives import Places, find_staff
from generator.problems import Place, Problem
from generator.register.words import Confirmation, StaffEntry

NOT_NOTED = "staff_note"

_OF_THE_NOTICE = frozenset({"on", "recorded_on", "handled_to", "penalty_received_on"})
"""What a notice itself says: it isn't noted later."""


def note_staff(desk: Desk, person: str, days: Mapping[str, str], notice: str | None = None) -> str:
    """Enter a note and return the notice's number; raise `InputError` where a name or a day can't be."""
    record = find_staff(desk.register, person)
    life = Places(desk.register, desk.today).staff_life(record)
    known = notices_of(life)
    named = notice or (next(iter(known)) if len(known) == 1 else None)
    if named not in known or named is None:
        raise InputError((_which(life, notice),))
    problems = tuple(_problems(desk, known[named], days))
    if problems:
        raise InputError(problems)
    entry = StaffEntry(
        identity=record.identity, expected=record.version, event=NOTE, institution=known[named].institution,
        on=desk.today, recorded_on=desk.today, region=record.region,
        person=particulars_of(record.person, record.identity), facts={NOTICE: named, **days},
    )  # fmt: skip
    desk.register.enter(Confirmation(by=desk.by, staff=(entry,)))
    return named


def noted_names(library: Library) -> dict[str, str]:
    """Return the facts that may be noted, each with its label: those that start a period or say that it was kept."""
    table = personnel_of(library)
    names = [name for rule in table.deadlines for name in (*rule.start, rule.done) if name is not None]
    return {name: table.facts[name] for name in dict.fromkeys(names) if name not in _OF_THE_NOTICE}


def _problems(desk: Desk, notice: StaffHappened, days: Mapping[str, str]) -> Iterator[Problem]:
    known = noted_names(desk.library)
    listed = "；".join(f"{name}（{label}）" for name, label in known.items())
    if not days:
        yield _refused("--day", "没有写要登记的日期", f"可以登记：{listed}")
    for name, written in days.items():
        key, day = f"--day {name}", read_day(written)
        if name not in known:
            yield _refused(key, f"没有从“{name}”起算的期限", f"可以登记：{listed}")
        elif day is None:
            yield _refused(key, f"“{written}”不是日期", "请写成“2026-01-01”的样子")
        elif not notice.on <= day <= desk.today:
            span = f"作出决定（{notice.on.isoformat()}）到今天（{desk.today.isoformat()}）"
            yield _refused(key, f"{written} 不在{span}之间", "请核对日期")


def _which(life: StaffLife, notice: str | None) -> Problem:
    known, who = "、".join(notices_of(life)), life.person.name or "这名人员"
    message = f"没有给{who}的处理通知书“{notice}”" if notice else f"没有写明是给{who}的哪一份处理通知书"
    return _refused("--notice", message, f"登记的有：{known}" if known else "登记簿里没有给这名人员的处理通知书")


def _refused(key: str, message: str, mend: str) -> Problem:
    return Problem(code=NOT_NOTED, message=message, where=Place(key=key), mend=mend)
