"""The workbooks that we write: the template, and the copy of a roster with its cells marked."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from generator.errors import UsageError
from generator.model.library import Library
from generator.renewal.roster import mark_roster, roster_template, rows
from generator.renewal.roster.columns import listed
from generator.renewal.roster.template import HEADER_ROW
from tests.renewal.roster.books import GOOD, ON, book_of, read, told


def opened(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


@pytest.fixture(scope="module")
def template(library: Library) -> bytes:
    return roster_template(library, "neimenggu")


def column_of(sheet: Any, label: str) -> str:
    (found,) = [cell.column_letter for cell in sheet[HEADER_ROW] if cell.value == label]
    return str(found)


def test_the_template_has_every_listed_column(library: Library, template: bytes) -> None:
    """Else a column of roster.yaml is nowhere to be filled in."""
    sheet = opened(template)["名册"]
    assert [cell.value for cell in sheet[HEADER_ROW]] == [column.label for column in listed(library)]
    assert all(cell.comment for cell in sheet[HEADER_ROW])
    assert sheet.freeze_panes == f"D{HEADER_ROW + 1}"


@pytest.mark.parametrize(
    "label", ["统一社会信用代码", "医保定点机构代码", "银行账号", "邮政编码", "联系电话", "原协议编号"]
)
def test_columns_of_codes_are_text(template: bytes, label: str) -> None:
    """Else Excel keeps fifteen of eighteen digits, and the zero before a postcode goes."""
    sheet = opened(template)["名册"]
    assert sheet.column_dimensions[column_of(sheet, label)].number_format == "@"


def test_a_drop_down_offers_the_words_of_its_column(library: Library, template: bytes) -> None:
    """Else the drop-down of one column offers the words of another."""
    book = opened(template)
    sheet = book["名册"]
    offered = {}
    for validation in sheet.data_validations.dataValidation:
        cells = str(validation.sqref).split(":")[0].rstrip("0123456789")
        name, _, span = validation.formula1.replace("$", "").rpartition("!")
        offered[cells] = [row[0].value for row in book[name.strip("'")][span]]
    assert offered[column_of(sheet, "等级")] == list(library.institutions.levels)
    assert offered[column_of(sheet, "类别")] == list(library.institutions.types)
    assert offered[column_of(sheet, "年度考核结果")] == ["优秀", "良好", "合格", "不合格"]
    assert offered[column_of(sheet, "是否有异议")] == ["是", "否"]
    assert offered[column_of(sheet, "统筹地区")] == [library.regions["neimenggu"].title]


def test_a_filled_template_is_read(tmp_path: Path, library: Library, template: bytes) -> None:
    """Else what we ask for is not what we read."""
    book = opened(template)
    sheet = book["名册"]
    for label, value in {**GOOD, "质量保证金比例": 0.04, "年度考核结果": "优秀"}.items():
        sheet[f"{column_of(sheet, label)}{HEADER_ROW + 1}"] = value
    sheet[f"{column_of(sheet, '质量保证金比例')}{HEADER_ROW + 1}"].number_format = "0.00%"
    result = read(book, tmp_path, library, region="neimenggu")
    assert result.problems == ()
    assert (result.rows[0].row, result.rows[0].performance) == (HEADER_ROW + 1, "优秀")
    assert result.rows[0].case.values == {"quality_deposit_rate": "4%"}


def test_every_example_of_the_template_is_itself_in_order(tmp_path: Path, library: Library) -> None:
    """Else who copies an example is told that it is wrong."""
    line = {column.label: column.example for column in listed(library) if column.example}
    line |= {"等级": "二级甲等", "类别": "综合医院"}
    assert told(read(book_of([line]), tmp_path, library)) == []


def test_the_same_template_twice_is_the_same_bytes(library: Library, template: bytes) -> None:
    """Else two runs can't be compared."""
    assert roster_template(library, "neimenggu") == template


def test_an_unknown_region_is_wrong_usage(library: Library) -> None:
    """Else a template of nowhere is handed out."""
    with pytest.raises(UsageError):
        roster_template(library, "nowhere")


