"""A roster of people → a row a person, each with what is wrong with it.

In: a path, a Library, the form, region and institution, the day. Out: `StaffResult`. A row that can't be used stops no
other; where the sheet itself is at fault (no header, merged cells), there are no rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from generator.checks.rules import identity_number, person_code, phone_shape
from generator.errors import UsageError
from generator.model.case import Institution
from generator.model.library import Library
from generator.problems import Problem, stand_in_the_way
from generator.renewal.roster.columns import read_columns
from generator.renewal.roster.reading import Sort, read_roster
from generator.renewal.roster.rules import RowRules, RuleSet
from generator.renewal.staff.entries import StaffReader, StaffRow, Wanted
from generator.renewal.staff.shape import KINDS, STAFF

RULES: RuleSet = (((identity_number, person_code, phone_shape), None),)
"""The rules on a person that need no Document."""

_OF_THE_SHEET = frozenset({"roster_merged"})
"""Problems that stand at a row and concern more than it."""


@dataclass(frozen=True)
class StaffResult:
    """What a roster says: a row a person, good or bad, and all problems in the sheet's order; `count` of its rows."""

    rows: tuple[StaffRow, ...]
    problems: tuple[Problem, ...]
    count: int = 0


def read_staff(
    path: Path, library: Library, region: str, institution: Institution, *, kind: str | None = None, on: date
) -> StaffResult:
    """Read a roster of an institution's people, for a form of a kind or for none yet.

    A file that is no workbook is a problem like others. Raises `UsageError` for an unknown region or kind and where
    there is no file, `LibraryError` where regions/staff.yaml is at fault.
    """
    require_known(library, region, kind)
    columns = read_columns(library, STAFF)
    wanted = Wanted(library.kinds[kind] if kind else None, institution)
    reader = partial(StaffReader, wanted=wanted)
    found = read_roster(path, Sort(library, columns, RowRules(library, columns, RULES), reader, region, on))
    numbers = {row.row for row in found.rows}
    wrong = stand_in_the_way(found.problems)
    if any(problem.where.row not in numbers or problem.code in _OF_THE_SHEET for problem in wrong):
        return StaffResult((), found.problems, found.count)
    by_row: dict[int | None, list[Problem]] = {}
    for problem in wrong:
        by_row.setdefault(problem.where.row, []).append(problem)
    rows = tuple(StaffRow(row.row, row.case, tuple(by_row.get(row.row, ()))) for row in found.rows)
    return StaffResult(rows, found.problems, found.count)


def require_known(library: Library, region: str | None, kind: str | None = None) -> None:
    """Raise `UsageError` for a region that isn't there or a kind that isn't made from a roster."""
    if region is not None and region not in library.regions:
        raise UsageError(f"没有“{region}”这个地区。可用：{'、'.join(library.regions)}")
    if kind is not None and kind not in KINDS:
        raise UsageError(f"不能用名册成批办理“{kind}”。--kind 可用：{'、'.join(KINDS)}")
