"""Issue a first agreement into the register: its number, its papers, and the agreement that begins with it.

In: an open register, a Library, a Case. Out: the files, and the register knows of them; or an error, and neither. A
paper that belongs to an agreement is an event's: `generator.office.events`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import InputError
from generator.issuing import Made
from generator.issuing import issue as issue_paper
from generator.issuing.papers import Staged
from generator.lifecycle import standing_on
from generator.lifecycle.law import table_of
from generator.model.case import Case
from generator.model.library import Library
from generator.model.units import print_date
from generator.office.again import again
from generator.office.books import RegisterBooks, paper_entry
from generator.office.fingerprint import order_fingerprint
from generator.office.lives import life_of
from generator.office.settle import settle
from generator.problems import Problem
from generator.register.words import AgreementEntry, AgreementRow, Confirmation, EventEntry, ParticularsEntry
from generator.selection import rules_of, term_of

if TYPE_CHECKING:
    from generator.register.register import Register

SIGN = "sign"


@dataclass(frozen=True)
class Desk:
    """Where work is done: the library and register in use, who works, the day, the folder for papers.

    `on_step` is told what is being done, `formats` are those in which papers are made.
    """

    library: Library
    register: Register
    by: str
    today: date
    out: Path
    formats: tuple[str, ...]
    on_step: Callable[[str], None]


def sign(desk: Desk, case: Case) -> Made:
    """Issue a first agreement; raise `InputError` where it may not be, and nothing has happened."""
    problem = _not_first(desk.library, case)
    if problem:
        raise InputError((problem,))
    settle(desk.register, desk.by, desk.out)

    def beside(staged: Staged) -> Confirmation:
        return Confirmation(
            by=desk.by,
            papers=(paper_entry(staged, staged.document.number or ""),),
            agreements=(replace(agreement_entry(desk.library, staged, expected=0), among=seen),),
            events=(sign_event(desk, staged),),
            particulars=(ParticularsEntry(staged.case.date, staged.case.institution),),
        )

    fingerprint = order_fingerprint(case, SIGN)
    known = desk.register.issued_for(fingerprint)
    if known is not None:
        return again(desk, known)
    others = tuple(desk.register.agreements(region=case.region, institution=case.institution.code or ""))
    seen = frozenset(row.number for row in others)
    running = _running(desk, case, others)
    if running:
        raise InputError((running,))
    books = RegisterBooks(desk.register, desk.library, desk.by, fingerprint, beside)
    return issue_paper(desk.library, case, out=desk.out, formats=desk.formats, on_step=desk.on_step, books=books)


def agreement_entry(library: Library, staged: Staged, *, expected: int, number: str | None = None) -> AgreementEntry:
    """Return what the register keeps of an agreement that a paper makes or changes."""
    case = staged.case
    start, end = agreed_term(library, case)
    return AgreementEntry(
        number=number or staged.document.number or "",
        expected=expected,
        kind=staged.document.kind,
        region=case.region,
        institution=case.institution.code or "",
        name=case.institution.name or "",
        signed_on=case.date,
        start=start,
        end=end,
        renews=case.renews,
    )


def agreed_term(library: Library, case: Case) -> tuple[date, date | None]:
    """Return the term of a case, its own or the one that the region's rule gives."""
    term = term_of(case, rules_of(library, case))
    return term.start or case.date, term.end


def sign_event(desk: Desk, staged: Staged) -> EventEntry:
    """Return the event of signing."""
    start, end = agreed_term(desk.library, staged.case)
    number = staged.document.number or ""
    return EventEntry(
        agreement=number, event=SIGN, on=start, recorded_on=desk.today, facts=staged.case.facts, paper=number,
        term=(start, end),
    )  # fmt: skip


def _running(desk: Desk, case: Case, others: Sequence[AgreementRow]) -> Problem | None:
    """Return the problem of an institution of which one of `others` runs here in some of the term, else None."""
    if case.region not in desk.library.regions or case.kind not in desk.library.kinds or not case.institution.code:
        return None
    start, end = agreed_term(desk.library, case)
    for row in others:
        record = desk.register.agreement(row.number)
        if record is None or (end is not None and end < row.start):
            continue
        standing = standing_on(desk.library, life_of(record), max(start, row.start))
        if not standing.closed:
            until = f"至{print_date(standing.end)}" if standing.end else ""
            message = f"{case.institution.name or ''}在本统筹地区已有协议“{row.number}”，有效期{until}"
            mend = f"续签请用：xieyi event renew {row.number} 案卷；那一份签错了的，先用 xieyi register void 作废"
            place = case.places.of("institution.code")
            return Problem(code="already_signed", message=message, where=place, mend=mend)
    return None


def events_of(library: Library, kind: str) -> tuple[str, ...]:
    """Return the events of an agreement that take a paper of a kind; none where it belongs to no agreement."""
    return tuple(name for name, event in table_of(library).events.items() if kind in event.kinds)


def _not_first(library: Library, case: Case) -> Problem | None:
    """Return the problem of a case that is none of a first agreement, None where it is one."""
    signs = table_of(library).events[SIGN].kinds
    if case.kind in library.kinds and case.kind not in signs:
        events = events_of(library, case.kind)
        title = library.kinds[case.kind].title
        mend = f"请用：xieyi event {events[0]} 协议编号 案卷" if events else "请用：xieyi issue 案卷"
        message = f"《{title}》属于一份已有的协议" if events else f"《{title}》不是协议"
        return Problem(code="kind_of_event", message=message, where=case.places.of("kind"), mend=mend)
    if case.renews is not None:
        mend = f"请用：xieyi event renew {case.renews} 案卷"
        message = f"这是续签“{case.renews}”的协议，要在登记簿里接续原协议"
        return Problem(code="kind_of_event", message=message, where=case.places.of("renews"), mend=mend)
    return None
