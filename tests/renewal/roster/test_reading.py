"""Rosters as people send them: what is read, what is refused, and where it is said to be."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from generator.model.case import Case
from generator.model.library import Library
from generator.renewal.roster import rows
from generator.renewal.roster.columns import read_columns
from generator.renewal.roster.rules import RowRules
from tests.renewal.roster.books import GOOD, ON, book_of, read, told


def test_a_good_row_becomes_a_case(tmp_path: Path, library: Library) -> None:
    """Else what the roster says of an institution is lost on the way into its agreement."""
    result = read(book_of([GOOD]), tmp_path, library)
    assert result.problems == ()
    (row,) = result.rows
    assert (row.row, row.case.kind, row.case.region, row.case.renews) == (
        2, "agreement", "neimenggu", "内医保协〔2026〕0001号",
    )  # fmt: skip
    institution = row.case.institution
    assert (institution.name, institution.ownership, institution.beds) == ("示例市人民医院", "public", 800)
    assert row.case.services == ("outpatient", "inpatient")


def test_titles_above_other_order_and_near_names(tmp_path: Path, library: Library) -> None:
    """Else a roster is refused because somebody put a title above it and columns where they like them."""
    line = {"序号": 1, "医院等级": "三甲", "医保代码": "H15010200001", "医疗机构全名称": "示例医院", "别的": "x"}
    book = book_of([line], header_row=4)
    sheet: Any = book.active
    sheet["A1"] = "二〇二七年度续签名册"
    sheet.merge_cells("A1:E1")
    result = read(book, tmp_path, library)
    assert told(result) == [("note", "roster_header", "D4"), ("note", "roster_header", "E4")]
    assert result.rows[0].case.institution.level == "三级甲等"
    assert result.rows[0].case.institution.name == "示例医院"


def test_a_heading_merged_with_the_cell_above_is_read(tmp_path: Path, library: Library) -> None:
    """Else a header of two rows loses the columns whose heading stands in the upper one."""
    book = book_of([{"机构名称": "示例医院", "医保代码": "H15010200001", "": None}], header_row=2)
    sheet: Any = book.active
    sheet["A1"], sheet["A2"], sheet["B1"] = "机构名称", None, "代码"
    sheet["C2"], sheet["C3"] = "等级", "三级甲等"
    sheet.merge_cells("A1:A2")
    result = read(book, tmp_path, library)
    assert told(result) == []
    assert result.rows[0].case.institution.name == "示例医院"


@pytest.mark.parametrize(
    ("heading", "name"),
    [("法定代表人电话", "法定代表人"), ("甲方地址", "地址"), ("互联网医院地址", "互联网医院名称")],
)
def test_a_heading_that_means_something_else_is_not_taken(
    tmp_path: Path, library: Library, heading: str, name: str
) -> None:
    """Else a telephone number is printed as the legal representative."""
    result = read(book_of([{**GOOD, heading: "13800000000"}]), tmp_path, library)
    assert [problem.message for problem in result.problems] == [f"不认得“{heading}”这一列，没有读"], name


def test_a_column_that_stands_twice_is_refused(tmp_path: Path, library: Library) -> None:
    """Else one of two names of the institution is taken by chance."""
    result = read(book_of([{**GOOD, "名称": "别的医院"}]), tmp_path, library)
    assert ("error", "roster_header", "J1") in told(result)
    assert result.rows == ()


@pytest.mark.parametrize("heading", ["机构名称", None])
def test_a_header_without_name_or_codes_is_refused(tmp_path: Path, library: Library, heading: str | None) -> None:
    """Else rows are read of which nobody knows whose they are."""
    line = {heading: "示例医院", "等级": "三级甲等"} if heading else {"医保代码": "H15010200001", "等级": "三级甲等"}
    assert ("error", "roster_header", "1") in told(read(book_of([line]), tmp_path, library))


def test_blank_rows_and_totals_are_no_institutions(tmp_path: Path, library: Library) -> None:
    """Else a line of sums below the table is refused as an institution without a name."""
    other = {**GOOD, "统一社会信用代码": "", "医保定点机构代码": "H15010200002", "原协议编号": None}
    result = read(book_of([{}, GOOD, {}, {"机构名称": "　"}, other, {"原协议编号": None, "机构名称": "合 计：2"}]),
                  tmp_path, library)  # fmt: skip
    assert [row.row for row in result.rows] == [3, 6]


def test_a_row_that_nobody_can_identify_is_refused(tmp_path: Path, library: Library) -> None:
    """Else a row is held against no agreement, or the wrong one."""
    result = read(book_of([GOOD, {"机构名称": "示例第二医院"}]), tmp_path, library)
    assert told(result) == [("error", "roster_row", "A3")]


def test_doubles_name_both_rows(tmp_path: Path, library: Library) -> None:
    """Else one institution gets two agreements."""
    result = read(book_of([GOOD, {**GOOD, "机构名称": "又一家"}]), tmp_path, library)
    assert told(result) == [("error", "roster_double", cell) for cell in ("D2", "C2", "A2", "D3", "C3", "A3")]
    assert "第3行" in result.problems[0].message
    assert "第2行" in result.problems[3].message


def test_one_legal_person_may_run_several_institutions(tmp_path: Path, library: Library) -> None:
    """Else a hospital's second campus, with a code of its own, can't be renewed."""
    second = {**GOOD, "医保定点机构代码": "H15010200002", "原协议编号": "内医保协〔2026〕0002号"}
    result = read(book_of([GOOD, second]), tmp_path, library)
    assert told(result) == [("note", "roster_double", "C2"), ("note", "roster_double", "C3")]
    assert len(result.rows) == 2


def test_nothing_is_imported_by_halves(tmp_path: Path, library: Library) -> None:
    """Else the good rows are renewed, and the bad one is forgotten."""
    bad = {**GOOD, "统一社会信用代码": None, "医保定点机构代码": "H2", "原协议编号": None}
    result = read(book_of([GOOD, bad]), tmp_path, library)
    assert (result.rows, result.count) == ((), 2)


def test_a_formula_without_its_value_is_refused_and_one_with_it_told(tmp_path: Path, library: Library) -> None:
    """Else a cell that a program left to be calculated is read as empty."""
    path = tmp_path / "roster.xlsx"
    book_of([{**GOOD, "床位数": "=400+400", "联系电话": "=A1"}]).save(path)
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b"<f>400+400</f><v />" in sheet or b"<f>400+400</f><v></v>" in sheet or b"<f>400+400</f><v/>" in sheet
    head, _, tail = sheet.partition(b"<f>400+400</f>")
    tail = tail[tail.index(b"</c>") :]
    parts["xl/worksheets/sheet1.xml"] = head + b"<f>400+400</f><v>800</v>" + tail
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    result = rows(path, library, "neimenggu", on=ON)
    assert told(result) == [("note", "roster_formula", "H2"), ("error", "roster_formula", "J2")]


def test_hidden_rows_columns_and_sheets_are_told(tmp_path: Path, library: Library) -> None:
    """Else a filtered-out institution is renewed, and nobody has seen it."""
    book = book_of([GOOD])
    sheet: Any = book.active
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["E"].hidden = True
    other: Any = book.create_sheet("旧名册")
    other.append(["机构名称", "医保代码"])
    other.sheet_state = "hidden"
    result = read(book, tmp_path, library)
    assert sorted(told(result)) == [("note", "roster_hidden", cell) for cell in ("", "2", "E1")]
    assert len(result.rows) == 1


def test_two_sheets_that_could_be_meant_are_refused(tmp_path: Path, library: Library) -> None:
    """Else one of two rosters is read by chance."""
    book = book_of([GOOD], title="一")
    other: Any = book.create_sheet("二")
    other.append(["机构名称", "医保代码"])
    assert told(read(book, tmp_path, library)) == [("error", "roster_file", "")]


def test_merged_cells_of_several_rows_are_refused(tmp_path: Path, library: Library) -> None:
    """Else the level of all but the first of the merged rows is lost without a word."""
    other = {"机构名称": "二", "医保定点机构代码": "H15010200002"}
    book = book_of([GOOD, other])
    sheet: Any = book.active
    sheet.merge_cells("E2:E3")
    assert ("error", "roster_merged", "E2") in told(read(book, tmp_path, library))


def test_an_error_value_is_refused(tmp_path: Path, library: Library) -> None:
    """Else #N/A is printed as somebody's address."""
    book = book_of([{**GOOD, "地址": "#N/A"}])
    assert told(read(book, tmp_path, library)) == [("error", "roster_cell", "J2")]


