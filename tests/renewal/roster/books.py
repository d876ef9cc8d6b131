"""Rosters for tests: a workbook with a header and rows, made cell by cell."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from generator.model.library import Library
from generator.renewal.roster import RosterResult, rows
from generator.renewal.staff import StaffResult

ON = datetime.date(2026, 12, 1)
GOOD: Mapping[str, Any] = {
    "原协议编号": "内医保协〔2026〕0001号",
    "机构名称": "示例市人民医院",
    "统一社会信用代码": "121501024600001231",
    "医保定点机构代码": "H15010200001",
    "等级": "三级甲等",
    "所有制性质": "公立",
    "类别": "综合医院",
    "床位数": 800,
    "医疗服务范围": "门（急）诊、住院",
}
"""What a row without fault says."""


def book_of(lines: Iterable[Mapping[str, Any]], *, header_row: int = 1, title: str = "名册") -> Workbook:
    """Return a workbook with one sheet; each line maps headings to values, and the headings are those of all lines."""
    lines = list(lines)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    headings = list(dict.fromkeys(heading for line in lines for heading in line))
    for index, heading in enumerate(headings, start=1):
        sheet.cell(header_row, index, heading)
        for row, line in enumerate(lines, start=header_row + 1):
            sheet.cell(row, index, line.get(heading))
    return book


def read(book: Workbook, folder: Path, library: Library, region: str | None = "neimenggu") -> RosterResult:
    """Save a workbook and read it as a roster."""
    path = folder / "roster.xlsx"
    book.save(path)
    return rows(path, library, region, on=ON)


def told(result: RosterResult | StaffResult) -> list[tuple[str, str, str]]:
    """Return severity, code and cell of each problem."""
    return [
        (problem.severity.value, problem.code, f"{problem.where.column or ''}{problem.where.row or ''}")
        for problem in result.problems
    ]
