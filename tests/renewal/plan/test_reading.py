"""The workbook of a plan: written, edited by people, read back against the law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from generator.errors import UsageError
from generator.model.library import Library
from generator.problems import Problem, Severity
from generator.renewal.plan import make_plan, plan_workbook, read_plan
from generator.renewal.plan.sheet import DATA, SHEET
from generator.renewal.plan.words import Decision, Plan
from generator.renewal.roster import mark_roster
from tests.renewal.plan.books import COUNT, YEAR, number, plan_of, sign, signed

if TYPE_CHECKING:
    from generator.register.register import Register

Edit = Callable[[Any, dict[str, int]], None]


def edited(book: Path, edit: Edit) -> Path:
    """Edit a workbook as people do; `edit` gets the sheet and its columns by heading."""
    opened = load_workbook(book)
    sheet: Any = opened[SHEET]
    edit(sheet, {str(cell.value): cell.column for cell in sheet[1]})
    opened.save(book)
    return book


def put(heading: str, row: int, value: object, shape: str | None = None) -> Edit:
    """Return an edit that writes one cell."""

    def edit(sheet: Any, columns: dict[str, int]) -> None:
        cell = sheet.cell(row, columns[heading])
        cell.value = value
        if shape:
            cell.number_format = shape

    return edit


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str | None, int | None]]:
    """Return codes and cells of problems."""
    return [(problem.code, problem.where.column, problem.where.row) for problem in problems]


def column(book: Path, heading: str) -> str:
    """Return the letter of a column."""
    return next(cell.column_letter for cell in load_workbook(book)[SHEET][1] if cell.value == heading)


def test_an_untouched_plan_reads_back_as_it_was_made(book: Path, plan: Plan, library: Library) -> None:
    """Else reading the plan changes what people decided."""
    assert [row.decision for row in plan.rows] == [
        Decision.RENEW, Decision.RENEW, Decision.HOLD, Decision.NOT_DUE,
    ]  # fmt: skip
    assert read_plan(book, library) == (plan, ())


def test_the_same_plan_gives_the_same_bytes(plan: Plan, library: Library) -> None:
    """Else nobody can tell whether two copies of a plan are the same."""
    assert plan_workbook(library, plan) == plan_workbook(library, plan)


def test_the_workbook_helps_whoever_edits_it(book: Path) -> None:
    """Else staff type decisions by hand, lose the header when scrolling, and Excel turns 4% into 0.04."""
    opened = load_workbook(book)
    sheet = opened[SHEET]
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"照原样续签,改条件续签,待人工决定,不续签,未到期"'
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", sheet.dimensions)
    assert sheet[f"{column(book, '质量保证金比例（新）')}2"].number_format == "@"
    assert len(sheet.conditional_formatting) >= 1
    assert opened[DATA].sheet_state == "veryHidden"
    assert sheet[f"{column(book, '备注')}2"].data_type == "s"


def test_the_plan_shows_its_reasons_whole_and_can_be_printed(book: Path) -> None:
    """Else LibreOffice and WPS show the first line of a reason, and the printer a line that nobody can read."""
    sheet = load_workbook(book)[SHEET]
    reasons = column(book, "理由和依据")
    tall = {row: sheet.row_dimensions[row].height for row in range(1, COUNT + 2)}
    longest = max(range(2, COUNT + 2), key=lambda row: len(str(sheet[f"{reasons}{row}"].value)))
    assert tall[longest] == max(tall[row] for row in range(2, COUNT + 2)) > 30
    assert sheet[f"{reasons}{longest}"].alignment.wrap_text
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (8, 1, 0)


@pytest.mark.parametrize(
    ("edit", "code", "heading", "row", "words"),
    [
        (put("质量保证金比例（新）", 2, "6%"), "limit_exceeded", "质量保证金比例（新）", 2, "应当不超过5%"),
        (put("质量保证金比例（新）", 2, "四成"), "value_unreadable", "质量保证金比例（新）", 2, "不是用阿拉伯数字写的"),
        (put("质量保证金比例（新）", 2, None), "plan_cell", "质量保证金比例（新）", 2, "被清空了"),
        (put("质量保证金比例（新）", 2, "=4%"), "plan_cell", "质量保证金比例（新）", 2, "是公式"),
        (put("三项目录外费用占比（新）", 2, "18%"), "limit_exceeded", "三项目录外费用占比（新）", 2, "应当不超过17%"),
        (put("协议有效期止（新）", 2, "2026-12-31"), "term_dates", "协议有效期止（新）", 2, "早于起始"),
        (put("协议有效期起（新）", 2, "2027-02-01"), "term_gap", "协议有效期起（新）", 2, "至2026年12月31日）不相接"),
        (put("协议有效期止（新）", 2, "明年底"), "plan_cell", "协议有效期止（新）", 2, "不是日期"),
        (put("决定", 2, "续签吧"), "plan_decision", "决定", 2, "没有“续签吧”这种决定"),
        (put("决定", 5, "照原样续签"), "plan_decision", "决定", 5, "不能改为“照原样续签”"),
        (put("决定", 2, "未到期"), "plan_decision", "决定", 2, "不能改为“未到期”"),
        (put("机构名称", 2, "另一家医院"), "plan_cell", "机构名称", 2, "不能改"),
        (put("质量保证金比例（现）", 2, "3%"), "plan_cell", "质量保证金比例（现）", 2, "不能改"),
        (put("质量保证金比例（新）", 5, "3%"), "plan_cell", "质量保证金比例（新）", 5, "没有要续签的案卷"),
        (put("例外理由", 2, "有理由"), "plan_cell", "批准人", 2, "要一起写"),
        (put("协议编号", 2, "内医保协〔2026〕0999号"), "plan_row", "协议编号", 2, "不能自行增加"),
        (put("协议编号", 3, number(1)), "plan_row", "协议编号", 3, "有两行"),
    ],
)  # fmt: skip
def test_an_edit_that_may_not_be_is_told_in_its_cell(
    book: Path, library: Library, edit: Edit, code: str, heading: str, row: int, words: str
) -> None:
    """Else what people write into a plan goes into agreements unchecked."""
    found, problems = read_plan(edited(book, edit), library)
    assert found is None
    wrong = [problem for problem in problems if problem.severity is not Severity.NOTE]
    assert told(tuple(wrong)) == [(code, column(book, heading), row)]
    assert words in wrong[0].message


def test_a_limit_s_problem_cites_the_article(book: Path, library: Library) -> None:
    """Else staff don't know why their number is refused."""
    _, (problem,) = read_plan(edited(book, put("质量保证金比例（新）", 2, "6%")), library)
    assert str(problem.law[0]) == "《内蒙古自治区定点医疗机构医疗保障服务协议（范本）》第三十三条“不超过5%”"
    assert problem.where.sheet == SHEET


