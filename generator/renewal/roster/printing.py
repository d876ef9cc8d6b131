"""How a sheet looks on paper and how tall its rows are: what Excel, WPS and LibreOffice don't find out alike.

In: an openpyxl sheet, texts and the widths of their columns. Out: the sheet set up for A3 or A4 across with its head on
every page; heights in points. A row without a height of its own is one line tall in some of these programs, whatever is
wrapped in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from openpyxl.worksheet.properties import PageSetupProperties

A3, A4 = 8, 9
"""Excel's numbers of papers."""

FONT = "宋体"

_LINE, _AROUND, _TALLEST = 16.0, 3.0, 409.0  # points: Excel allows no taller row
_WIDE = 0x2E80
"""From which character on one is two digits wide; ”“…— are too in a Chinese face, and are few."""

_MARGIN = 0.4  # inches


def set_page(sheet: Any, head: int, *, paper: int = A4, columns: str | None = None, scale: int | None = None) -> None:
    """Set a sheet up for paper: across, its first `head` rows and the columns `columns` (A:C) on every page.

    As wide as the paper, or, where a `scale` in percent is given, as many pages wide as it takes.
    """
    sheet.page_setup.paperSize = paper
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = f"1:{head}"
    if columns:
        sheet.print_title_cols = columns
    if scale:
        sheet.page_setup.scale = scale
        sheet.page_setup.pageOrder = "overThenDown"
    else:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = _MARGIN
    margins.bottom = 2 * _MARGIN
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = "第&P页，共&N页"


def height(texts: Iterable[str], widths: Sequence[float]) -> float:
    """Return how tall a row is, in points, in which every text is wrapped within its column's width."""
    lines = max((lines_of(text, width) for text, width in zip(texts, widths, strict=True) if text), default=1)
    return min(_TALLEST, lines * _LINE + _AROUND)


@lru_cache(maxsize=4096)
def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column, whose width is counted in digits as Excel counts it."""
    room = max(2.0, width - 1)
    return sum(max(1, math.ceil(digits_of(line) / room)) for line in text.split("\n"))


def digits_of(text: str) -> float:
    """Return how wide a text is, in digits: a Chinese character is a little wider than two."""
    wide = sum(ord(character) >= _WIDE for character in text)
    return len(text) + wide * 1.15
