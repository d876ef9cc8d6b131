"""A year's renewals as a batch: the plan's rows of which a paper is to be made, judged as single renewals are.

In: a desk, a plan. Out: the batch, and who judges its rows; the plan carried out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from generator.errors import InputError
from generator.issuing.papers import Staged
from generator.model.case import Case
from generator.office.events import RENEW, Work
from generator.office.fingerprint import order_fingerprint
from generator.office.lives import usable
from generator.problems import Problem
from generator.register.words import AgreementRecord, Confirmation
from generator.renewal.plan.words import Decision, Plan, PlanRow
from generator.renewal.run.run import run_batch
from generator.renewal.run.status import RowStatus, batch_status
from generator.renewal.run.words import Batch, BatchRow, Judge, RunResult, RunSetup, State

if TYPE_CHECKING:
    from generator.office.signing import Desk

TO_MAKE = frozenset({Decision.RENEW, Decision.RENEW_CHANGED})
"""The decisions of which a paper is to be made."""

_TOGETHER = 32  # agreements that are read at once


def run_plan(desk: Desk, plan: Plan, setup: RunSetup) -> RunResult:
    """Carry a plan out, or what is left of it; raises what `run_batch` does."""
    batch = batch_of(plan)
    return run_batch(desk, batch, judge_renewals(desk, batch), setup)


def status_of(desk: Desk, plan: Plan) -> Iterator[RowStatus]:
    """Yield the state of each row of a plan, in its order."""
    known = {status.row.row: status for status in batch_status(desk, batch_of(plan))}
    for row in plan.rows:
        yield known.get(row.row) or RowStatus(_row(row), State.ASIDE)


def batch_of(plan: Plan) -> Batch:
    """Return the rows of a plan of which a paper is to be made."""
    rows = tuple(_row(row) for row in plan.rows if row.decision in TO_MAKE)
    return Batch(plan.fingerprint, f"{plan.year}年续签批次报告", "原协议", plan.library, rows)


def judge_renewals(desk: Desk, batch: Batch) -> Judge:
    """Return what judges a row as a single renewal is judged; the rows' agreements are read some at a time.

    One that somebody changes meanwhile is refused when its renewal is entered.
    """
    places = {row.about: place for place, row in enumerate(batch.rows)}
    read: dict[str, AgreementRecord] = {}

    def judge(row: BatchRow, case: Case) -> tuple[Case, Callable[[Staged], Confirmation]]:
        if row.about not in read:
            read.clear()
            coming = batch.rows[places[row.about] : places[row.about] + _TOGETHER]
            read.update(desk.register.agreements_of([one.about for one in coming]))
        record = usable(desk.register, row.about, read.pop(row.about, None))
        renewed = next((event for event in record.events if event.event == RENEW and event.term is None), None)
        if renewed is not None:  # a renewal in full text is another agreement, which has its own state
            message = f"协议 {row.about} 已由 {renewed.paper} 续签，没有再办"
            raise InputError((Problem(code="already_renewed", message=message, where=case.places.of("renews")),))
        work = Work(desk, RENEW, record, case)
        judgement, completed = work.judged()
        return completed, work.beside(judgement)

    return judge


def _row(row: PlanRow) -> BatchRow:
    order = order_fingerprint(row.case, RENEW, row.agreement) if row.case is not None else ""
    return BatchRow(row.row, row.agreement, row.institution, row.name, order, row.case)
