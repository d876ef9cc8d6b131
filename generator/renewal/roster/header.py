"""Which row of a sheet is the header, and which column is which.

In: the first rows of a sheet, the names of `Columns`. Out: `Header`: the row's number and, for each column that is
known, its place; and problems: columns that are taken under a near name, not read, doubled or missing. Rows of titles
may stand above; a heading may be merged with the cell above it.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter

from generator.problems import Place, Problem, Severity
from generator.renewal.roster.columns import Column, Columns, fold
from generator.renewal.roster.workbook import Beside

SEARCHED = 30
"""In how many rows from the top the header is looked for."""

NEAR = 0.78
"""How alike a heading must be to a name to be taken for it; its last character must be the same besides."""

_FEWEST = 2


@dataclass(frozen=True)
class Heading:
    """A column of the sheet. `index` counts from 0; `near`: it is taken under a name that isn't quite one of ours."""

    index: int
    text: str
    column: Column
    near: bool = False

    @property
    def letter(self) -> str:
        """Return the column as Excel calls it."""
        return get_column_letter(self.index + 1)


@dataclass(frozen=True)
class Header:
    """The header: its row, from 1, and its columns in the sheet's order."""

    row: int
    headings: tuple[Heading, ...]

    def of(self, path: str) -> Heading | None:
        """Return the column of a path, of a list's or a section's the one that it lies in; None where there is none."""
        paths = [heading for heading in self.headings if path == heading.column.path]
        inside = [heading for heading in self.headings if path.startswith(f"{heading.column.path}.")]
        return next(iter([*paths, *inside]), None)


def find_header(rows: Sequence[tuple[Any, ...]], columns: Columns, beside: Beside) -> int | None:
    """Return the number, from 1, of the row that names most columns; None where none names two."""
    best, found = _FEWEST - 1, None
    for number, row in enumerate(rows, start=1):
        texts = _texts(rows, number, beside)
        count = sum(columns.named(text) is not None for text in texts)
        if count > best and sum(cell.value not in (None, "") for cell in row) >= _FEWEST:
            best, found = count, number
    return found


def read_header(
    rows: Sequence[tuple[Any, ...]], number: int, columns: Columns, beside: Beside, place: Callable[..., Place]
) -> tuple[Header, list[Problem]]:
    """Return the header in a row and what is wrong with it; `place(row, column, key)` makes places."""
    texts = _texts(rows, number, beside)
    exact = {index: found for index, text in enumerate(texts) if (found := columns.named(text)) is not None}
    taken = {column.path for column in exact.values()}
    headings: list[Heading] = []
    problems: list[Problem] = []
    for index, text in enumerate(texts):
        if not text or fold(text) in columns.ignored:
            continue
        near = None if index in exact else _nearest(text, columns, taken)
        column = exact.get(index) or near
        where = place(number, get_column_letter(index + 1), column.path if column else None)
        if column is None:
            problems.append(_note(f"不认得“{text}”这一列，没有读", "要读入的，请改成名册模板里的列名", where))
            continue
        earlier = next((heading for heading in headings if heading.column.path == column.path), None)
        if earlier is not None:
            message = f"“{text}”和{earlier.letter}列“{earlier.text}”都是{column.label}，不知道以哪一列为准"
            problems.append(
                Problem(code="roster_header", message=message, where=where, mend="请只留一列，或改一个列名")
            )
            continue
        if near is not None:
            problems.append(_note(f"把“{text}”当作“{column.label}”读", "不是这个意思的，请改列名", where))
            taken.add(column.path)
        headings.append(Heading(index, text, column, near is not None))
    header = Header(number, tuple(headings))
    return header, [*problems, *_missing(header, columns, place)]


def _texts(rows: Sequence[tuple[Any, ...]], number: int, beside: Beside) -> list[str]:
    """Return a row's headings; one that is merged with cells above stands in the uppermost of them."""
    found = [_text(cell) for cell in rows[number - 1]]
    for merged in beside.merged:
        if merged.top < number <= merged.bottom and merged.left == merged.right and merged.top <= len(rows):
            row = rows[merged.top - 1]
            if merged.left <= len(row):
                found += [""] * (merged.left - len(found))
                found[merged.left - 1] = _text(row[merged.left - 1])
    return found


def _text(cell: Any) -> str:
    return " ".join(str(cell.value).split()) if cell.value is not None else ""


def _nearest(text: str, columns: Columns, taken: set[str]) -> Column | None:
    """Return the column that a heading most likely means, None where two are as likely or none is."""
    plain = fold(text)
    if len(plain) < 3:
        return None
    names = [name for name, column in columns.by_name.items() if name[-1:] == plain[-1:] and column.path not in taken]
    close = difflib.get_close_matches(plain, names, n=3, cutoff=NEAR)
    likely = {columns.by_name[name].path for name in close}
    return columns.by_name[close[0]] if len(likely) == 1 else None


def _note(message: str, mend: str, where: Place) -> Problem:
    return Problem(code="roster_header", severity=Severity.NOTE, message=message, where=where, mend=mend)


def _missing(header: Header, columns: Columns, place: Callable[..., Place]) -> list[Problem]:
    identities = [column for column in columns.all if column.need == "identity"]
    wanted = [[column] for column in columns.all if column.need == "required"]
    problems = []
    for choices in (*wanted, identities):
        if choices and not any(header.of(column.path) for column in choices):
            labels = "、".join(f"“{column.label}”" for column in choices)
            message = f"表头里没有{labels}" + ("中的任何一列" if len(choices) > 1 else "这一列")
            mend = f"请补上，或用 {columns.shape.command} template 的表头"
            problems.append(Problem(code="roster_header", message=message, where=place(header.row, None), mend=mend))
    return problems
