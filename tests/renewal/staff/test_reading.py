"""Rosters of people as hospitals send them: what is read, what is refused, and where it is said to be."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from generator.errors import UsageError
from generator.model.case import Institution
from generator.model.library import Library
from generator.renewal.roster import mark_roster
from generator.renewal.roster.columns import listed, read_columns
from generator.renewal.roster.template import HEADER_ROW
from generator.renewal.staff import KINDS, read_staff, staff_template
from generator.renewal.staff.shape import STAFF
from tests.renewal.roster.books import book_of, told
from tests.renewal.staff.people import CODE, ON, PROMISE, REGION, REGISTRATION, identity, line, read


def test_a_good_row_becomes_a_persons_case(tmp_path: Path, library: Library) -> None:
    """Else what the roster says of a person is lost on the way into the form."""
    result = read(book_of([line(1)]), tmp_path, library, REGISTRATION)
    assert result.problems == ()
    (row,) = result.rows
    assert (row.row, row.case.kind, row.case.date, row.case.institution.code) == (2, REGISTRATION, ON, CODE)
    person = row.case.person
    assert (person.name, person.identity_number, person.sex, person.born) == ("示例1", identity(1), "女", "1985年6月")
    assert (person.practice_type, person.technical_title, person.state) == ("医师", "主任医师", "正常")


def test_a_promise_takes_what_it_prints_and_no_more(tmp_path: Path, library: Library) -> None:
    """Else the same roster, with a telephone mended, would make a second promise."""
    (row,) = read(book_of([line(1)]), tmp_path, library, PROMISE).rows
    assert row.case.person.model_dump(exclude_none=True) == {
        "name": "示例1", "identity_number": identity(1), "code": "D150102000001",
    }  # fmt: skip


def test_a_telephone_that_is_none_is_told(tmp_path: Path, library: Library) -> None:
    """Else a number typed short goes into three thousand forms unseen."""
    result = read(book_of([line(1) | {"联系电话": "12"}]), tmp_path, library, REGISTRATION)
    assert [code for _, code, _ in told(result)] == ["phone_shape"]
    assert [row.case.person.phone for row in result.rows] == ["12"]


def test_titles_above_other_order_and_near_names(tmp_path: Path, library: Library) -> None:
    """Else a hospital's own list is refused because of how it looks."""
    one = {
        "序号": 1,
        "科室": "内科",
        "身份证号": identity(1),
        "手机号": "13800000000",
        "人员姓名": "示例1",
        "别的": "x",
    }
    book = book_of([one, {"人员姓名": "合计：1人"}], header_row=3)
    sheet: Any = book.active
    sheet["A1"] = "示例医院医务人员名册"
    sheet.merge_cells("A1:E1")
    result = read(book, tmp_path, library)
    assert told(result) == [("note", "roster_header", "F3")]
    assert [(row.row, row.case.person.phone) for row in result.rows] == [(4, "13800000000")]