def test_marking_keeps_what_the_user_made(tmp_path: Path, library: Library) -> None:
    """Else the user's own formats, comments and formulas are gone from the copy that is sent back."""
    book = book_of([{**GOOD, "医保定点机构代码": "H1", "床位数": "=400+400"}])
    sheet: Any = book.active
    sheet["D2"].font = Font(bold=True, color="FF0000FF")
    sheet["D2"].number_format = "@"
    sheet["D2"].comment = Comment("我的批注", "张")
    path = tmp_path / "roster.xlsx"
    book.save(path)
    before = path.read_bytes()
    problems = rows(path, library, "neimenggu", on=ON).problems
    marked = opened(mark_roster(path, problems))
    cell = marked["名册"]["D2"]
    assert (cell.value, cell.font.bold, cell.font.color.rgb, cell.number_format) == ("H1", True, "FF0000FF", "@")
    assert cell.fill.fgColor.rgb == "FFFFC7CE"
    assert cell.comment.text.startswith("我的批注\n【错误】医保定点机构代码“H1”")
    assert marked["名册"]["H2"].value == "=400+400"
    assert marked["名册"]["A2"].fill.fill_type is None
    assert path.read_bytes() == before


def test_the_list_names_every_problem_and_no_text_becomes_a_formula(tmp_path: Path, library: Library) -> None:
    """Else a problem is found nowhere in the copy, or a cell of the roster runs as a formula in the list."""
    book = book_of([{**GOOD, "医保定点机构代码": "H1", "等级": "三级", "是否有异议": "也许"}])
    path = tmp_path / "roster.xlsx"
    book.save(path)
    problems = rows(path, library, "neimenggu", on=ON).problems
    harmful = problems[0].model_copy(update={"message": "=1+1"})
    data = mark_roster(path, (*problems, harmful))
    sheet = opened(data)["核对结果"]
    listed_ = [(row[0].value, row[5].value) for row in sheet.iter_rows(min_row=2)]
    expected = [(f"{problem.where.column}{problem.where.row}", problem.code) for problem in (*problems, harmful)]
    assert listed_ == expected
    assert sheet.cell(1 + len(expected), 3).data_type == "s"


def test_the_worst_stand_first_in_the_list_and_are_told_whole(tmp_path: Path, library: Library) -> None:
    """Else the one error is looked for among a hundred hints, or only its first line can be read."""
    path = tmp_path / "roster.xlsx"
    book_of([{**GOOD, "等级": "三级", "没有这一列": "一"}]).save(path)
    problems = rows(path, library, "neimenggu", on=ON).problems
    assert next(problem.severity.value for problem in problems) == "note"
    sheet = opened(mark_roster(path, problems))["核对结果"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["错误", "提示"]
    assert sheet.row_dimensions[2].height == 19, "two lines or more would be cut off"
    assert sheet.print_title_rows == "$1:$1"


def test_a_marked_copy_is_read_and_marked_again(tmp_path: Path, library: Library) -> None:
    """Else who mends the copy, as people do, is refused for its additional sheet."""
    path = tmp_path / "roster.xlsx"
    book_of([{**GOOD, "医保定点机构代码": "H1"}]).save(path)
    problems = rows(path, library, "neimenggu", on=ON).problems
    path.write_bytes(mark_roster(path, problems))
    again = rows(path, library, "neimenggu", on=ON)
    assert again.problems == problems
    assert opened(mark_roster(path, again.problems)).sheetnames == ["名册", "核对结果"]


def test_a_problem_in_merged_cells_is_marked_in_the_first(tmp_path: Path, library: Library) -> None:
    """Else marking a roster with merged cells ends in a stack of Python."""
    book = book_of([GOOD, {"机构名称": "二", "医保定点机构代码": "H15010200002", "等级": "三"}])
    sheet: Any = book.active
    sheet.merge_cells("E2:E3")
    path = tmp_path / "roster.xlsx"
    book.save(path)
    problems = rows(path, library, "neimenggu", on=ON).problems
    assert opened(mark_roster(path, problems))["名册"]["E2"].comment is not None
