"""`renew plan` and `renew check`: what they write, what they refuse, and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from generator.model.library import Library
from generator.register.setup import open_register
from tests.cli.conftest import Xieyi
from tests.renewal.plan.books import number, sign, signed, write_roster

HEADER = ("原协议编号", "机构名称", "医保定点机构代码", "年度考核结果", "年度医保基金支付金额（元）")
ON = ("--on", "2026-12-01")


@pytest.fixture
def books(tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register of two agreements, and a roster of them; the folder that holds them is returned."""
    where = tmp_path / "register.sqlite3"
    monkeypatch.setenv("XIEYI_REGISTER", str(where))
    with open_register(where) as register:
        for place in (1, 2):
            sign(register, library, signed(place))
    rows = [
        (number(place), f"示例{place}医院", f"H1501020{place:04}", result, 1_000_000 * place)
        for place, result in ((1, "良好"), (2, "不合格"))
    ]
    write_roster(tmp_path / "roster.xlsx", HEADER, *rows)
    return tmp_path


def plan(xieyi: Xieyi, folder: Path, *more: str) -> Path:
    """Make a plan."""
    path = folder / "plan.xlsx"
    ran = xieyi("renew", "plan", "--year", "2027", "--region", "neimenggu", *ON, "-o", path, *more)
    assert ran.code == 0, ran.err
    return path


def test_a_plan_and_its_summary_are_written_and_told(xieyi: Xieyi, books: Path) -> None:
    """Else staff don't know what the machine proposes."""
    path = books / "plan.xlsx"
    ran = xieyi(
        "renew", "plan", "--year", "2027", "--roster", books / "roster.xlsx", "--region", "neimenggu", *ON, "-o", path
    )
    assert ran.code == 0, ran.err
    assert "共2份：照原样续签1份，改条件续签0份，待人工决定1份，不续签0份，未到期0份。" in ran.out
    assert load_workbook(path).sheetnames == ["续签方案", "方案数据"]
    assert "年度考核不合格" in path.with_suffix(".html").read_text(encoding="utf-8")


def test_an_untouched_plan_passes_the_check(xieyi: Xieyi, books: Path) -> None:
    """Else a plan that nobody changed can't be run."""
    ran = xieyi("renew", "check", plan(xieyi, books))
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "核对通过。")
    assert not (books / "plan-核对.xlsx").exists()


def test_an_edit_past_the_law_is_told_and_marked(xieyi: Xieyi, books: Path) -> None:
    """Else a number past the cap is signed, or staff look for it among 3000 rows."""
    path = plan(xieyi, books)
    book = load_workbook(path)
    sheet: Any = book["续签方案"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value == "质量保证金比例（新）")
    sheet[f"{column}2"].value = "6%"
    book.save(path)
    ran = xieyi("renew", "check", path, "--json")
    assert ran.code == 3
    told = json.loads(ran.out)
    assert (told["ok"], told["decisions"]) == (False, None)
    (problem,) = [one for one in told["problems"] if one["severity"] == "error"]
    assert (problem["code"], problem["where"]["column"], problem["where"]["row"]) == ("limit_exceeded", column, 2)
    marked: Any = load_workbook(books / "plan-核对.xlsx")["续签方案"]
    assert "不超过5%" in marked[f"{column}2"].comment.text
    assert "还不能执行：改好之前一份也不续签。" in xieyi("renew", "check", path).out


def test_the_machine_gets_counts_and_the_plan_s_name(xieyi: Xieyi, books: Path) -> None:
    """Else another program must read them from sentences."""
    ran = xieyi("renew", "plan", "--year", "2027", *ON, "-o", books / "plan.xlsx", "--json")
    told = json.loads(ran.out)
    assert (told["ok"], told["rows"], told["decisions"]["renew"], len(told["fingerprint"])) == (True, 2, 2, 64)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--year", "27"), "--year 的“27”不是年份"),
        (("--year", "2027", "--sign-date", "元旦"), "--sign-date 的“元旦”不是日期"),
        (("--year", "2027", "--region", "nowhere"), "没有“nowhere”这个地区"),
        (("--year", "2027", "--region", "jiangsu"), "没有履行中的协议"),
    ],
)
def test_wrong_usage_is_refused_and_nothing_written(
    xieyi: Xieyi, books: Path, more: tuple[str, ...], words: str
) -> None:
    """Else a slip makes a plan for the wrong year or region."""
    ran = xieyi("renew", "plan", *more, *ON, "-o", books / "plan.xlsx")
    assert ran.code == 2
    assert words in ran.err
    assert not (books / "plan.xlsx").exists()


def test_a_plan_that_is_there_stays(xieyi: Xieyi, books: Path) -> None:
    """Else hours of people's decisions are lost to one command."""
    path = plan(xieyi, books)
    before = path.read_bytes()
    ran = xieyi("renew", "plan", "--year", "2027", *ON, "-o", path)
    assert (ran.code, path.read_bytes()) == (2, before)
    ran = xieyi("renew", "plan", "--year", "2027", *ON, "-o", path.with_suffix(".xls"))
    assert (ran.code, "应以 .xlsx 结尾" in ran.err) == (2, True)


def test_a_roster_at_fault_makes_no_plan(xieyi: Xieyi, books: Path) -> None:
    """Else half a roster is planned."""
    bad = write_roster(books / "bad.xlsx", HEADER, (number(1), "示例1医院", "H1501020000X", "良好", 1))
    ran = xieyi(
        "renew", "plan", "--year", "2027", "--roster", bad, "--region", "neimenggu", *ON, "-o", books / "plan.xlsx"
    )
    assert (ran.code, (books / "plan.xlsx").exists()) == (3, False)
    assert "bad.xlsx" in ran.err


def test_the_marked_copy_never_covers_the_plan(xieyi: Xieyi, books: Path) -> None:
    """Else checking a plan rewrites it."""
    path = plan(xieyi, books)
    ran = xieyi("renew", "check", path, "-o", path)
    assert (ran.code, "不能写在方案自己上面" in ran.err) == (2, True)
    assert xieyi("renew", "check", books / "absent.xlsx").code == 2
