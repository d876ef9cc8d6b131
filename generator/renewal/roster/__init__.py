"""The roster: a workbook of institutions whose agreements are to be renewed.

In: what people really send (Excel). Out: a row for each institution with its partial Case, or problems with their
cells, in the terminal and in a copy of the workbook. Nothing is imported by halves: with one error there are no rows.

1. `shape`, `columns`  regions/roster.yaml: which columns there are, what they are called
2. `workbook`  the file, its sheets, and what openpyxl's streaming doesn't tell: formulas, hidden rows, merged cells
3. `header`    which row is the header, which column is which
4. `cells`     a cell → what it says, by the column's sort
5. `row`, `entries`   a row → a Case and the roster's own facts
6. `rules`     the rules of `generator.checks` that need no Document
7. `reading`, `institutions`  the whole: path → rows or problems
8. `template`, `marking`  the workbook to be filled in; the copy with its cells marked

All but `entries` and `institutions` serves every sort of roster: that of people is `generator.renewal.staff`.
"""

from generator.renewal.roster.entries import RosterRow
from generator.renewal.roster.institutions import RosterResult, rows
from generator.renewal.roster.marking import mark_roster
from generator.renewal.roster.template import roster_template

__all__ = ["RosterResult", "RosterRow", "mark_roster", "roster_template", "rows"]