@pytest.mark.parametrize(("value", "shape"), [("3%", None), (0.03, "0%"), ("３％", None)])
def test_an_edited_value_goes_into_the_case(book: Path, library: Library, value: object, shape: str | None) -> None:
    """Else the number that people agreed on isn't the one that is signed."""
    found, problems = read_plan(edited(book, put("质量保证金比例（新）", 2, value, shape)), library)
    assert found is not None, problems
    row = found.rows[0]
    assert row.case is not None
    assert row.decision is Decision.RENEW_CHANGED
    assert [(one.before, one.after) for one in row.changes if one.name == "quality_deposit_rate"] == [("4%", "3%")]
    assert row.case.values["quality_deposit_rate"] in ("3%", "３％")


def test_an_edited_term_is_told_against_the_rule(book: Path, library: Library) -> None:
    """Else a term that departs from 一般为1年 goes by without a word."""
    found, problems = read_plan(edited(book, put("协议有效期止（新）", 2, "2028年6月30日")), library)
    assert found is not None
    assert found.rows[0].case is not None
    assert found.rows[0].case.term.end == date(2028, 6, 30)
    assert [(problem.code, problem.severity) for problem in problems] == [("term_length", Severity.NOTE)]
    assert "删去这一行" not in problems[0].mend, "deleting the line would delete the agreement"


def test_an_unknown_decision_is_answered_with_all_that_there_are(book: Path, library: Library) -> None:
    """Else who wrote 续签吧 is led to the nearest word, which is 不续签."""
    _, (problem,) = read_plan(edited(book, put("决定", 2, "续签吧")), library)
    assert problem.mend == "可选：照原样续签、改条件续签、待人工决定、不续签、未到期"


