"""What the register's lists show, as plain data: agreements with their states, one agreement's life, numbers.

In: a Library, a Register, a day. Out: dictionaries of texts, for a table or for JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.dates import reach
from generator.lifecycle import due, standing_on
from generator.lifecycle.law import table_of
from generator.model.case import Case
from generator.model.library import Library
from generator.model.units import Quantity
from generator.office.lives import find_agreement, life_of
from generator.office.procedures import due_of
from generator.register.words import EventRecord, PaperRecord

if TYPE_CHECKING:
    from generator.register.register import Register

_NOTED = "登记日期"
NUMBER_STATES = {"reserved": "保留", "issued": "已签发", "void": "作废", "gap": "缺号"}


def agreements(
    library: Library, register: Register, on: date, *, region: str | None = None, state: str | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the agreements that had been signed by a day, with their states on it."""
    for record in register.records(region=region):
        if record.row.void or record.row.signed_on > on:
            continue
        standing = standing_on(library, life_of(record), on)
        if state is None or standing.state == state:
            yield {
                "number": record.row.number,
                "kind": record.row.kind,
                "region": record.row.region,
                "institution": record.row.institution,
                "name": record.particulars.name or record.row.name,
                "term": print_term(standing.start, standing.end),
                "state": standing.state,
                "label": table_of(library).states[standing.state],
                "since": standing.since.isoformat(),
            }


def agreement(library: Library, register: Register, number: str, on: date) -> dict[str, Any]:
    """Return an agreement's state on a day, its events and its papers; raise `InputError` for an unknown one."""
    record = find_agreement(register, number)
    table = table_of(library)
    standing = standing_on(library, life_of(record), on)
    row = record.row
    return {
        "number": row.number,
        "title": library.kinds[row.kind].title if row.kind in library.kinds else row.kind,
        "region": row.region,
        "institution": row.institution,
        "name": record.particulars.name or row.name,
        "signed_on": row.signed_on.isoformat(),
        "term": print_term(standing.start, standing.end),
        "renews": row.renews,
        "state": standing.state,
        "label": table.states[standing.state],
        "since": standing.since.isoformat(),
        "because": list(standing.because),
        "may": [name for name, event in table.events.items() if standing.state in event.states],
        "events": [_event(library, event) for event in record.events],
        "papers": [_paper(library, paper, row.number) for paper in record.papers],
    }


def papers_alone(library: Library, register: Register, on: date, *, region: str | None = None) -> list[dict[str, Any]]:
    """Return the papers that belong to no agreement, issued by a day, in the order of entry; voided ones left out."""
    found = [
        paper for paper in register.papers("")
        if paper.state != "void" and paper.date <= on and region in (None, paper.region)
    ]  # fmt: skip
    cases = register.cases([paper.number for paper in found])
    return [_paper_alone(library, paper, cases[paper.number]) for paper in found]


def paper_alone(library: Library, register: Register, number: str) -> dict[str, Any] | None:
    """Return what is known of a paper that belongs to no agreement, a voided one too; None where it isn't such."""
    paper = register.paper(number)
    return None if paper is None or paper.agreement else _paper_alone(library, paper, paper.case())


def number_accounts(register: Register, region: str | None, year: int | None) -> list[dict[str, Any]]:
    """Return what became of each serial of each run of numbers; a serial that nobody accounts for is a `gap`."""
    found: list[dict[str, Any]] = []
    for series, owner, of in register.counts():
        if (region is not None and owner != region) or (year is not None and of != year):
            continue
        expected = 1
        for account in register.accounts(series, owner, of):
            for missing in range(expected, account.serial):
                found.append(_account(series, owner, of, f"第{missing}号", "gap", ""))
            expected = account.serial + 1
            found.append(_account(series, owner, of, account.number, account.state, account.reason))
    return found


def due_rows(
    library: Library, register: Register, on: date, within: Quantity, *, region: str | None = None
) -> list[dict[str, Any]]:
    """Return what is due by the end of a period from a day on, the earliest first: for agreements and applications."""
    lives = (life_of(record) for record in register.records(region=region) if not record.row.void)
    found = [
        {
            "agreement": one.agreement, "application": "", "person": "", "deadline": one.deadline,
            "day": one.day.isoformat() + ("*" if one.provisional else ""),
            "overdue": one.overdue, "provisional": one.provisional, "what": one.what, "who": one.who,
            "who_label": {"agency": "经办机构", "institution": "定点医疗机构"}[one.who], "citation": one.citation,
        }
        for one in due(library, lives, on, within)
    ]  # fmt: skip
    found += due_of(library, register, on, reach(on, within).day, region=region)
    return sorted(found, key=lambda row: row["day"])


def print_term(start: date, end: date | None) -> str:
    """Return a term as it is listed."""
    return f"{start.isoformat()} 至 {end.isoformat() if end else '未定'}"


def _account(series: str, region: str, year: int, number: str, state: str, reason: str) -> dict[str, Any]:
    return {
        "series": series, "region": region, "year": year, "number": number, "state": state,
        "state_label": NUMBER_STATES[state], "reason": reason,
    }  # fmt: skip


def _event(library: Library, event: EventRecord) -> dict[str, Any]:
    known = table_of(library).events.get(event.event)
    return {
        "event": event.event,
        "label": known.label if known else _NOTED,
        "on": event.on.isoformat(),
        "recorded_on": event.recorded_on.isoformat(),
        "by": event.by,
        "facts": dict(event.facts),
        "paper": event.paper,
    }


def _paper_alone(library: Library, paper: PaperRecord, case: Case) -> dict[str, Any]:
    return {
        **_paper(library, paper),
        "region": paper.region,
        "institution": case.institution.name,
        "person": case.person.name,
    }


def _paper(library: Library, paper: PaperRecord, own: str = "") -> dict[str, Any]:
    """Return what is listed of a paper; `own` is the number of the agreement's own."""
    kind = library.kinds.get(paper.kind)
    return {
        "number": paper.number,
        "kind": paper.kind,
        "title": kind.title if kind else paper.kind,
        "date": paper.date.isoformat(),
        "state": paper.state,
        "placed": paper.placed,
        "own": paper.number == own,
        "fingerprints": {"text": paper.text_fingerprint, "full": paper.full_fingerprint},
        "files": [file.final or file.name for file in paper.files],
    }
