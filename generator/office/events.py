"""Let an event take place in an agreement's life: judged, its paper made, both entered at once.

In: a desk, an event, an agreement's number, the event's case. Out: the files, and the register knows of paper, event
and new state; or the problems, and nothing has happened. Whoever changes an agreement that somebody else has changed
since it was read is told so. Those responsible for what is suspended or rescinded are entered with it, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.assembly.consolidation import PARTICULARS
from generator.document.nodes import Document
from generator.errors import InputError
from generator.issuing import Made, make_draft
from generator.issuing import issue as issue_paper
from generator.issuing.papers import Staged
from generator.lifecycle import Happened, Judgement, Order, complete, judge
from generator.lifecycle.standing import follower_of
from generator.model.case import Case, Institution
from generator.office.again import again
from generator.office.books import RegisterBooks, paper_entry
from generator.office.fingerprint import order_fingerprint
from generator.office.lives import find_agreement, life_of
from generator.office.settle import settle
from generator.office.signing import Desk, agreement_entry, sign_event
from generator.office.staff_agreement import enter_responsible, names_of, not_entered, responsible_entries
from generator.office.text import text_on
from generator.problems import Problem, stand_in_the_way
from generator.register.words import (
    AgreementEntry,
    AgreementRecord,
    AgreementRow,
    Confirmation,
    EventEntry,
    ParticularsEntry,
    StaffEntry,
)

RENEW, CHANGE = "renew", "change"


@dataclass(frozen=True)
class Taken:
    """An event that took place, or would: what was made, and what was judged (None: it had taken place before).

    `responsible` are the names of those who are suspended or ended with it.
    """

    made: Made
    judgement: Judgement | None
    responsible: tuple[str, ...] = ()


def renew(desk: Desk, case: Case) -> Made:
    """Issue the renewed agreement of a case, in full text, on the agreement that it renews."""
    return take(desk, RENEW, case.renews or "", case).made


def take(desk: Desk, event: str, number: str, case: Case, responsible: Sequence[str] = ()) -> Taken:
    """Let an event take place, with those responsible for it; raise `InputError` with all that stands in its way."""
    settle(desk.register, desk.by, desk.out)
    fingerprint = order_fingerprint(case, event, number)
    known = desk.register.issued_for(fingerprint)
    if known is not None:
        missing = not_entered(desk, known, responsible)
        return Taken(again(desk, known), None, enter_responsible(desk, number, missing)[0] if missing else ())
    work = Work(desk, event, find_agreement(desk.register, number), case)
    judgement, completed = work.judged()
    staff, told = work.with_responsible(judgement, responsible)
    books = RegisterBooks(desk.register, desk.library, desk.by, fingerprint, work.beside(judgement, staff))
    made = issue_paper(
        desk.library, completed, out=desk.out, formats=desk.formats, on_step=desk.on_step, books=books,
        judged=(*judgement.problems, *told),
    )  # fmt: skip
    return Taken(made, judgement, names_of(staff))


def preview(desk: Desk, event: str, number: str, case: Case, responsible: Sequence[str] = ()) -> Taken:
    """Make the draft of an event's paper; nothing is entered. Raise `InputError` where the event may not take place."""
    work = Work(desk, event, find_agreement(desk.register, number), case)
    judgement, completed = work.judged()
    staff, told = work.with_responsible(judgement, responsible)
    made = make_draft(desk.library, completed, out=desk.out, formats=desk.formats, on_step=desk.on_step)
    return Taken(_with(made, (*judgement.problems, *told)), judgement, names_of(staff))


def _with(made: Made, told: tuple[Problem, ...]) -> Made:
    return replace(made, problems=(*told, *made.problems))