def test_a_region_is_named_on_the_row_or_by_the_caller(tmp_path: Path, library: Library) -> None:
    """Else an institution is held against the law of another place."""
    named = {**GOOD, "统筹地区": library.regions["jiangsu/nantong"].title, "原协议编号": None}
    assert read(book_of([named]), tmp_path, library).rows[0].case.region == "jiangsu/nantong"
    assert told(read(book_of([GOOD]), tmp_path, library, region=None)) == [("error", "roster_row", "2")]
    assert told(read(book_of([{**GOOD, "统筹地区": "哪里"}]), tmp_path, library)) == [("error", "roster_row", "J2")]


def test_a_reason_and_who_gave_it_waive(tmp_path: Path, library: Library) -> None:
    """Else an institution that is rightly unusual can't be renewed, or one is without anybody answering for it."""
    odd = {**GOOD, "类别": "诊所", "床位数": None, "医疗服务范围": "门诊"}
    assert told(read(book_of([odd]), tmp_path, library)) == [("reason", "institution_mismatch", "E2")]
    half = read(book_of([{**odd, "例外理由": "批复"}]), tmp_path, library)
    assert ("reason", "institution_mismatch", "E2") in told(half)
    result = read(book_of([{**odd, "例外理由": "批复", "批准人": "示例甲"}]), tmp_path, library)
    assert told(result) == [("note", "institution_mismatch", "E2")]
    assert result.rows[0].case.waivers[0].problem == "institution_mismatch:institution.level"


