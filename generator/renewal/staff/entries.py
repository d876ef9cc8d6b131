"""A row → the case of a person's form.

In: the cells of a row under a header, the form's kind, the institution. Out: `StaffRow`, with the problems in it. The
identity number is the person's key everywhere, and so has a capital X.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.case import Case, Institution, Person
from generator.model.clause import Kind
from generator.problems import Problem
from generator.renewal.roster.row import RowReader, Sheet

_PERSON = "person."
_IDENTITY = "person.identity_number"
STATE, FIRST = "person.state", "正常"
"""The state that a registration begins with: nhsa-personnel-2024#16.1."""

_OF_THE_REGISTER = (STATE, "person.promised")
"""What a form prints and a row may leave out: the register knows it."""


@dataclass(frozen=True)
class StaffRow:
    """A row. `row` counts from 1, `case` holds as much as can be read, `problems` are those that stand in its way."""

    row: int
    case: Case
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """What the rows are read for: a form of a kind (None: none yet) of an institution's people."""

    kind: Kind | None
    institution: Institution


class StaffReader(RowReader):
    """Reads a person's row."""

    def __init__(self, sheet: Sheet, number: int, wanted: Wanted) -> None:
        super().__init__(sheet, number)
        self.wanted = wanted

    def read(self, cells: tuple[Any, ...]) -> StaffRow:
        """Return the row, as much of it as can be read."""
        said = self.said(cells)
        if _IDENTITY in said:
            said[_IDENTITY] = said[_IDENTITY].upper()
        self.require(said)
        own = {path: said.pop(path, None) for path in ("waiver.reason", "waiver.by")}
        self._require_for_form(said)
        kind = self.wanted.kind
        base = {
            "kind": kind.id if kind else self.sheet.columns.shape.kind, "region": self.sheet.region,
            "date": self.sheet.on, "institution": self.wanted.institution,
        }  # fmt: skip
        case = self.validated(said, base) or Case.model_validate(base)
        case = self.checked(case, own["waiver.reason"], own["waiver.by"])
        return StaffRow(self.number, _of_form(case, kind))

    def _require_for_form(self, said: Mapping[str, Any]) -> None:
        for path in _required(self.wanted.kind):
            if path not in said and path not in self.wrong and path not in self.sheet.required:
                title = self.wanted.kind.title if self.wanted.kind else ""
                label = self.sheet.columns.label(path)
                self.tell("roster_row", path, f"{label}没有写，《{title}》要用", "请补上")


def _required(kind: Kind | None) -> Iterator[str]:
    """Yield what a row must say for a form of its kind."""
    for path in kind.required if kind else ():
        if path.startswith(_PERSON) and path not in _OF_THE_REGISTER:
            yield path


def _of_form(case: Case, kind: Kind | None) -> Case:
    """Return a case with what its form prints and no more: the same roster serves for both forms."""
    if kind is None:
        return case
    unused = {name: None for name in Person.model_fields if _PERSON + name not in kind.facts}
    first = {} if STATE not in kind.facts else {"state": FIRST}
    return case.model_copy(update={"person": case.person.model_copy(update={**unused, **first})})
