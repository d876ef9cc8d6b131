"""The edited workbook → the plan as people decided it, or all that is wrong with it.

In: a path, the Library that the plan was made with. Out: the Plan and problems with their cells; the plan is None
where one of them stands in the way, for nothing is run by halves. Rows may be sorted and columns moved; a row that was
deleted is told and left out, one that was added is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from generator.errors import InputError, UsageError
from generator.model.library import Library
from generator.problems import Place, Problem, Severity, stand_in_the_way
from generator.renewal.plan.checking import Checks
from generator.renewal.plan.edited import Reading, RowEdits
from generator.renewal.plan.making import fingerprint_of
from generator.renewal.plan.packed import unpack_row
from generator.renewal.plan.sheet import DATA, HEADER_ROW, SHEET, Layout
from generator.renewal.plan.words import Plan, PlanRow
from generator.renewal.plan.writing import joined
from generator.renewal.roster.workbook import Sheet, Workbook

SHOWN = 5
_REMADE = "请重新生成方案（xieyi renew plan）"


@dataclass(frozen=True)
class _Made:
    """The plan as it was made, by its hidden sheet."""

    plan: Plan
    layout: Layout
    rows: dict[str, PlanRow]


def read_plan(path: Path, library: Library) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read a plan's workbook; a file that is none is a problem like others. Raise `UsageError` where there is none."""
    if not path.is_file():
        raise UsageError(f"找不到续签方案：{path}")
    try:
        with Workbook(path) as book:
            return _read(book, library)
    except InputError as error:
        return None, tuple(problem.model_copy(update={"code": "plan_file"}) for problem in error.problems)


def _read(book: Workbook, library: Library) -> tuple[Plan | None, tuple[Problem, ...]]:
    sheets = {sheet.name: sheet for sheet in book.sheets}
    where = Place(file=book.file)
    if SHEET not in sheets or DATA not in sheets:
        message = f"这不是续签方案：没有“{SHEET}”或隐藏的“{DATA}”表"
        return None, (Problem(code="plan_file", message=message, where=where, mend=_REMADE),)
    try:
        made = _made(sheets[DATA], library)
    except (ValueError, KeyError, TypeError) as error:
        message = f"隐藏的“{DATA}”表读不出来（{type(error).__name__}）"
        return None, (Problem(code="plan_file", message=message, where=where, mend=_REMADE),)
    problem = _foreign(made.plan, library, where)
    if problem:
        return None, (problem,)
    rows, problems = _edited(book, sheets[SHEET], library, made)
    ordered = tuple(sorted(problems, key=lambda problem: problem.where.row or 0))
    if stand_in_the_way(ordered):
        return None, ordered
    plan = made.plan
    return Plan(plan.year, plan.made_on, plan.library, plan.fingerprint, tuple(rows)), ordered


def _made(sheet: Sheet, library: Library) -> _Made:
    """Read the hidden sheet; raise ValueError, KeyError or TypeError where it isn't as it was written."""
    lines = (joined([cell.value for cell in cells]) for _, cells in sheet.rows())
    head = json.loads(next(lines))
    rows = tuple(unpack_row(line, number) for number, line in enumerate(lines, start=HEADER_ROW + 1) if line)
    plan = Plan(head["year"], date.fromisoformat(head["made_on"]), head["library"], head["fingerprint"], rows)
    if len(rows) != head["rows"] or fingerprint_of(plan) != plan.fingerprint:
        raise ValueError("the hidden sheet isn't as it was written")
    return _Made(plan, Layout(library, tuple(head["names"])), {row.agreement: row for row in rows})


def _foreign(plan: Plan, library: Library, where: Place) -> Problem | None:
    if plan.library == library.digest:
        return None
    message = f"方案是用另一版条款库作的（{plan.library[:12]}…，现在是{library.digest[:12]}…），文本和规定可能不同"
    mend = "请用作方案时的条款库（--library），或者重新生成方案"
    return Problem(code="plan_library", message=message, where=where, mend=mend)


