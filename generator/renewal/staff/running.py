"""A roster's forms as a batch: one form a person, each judged as a single order is.

In: a desk, what is asked, the rows of a roster. Out: the batch, carried out by the machinery of the renewals. A row
whose cells are at fault fails by itself, and takes no number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from generator.errors import UsageError
from generator.model.case import Institution
from generator.model.library import Library
from generator.office.fingerprint import order_fingerprint
from generator.renewal.run.run import run_batch
from generator.renewal.run.words import Batch, BatchRow, RunResult, RunSetup
from generator.renewal.staff.entries import StaffRow
from generator.renewal.staff.judging import event_of, judge_forms

if TYPE_CHECKING:
    from generator.office.signing import Desk


_FORMS = 4
"""How many forms are made in the time of an agreement, or nearly: so many more a worker takes at a time."""


@dataclass(frozen=True)
class StaffForms:
    """What is asked for every row: a form of a kind, in a region, for an institution's people, dated a day."""

    kind: str
    region: str
    institution: Institution
    on: date

    @property
    def fingerprint(self) -> str:
        """The batch's: one run at a time works for it, and a mended roster goes on under the numbers that are kept."""
        content = ["staff", self.kind, self.region, self.institution.code, self.on.isoformat()]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def institution_in(desk: Desk, code: str, on: date) -> Institution:
    """Return an institution as the register has it on a day; raise `UsageError` where it knows none of that code."""
    found = desk.register.institution(code, on)
    if found is None:
        raise UsageError(f"登记簿里没有代码为“{code}”的定点医药机构。请核对 --institution；协议要先登记")
    return found


def run_staff(desk: Desk, order: StaffForms, rows: Sequence[StaffRow], setup: RunSetup) -> RunResult:
    """Make the forms of a roster, or what is left of them; raises what `run_batch` does."""
    batch = batch_of(desk.library, order, rows)
    wrong = {row.row: row.problems for row in rows if row.problems}
    judge = judge_forms(desk, batch, order.kind, wrong)
    return run_batch(desk, batch, judge, replace(setup, chunk=_FORMS * setup.chunk))


def batch_of(library: Library, order: StaffForms, rows: Sequence[StaffRow]) -> Batch:
    """Return a roster's forms as a batch, in the roster's order."""
    title = f"{order.institution.name or order.institution.code}《{library.kinds[order.kind].title}》批次报告"
    event = event_of(library, order.kind)
    found = tuple(_row(order, event, row) for row in rows)
    return Batch(order.fingerprint, title, "人员", library.digest, found)


def _row(order: StaffForms, event: str, row: StaffRow) -> BatchRow:
    """Return a row of the batch; one that can't be read is nobody's order, whatever is left of it."""
    code, name = order.institution.code or "", order.institution.name or ""
    person = row.case.person
    about = " ".join(part for part in (person.name, person.identity_number) if part)
    if row.problems:
        return BatchRow(row.row, f"{about}（第{row.row}行）", code, name, f"unread:{row.row}", row.case)
    fingerprint = order_fingerprint(row.case, f"staff-{event}", person.identity_number)
    return BatchRow(row.row, about, code, name, fingerprint, row.case)
