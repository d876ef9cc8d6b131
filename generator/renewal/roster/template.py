"""The roster's template: a workbook to be filled in.

In: a Library and a region. Out: the bytes of a workbook: a title, a header with a note at each column, drop-downs of
the words that may be written, columns of codes as text (else Excel keeps 15 digits of 18), and a sheet that explains
the columns.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from generator.errors import UsageError
from generator.model.library import Library
from generator.model.units import Unit
from generator.renewal.roster.columns import Column, Columns, listed, read_columns
from generator.renewal.roster.packing import workbook_bytes
from generator.renewal.roster.printing import A3, A4, FONT, digits_of, height, set_page
from generator.renewal.roster.reading import BESIDE
from generator.renewal.roster.shape import Shape

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TITLE_ROW, HINT_ROW, HEADER_ROW = 1, 2, 3
LAST_ROW = 20_003
"""How far the drop-downs reach."""

_FORMATS = {"code": "@", "phone": "@", "text": "@", "word": "@", "words": "@", "truth": "@", "date": "yyyy-mm-dd"}
_NEEDS = {"required": "必填", "identity": "至少填一项", None: ""}
_FILLS = {"required": "F8CBAD", "identity": "FFE699", None: "D9E1F2"}
_ARROW = 2
"""How much of a heading's width the filter's arrow covers."""

_FITTING, _SCALE = 300, 60
"""How wide, in digits, a sheet may be to fit on A3; the percent at which a wider one is printed on several."""

_LISTS_FROM = 6
"""The column of the explaining sheet from which on the drop-downs' words stand."""

_EXPLAINED = (36, 14, 72, 36)
"""How wide the explaining sheet's columns are."""

_THIN = Side(style="thin", color="FF999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def roster_template(library: Library, region: str | None = None) -> bytes:
    """Return the template of a region's rosters; raise `UsageError` for an unknown region, `LibraryError`."""
    if region is not None and region not in library.regions:
        raise UsageError(f"没有“{region}”这个地区。可用：{'、'.join(library.regions)}")
    columns = read_columns(library)
    place = library.regions[region].title if region else ""

    def choices(column: Column) -> tuple[str, ...]:
        if column.path == "performance":
            return columns.results(library, region)
        if column.path == "region" and region is not None:
            return (library.regions[region].title,)
        return choices_of(columns, column)

    return write_template(library, columns.shape, f"{place}医保协议续签名册", choices)


def choices_of(columns: Columns, column: Column) -> tuple[str, ...]:
    """Return the words that a column's drop-down offers, none where it has none."""
    return ("是", "否") if column.sort == "truth" else columns.choices(column.path)


def write_template(library: Library, shape: Shape, title: str, choices: Callable[[Column], tuple[str, ...]]) -> bytes:
    """Return the template of a sort of roster; raise `LibraryError`."""
    shown = listed(library, shape)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = shape.sheet
    _head(sheet, shape, shown, title)
    words = {column.path: choices(column) for column in shown}
    _explain(book.create_sheet(BESIDE[0]), shown, words)
    _columns(sheet, library, shown, words)
    return workbook_bytes(book)


def _head(sheet: Worksheet, shape: Shape, shown: tuple[Column, ...], title: str) -> None:
    last = len(shown)
    for row, text, font in (
        (TITLE_ROW, title, Font(name=FONT, size=18, bold=True)),
        (HINT_ROW, f"{shape.hint}各列怎么填见“{BESIDE[0]}”。", Font(name=FONT, size=10, color="FF666666")),
    ):  # fmt: skip
        sheet.cell(row, 1, text).font = font
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=min(last, 8))
    for index, column in enumerate(shown, start=1):
        cell = sheet.cell(HEADER_ROW, index, column.label)
        cell.font = Font(name=FONT, size=11, bold=True)
        cell.fill = PatternFill("solid", fgColor=_FILLS[column.need])
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _BORDER
        cell.comment = _comment(column)
    sheet.row_dimensions[TITLE_ROW].height = 30
    sheet.row_dimensions[HEADER_ROW].height = height(
        [column.label for column in shown], [column.width - _ARROW for column in shown]
    )
    sheet.freeze_panes = f"D{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(last)}{HEADER_ROW}"
    wide = sum(column.width for column in shown) > _FITTING
    set_page(sheet, HEADER_ROW, paper=A3, columns="A:C" if wide else None, scale=_SCALE if wide else None)