def test_people_decide_what_was_held(book: Path, library: Library) -> None:
    """Else what the program holds up can never be renewed."""

    def edit(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(4, columns["决定"]).value = "照原样续签"
        sheet.cell(2, columns["决定"]).value = "不续签"
        sheet.cell(3, columns["备注"]).value = "已商定"

    found, problems = read_plan(edited(book, edit), library)
    assert found is not None, problems
    assert [row.decision for row in found.rows] == [
        Decision.NOT_RENEW, Decision.RENEW, Decision.RENEW, Decision.NOT_DUE,
    ]  # fmt: skip
    assert found.rows[1].remark == "已商定"


def test_what_wants_a_reason_needs_it_in_the_plan(register: Register, library: Library, tmp_path: Path) -> None:
    """Else an exception from 原则上 is signed without a reason, or can't be made at all."""
    sign(register, library, signed())
    late = make_plan(library, register, replace(YEAR, sign_on=date(2027, 2, 1)))[0]
    path = tmp_path / "late.xlsx"
    path.write_bytes(plan_workbook(library, late))
    found, problems = read_plan(edited(path, put("决定", 2, "照原样续签")), library)
    assert (found, [problem.severity for problem in problems]) == (None, [Severity.REASON])

    def reasoned(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(2, columns["例外理由"]).value = "双方商谈到一月底"
        sheet.cell(2, columns["批准人"]).value = "示例丙"

    found, problems = read_plan(edited(path, reasoned), library)
    assert found is not None, problems
    assert found.rows[0].case is not None
    (waiver,) = found.rows[0].case.waivers
    assert (waiver.problem, waiver.reason, waiver.by) == ("term_dates:date", "双方商谈到一月底", "示例丙")


def test_rows_may_be_sorted_and_columns_moved(book: Path, plan: Plan, library: Library) -> None:
    """Else sorting by level, which everybody does, mixes one hospital's values with another's."""

    def edit(sheet: Any, _: dict[str, int]) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        header, *rest = [[row[-1], *row[:-1]] for row in rows]
        for index, row in enumerate([header, *reversed(rest)], start=1):
            for place, value in enumerate(row, start=1):
                cell = sheet.cell(index, place)
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else "n"

    found, problems = read_plan(edited(book, edit), library)
    assert problems == ()
    assert found is not None
    assert [replace(row, row=0) for row in reversed(found.rows)] == [replace(row, row=0) for row in plan.rows]
    assert [row.row for row in found.rows] == [2, 3, 4, 5]


def test_a_deleted_row_is_told_and_left_out(book: Path, library: Library) -> None:
    """Else a slip of the hand lets an agreement lapse and nobody hears of it."""
    found, problems = read_plan(edited(book, lambda sheet, _: sheet.delete_rows(2)), library)
    assert found is not None
    assert number(1) not in [row.agreement for row in found.rows]
    assert [(problem.code, problem.severity) for problem in problems] == [("plan_deleted", Severity.NOTE)]
    assert number(1) in problems[0].message


def test_the_name_of_a_plan_stays_when_it_is_edited(book: Path, plan: Plan, library: Library) -> None:
    """Else a run of the edited plan takes new numbers for what an earlier run has made."""
    found, _ = read_plan(edited(book, put("决定", 4, "不续签")), library)
    assert found is not None
    assert found.fingerprint == plan.fingerprint


def test_a_hidden_sheet_that_was_changed_is_refused(book: Path, library: Library) -> None:
    """Else what stands in the visible sheet isn't what is signed."""
    opened = load_workbook(book)
    cell: Any = opened[DATA]["A2"]
    cell.value = cell.value.replace('"quality_deposit_rate":"4%"', '"quality_deposit_rate":"1%"')
    opened.save(book)
    found, problems = read_plan(book, library)
    assert (found, told(problems)) == (None, [("plan_file", None, None)])


def test_a_plan_of_another_library_is_refused(book: Path, library: Library) -> None:
    """Else agreements are made from a text that the plan's readers haven't seen."""
    found, problems = read_plan(book, replace(library, digest="another"))
    assert (found, told(problems)) == (None, [("plan_library", None, None)])


def test_other_files_are_told(tmp_path: Path, library: Library) -> None:
    """Else a roster taken for a plan ends in a traceback."""
    other = tmp_path / "other.xlsx"
    other.write_bytes(b"no workbook")
    assert told(read_plan(other, library)[1]) == [("plan_file", None, None)]
    with pytest.raises(UsageError):
        read_plan(tmp_path / "absent.xlsx", library)


def test_long_rows_survive_the_cells_limit(register: Register, library: Library, tmp_path: Path) -> None:
    """Else an agreement with much negotiated text can't be planned: an Excel cell takes 32,767 characters."""
    long = "甲乙双方另行约定。_x0041_=" * 1000
    additions = tuple({"after": "dispute", "text": long, "by": "示例丙"} for _ in range(3))
    case = signed().model_validate({**signed().model_dump(exclude={"places"}), "additions": additions})
    sign(register, library, case)
    plan = make_plan(library, register, YEAR)[0]
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(library, plan))
    load_workbook(path).save(path)  # as another program writes it
    assert read_plan(path, library) == (plan, ())


def test_the_marked_copy_reads_back(book: Path, library: Library, tmp_path: Path) -> None:
    """Else people mend the copy that shows the faults, and it isn't taken."""
    _, problems = read_plan(edited(book, put("质量保证金比例（新）", 2, "6%")), library)
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(mark_roster(book, problems))
    cell: Any = load_workbook(copy)[SHEET][f"{column(book, '质量保证金比例（新）')}2"]
    assert "不超过5%" in cell.comment.text
    found, left = read_plan(edited(copy, put("质量保证金比例（新）", 2, "4%")), library)
    assert found is not None, left


def test_several_plans_don_t_mix(register: Register, library: Library, tmp_path: Path) -> None:
    """Else rows of last year's plan, pasted into this one, are renewed."""
    plan = plan_of(register, library, 2)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(library, replace(plan, rows=plan.rows[:1])))
    found, problems = read_plan(path, library)
    assert (found, told(problems)) == (None, [("plan_file", None, None)])
