"""A roster of institutions → its rows, or all that is wrong with it.

In: a path, a Library, the region where the rows don't name one, the day whose law holds. Out: `RosterResult`. With one
problem that stands in the way there are no rows: nothing is imported by halves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.model.library import Library
from generator.problems import Problem, stand_in_the_way
from generator.renewal.roster.columns import read_columns
from generator.renewal.roster.entries import InstitutionReader, RosterRow
from generator.renewal.roster.reading import Sort, read_roster
from generator.renewal.roster.rules import RowRules


@dataclass(frozen=True)
class RosterResult:
    """What a roster says: its rows, none where a problem stands in the way; problems in the sheet's order.

    `count` is how many rows there are, good or bad.
    """

    rows: tuple[RosterRow, ...]
    problems: tuple[Problem, ...]
    count: int = 0


def rows(path: Path, library: Library, region: str | None = None, *, on: date) -> RosterResult:
    """Read a roster; `region` is that of rows that name none, `on` the day whose law holds.

    A file that is no workbook is a problem like others. Raises `UsageError` where there is no file, `LibraryError`
    where regions/roster.yaml is at fault.
    """
    columns = read_columns(library)
    sort = Sort(library, columns, RowRules(library, columns), InstitutionReader, region, on)
    found = read_roster(path, sort)
    good = () if stand_in_the_way(found.problems) else found.rows
    return RosterResult(good, found.problems, found.count)
