"""The plan → a workbook that people edit.

In: a Library, a Plan. Out: the bytes of an .xlsx file: one sheet to be edited, text-formatted, with a drop-down of
decisions, colours by decision, filters and a frozen header; and a hidden one that holds each row as it was made, so
that reading back finds what was changed. Rows are streamed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from generator.model.library import Library
from generator.renewal.plan.packed import pack_row
from generator.renewal.plan.sheet import DATA, DECISIONS, FILLS, HEADER_ROW, SHEET, Layout, layout_of
from generator.renewal.plan.words import Plan
from generator.renewal.roster.packing import workbook_bytes
from generator.renewal.roster.printing import A3, FONT, height, set_page

PIECE = 30_000
"""How many characters of JSON stand in a cell; Excel takes 32,767."""

EDGE = "|"
"""What stands around a piece, so that none begins with = or ends in spaces."""

_LONGEST = 32_000
_ARROW = 2
"""How much of a heading's width the filter's arrow covers."""

_THIN = Side(style="thin", color="FFBFBFBF")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD, _HEAD_EDITABLE, _EDITABLE = "D9E1F2", "FFE699", "FFFDF0"
_EXCEL_ESCAPE, _OURS = "_x", "\\u005fx"
"""Excel reads _x0041_ in a cell as A; in JSON an underscore may be written otherwise."""


def plan_workbook(library: Library, plan: Plan) -> bytes:
    """Return the workbook of a plan."""
    layout = layout_of(library, plan.rows)
    book = Workbook(write_only=True)
    _edited(book.create_sheet(SHEET), layout, plan)
    data: Any = book.create_sheet(DATA)
    data.sheet_state = "veryHidden"
    head = {
        "year": plan.year, "made_on": plan.made_on.isoformat(), "library": plan.library,
        "fingerprint": plan.fingerprint, "names": layout.names, "rows": len(plan.rows),
    }  # fmt: skip
    data.append(list(pieces(json.dumps(head, ensure_ascii=False))))
    for row in plan.rows:
        data.append(list(pieces(pack_row(row))))
    return workbook_bytes(book)


def pieces(text: str) -> Iterator[str]:
    """Yield a JSON text in pieces that a cell can hold."""
    safe = text.replace(_EXCEL_ESCAPE, _OURS)
    yield from (f"{EDGE}{safe[start : start + PIECE]}{EDGE}" for start in range(0, len(safe), PIECE))


def joined(cells: list[Any]) -> str:
    """Return the JSON text that stands in cells."""
    return "".join(str(cell)[1:-1] for cell in cells if cell is not None)


def _edited(sheet: Any, layout: Layout, plan: Plan) -> None:
    columns = layout.columns
    last, end = get_column_letter(len(columns)), HEADER_ROW + max(1, len(plan.rows))
    for index, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{end}"
    set_page(sheet, HEADER_ROW, paper=A3)
    _decisions(sheet, get_column_letter(_place(layout, "decision")), end)
    heads = [column.heading for column in columns]
    sheet.row_dimensions[HEADER_ROW].height = height(heads, [column.width - _ARROW for column in columns])
    sheet.append([_heading(sheet, column.heading, editable=column.editable) for column in columns])
    _rows(sheet, layout, plan)


def _rows(sheet: Any, layout: Layout, plan: Plan) -> None:
    wrapped = [place for place, column in enumerate(layout.columns) if column.wrap]
    widths = [layout.columns[place].width for place in wrapped]
    cells = [_cell(sheet, editable=column.editable, wrap=column.wrap) for column in layout.columns]
    amount = _place(layout, "amount") - 1
    cells[amount].number_format = "#,##0.00"
    for number, row in enumerate(plan.rows, start=HEADER_ROW + 1):
        texts = layout.texts(row)
        for cell, text in zip(cells, texts, strict=True):
            cell.value = text[:_LONGEST] or None
            cell.data_type = "s" if text else cell.data_type  # a text that begins with = is no formula
        cells[amount].value = row.amount
        sheet.row_dimensions[number].height = height([texts[place] for place in wrapped], widths)
        sheet.append(cells)
        del sheet.row_dimensions[number]  # written; nothing is kept of a row


def _place(layout: Layout, key: str) -> int:
    """Return the number of a column, from 1."""
    return next(index for index, column in enumerate(layout.columns, start=1) if column.key == key)


def _decisions(sheet: Any, letter: str, end: int) -> None:
    """Give the decisions a drop-down, and each row the colour of its decision."""
    words = ",".join(DECISIONS.values())
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=False)
    choice.errorTitle, choice.error = "决定", "请从下拉清单里选"
    choice.showErrorMessage = True
    choice.add(f"{letter}{HEADER_ROW + 1}:{letter}{end}")
    sheet.data_validations.append(choice)
    for decision, word in DECISIONS.items():
        fill = PatternFill("solid", bgColor=FILLS[decision])
        rule: Any = FormulaRule(formula=[f'${letter}{HEADER_ROW + 1}="{word}"'], fill=fill)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(f"A{HEADER_ROW + 1}:{letter}{end}", rule)


def _heading(sheet: Any, text: str, *, editable: bool) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(name=FONT, bold=True)
    cell.fill = PatternFill("solid", fgColor=_HEAD_EDITABLE if editable else _HEAD)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = _BORDER
    return cell


def _cell(sheet: Any, *, editable: bool, wrap: bool) -> Any:
    """Return a cell that is used for every row: it is written as soon as its row is appended."""
    cell = WriteOnlyCell(sheet)
    cell.font = Font(name=FONT)
    cell.number_format = "@"
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    cell.border = _BORDER
    cell.protection = Protection(locked=not editable)
    if editable:
        cell.fill = PatternFill("solid", fgColor=_EDITABLE)
    return cell
