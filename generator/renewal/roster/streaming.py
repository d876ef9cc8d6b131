"""openpyxl's streaming without its search for a sheet's size.

In: a workbook's bytes. Out: openpyxl's workbook, its sheets to be streamed. Many programs, openpyxl among them, write
no size; openpyxl then reads the whole sheet once more to find that there is none, and sizes that are written are often
wrong, so that nobody here asks for them.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

if TYPE_CHECKING:
    from openpyxl import Workbook


def open_streamed(data: bytes) -> Workbook:
    """Return a workbook to be streamed, formulas as the values they had; raise what openpyxl raises on a broken one."""
    reader = _Reader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


class _Sheet(ReadOnlyWorksheet):
    def _get_size(self) -> None:
        """Ask for nothing: the sheet ends where its rows end."""


class _Reader(ExcelReader):
    def read_worksheets(self) -> None:
        """Take the sheets of cells; those of charts hold no row."""
        for found, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                sheet = _Sheet(self.wb, found.name, relation.target, self.shared_strings)
                sheet.sheet_state = found.state or "visible"
                self.wb._sheets.append(sheet)  # type: ignore[attr-defined]
