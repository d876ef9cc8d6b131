"""People for tests: made-up persons with right check digits, their rows, and a hospital that the register knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from stdnum.cn import ric

from generator.model.library import Library
from generator.office.signing import Desk
from generator.office.taking_in import take_in
from generator.reading import read_case_text
from generator.register.setup import open_register
from generator.renewal.run import RunResult, RunSetup
from generator.renewal.staff import StaffForms, StaffResult, institution_in, read_staff, run_staff
from tests.issuing.cases import READY
from tests.renewal.roster.books import book_of

ROOT = Path(__file__).resolve().parents[3]
REGION, CODE = "neimenggu", "H15010200001"
ON, TODAY = date(2026, 3, 2), date(2026, 3, 2)
QUICK = RunSetup(formats=("docx",), workers=2, chunk=2)
PROMISE, REGISTRATION = "staff-promise", "staff-registration"


def identity(place: int) -> str:
    """Return a made-up person's identity number: of a woman born on 5 June 1985."""
    first = f"11010519850605{place * 2 % 1000:03}"
    return first + ric.calc_check_digit(first + "0")


def line(place: int, **more: Any) -> dict[str, Any]:
    """Return a row without fault, by headings."""
    return {
        "姓名": f"示例{place}", "身份证件号码": identity(place), "性别": "女", "出生年月": "1985年6月",
        "联系电话": "0471-6000021", "医保区划": "内蒙古自治区呼和浩特市示例区", "执业类型": "医师", "执业类别": "临床",
        "执业范围": "内科专业", "专业技术职务": "主任医师", "医保代码": f"D150102{place:06}", **more,
    }  # fmt: skip


def desk_at(library: Library, folder: Path) -> Desk:
    """Return a desk whose register and papers lie in a folder."""
    register = open_register(str(folder / "register" / "register.sqlite3"))
    return Desk(library, register, "甲", TODAY, folder / "out", (), lambda _: None)


def take_in_hospital(desk: Desk) -> None:
    """Take a hospital's agreement into the register."""
    take_in(desk, read_case_text(READY, "case.yaml"))


def read(
    book: Workbook, folder: Path, library: Library, kind: str | None = None, hospital: Any = None
) -> StaffResult:  # fmt: skip
    """Save a workbook and read it as a roster of people."""
    from generator.model.case import Institution

    path = folder / "staff.xlsx"
    book.save(path)
    institution = hospital or Institution(name="示例医院", code=CODE)
    return read_staff(path, library, REGION, institution, kind=kind, on=ON)


def run(
    desk: Desk, folder: Path, lines: Iterable[Mapping[str, Any]], kind: str = PROMISE, setup: RunSetup = QUICK
) -> RunResult:  # fmt: skip
    """Make the forms of some lines."""
    hospital = institution_in(desk, CODE, ON)
    found = read(book_of(lines), folder, desk.library, kind, hospital)
    return run_staff(desk, StaffForms(kind, REGION, hospital, ON), found.rows, setup)
