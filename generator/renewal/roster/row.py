"""The cells of a row → what they say, by path, and the problems in them with their cells.

In: the cells of a row under a header. Out: data for a Case, held against the rules that need no Document. What a row
means beyond that is the sort's: `entries` for institutions, `renewal.staff.entries` for people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from openpyxl.utils import get_column_letter
from pydantic import ValidationError

from generator.model.case import Case, Waiver
from generator.model.library import Library
from generator.model.places import Places
from generator.problems import Place, Problem, Severity
from generator.reading.validation import validate
from generator.renewal.roster.cells import Setting, UnreadableCellError, read_cell
from generator.renewal.roster.columns import Columns
from generator.renewal.roster.header import Header
from generator.renewal.roster.rules import RowRules

_VALUES = "values."


@dataclass(frozen=True)
class Sheet:
    """What the reading of every row of a sheet depends on. `place(row, column, key)` makes places."""

    library: Library
    columns: Columns
    header: Header
    epoch: datetime
    rules: RowRules
    region: str | None
    on: date
    place: Callable[[int | None, str | None, str | None], Place]
    formulas: frozenset[tuple[int, int]]

    @cached_property
    def settings(self) -> tuple[tuple[int, str, Setting], ...]:
        """Return place, from 0, and path of each column, and what reading its cells depends on."""
        return tuple(
            (
                heading.index,
                heading.column.path,
                Setting(
                    heading.column,
                    heading.text,
                    self.epoch,
                    self.columns,
                    self.library.parameters.get(heading.column.path.removeprefix(_VALUES)),
                ),
            )
            for heading in self.header.headings
        )

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Return the columns that every row must fill."""
        return tuple(column.path for column in self.columns.all if column.need == "required")

    @cached_property
    def identities(self) -> tuple[str, ...]:
        """Return the columns of which every row must fill one."""
        return tuple(column.path for column in self.columns.all if column.need == "identity")


class RowReader:
    """Reads one row; `problems` are those found in it."""

    def __init__(self, sheet: Sheet, number: int) -> None:
        self.sheet = sheet
        self.number = number
        self.problems: list[Problem] = []
        self.wrong: set[str] = set()

    def said(self, cells: tuple[Any, ...]) -> dict[str, Any]:
        """Return what the cells say, by path."""
        said: dict[str, Any] = {}
        width, formulas = len(cells), self.sheet.formulas
        for index, path, setting in self.sheet.settings:
            cell = cells[index] if index < width else None
            formula = bool(formulas) and (self.number, index + 1) in formulas
            if cell is None or (cell.value is None and not formula):
                continue
            if formula and not self._formula(path, cell):
                continue
            try:
                value = read_cell(cell, setting)
            except UnreadableCellError as error:
                self.tell(error.code, path, str(error), error.mend)
                continue
            if value is not None:
                said[path] = value
        return said

    def require(self, said: Mapping[str, Any]) -> None:
        """Tell of the columns that every row must fill and this one doesn't."""
        for path in self.sheet.required:
            if path not in said and path not in self.wrong:
                label = self.sheet.columns.label(path)
                self.tell("roster_row", path, f"{label}没有写", self.sheet.columns.shape.none)
        paths = self.sheet.identities
        if paths and not any(path in said or path in self.wrong for path in paths):
            labels = "、".join(self.sheet.columns.label(path) for path in paths)
            self.tell("roster_row", paths[0], f"{labels}都没有写，认不出是哪一家", "请至少写一项")

    def validated(self, said: Mapping[str, Any], base: Mapping[str, Any]) -> Case | None:
        """Return the case of what a row says and of what holds for all, without what doesn't fit, which is told."""
        data = {**base, **_nested(said)}
        try:
            return Case.model_validate(data)
        except ValidationError:
            _, problems = validate(Case, data, Places())
        for problem in problems:
            key = problem.where.key or ""
            self.tell("roster_cell", key, problem.message, problem.mend)
            said = {path: value for path, value in said.items() if not key.startswith(path)}
        case, _ = validate(Case, {**base, **_nested(said)}, Places())
        return case

    def checked(self, case: Case, reason: str | None, by: str | None) -> Case:
        """Hold the case against the rules and return it with its waivers, which a reason and who gave it make."""
        waivers = []
        for problem in self.sheet.rules.problems(case):
            key = problem.where.key or ""
            if problem.severity is Severity.REASON and reason and by:
                waivers.append(Waiver(problem=f"{problem.code}:{key}", reason=reason, by=by))
                message = f"{problem.message}；已写明理由：“{reason}”，批准人：{by}"
                problem = problem.model_copy(update={"severity": Severity.NOTE, "message": message, "mend": ""})
            self.problems.append(problem.model_copy(update={"where": self._place(key)}))
        if (reason is None) != (by is None):
            message = "例外理由和批准人要一起写"
            self.tell("roster_row", "waiver.by" if by is None else "waiver.reason", message, "请补上另一列，或都删去")
        return case.model_copy(update={"waivers": tuple(waivers)}) if waivers else case

    def tell(self, code: str, key: str, message: str, mend: str, severity: Severity = Severity.ERROR) -> None:
        """Note a problem at the cell of a key."""
        place = self._place(key)
        if severity is not Severity.NOTE:
            self.wrong.add(key)
        self.problems.append(Problem(code=code, severity=severity, message=message, where=place, mend=mend))

    def _formula(self, path: str, cell: Any) -> bool:
        """Tell that a cell is a formula; say whether the value that it had when it was saved is there."""
        label = self.sheet.columns.label(path)
        mend = "请复制后选择性粘贴为数值"
        if cell.value is None:
            self.tell("roster_formula", path, f"{label}是公式，文件里没有它算出的值", mend)
            return False
        message = f"{label}是公式，按保存时算出的“{cell.value}”读"
        self.tell("roster_formula", path, message, mend, Severity.NOTE)
        return True

    def _place(self, key: str) -> Place:
        """Return the cell of a key; of one that has no column, the row."""
        found = self.sheet.header.of(key)
        return self.sheet.place(self.number, get_column_letter(found.index + 1) if found else None, key or None)


def _nested(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return flat paths as nested data."""
    data: dict[str, Any] = {}
    for path, value in said.items():
        *above, last = path.split(".")
        here = data
        for step in above:
            here = here.setdefault(step, {})
        here[last] = value
    return data
