"""The roster with its problems marked: a copy of the workbook in which the cells say what is wrong with them.

In: the workbook and the problems that were found in it. Out: the bytes of the copy. Cells get a fill by the worst of
their problems and a comment behind the one that they have; all else stays as the user formatted it, formulas included.
A sheet of its own lists every problem.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import column_index_from_string, get_column_letter

from generator.problems import SEVERITY_LABELS, Problem, Severity
from generator.renewal.roster.packing import workbook_bytes
from generator.renewal.roster.printing import FONT, height, set_page
from generator.renewal.roster.reading import BESIDE
from generator.renewal.roster.workbook import broken_told, read_bytes

if TYPE_CHECKING:
    from openpyxl import Workbook

FILLS = {Severity.ERROR: "FFFFC7CE", Severity.REASON: "FFFFEB9C", Severity.NOTE: "FFDDEBF7"}
_ORDER = list(Severity)
_HEADINGS = ("位置", "程度", "问题", "依据", "怎么改", "代码")
_WIDTHS = (10, 12, 56, 56, 44, 24)
_HEAD = "FFD9E1F2"
_THIN = Side(style="thin", color="FFBFBFBF")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_LONGEST = 30_000
"""How long a comment or a cell of ours may be; Excel takes 32,767 characters."""

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f]")


def mark_roster(path: Path, problems: tuple[Problem, ...]) -> bytes:
    """Return a copy of a roster with its problems marked; raise `UsageError`, `InputError` where it can't be read."""
    data = read_bytes(path)
    with broken_told(path.name), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(data), rich_text=True)
    cells: dict[tuple[str, int, int], list[Problem]] = defaultdict(list)
    for problem in problems:
        where = problem.where
        if where.sheet is not None and where.row is not None and where.sheet in book.sheetnames:
            column = column_index_from_string(where.column) if where.column else 1
            cells[(where.sheet, where.row, column)].append(problem)
    for (sheet, row, column), found in cells.items():
        _mark(_owner(book[sheet], row, column), found)
    _list(book, problems)
    return workbook_bytes(book)


def _owner(sheet: Any, row: int, column: int) -> Any:
    """Return a cell, of merged ones the upper left, which alone can be marked."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


def _mark(cell: Any, problems: list[Problem]) -> None:
    worst = min((problem.severity for problem in problems), key=_ORDER.index)
    cell.fill = PatternFill("solid", fgColor=FILLS[worst])
    own = [cell.comment.text] if cell.comment is not None else []
    lines = [f"【{SEVERITY_LABELS[problem.severity]}】{_told(problem)}" for problem in problems]
    comment = Comment(_plain("\n".join([*own, *lines])), cell.comment.author if cell.comment else "xieyi")
    comment.width, comment.height = 360, min(400, 60 + 18 * sum(1 + len(line) // 26 for line in [*own, *lines]))
    cell.comment = comment


def _told(problem: Problem) -> str:
    law = f"（依据：{'；'.join(map(str, problem.law))}）" if problem.law else ""
    return f"{problem.message}{law}" + (f"。{problem.mend}" if problem.mend else "")


def _plain(text: str) -> str:
    return _CONTROLS.sub("□", text)[:_LONGEST]


def _list(book: Workbook, problems: tuple[Problem, ...]) -> None:
    """Write the sheet that lists the problems, the worst first; an older one is replaced."""
    name = BESIDE[1]
    if name in book.sheetnames:
        del book[name]
    sheet: Any = book.create_sheet(name)
    for index, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, index, heading)
        cell.font, cell.border = Font(name=FONT, bold=True), _BORDER
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        sheet.column_dimensions[get_column_letter(index)].width = width
    for row, problem in enumerate(sorted(problems, key=lambda one: _ORDER.index(one.severity)), start=2):
        _line(book, sheet, row, problem)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_HEADINGS))}{1 + len(problems)}"
    set_page(sheet, 1)


def _line(book: Workbook, sheet: Any, row: int, problem: Problem) -> None:
    """Write a problem, with a way to its cell."""
    where = problem.where
    spot = f"{where.column or ''}{where.row}" if where.column else f"第{where.row}行" if where.row else "全表"
    law = "；".join(map(str, problem.law))
    texts = [
        _plain(text)
        for text in (spot, SEVERITY_LABELS[problem.severity], problem.message, law, problem.mend, problem.code)
    ]
    for index, text in enumerate(texts, start=1):
        cell = sheet.cell(row, index)
        cell.value = text or None
        if text:
            cell.data_type = "s"  # a text that begins with = is no formula
        cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), _BORDER
    sheet.row_dimensions[row].height = height(texts, _WIDTHS)
    sheet.cell(row, 2).fill = PatternFill("solid", fgColor=FILLS[problem.severity])
    if where.sheet and where.row and where.sheet in book.sheetnames:
        quoted = where.sheet.replace("'", "''")
        sheet.cell(row, 1).hyperlink = f"#'{quoted}'!{where.column or 'A'}{where.row}"
