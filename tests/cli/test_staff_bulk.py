"""`xieyi staff template`, `check`, `run`: what they write, how they end; no identity number is shown whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Xieyi
from tests.issuing.cases import READY
from tests.renewal.staff.people import CODE, PROMISE, REGION, REGISTRATION, book_of, identity, line

WHERE = ("--region", REGION, "--institution", CODE)


@pytest.fixture
def hospital(xieyi: Xieyi, folder: Path) -> Path:
    """A folder whose register knows a hospital."""
    (folder / "case.yaml").write_text(READY, encoding="utf-8")
    assert xieyi("register", "import", "case.yaml").code == 0
    return folder


def test_a_template_is_written_and_never_over_a_file(xieyi: Xieyi, folder: Path) -> None:
    """Else a roster that somebody has filled in is replaced by an empty one."""
    assert xieyi("staff", "template", "-o", "staff.xlsx", "--region", REGION).code == 0
    before = (folder / "staff.xlsx").read_bytes()
    again = xieyi("staff", "template", "-o", "staff.xlsx")
    assert (again.code, (folder / "staff.xlsx").read_bytes()) == (2, before)


def test_a_check_tells_and_marks(xieyi: Xieyi, folder: Path) -> None:
    """Else who mends the roster has to look for the cells."""
    book_of([line(1), line(2)]).save("staff.xlsx")
    ran = xieyi("staff", "check", "staff.xlsx", *WHERE, "--kind", REGISTRATION)
    assert (ran.code, ran.out) == (0, "核对通过：2名人员。\n")
    book_of([line(1), line(2, 性别="男")]).save("staff.xlsx")
    ran = xieyi("staff", "check", "staff.xlsx", *WHERE)
    assert ran.code == 3
    assert "staff.xlsx 名册!C3" in ran.out
    assert load_workbook(folder / "staff-核对.xlsx")["名册"]["C3"].comment is not None


def test_a_run_makes_tells_and_goes_on(xieyi: Xieyi, hospital: Path) -> None:
    """Else an office doesn't know whose form is missing, or shows everybody's number on its screen."""
    arguments = ("staff", "run", "staff.xlsx", "--kind", PROMISE, *WHERE, "--on", "2026-03-02", "--format", "docx")
    book_of([line(1), line(2, 身份证件号码="110105198506050022"), line(3)]).save("staff.xlsx")
    ran = xieyi(*arguments, "--workers", "1")
    assert ran.code == 3
    assert "名册 3 人：这次做好 2 份，没有做成 1 份。" in ran.out
    assert "110105********0022" in ran.out
    assert "110105198506050022" not in ran.out
    assert len(list((hospital / "output" / PROMISE).glob("*.docx"))) == 2
    book_of([line(1), line(2), line(3)]).save("staff.xlsx")
    ran = xieyi(*arguments, "--workers", "1", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["made"], found["before"], found["failures"]) == (0, 1, 2, [])
    assert xieyi("staff", "show", identity(2)).code == 0


def test_a_run_of_nobody_known_or_of_no_day_is_wrong_usage(xieyi: Xieyi, hospital: Path) -> None:
    """Else forms are dated the day on which somebody happened to go on."""
    book_of([line(1)]).save("staff.xlsx")
    command = ("staff", "run", "staff.xlsx", "--kind", PROMISE, "--region", REGION)
    assert xieyi(*command, "--institution", CODE).code == 2
    assert xieyi(*command, "--institution", "H15010299999", "--on", "2026-03-02").code == 2
    assert xieyi("staff", "run", "staff.xlsx", "--kind", "agreement", *WHERE, "--on", "2026-03-02").code == 2
    assert not (hospital / "output").exists()
