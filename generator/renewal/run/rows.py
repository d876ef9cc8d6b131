"""The rows of a plan on their way: what the register knows of each, and whether it may be renewed.

In: a desk, a plan. Out: rows that are done, rows to be made with the case of their paper, or why not. A row is judged
as a single renewal is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checks.numbering import example_number
from generator.errors import InputError
from generator.lifecycle import Judgement
from generator.model.case import Case
from generator.office.books import number_want
from generator.office.events import RENEW, Work
from generator.office.fingerprint import order_fingerprint
from generator.office.lives import find_agreement
from generator.problems import Problem
from generator.renewal.plan.words import Decision, Plan, PlanRow
from generator.renewal.run.words import Failure
from generator.selection import rules_of

if TYPE_CHECKING:
    from generator.office.signing import Desk
    from generator.register.words import PaperRecord, Want

TO_MAKE = frozenset({Decision.RENEW, Decision.RENEW_CHANGED})
"""The decisions of which a paper is to be made."""


def rows_to_make(plan: Plan) -> tuple[PlanRow, ...]:
    """Return the rows of which a paper is to be made."""
    return tuple(row for row in plan.rows if row.decision in TO_MAKE)


class Stage(StrEnum):
    """Where a row is."""

    JUDGED = "judged"
    EXAMINED = "examined"
    NUMBERED = "numbered"
    FAILED = "failed"


@dataclass(eq=False, slots=True)
class Row:
    """A row on its way. `case` is that of its paper, `deaths` how many workers have died of it alone."""

    place: int
    plan: PlanRow
    fingerprint: str
    case: Case
    work: Work | None = None
    judgement: Judgement | None = None
    entered: PaperRecord | None = None  # its files have gone and are to be made again
    notes: tuple[Problem, ...] | None = None
    stage: Stage = Stage.JUDGED
    deaths: int = 0


@dataclass
class Rows:
    """A plan's rows in its order, each once. `failures` says why some came to nothing, by their place."""

    desk: Desk
    plan: Plan
    failures: dict[int, Failure] = field(default_factory=dict)
    before: int = 0

    def __post_init__(self) -> None:
        self.rows = rows_to_make(self.plan)
        self._known = known_numbers(self.desk, self.plan)
        self._seen: set[str] = set()

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows that are to be made, or made again; the others are counted or told."""
        for place, row in enumerate(self.rows):
            found = self._row(place, row)
            if found is not None:
                yield found

    @property
    def left(self) -> int:
        """How many papers weren't entered yet when the run began."""
        return len(self.rows) - len(self._known)

    def fail(self, place: int, reasons: tuple[str, ...]) -> None:
        """Note why a row came to nothing."""
        row = self.rows[place]
        self.failures[place] = Failure(row.row, row.agreement, row.name, reasons)

    def want(self, row: Row) -> Want:
        """Return the number that a row's paper wants."""
        return number_want(self.desk.library, row.case, row.fingerprint, self.desk.by, self.plan.fingerprint)

    def _row(self, place: int, row: PlanRow) -> Row | None:
        if row.case is None:
            self.fail(place, ("方案要续签，却没有这一行的案卷。请重新生成方案",))
            return None
        if row.agreement in self._seen:
            self.fail(place, (f"方案里协议 {row.agreement} 不止一行，只办了第一行。请删去多余的",))
            return None
        self._seen.add(row.agreement)
        fingerprint = order_fingerprint(row.case, RENEW, row.agreement)
        number = self._known.get(fingerprint) or self.desk.register.issued_for(fingerprint)
        if number is not None:
            return self._again(Row(place, row, fingerprint, row.case), number)
        return self._judged(place, row, row.case, fingerprint)

    def _again(self, row: Row, number: str) -> Row | None:
        """Return a row whose paper is entered, where its files have gone; count it where they are there."""
        paper = self.desk.register.paper(number)
        if paper is None or all(Path(file.final).exists() for file in paper.files):
            self.before += 1
            return None
        # the record holds the places of what was noted, which the register's case doesn't know
        row.case = paper.case().model_copy(update={"places": row.case.places})
        row.entered, row.stage = paper, Stage.NUMBERED
        return row

    def _judged(self, place: int, row: PlanRow, case: Case, fingerprint: str) -> Row | None:
        try:
            record = find_agreement(self.desk.register, row.agreement)
            renewed = next((event for event in record.events if event.event == RENEW and event.term is None), None)
            if renewed is not None:  # a renewal in full text is another agreement, which has its own state
                self.fail(place, (f"协议 {row.agreement} 已由 {renewed.paper} 续签，没有再办",))
                return None
            work = Work(self.desk, RENEW, record, case)
            judgement, completed = work.judged()
        except InputError as error:
            self.fail(place, tuple(map(str, error.problems)))
            return None
        return Row(place, row, fingerprint, completed, work, judgement)

    def numbered(self, case: Case) -> Case:
        """Return a case as it is examined: with a number in the region's format, for it has none of its own yet."""
        library = self.desk.library
        if case.kind not in library.kinds or case.region not in library.regions:
            return case
        written = rules_of(library, case).number_formats.get(library.kinds[case.kind].series)
        return case.model_copy(update={"number": example_number(written, case.date.year)}) if written else case


def known_numbers(desk: Desk, plan: Plan) -> dict[str, str]:
    """Return the numbers under which papers of a plan's run are entered, by the orders' fingerprints."""
    found = desk.register.numbers(batch=plan.fingerprint)
    return {record.fingerprint: record.number for record in found if record.state == "issued"}