def _edited(book: Workbook, sheet: Sheet, library: Library, made: _Made) -> tuple[list[PlanRow], list[Problem]]:
    stream = sheet.rows()
    number, header = next(stream, (HEADER_ROW, ()))
    places = _columns(header, made.layout)

    def place(row: int | None, key: str | None = None) -> Place:
        column = get_column_letter(places[key] + 1) if key in places else None
        return Place(file=book.file, sheet=sheet.name, row=row, column=column, key=key)

    missing = [column.heading for column in made.layout.columns if column.key not in places]
    if missing:
        message = f"缺少列：{'、'.join(missing[:SHOWN])}{'……' if len(missing) > SHOWN else ''}"
        return [], [Problem(code="plan_column", message=message, where=place(number), mend="请恢复这些列和它们的列名")]
    reading = Reading(library, made.layout, Checks(library, made.layout.roster), book.epoch, place)
    formulas = sheet.beside.formulas
    rows: dict[str, PlanRow | None] = {}
    problems = list(_formulas(sheet, places, place))
    for row_number, cells in stream:
        found = {
            key: cells[index]
            for key, index in places.items()
            if index < len(cells) and (row_number, index + 1) not in formulas
        }
        agreement = str(getattr(found.get("agreement"), "value", None) or "").strip()
        if not any(cell.value is not None for cell in found.values()):
            continue
        wrong = _strange(agreement, rows, made, place(row_number, "agreement"))
        if wrong:
            problems.append(wrong)
            continue
        edits = RowEdits(reading, made.rows[agreement], row_number)
        rows[agreement] = edits.read(found)
        problems += edits.problems
    problems += _deleted(made, rows, place(None))
    return [row for row in rows.values() if row is not None], problems


def _columns(header: tuple[Any, ...], layout: Layout) -> dict[str, int]:
    """Return where each column stands, from 0, by its key; columns that aren't the plan's are nobody's."""
    texts = ["".join(str(cell.value or "").split()) for cell in header]
    return {
        column.key: texts.index(heading)
        for column in layout.columns
        if (heading := "".join(column.heading.split())) in texts
    }


def _formulas(sheet: Sheet, places: dict[str, int], place: Any) -> Iterator[Problem]:
    keys = {index + 1: key for key, index in places.items()}
    for row, column in sorted(sheet.beside.formulas):
        if row > HEADER_ROW and column in keys:
            message, mend = "单元格是公式", "请复制后选择性粘贴为数值"
            yield Problem(code="plan_cell", message=message, where=place(row, keys[column]), mend=mend)


def _strange(agreement: str, rows: dict[str, PlanRow | None], made: _Made, where: Place) -> Problem | None:
    """Return the problem of a row that isn't one of the plan's, or stands in it twice."""
    if agreement in rows:
        return Problem(code="plan_row", message=f"协议“{agreement}”有两行", where=where, mend="请删去多余的一行")
    if agreement in made.rows:
        return None
    message = f"方案里没有协议“{agreement}”，不能自行增加" if agreement else "这一行没有协议编号"
    return Problem(code="plan_row", message=message, where=where, mend=f"请删去这一行；要增加的，{_REMADE[1:]}")


def _deleted(made: _Made, rows: dict[str, PlanRow | None], where: Place) -> Iterator[Problem]:
    gone = [number for number in made.rows if number not in rows]
    if gone:
        shown = "、".join(gone[:SHOWN]) + ("……" if len(gone) > SHOWN else "")
        message = f"删去了{len(gone)}行（{shown}），这些协议不在方案里，不会续签"
        mend = "不是有意删去的，请恢复；不续签的，最好保留这一行，决定选“不续签”"
        yield Problem(code="plan_deleted", severity=Severity.NOTE, message=message, where=where, mend=mend)