def _comment(column: Column) -> Comment:
    lines = [line for line in (_NEEDS[column.need], column.note, column.example and f"例：{column.example}") if line]
    comment = Comment("\n".join(lines), "xieyi")
    comment.width, comment.height = 260, 40 + 24 * len(lines) + 12 * (len(column.note) // 18)
    return comment


def _columns(
    sheet: Worksheet, library: Library, shown: tuple[Column, ...], words: dict[str, tuple[str, ...]]
) -> None:  # fmt: skip
    place = _LISTS_FROM
    for index, column in enumerate(shown, start=1):
        letter = get_column_letter(index)
        dimension = sheet.column_dimensions[letter]
        dimension.width = column.width
        dimension.number_format = _format(library, column)
        if words[column.path]:
            end = 1 + len(words[column.path])
            source = f"'{BESIDE[0]}'!${get_column_letter(place)}$2:${get_column_letter(place)}${end}"
            sheet.add_data_validation(_drop_down(column, source, f"{letter}{HEADER_ROW + 1}:{letter}{LAST_ROW}"))
            place += 1


def _format(library: Library, column: Column) -> str:
    parameter = library.parameters.get(column.path.removeprefix("values."))
    if parameter is not None:
        return "0.00%" if parameter.unit is Unit.PERCENT else "@"
    return {"count": "0", "money": "#,##0.00"}.get(column.sort, _FORMATS.get(column.sort, "@"))


def _drop_down(column: Column, source: str, cells: str) -> DataValidation:
    """Return a drop-down; of a column that may hold several words it only offers them one by one."""
    several = column.sort == "words"
    found = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=not several)
    found.errorStyle = "warning"
    found.errorTitle, found.error = column.label[:30], "不在清单里，请从下拉清单里选"
    found.add(cells)
    return found


def _explain(sheet: Worksheet, shown: tuple[Column, ...], words: dict[str, tuple[str, ...]]) -> None:
    """Write what each column is, and beside it the words of the drop-downs, which are too long to stand in them."""
    for index, heading in enumerate(("列", "要求", "怎么填", "例"), start=1):
        _heading(sheet, index, heading)
    for row, column in enumerate(shown, start=2):
        texts = (column.label, _NEEDS[column.need], column.note, column.example)
        for index, text in enumerate(texts, start=1):
            cell = sheet.cell(row, index, text or None)
            cell.number_format, cell.border, cell.font = "@", _BORDER, Font(name=FONT)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=_FILLS[column.need])
        sheet.row_dimensions[row].height = height(texts, _EXPLAINED)
    place = _LISTS_FROM
    for column in shown:
        if not words[column.path]:
            continue
        _heading(sheet, place, f"{column.label}（可选）")
        for row, word in enumerate(words[column.path], start=2):
            sheet.cell(row, place, word).font = Font(name=FONT)
        longest = max(digits_of(word) for word in (f"{column.label}（可选）", *words[column.path]))
        sheet.column_dimensions[get_column_letter(place)].width = longest + 2
        place += 1
    for letter, width in zip("ABCD", _EXPLAINED, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.print_area = f"A1:D{1 + len(shown)}"
    set_page(sheet, 1, paper=A4)


def _heading(sheet: Worksheet, place: int, text: str) -> None:
    cell = sheet.cell(1, place, text)
    cell.font, cell.border = Font(name=FONT, bold=True), _BORDER
    cell.fill = PatternFill("solid", fgColor=_FILLS[None])
