"""Workbooks streamed without their sheets' sizes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from generator.renewal.roster.workbook import Workbook as Read

ROWS = [["编号", "名称"], ["一", "二"], ["三", "四"]]


def book() -> Workbook:
    found = Workbook()
    for row in ROWS:
        found.active.append(row)  # type: ignore[union-attr]
    return found


def stored(found: Workbook, path: Path, size: bytes | None = None) -> Path:
    """Save a workbook; `size` stands in place of the size of its sheets."""
    data = BytesIO()
    found.save(data)
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(path, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, content if size is None else re.sub(rb"<dimension[^>]*/>", size, content))
    return path


def said(path: Path) -> list[list[list[Any]]]:
    with Read(path) as found:
        return [[[cell.value for cell in cells] for _, cells in sheet.rows()] for sheet in found.sheets]


@pytest.mark.parametrize("size", [None, b"", b'<dimension ref="A1:A1"/>', b'<dimension ref="A1:ZZ9999"/>'])
def test_a_sheet_s_size_is_not_believed(tmp_path: Path, size: bytes | None) -> None:
    """Else rows behind a wrong size are lost, or a wrong one makes a million empty rows."""
    assert said(stored(book(), tmp_path / "sent.xlsx", size)) == [ROWS]


def test_a_sheet_of_charts_is_left_out(tmp_path: Path) -> None:
    """Else a roster that somebody drew a chart of can't be read."""
    found = book()
    found.create_chartsheet("图").add_chart(BarChart())
    assert said(stored(found, tmp_path / "sent.xlsx")) == [ROWS]
