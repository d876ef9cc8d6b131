"""A roster's file → its rows, as far as they can be read, and all that is wrong with it.

In: a path, the columns, who reads a row. Out: `Read`. What a problem in one row means for the others is the sort's:
`institutions`, `renewal.staff.reading`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from openpyxl.utils import get_column_letter

from generator.errors import InputError
from generator.model.case import Case
from generator.model.library import Library
from generator.problems import Place, Problem, Severity
from generator.renewal.roster import row
from generator.renewal.roster.columns import Columns, fold
from generator.renewal.roster.doubles import Doubles
from generator.renewal.roster.header import SEARCHED, Header, find_header, read_header
from generator.renewal.roster.rules import RowRules
from generator.renewal.roster.workbook import Beside, Sheet, Workbook, refused

BESIDE = ("填写说明", "核对结果")
"""Sheets of our own that hold no rows."""

MOST_ROWS = 100_000
SHOWN = 10
"""How many row numbers a message lists."""


class OneRow(Protocol):
    """What every sort of row has: its number from 1, and the case of what it says."""

    @property
    def row(self) -> int:
        """The number."""

    @property
    def case(self) -> Case:
        """The case."""


R = TypeVar("R", bound=OneRow)
R_co = TypeVar("R_co", bound=OneRow, covariant=True)


class Reader(Protocol[R_co]):
    """Reads one row; `problems` are those found in it."""

    problems: list[Problem]

    def read(self, cells: tuple[Any, ...]) -> R_co | None:
        """Return the row, as much of it as can be read; None where that is nothing."""


@dataclass(frozen=True)
class Read(Generic[R]):
    """What a roster says: rows, good or bad, and problems, in the sheet's order. `count`: how many rows there are."""

    rows: tuple[R, ...]
    problems: tuple[Problem, ...]
    count: int = 0


@dataclass(frozen=True)
class Sort(Generic[R]):
    """A sort of roster as it is read: columns, rules, who reads a row; region and day are those of every row."""

    library: Library
    columns: Columns
    rules: RowRules
    reader: Callable[[row.Sheet, int], Reader[R]]
    region: str | None
    on: date


def read_roster(path: Path, sort: Sort[R]) -> Read[R]:
    """Read a roster. A file that is no workbook is a problem like others; raises `UsageError` where there is none."""
    try:
        with Workbook(path) as book, _uncollected():
            return _read(book, sort)
    except InputError as error:
        return Read((), error.problems)


def _read(book: Workbook, sort: Sort[R]) -> Read[R]:
    columns = sort.columns
    sheet, number, problems = _choose(book, columns)

    def place(row: int | None, column: str | None, key: str | None = None) -> Place:
        return Place(file=book.file, sheet=sheet.name, row=row, column=column, key=key)

    stream = sheet.rows()
    top = [cells for _, cells in islice(stream, SEARCHED)]
    header, wrong = read_header(top, number, columns, sheet.beside, place)
    problems += wrong
    if any(problem.severity is Severity.ERROR for problem in wrong):
        return Read((), tuple(problems))
    formulas = sheet.beside.formulas
    setting = row.Sheet(sort.library, columns, header, book.epoch, sort.rules, sort.region, sort.on, place, formulas)
    found: list[R] = []
    doubles = Doubles(columns, header)
    numbers: list[int] = []
    data = chain(enumerate(top[number:], start=number + 1), stream)
    for row_number, cells in _filled(data, setting):
        numbers.append(row_number)
        if len(numbers) > MOST_ROWS:
            raise refused(book.file, f"超过{MOST_ROWS}行", "请分成几本名册")
        reader = sort.reader(setting, row_number)
        one = reader.read(cells)
        problems += reader.problems
        if one is not None:
            found.append(one)
            doubles.add(one.row, one.case)
    problems += _beside_problems(sheet.beside, header, frozenset(numbers), place)
    if not numbers:
        message, mend = f"名册里没有{columns.shape.row}", "请在表头下面逐行填写"
        problems.append(Problem(code="roster_empty", message=message, where=place(number, None), mend=mend))
    problems += doubles.problems(place)
    ordered = tuple(sorted(problems, key=lambda problem: problem.where.row or 0))
    return Read(tuple(found), ordered, len(numbers))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector still: it would walk the rows read so far again and again, for a fifth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _choose(book: Workbook, columns: Columns) -> tuple[Sheet, int, list[Problem]]:
    """Return the sheet that holds the rows, the row of its header, and notes on the others; raise `InputError`."""
    able: list[tuple[Sheet, int]] = []
    for sheet in book.sheets:
        if sheet.name in BESIDE:
            continue
        number = find_header([cells for _, cells in islice(sheet.rows(), SEARCHED)], columns, sheet.beside)
        if number is not None:
            able.append((sheet, number))
    if not able:
        message = f"前{SEARCHED}行里找不到表头"
        mend = f"请用 {columns.shape.command} template 的表头，或核对列名（{columns.shape.said}）"
        raise refused(book.file, message, mend)
    own = columns.shape.sheet
    chosen = next((one for one in able if one[0].name == own), able[0])
    if len(able) > 1 and chosen[0].name != own:
        names = "、".join(f"“{sheet.name}”" for sheet, _ in able)
        raise refused(book.file, f"{names}几张表都像名册", f"请只留一张，或把要读的那张改名为“{own}”")
    problems = [_unread(book, sheet, own) for sheet, _ in able if sheet is not chosen[0]]
    if chosen[0].hidden:
        where = Place(file=book.file, sheet=chosen[0].name)
        message = f"工作表“{chosen[0].name}”是隐藏的，照样读入"
        problems.append(_hidden(message, where))
    return *chosen, problems