def test_full_width_digits_and_a_small_x_are_one_person(tmp_path: Path, library: Library) -> None:
    """Else one person stands in the register twice, as x and as X."""
    number = "11010519491231002X"
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in number.lower())
    rows = [line(1, 身份证件号码=wide, 出生年月="1949-12"), line(2, 身份证件号码=number, 出生年月="1949.12")]
    result = read(book_of(rows[:1]), tmp_path, library)
    assert result.rows[0].case.person.identity_number == number
    assert told(read(book_of(rows), tmp_path, library)) == [
        ("error", "roster_double", "B2"), ("error", "roster_double", "B3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "value", "problem"),
    [
        ("身份证件号码", 110105198506050021, ("error", "roster_digits", "B2")),
        ("身份证件号码", "1.10105E+17", ("error", "roster_digits", "B2")),
        ("身份证件号码", "110105198506050022", ("error", "identity_number", "B2")),
        ("身份证件号码", "E12345678", ("reason", "identity_number", "B2")),
        ("身份证件号码", None, ("error", "roster_row", "B2")),
        ("姓名", None, ("error", "roster_row", "A2")),
        ("性别", "男", ("error", "identity_number", "C2")),
        ("性别", "女的", ("error", "roster_cell", "C2")),
        ("出生年月", "1985年7月", ("error", "identity_number", "D2")),
        ("出生年月", 1985.6, ("error", "roster_cell", "D2")),
        ("出生年月", "八五年", ("error", "roster_cell", "D2")),
        ("执业范围", None, ("error", "roster_row", "I2")),
        ("医保代码", "1501", ("note", "person_code", "K2")),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(
    tmp_path: Path, library: Library, heading: str, value: object, problem: tuple[str, str, str]
) -> None:
    """Else a wrong number is printed on a form that somebody signs."""
    assert problem in told(read(book_of([line(1, **{heading: value})]), tmp_path, library, REGISTRATION))


@pytest.mark.parametrize(
    "born", ["1985年6月", "1985-06", "1985/6", "198506", 198506, "1985-06-05", date(1985, 6, 5), "１９８５年６月"]
)
def test_a_month_is_read_however_it_is_written(tmp_path: Path, library: Library, born: object) -> None:
    """Else thousands of birth dates have to be typed again."""
    result = read(book_of([line(1, 出生年月=born)]), tmp_path, library, REGISTRATION)
    assert told(result) == []
    assert result.rows[0].case.person.born == "1985年6月"


def test_another_document_needs_a_reason(tmp_path: Path, library: Library) -> None:
    """Else a physician with a passport can't be registered, or anybody can with any number."""
    reasoned = line(1, 身份证件号码="E12345678", 例外理由="外籍医师，护照", 批准人="示例甲")
    result = read(book_of([reasoned]), tmp_path, library, REGISTRATION)
    assert told(result) == [("note", "identity_number", "B2")]
    assert result.rows[0].case.waivers[0].by == "示例甲"


def test_a_promise_needs_a_name_and_a_number_only(tmp_path: Path, library: Library) -> None:
    """Else nobody can promise before everything else of them is known."""
    short = {"姓名": "示例1", "身份证件号码": identity(1)}
    assert told(read(book_of([short]), tmp_path, library, PROMISE)) == []
    lacking = [cell for _, code, cell in told(read(book_of([short]), tmp_path, library, REGISTRATION))]
    assert len(lacking) == 8  # sex, birth, telephone, division, three of practice, technical title


def test_a_bad_row_leaves_the_others(tmp_path: Path, library: Library) -> None:
    """Else one wrong digit holds back three thousand people."""
    result = read(book_of([line(1), line(2, 性别="男"), line(3)]), tmp_path, library, REGISTRATION)
    assert [(row.row, len(row.problems)) for row in result.rows] == [(2, 0), (3, 1), (4, 0)]


def test_what_is_wrong_with_the_sheet_leaves_no_row(tmp_path: Path, library: Library) -> None:
    """Else the cells below a merged one are read as empty, and the forms go out without them."""
    book = book_of([line(1), line(2)])
    sheet: Any = book.active
    sheet.merge_cells("F2:F3")
    result = read(book, tmp_path, library, PROMISE)
    assert ("error", "roster_merged", "F2") in told(result)
    assert (result.rows, result.count) == ((), 2)
    assert told(read(book_of([{"姓名": "示例1"}]), tmp_path, library)) == [("error", "roster_file", "")]


def test_the_template_is_read_and_its_examples_are_in_order(tmp_path: Path, library: Library) -> None:
    """Else what we ask for is not what we read."""
    book = load_workbook(BytesIO(staff_template(library, REGION)))
    sheet = book["人员名册"]
    columns = listed(library, STAFF)
    assert [cell.value for cell in sheet[HEADER_ROW]] == [column.label for column in columns]
    for index, column in enumerate(columns, start=1):
        sheet.cell(HEADER_ROW + 1, index, column.example or None)
        assert sheet.cell(HEADER_ROW, index).comment is not None
        letter = get_column_letter(index)
        if column.sort in ("code", "phone", "month"):
            assert sheet.column_dimensions[letter].number_format == "@", column.label
    for kind in KINDS:
        result = read(book, tmp_path, library, kind)
        assert (told(result), len(result.rows)) == ([], 1)
    offered = {str(one.sqref).split(":")[0].rstrip("0123456789") for one in sheet.data_validations.dataValidation}
    assert len(offered) == sum(column.sort in ("word", "truth") for column in columns)
    assert staff_template(library, REGION) == staff_template(library, REGION)


def test_the_columns_are_what_the_registration_asks_for(library: Library) -> None:
    """Else a fact of the form has no column, and a form is never complete."""
    paths = {column.path for column in read_columns(library, STAFF).all}
    facts = {path for path in library.kinds[REGISTRATION].facts if path.startswith("person.")}
    assert facts - paths == {"person.state"}  # the register's


def test_the_marked_copy_shows_the_cell(tmp_path: Path, library: Library) -> None:
    """Else who mends the roster has to count rows."""
    result = read(book_of([line(1, 性别="男")]), tmp_path, library)
    marked = load_workbook(BytesIO(mark_roster(tmp_path / "staff.xlsx", result.problems)))
    assert "按身份证号码应是“女”" in marked["名册"]["C2"].comment.text


def test_an_unknown_region_or_kind_is_wrong_usage(tmp_path: Path, library: Library) -> None:
    """Else a roster is held against nobody's law, or made into a paper of another sort."""
    book_of([line(1)]).save(tmp_path / "staff.xlsx")
    for region, kind in (("nowhere", None), (REGION, "agreement")):
        with pytest.raises(UsageError):
            read_staff(tmp_path / "staff.xlsx", library, region, Institution(code=CODE), kind=kind, on=ON)
