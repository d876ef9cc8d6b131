"""`xieyi roster`: the template, the report, the marked copy, and how each ends."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.comments import Comment

from tests.cli.conftest import Xieyi
from tests.renewal.roster.books import GOOD, book_of


def test_a_template_is_written_and_never_over_a_file(xieyi: Xieyi, folder: Path) -> None:
    """Else a roster that somebody has filled in is replaced by an empty one."""
    assert xieyi("roster", "template", "-o", "名册.xlsx", "--region", "neimenggu").code == 0
    before = (folder / "名册.xlsx").read_bytes()
    again = xieyi("roster", "template", "-o", "名册.xlsx")
    assert (again.code, (folder / "名册.xlsx").read_bytes()) == (2, before)


def test_a_good_roster_passes_and_leaves_no_copy(xieyi: Xieyi, folder: Path) -> None:
    """Else a script doesn't know that it may go on."""
    book_of([GOOD]).save("roster.xlsx")
    ran = xieyi("roster", "check", "roster.xlsx", "--region", "neimenggu", "--on", "2026-12-01")
    assert (ran.code, ran.out) == (0, "核对通过：1家机构。\n")
    assert [path.name for path in folder.iterdir()] == ["roster.xlsx"]


def test_problems_come_back_twice(xieyi: Xieyi, folder: Path) -> None:
    """Else who mends the roster has to look for the cells."""
    book_of([{**GOOD, "医保定点机构代码": "H1"}]).save("roster.xlsx")
    ran = xieyi("roster", "check", "roster.xlsx", "--region", "neimenggu", "--on", "2026-12-01")
    assert ran.code == 3
    assert "roster.xlsx 名册!D2" in ran.out
    assert "改好之前一行也不导入" in ran.out
    assert load_workbook(folder / "roster-核对.xlsx")["名册"]["D2"].comment is not None


def test_a_machine_gets_cells_and_codes(xieyi: Xieyi, folder: Path) -> None:
    """Else a program can't find the cell."""
    book_of([{**GOOD, "医保定点机构代码": "H1"}]).save("roster.xlsx")
    arguments = ("roster", "check", "roster.xlsx", "--region", "neimenggu", "--on", "2026-12-01", "--json")
    ran = xieyi(*arguments, "-o", folder / "marked.xlsx")
    found = json.loads(ran.out)
    assert (ran.code, found["ok"], found["rows"]) == (3, False, 1)
    where = found["problems"][0]["where"]
    assert (where["sheet"], where["row"], where["column"], where["key"]) == ("名册", 2, "D", "institution.code")
    assert Path(found["marked"]).is_file()


def test_the_copy_is_never_written_over_the_roster(xieyi: Xieyi, folder: Path) -> None:
    """Else what the user sent is replaced."""
    book_of([{**GOOD, "医保定点机构代码": "H1"}]).save("roster.xlsx")
    before = (folder / "roster.xlsx").read_bytes()
    ran = xieyi("roster", "check", "roster.xlsx", "--region", "neimenggu", "-o", "roster.xlsx")
    assert (ran.code, (folder / "roster.xlsx").read_bytes()) == (2, before)


def test_a_file_that_is_no_workbook_ends_with_its_problem(xieyi: Xieyi, folder: Path) -> None:
    """Else a CSV file ends in a stack of Python, or as if it had been in order."""
    (folder / "roster.csv").write_text("机构名称\n", encoding="utf-8")
    ran = xieyi("roster", "check", "roster.csv")
    assert ran.code == 3
    assert "CSV" in ran.out
    assert not list(folder.glob("*核对*"))


def test_an_unknown_region_is_wrong_usage(xieyi: Xieyi, folder: Path) -> None:
    """Else every row is told to have no region."""
    book_of([GOOD]).save(folder / "roster.xlsx")
    assert xieyi("roster", "check", "roster.xlsx", "--region", "nowhere").code == 2


def test_a_workbook_that_cannot_be_copied_is_reported_all_the_same(xieyi: Xieyi, folder: Path) -> None:
    """Else who has a half-broken workbook learns nothing of what is wrong in it."""
    book = book_of([{**GOOD, "医保定点机构代码": "H1"}])
    book["名册"]["A1"].comment = Comment("批注", "张")
    book.save("whole.xlsx")
    with zipfile.ZipFile("whole.xlsx") as source, zipfile.ZipFile("roster.xlsx", "w") as target:
        for name in source.namelist():
            if "comments" not in name:  # they are named in the sheet, and streaming never looks at them
                target.writestr(name, source.read(name))
    ran = xieyi("roster", "check", "roster.xlsx", "--region", "neimenggu", "--on", "2026-12-01")
    assert ran.code == 3
    assert "roster.xlsx 名册!D2" in ran.out
    assert "已损坏" in ran.out
    assert not list(folder.glob("*核对*"))