def _unread(book: Workbook, sheet: Sheet, own: str) -> Problem:
    hidden = "（隐藏的）" if sheet.hidden else ""
    message = f"工作表“{sheet.name}”{hidden}也像名册，没有读"
    return _hidden(message, Place(file=book.file, sheet=sheet.name), f"要读的并入“{own}”")


def _hidden(message: str, where: Place, mend: str = "请取消隐藏后核对") -> Problem:
    return Problem(code="roster_hidden", severity=Severity.NOTE, message=message, where=where, mend=mend)


def _beside_problems(
    beside: Beside, header: Header, numbers: frozenset[int], place: Callable[..., Place]
) -> Iterator[Problem]:
    """Yield what the sheet says beside its values about the rows that were read."""
    hidden = sorted(beside.hidden_rows & numbers)
    if hidden:
        shown = "、".join(map(str, hidden[:SHOWN])) + ("……" if len(hidden) > SHOWN else "")
        yield _hidden(f"有{len(hidden)}行是隐藏的（第{shown}行），照样读入", place(hidden[0], None))
    for heading in header.headings:
        if heading.index + 1 in beside.hidden_columns:
            yield _hidden(
                f"“{heading.text}”列是隐藏的，照样读入", place(header.row, heading.letter, heading.column.path)
            )
    if beside.unplaced:
        mend = "请用 Excel 或 WPS 另存一次，或全部粘贴为数值"
        yield Problem(code="roster_formula", message="有公式，看不出在哪些单元格", where=place(None, None), mend=mend)
    for merged in beside.merged:
        known = [one for one in header.headings if merged.left <= one.index + 1 <= merged.right]
        inside = [row for row in range(merged.top, min(merged.bottom, max(numbers, default=0)) + 1) if row in numbers]
        if known and inside:
            first, last = (get_column_letter(end) for end in (merged.left, merged.right))
            message = f"单元格合并了（{first}{merged.top}:{last}{merged.bottom}），只有左上角有内容"
            where = place(inside[0], first, known[0].column.path)
            yield Problem(code="roster_merged", message=message, where=where, mend="请取消合并，逐行逐格填写")


def _filled(data: Iterator[tuple[int, tuple[Any, ...]]], sheet: row.Sheet) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield the rows that say something; the lines below a table (合计, 制表人) say nothing of a row's own."""
    indexes = [heading.index for heading in sheet.header.headings]
    formula_rows = {row for row, _ in sheet.formulas}
    names = {path: heading.index for path in sheet.columns.shape.columns if (heading := sheet.header.of(path))}
    for number, cells in data:
        width = len(cells)
        if not any(
            index < width and cells[index].value is not None and _says(cells[index].value) for index in indexes
        ) and not (number in formula_rows and any((number, index + 1) in sheet.formulas for index in indexes)):
            continue
        if _is_footer(cells, names, sheet.columns):
            continue
        yield number, cells


def _says(value: Any) -> bool:
    return not isinstance(value, str) or bool(value.strip(" \t\r\n\u3000\xa0"))


def _is_footer(cells: tuple[Any, ...], names: dict[str, int], columns: Columns) -> bool:
    """Say whether a row without any code begins with a word like 合计."""
    if any(index < len(cells) and cells[index].value is not None for index in names.values()):
        return False
    first = next((cell.value for cell in cells if isinstance(cell.value, str) and _says(cell.value)), "")
    return any(fold(first).startswith(word) for word in columns.footers)
