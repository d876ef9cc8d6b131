"""Register, roster and law → the plan of a year's renewals.

In: an open register, a roster if there is one. Out: the Plan, with a row for each agreement that
stands on the day, and notes on rows of the roster that fit none. Agreements that have ended are left out.
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import InputError
from generator.model.library import Library
from generator.problems import Place, Problem, Severity, stand_in_the_way
from generator.renewal.plan.judging import Judge, Year
from generator.renewal.plan.packed import pack_row
from generator.renewal.plan.signed import Signed, read_signed
from generator.renewal.plan.words import Plan, PlanRow
from generator.renewal.roster import RosterRow, rows
from generator.renewal.roster.columns import read_columns

if TYPE_CHECKING:
    from generator.register.register import Register

FIRST_ROW = 2
"""The first line of a plan's workbook below its header."""


def plan_from(
    library: Library, register: Register, year: Year, roster: Path | None = None, region: str | None = None
) -> tuple[Plan, tuple[Problem, ...]]:
    """Read a roster, if one is given, and make the plan; raise `InputError` with all that is wrong with the roster."""
    with _many_objects():
        said = None
        if roster is not None:
            found = rows(roster, library, region, on=year.sign_on or date(year.year - 1, 12, 31))
            if stand_in_the_way(found.problems):
                raise InputError(found.problems)
            said = found.rows
        plan, problems = make_plan(library, register, year, said, region)
        return plan, problems if roster is None else tuple(_in_file(problem, roster.name) for problem in problems)


def make_plan(
    library: Library, register: Register, year: Year, roster: Sequence[RosterRow] | None = None,
    region: str | None = None,
) -> tuple[Plan, tuple[Problem, ...]]:  # fmt: skip
    """Return the plan, and notes on what of the roster isn't in it; raise `LibraryError`."""
    judge = Judge(library, read_columns(library), year, roster=roster is not None)
    known = _Roster(roster or ())
    found: list[PlanRow] = []
    for signed in read_signed(library, register, region, year.year, year.on):
        found.append(judge.row(signed, known.take(signed), len(found) + FIRST_ROW))
    plan = Plan(year.year, year.on, library.digest, "", tuple(found))
    return replace(plan, fingerprint=fingerprint_of(plan)), tuple(known.left())


def _in_file(problem: Problem, file: str) -> Problem:
    return problem.model_copy(update={"where": problem.where.model_copy(update={"file": file})})


@contextmanager
def _many_objects() -> Iterator[None]:
    """Let no search for cycles go through ten thousands of objects again and again; these have none."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def fingerprint_of(plan: Plan) -> str:
    """Return what names a plan as it was made: the SHA-256 of its head and rows."""
    digest = hashlib.sha256(json.dumps([plan.year, plan.made_on.isoformat(), plan.library]).encode())
    for row in plan.rows:
        digest.update(pack_row(row).encode())
    return digest.hexdigest()


class _Roster:
    """The roster's rows by what tells whose they are."""

    def __init__(self, rows: Sequence[RosterRow]) -> None:
        self.rows = rows
        self.by_number = {row.case.renews: row for row in rows if row.case.renews}
        self.by_code = {row.case.institution.code: row for row in rows if row.case.institution.code}
        self.by_uscc: dict[str, list[RosterRow]] = {}
        for row in rows:
            if row.case.institution.uscc:
                self.by_uscc.setdefault(row.case.institution.uscc, []).append(row)
        self.taken: set[int] = set()

    def take(self, signed: Signed) -> RosterRow | None:
        """Return the row of an agreement: by its number, else by the institution's code, else by its only uscc."""
        row = self.by_number.get(signed.record.row.number) or self._of(signed)
        if row is not None and row.case.renews in (None, signed.record.row.number):
            self.taken.add(row.row)
            return row
        return None

    def _of(self, signed: Signed) -> RosterRow | None:
        by_code = self.by_code.get(signed.record.row.institution)
        if by_code is not None:
            return by_code
        found = self.by_uscc.get(signed.record.particulars.uscc or "", [])
        return found[0] if len(found) == 1 and found[0].case.institution.code is None else None

    def left(self) -> Iterator[Problem]:
        """Yield a note for each row that no agreement took."""
        for row in self.rows:
            if row.row not in self.taken:
                name = row.case.institution.name or row.case.renews or ""
                message = f"登记簿里没有“{name}”履行中的协议（或编号不符），没有列入方案"
                mend = "首次签订的另行签发；编号写错的请改正名册；以前签的先用 xieyi register import 收入"
                where = Place(file="名册", row=row.row, sheet="名册")
                yield Problem(code="plan_unmatched", severity=Severity.NOTE, message=message, where=where, mend=mend)
