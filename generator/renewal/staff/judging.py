"""Who judges the rows of a roster: each as a single order of the same form is judged.

In: a desk, a batch. Out: for each row the case of its form and what is entered with it, or the problems that stand in
its way. What thousands of people have in common, their hospital and its agreement, is asked of the register once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, cast

from generator.errors import InputError
from generator.issuing.papers import Staged
from generator.model.case import Case, Institution
from generator.model.library import Library
from generator.office.staff_lives import Places, key_of, new_record
from generator.office.staff_points import events_of_staff
from generator.office.staff_work import StaffWork
from generator.problems import Problem
from generator.register.words import Confirmation, PaperRecord, StaffRecord
from generator.renewal.run.words import Batch, BatchRow, Judge

if TYPE_CHECKING:
    from generator.office.signing import Desk
    from generator.register.register import Register

PROMISED = "person.promised"
PROMISE = "promise"


def event_of(library: Library, kind: str) -> str:
    """Return the event that a form of a kind stands for; raise `UsageError` where the library doesn't say."""
    return next(name for name, event in events_of_staff(library).items() if kind in event.kinds)


def judge_forms(desk: Desk, batch: Batch, kind: str, wrong: Mapping[int, tuple[Problem, ...]]) -> Judge:
    """Return what judges a batch's rows; `wrong` says what is at fault in the cells of some, by their rows' numbers."""
    event = event_of(desk.library, kind)
    people = _People(desk, batch)

    def judge(row: BatchRow, case: Case) -> tuple[Case, Callable[[Staged], Confirmation]]:
        if problems := wrong.get(row.row):
            raise InputError(problems)
        work = people.work(event, case)
        judgement, completed = work.judged()
        return work.of_the_paper(completed), work.beside(judgement)

    return judge


class _Work(StaffWork):
    """One event of one person whose record is at hand."""

    def __init__(self, desk: Desk, event: str, case: Case, record: StaffRecord, places: Places) -> None:
        self.desk, self.event, self.case, self.record = desk, event, case, record
        self.life = places.staff_life(record, case.institution.code or "")


class _People:
    """A batch's people as the register knows them, read together when the first is asked for."""

    def __init__(self, desk: Desk, batch: Batch) -> None:
        self._desk = replace(desk, register=cast("Register", _AskedOnce(desk.register)))
        self._batch = batch
        self._places: dict[date, Places] = {}

    def work(self, event: str, case: Case) -> StaffWork:
        """Return an event of the person of a case."""
        record = self._record(case)
        if PROMISED in self._desk.library.kinds[case.kind].facts and case.person.promised is None:
            promised = any(one.event == PROMISE for one in record.events)
            case = case.model_copy(update={"person": case.person.model_copy(update={"promised": promised})})
        places = self._places.setdefault(case.date, Places(self._desk.register, case.date))
        return _Work(self._desk, event, case, record, places)

    def _record(self, case: Case) -> StaffRecord:
        identity = key_of(case.person.identity_number or "")
        found = self._known.get(identity) or new_record(identity, case.region, case.person)
        return found if found.events else replace(found, person=case.person)

    @cached_property
    def _known(self) -> dict[str, StaffRecord]:
        cases = (row.case for row in self._batch.rows if row.case is not None)
        wanted = {key_of(case.person.identity_number) for case in cases if case.person.identity_number}
        return {record.identity: record for record in self._desk.register.staff_many(identities=sorted(wanted))}


class _AskedOnce:
    """The register of a run: of an institution, and of its agreement's paper, it is asked once."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._institutions: dict[tuple[str, date | None], Institution | None] = {}
        self._papers: dict[str, PaperRecord | None] = {}

    def __getattr__(self, name: str) -> Any:
        """Return what the register itself has."""
        return getattr(self._register, name)

    def institution(self, code: str, on: date | None = None) -> Institution | None:
        """Return what an institution was on a day."""
        if (code, on) not in self._institutions:
            self._institutions[code, on] = self._register.institution(code, on)
        return self._institutions[code, on]

    def paper(self, number: str) -> PaperRecord | None:
        """Return a paper whose Document is read once."""
        if number not in self._papers:
            found = self._register.paper(number)
            self._papers[number] = replace(found, document=lru_cache(found.document)) if found else None
        return self._papers[number]
