"""How sheets look on paper, and how tall their rows are."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from generator.model.library import Library
from generator.renewal.roster import roster_template
from generator.renewal.roster.printing import A3, A4, height, lines_of, set_page
from generator.renewal.roster.template import HEADER_ROW


def kept(book: Workbook) -> Any:
    """Return a workbook's first sheet as it is read from the file."""
    data = BytesIO()
    book.save(data)
    return load_workbook(data).worksheets[0]


def test_a_sheet_is_printed_across_and_as_wide_as_the_paper() -> None:
    """Else a table of six columns is printed on six pages, all but the first without a head."""
    book = Workbook()
    set_page(book.active, 2)
    sheet = kept(book)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (A4, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$2"


def test_a_wide_sheet_keeps_its_scale_and_its_first_columns() -> None:
    """Else thirty columns are pressed onto one page, in letters that nobody reads."""
    book = Workbook()
    set_page(book.active, 1, paper=A3, columns="A:C", scale=60)
    sheet = kept(book)
    assert (sheet.page_setup.paperSize, sheet.page_setup.scale) == (A3, 60)
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$C")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("H15010200001", 16, 1), ("质量保证金", 12, 1), ("质量保证金比例", 12, 2), ("一\n二\n三", 20, 3)],
)
def test_lines_of_a_text(text: str, width: float, lines: int) -> None:
    """Else the last line of what is wrapped in a cell can't be seen."""
    assert lines_of(text, width) == lines


def test_a_row_is_as_tall_as_its_longest_text_and_no_taller_than_excel_allows() -> None:
    """Else LibreOffice and WPS show the first line of a reason alone, or Excel says that the file is broken."""
    assert height(["短", "一" * 40], [20, 20]) > height(["短", "短"], [20, 20])
    assert height(["长" * 30_000], [10]) == 409


def test_the_template_can_be_printed(library: Library) -> None:
    """Else the template comes out of the printer as one unreadable line."""
    book = load_workbook(BytesIO(roster_template(library, "neimenggu")))
    sheet, told = book.worksheets
    assert (sheet.page_setup.paperSize, sheet.page_setup.scale) == (A3, 60)
    assert sheet.print_title_rows == f"$1:${HEADER_ROW}"
    assert sheet.print_title_cols == "$A:$C"
    assert told.page_setup.paperSize == A4
    assert told.print_area == f"'{told.title}'!$A$1:$D${1 + sheet.max_column}"
    tall = {told.cell(row, 1).value: told.row_dimensions[row].height for row in range(2, told.max_row + 1)}
    assert tall["统一社会信用代码"] > tall["等级"]
