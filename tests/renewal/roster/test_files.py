"""Files that are no roster: each is told, and none ends in a stack of Python."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from generator.errors import UsageError
from generator.model.library import Library
from generator.renewal.roster import rows
from tests.renewal.roster.books import GOOD, ON, book_of


def _csv(path: Path) -> None:
    path.write_text("机构名称,医保代码\n", encoding="utf-8")


def _old(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def _locked(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))


def _cut(path: Path) -> None:
    book_of([GOOD]).save(path)
    path.write_bytes(path.read_bytes()[:3000])


def _torn(path: Path) -> None:
    """A whole archive with half a sheet in it."""
    book_of([GOOD]).save(path)
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-40]
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)


def _other(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")


def _no_header(path: Path) -> None:
    Workbook().save(path)


@pytest.mark.parametrize(
    ("make", "name", "says"),
    [
        (_csv, "a.csv", "CSV"),
        (_old, "a.xls", ".xls"),
        (_locked, "a.xlsx", "密码"),
        (_cut, "a.xlsx", "损坏"),
        (_torn, "a.xlsx", "损坏"),
        (_other, "a.ods", "不是 Excel 的 .xlsx"),
        (_no_header, "a.xlsx", "找不到表头"),
        (Path.touch, "a.xlsx", "空的"),
    ],
)
def test_a_file_that_is_no_roster_is_told(tmp_path: Path, library: Library, make: Any, name: str, says: str) -> None:
    """Else the user gets a stack of Python, or an empty roster."""
    path = tmp_path / name
    make(path)
    (problem,) = rows(path, library, "neimenggu", on=ON).problems
    assert problem.code == "roster_file"
    assert says in problem.message


def test_no_file_is_wrong_usage(tmp_path: Path, library: Library) -> None:
    """Else a misspelt name looks like an empty roster."""
    with pytest.raises(UsageError):
        rows(tmp_path / "none.xlsx", library, "neimenggu", on=ON)


def test_a_number_whose_format_is_lost_is_refused(tmp_path: Path, library: Library) -> None:
    """Else 0.05 that was shown as 5% is read as something else, or the reading ends in a stack of Python."""
    path = tmp_path / "roster.xlsx"
    book = book_of([{**GOOD, "质量保证金比例": 0.05}])
    book["名册"]["J2"].number_format = "0%"
    book.save(path)
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist() if name != "xl/styles.xml"}
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    problems = rows(path, library, "neimenggu", on=ON).problems
    assert [(problem.code, problem.where.column) for problem in problems] == [("roster_cell", "J")]
