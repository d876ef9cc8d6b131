"""Note a day from which a period of an agreement is counted: a claim received, a notice served, a change approved.

In: a desk, an agreement's number, days by the names of facts. Out: the register knows of them, and `due` counts from
them; or the problems, and nothing is entered. A note takes no paper and changes no state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.errors import InputError
from generator.lifecycle import standing_on
from generator.lifecycle.law import law_on, table_of
from generator.lifecycle.records import read_day
from generator.office.lives import find_agreement, life_of
from generator.office.signing import Desk
from generator.problems import Place, Problem
from generator.register.words import AgreementEntry, AgreementRecord, Confirmation, EventEntry

NOTE = "note"
"""The event that a note is kept as; the table of states doesn't know it."""

_OF_THE_AGREEMENT = frozenset({"term.start", "term.end", "date"})


def note(desk: Desk, number: str, days: Mapping[str, str]) -> None:
    """Enter a note; raise `InputError` where a name starts no period here, or a day can't be."""
    record = find_agreement(desk.register, number)
    problems = tuple(_problems(desk, record, days))
    if problems:
        raise InputError(problems)
    row = record.row
    agreement = AgreementEntry(
        number=row.number, expected=row.version, kind=row.kind, region=row.region, institution=row.institution,
        name=row.name, signed_on=row.signed_on, start=row.start, end=row.end, renews=row.renews,
    )  # fmt: skip
    event = EventEntry(agreement=number, event=NOTE, on=desk.today, recorded_on=desk.today, facts=dict(days))
    desk.register.enter(Confirmation(by=desk.by, agreements=(agreement,), events=(event,)))


def counted_from(desk: Desk, region: str) -> dict[str, str]:
    """Return the facts from which periods are counted in a region today, each with what it starts."""
    found: dict[str, list[str]] = {}
    for rule in law_on(desk.library, region, desk.today).deadlines:
        if rule.start not in _OF_THE_AGREEMENT:
            found.setdefault(rule.start, []).append(rule.label)
    return {name: "、".join(dict.fromkeys(labels)) for name, labels in found.items()}


def _problems(desk: Desk, record: AgreementRecord, days: Mapping[str, str]) -> Iterator[Problem]:
    known = counted_from(desk, record.row.region)
    state = standing_on(desk.library, life_of(record), desk.today).state
    if not days:
        yield _problem("", "没有写要登记的日期", f"可以登记：{_listed(known)}")
    for name, written in days.items():
        day = read_day(written)
        if name not in known:
            yield _problem(name, f"没有从“{name}”起算的期限", f"可以登记：{_listed(known)}")
        elif day is None:
            yield _problem(name, f"“{written}”不是日期", "请写成“2026-01-01”的样子")
        elif not record.row.signed_on <= day <= desk.today:
            signed, today = record.row.signed_on.isoformat(), desk.today.isoformat()
            yield _problem(name, f"{written} 不在协议签订（{signed}）到今天（{today}）之间", "请核对日期")
    if table_of(desk.library).closes(state):
        yield from _closed(desk, record, days)


def _closed(desk: Desk, record: AgreementRecord, days: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for what can't be counted from once an agreement has ended: all but a notice's service."""
    deadlines = law_on(desk.library, record.row.region, desk.today).deadlines
    after = {rule.start for rule in deadlines if rule.after == "notice"}
    for name in days:
        if name not in after:
            yield _problem(name, f"协议“{record.row.number}”已经结束", "结束以后只登记通知书送达的日期")


def _listed(known: Mapping[str, str]) -> str:
    return "；".join(f"{name}（{labels}）" for name, labels in known.items())


def _problem(name: str, message: str, mend: str) -> Problem:
    return Problem(code="note", message=message, where=Place(key=f"--day {name}".strip()), mend=mend)


def read_days(written: tuple[str, ...]) -> dict[str, str]:
    """Return days by name from `name=2026-01-01`, one a text."""
    return {name.strip(): day.strip() for name, _, day in (one.partition("=") for one in written)}