def test_a_limit_is_told_with_its_article(tmp_path: Path, library: Library) -> None:
    """Else who sent the roster doesn't know why a rate is refused."""
    result = read(book_of([{**GOOD, "质量保证金比例": "6%"}]), tmp_path, library)
    (problem,) = result.problems
    assert problem.law[0].quote == "不超过5%"
    assert problem.where.key == "values.quality_deposit_rate"


def test_a_clean_row_does_not_excuse_another(tmp_path: Path, library: Library) -> None:
    """Else what was found in order for one level would be taken for another."""
    second = {"机构名称": "二", "医保定点机构代码": "H15010200002", "等级": "一级甲等", "类别": "综合医院"}
    lines = [{**GOOD, "三项目录外费用占比": "8%"}, {**second, "三项目录外费用占比": "8%"}]
    assert told(read(book_of(lines), tmp_path, library)) == [("error", "limit_exceeded", "J3")]


def test_a_header_without_rows_is_told(tmp_path: Path, library: Library) -> None:
    """Else an empty template is taken for a year without renewals."""
    path = tmp_path / "roster.xlsx"
    book_of([GOOD]).save(path)
    book = load_workbook(path)
    book["名册"].delete_rows(2)
    assert told(read(book, tmp_path, library)) == [("error", "roster_empty", "1")]


def test_what_was_in_order_on_one_day_is_looked_at_again_on_another(library: Library) -> None:
    """Else a plan for several days takes a rate for lawful that a newer rule caps."""
    rules = RowRules(library, read_columns(library))
    data = {"kind": "agreement", "region": "jiangsu", "values": {"quality_deposit_rate": "6%"}}
    before, after = (Case.model_validate({**data, "date": day}) for day in ("2023-12-01", "2026-12-01"))
    assert "limit_exceeded" not in [problem.code for problem in rules.problems(before)]
    assert "limit_exceeded" in [problem.code for problem in rules.problems(after)]