class Work:
    """One event on one agreement."""

    def __init__(self, desk: Desk, event: str, record: AgreementRecord, case: Case) -> None:
        self.desk = desk
        self.event = event
        self.record = record
        self.order = Order(event, case, case.kind)
        self.life = life_of(record)

    def judged(self) -> tuple[Judgement, Case]:
        """Return the judgement and the paper's case; raise `InputError` where the event may not take place."""
        library, documents = self.desk.library, self._documents()
        completed = self._completed(documents)
        seen = replace(self.order, case=self._as_stated(completed))
        judgement = judge(library, self.life, documents, seen, self.desk.today)
        problems = (*self._of_another(), *self._renewed(), *judgement.problems)
        if stand_in_the_way(problems) or judgement.happened is None:
            raise InputError(problems)
        return judgement, completed

    def with_responsible(
        self, judgement: Judgement, persons: Sequence[str]
    ) -> tuple[tuple[StaffEntry, ...], tuple[Problem, ...]]:  # fmt: skip
        """Return the entries of those who answer for the event, and what is told; raise `InputError`."""
        happened = judgement.happened
        if happened is None:
            raise ValueError("nobody answers for an event that may not take place")
        return responsible_entries(self.desk, self.record, happened, self.order.case.kind, persons)

    def beside(self, judgement: Judgement, staff: Sequence[StaffEntry] = ()) -> Callable[[Staged], Confirmation]:
        """Return what is entered with the paper: the event, the agreement as it is now, the one that renews it.

        `staff` are the entries of those who answer for it.
        """
        happened = judgement.happened
        if happened is None:
            raise ValueError("an event that may not take place has no entry")

        def confirmation(staged: Staged) -> Confirmation:
            anew = self.event == RENEW and staged.document.kind != "renewal"
            own = staged.document.number or ""
            entries = [self._agreement(happened, anew=anew)]
            events = [self._event(happened, own, anew=anew)]
            if anew:
                entries.append(replace(agreement_entry(self.desk.library, staged, expected=0), renews=self.life.number))
                events.append(sign_event(self.desk, staged))
            return Confirmation(
                by=self.desk.by,
                papers=(paper_entry(staged, own if anew else self.life.number),),
                events=tuple(events),
                agreements=tuple(entries),
                particulars=self._particulars(staged, happened),
                staff=tuple(replace(entry, paper=own) for entry in staff),
            )

        return confirmation

    def _completed(self, documents: Callable[[date], Document]) -> Case:
        """Return the paper's case. A renewal states the institution anew, other papers have it from the register."""
        completed = complete(self.desk.library, self.life, documents, self.order)
        if self.event != RENEW:
            return completed
        stated = {name: getattr(self.order.case.institution, name) for name in Institution.model_fields}
        anew = {name: value for name, value in stated.items() if value is not None}
        return _with_institution(completed, anew)

    def _as_stated(self, completed: Case) -> Case:
        """Return a completed case with the codes that its writer stated, so that another institution's is refused."""
        stated = self.order.case.institution
        codes = {name: code for name in ("code", "uscc") if (code := getattr(stated, name)) is not None}
        return _with_institution(completed, codes)

    def _of_another(self) -> Iterator[Problem]:
        """Yield a problem where the case says that it is of another agreement than the one that is named."""
        case = self.order.case
        written = case.agreement.number if case.agreement else None
        if written is not None and written != self.life.number:
            message = f"案卷写的是协议{written}，要办理的是协议{self.life.number}"
            mend, where = "请核对协议编号和案卷；也可以删去这一行", case.places.of("agreement.number")
            yield Problem(code="event_other_party", message=message, where=where, mend=mend)

    def _renewed(self) -> Iterator[Problem]:
        """Yield a problem where an agreement that was renewed already is to be renewed once more."""
        follower = follower_of(self.life)
        if self.event == RENEW and follower is not None:
            message = f"协议{self.life.number}已经续签，接续的是{follower.paper or ''}"
            mend = "再要续签的，请办理接续的那一份；那一份签错了的，先用 xieyi register void 作废"
            where = self.order.case.places.of("renews")
            yield Problem(code="already_renewed", message=message, where=where, mend=mend)

    def _documents(self) -> Callable[[date], Document]:
        known: dict[date, Document] = {}

        def on(day: date) -> Document:
            if day not in known:
                known[day] = text_on(self.desk.library, self.record, day)
            return known[day]

        return on

    def _agreement(self, happened: Happened, *, anew: bool) -> AgreementEntry:
        row: AgreementRow = self.record.row
        end = happened.term[1] if happened.term is not None and not anew else row.end
        return AgreementEntry(
            number=row.number, expected=row.version, kind=row.kind, region=row.region, institution=row.institution,
            name=row.name, signed_on=row.signed_on, start=row.start, end=end, renews=row.renews,
        )  # fmt: skip

    def _event(self, happened: Happened, paper: str, *, anew: bool) -> EventEntry:
        return EventEntry(
            agreement=self.life.number,
            event=happened.event,
            on=happened.on,
            recorded_on=self.desk.today,
            facts={**happened.facts, "by": happened.by},
            findings=happened.findings,
            paper=paper,
            term=None if anew else happened.term,
        )

    def _particulars(self, staged: Staged, happened: Happened) -> tuple[ParticularsEntry, ...]:
        """Return what the institution is from now on: a renewal states it anew, a change of information changes it."""
        if self.event == RENEW:
            return (ParticularsEntry(happened.on, staged.case.institution),)
        if self.event != CHANGE:
            return ()
        return (ParticularsEntry(happened.on, changed(self.record.particulars, staged.case)),)


def _with_institution(case: Case, particulars: dict[str, object]) -> Case:
    return case.model_copy(update={"institution": case.institution.model_copy(update=particulars)})


def changed(institution: Institution, case: Case) -> Institution:
    """Return an institution with the particulars that a case's amendments change."""
    content = institution.model_dump()
    for amendment in case.amendments:
        first, *path = (amendment.item or "").split(".")
        if amendment.clause != PARTICULARS or first != "institution" or not path:
            continue
        here = content
        for step in path[:-1]:
            here[step] = here[step] or {}
            here = here[step]
        here[path[-1]] = amendment.after
    return Institution.model_validate(content)
