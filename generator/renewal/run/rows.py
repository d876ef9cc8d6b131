"""The rows of a batch on their way: what the register knows of each, and whether its paper may be made.

In: a desk, a batch, who judges its rows. Out: rows that are done, rows to be made with the case of their paper, or why
not. A row is judged as a single order is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checks.numbering import example_number
from generator.errors import InputError
from generator.issuing.papers import Staged
from generator.model.case import Case
from generator.office.books import number_want
from generator.problems import Problem
from generator.register.words import Confirmation
from generator.renewal.run.words import Batch, BatchRow, Failure, Judge
from generator.selection import rules_of

if TYPE_CHECKING:
    from generator.office.signing import Desk
    from generator.register.words import PaperRecord, Want


class Stage(StrEnum):
    """Where a row is."""

    JUDGED = "judged"
    EXAMINED = "examined"
    NUMBERED = "numbered"
    FAILED = "failed"


@dataclass(eq=False, slots=True)
class Row:
    """A row on its way. `case` is that of its paper, `deaths` how many workers have died of it alone.

    `beside` says what is entered with the paper; a row whose paper is `entered`, and only its files gone, has none.
    """

    place: int
    order: BatchRow
    case: Case
    beside: Callable[[Staged], Confirmation] | None = None
    entered: PaperRecord | None = None
    notes: tuple[Problem, ...] | None = None
    stage: Stage = Stage.JUDGED
    deaths: int = 0


@dataclass
class Rows:
    """A batch's rows in its order, each once. `failures` says why some came to nothing, by their place."""

    desk: Desk
    batch: Batch
    judge: Judge
    failures: dict[int, Failure] = field(default_factory=dict)
    before: int = 0

    def __post_init__(self) -> None:
        self.rows = self.batch.rows
        self._known = known_numbers(self.desk, self.batch)
        self._issued = self.desk.register.issued_for_many(
            [row.fingerprint for row in self.rows if row.fingerprint not in self._known]
        )
        self._seen: set[str] = set()

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows that are to be made, or made again; the others are counted or told."""
        for place, order in enumerate(self.rows):
            found = self._row(place, order)
            if found is not None:
                yield found

    @property
    def left(self) -> int:
        """How many papers weren't entered yet when the run began."""
        return max(0, len(self.rows) - len(self._known))  # a longer roster of the same batch may have come before

    def fail(self, place: int, reasons: tuple[str, ...]) -> None:
        """Note why a row came to nothing."""
        order = self.rows[place]
        self.failures[place] = Failure(order.row, order.about, order.name, reasons)

    def want(self, row: Row) -> Want:
        """Return the number that a row's paper wants."""
        return number_want(self.desk.library, row.case, row.order.fingerprint, self.desk.by, self.batch.fingerprint)

    def _row(self, place: int, order: BatchRow) -> Row | None:
        if order.case is None:
            self.fail(place, ("这一行要出文书，却没有案卷。请重新生成这份表",))
            return None
        if order.about in self._seen:
            self.fail(place, (f"{self.batch.subject} {order.about} 不止一行，只办了第一行。请删去多余的",))
            return None
        self._seen.add(order.about)
        number = self._known.get(order.fingerprint) or self._issued.get(order.fingerprint)
        if number is not None:
            return self._again(Row(place, order, order.case), number)
        try:
            case, beside = self.judge(order, order.case)
        except InputError as error:
            self.fail(place, tuple(problem.sentence for problem in error.problems))
            return None
        return Row(place, order, case, beside)

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

    def numbered(self, case: Case) -> Case:
        """Return a case as it is examined: with a number in the region's format, for it has none of its own yet."""
        library = self.desk.library
        if case.kind not in library.kinds or case.region not in library.regions:
            return case
        written = rules_of(library, case).number_formats.get(library.kinds[case.kind].series)
        return case.model_copy(update={"number": example_number(written, case.date.year)}) if written else case


def known_numbers(desk: Desk, batch: Batch) -> dict[str, str]:
    """Return the numbers under which papers of a batch are entered, by the orders' fingerprints."""
    found = desk.register.numbers(batch=batch.fingerprint)
    return {record.fingerprint: record.number for record in found if record.state == "issued"}
