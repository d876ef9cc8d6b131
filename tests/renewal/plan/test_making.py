"""What a plan proposes for an agreement, and by which article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.checks import check
from generator.document.nodes import Document
from generator.lifecycle import Order, judge
from generator.model.case import Case
from generator.model.library import Library
from generator.office.lives import life_of
from generator.problems import Severity
from generator.renewal.plan import Year, make_plan
from generator.renewal.plan.sheet import layout_of
from generator.renewal.plan.words import Decision, PlanRow
from tests.renewal.plan.books import (
    ON,
    YEAR,
    happen,
    number,
    plan_of,
    plan_one,
    said_of,
    sign,
    signed,
    with_regions,
)

if TYPE_CHECKING:
    from generator.register.register import Register

STEPS = """
adjustments:
  - id: deposit-up
    parameter: quality_deposit_rate
    direction: up
    step: 2%
    force: may
    cite: neimenggu-model#59.2
    quote: 发现乙方违规行为较多的，可适当增加预留的质量保证金比例
    asks: [{fact: violations, label: 本期内被处理过}]
    test: {fact: violations, is: true}
    message: 本期内有违规处理
    mend: 请商定增加多少
  - id: deposit-down
    parameter: quality_deposit_rate
    direction: down
    step: 0.5%
    force: may
    cite: neimenggu-model#59.2
    quote: 乙方协议履行核查、医保绩效考核结果优秀的，甲方可适当降低预留的质量保证金比例
    asks: [{fact: performance_result, label: 年度考核结果, type: text}]
    test: {fact: performance_result, is: 优秀}
    message: 年度考核优秀
    mend: 请商定降低多少
"""


def told(row: PlanRow) -> str:
    """Return all reasons of a row."""
    return "\n".join(f"{reason.text}（{reason.citation}）" for reason in row.reasons)


def changes(row: PlanRow) -> dict[str, tuple[str, str]]:
    """Return the changes of a row by name."""
    return {change.name: (change.before, change.after) for change in row.changes}


def suspended_once(register: Register, library: Library, case: Case) -> None:
    """Sign an agreement that the agency suspended and resumed."""
    sign(register, library, case)
    happen(register, case, "suspend", date(2026, 5, 1), suspended_to="2026-08-01")
    happen(register, case, "resume", date(2026, 8, 1))


def test_an_agreement_that_nothing_stands_against_is_renewed_as_it_stands(register: Register, library: Library) -> None:
    """Else thousands of good hospitals wait for people."""
    case = signed()
    row = plan_one(register, library, case, said_of(case, performance="良好", renewal_wanted=True))
    assert row.decision is Decision.RENEW
    assert "第四十一条第一款“协商一致的，可续签医保协议”" in told(row)
    assert row.case is not None
    assert (row.case.number, row.case.renews, row.case.date) == (None, case.number, date(2026, 12, 31))
    assert (row.case.term.start, row.case.term.end) == (date(2027, 1, 1), date(2027, 12, 31))
    assert row.case.values["quality_deposit_rate"] == "4%"
    assert row.case.values["out_of_catalogue_year"] == "2027"
    assert row.case.agency == case.agency


@pytest.mark.parametrize(
    ("own", "decision", "article"),
    [
        (
            {"performance": "不合格"},
            Decision.HOLD,
            "第四十一条第一款“双方根据医保协议履行情况和绩效考核情况等决定是否续签”",
        ),
        ({"renewal_wanted": False}, Decision.NOT_RENEW, "第四十一条第一款“未达成一致的，医保协议到期后自动终止”"),
        ({"change_pending": True}, Decision.HOLD, "第四十条“"),
        ({"objection": True}, Decision.HOLD, "第四十一条第一款“"),
        ({"licence_until": date(2027, 12, 30)}, Decision.HOLD, "第五条第一款“"),
        ({"licence_until": date(2027, 12, 31)}, Decision.RENEW, "第四十一条"),
        ({"renewal_wanted": False, "performance": "不合格"}, Decision.NOT_RENEW, "第四十一条第一款“未达成一致的"),
    ],
)
def test_what_the_roster_says_leads_to_a_decision_with_its_article(
    register: Register, library: Library, own: dict[str, object], decision: Decision, article: str
) -> None:
    """Else a hospital that nobody should renew unseen gets its agreement, or nobody can say why it didn't."""
    case = signed()
    row = plan_one(register, library, case, said_of(case, **own))
    assert row.decision is decision, told(row)
    assert article in told(row)


def test_what_the_roster_changes_is_told_as_a_reason(register: Register, library: Library) -> None:
    """Else a plan says 改条件续签 and nobody reads which terms are others, on whose word, and what bounds them."""
    case = signed()
    said = said_of(case, case_update={"name": "改名以后的医院"})
    values = {"quality_deposit_rate": "2%"}
    row = plan_one(register, library, case, replace(said, case=said.case.model_copy(update={"values": values})))
    assert row.decision is Decision.RENEW_CHANGED
    layout = layout_of(library, (row,))
    named = next(column for column in layout.columns if column.key == "after:institution.name")
    assert named.wrap, "a hospital's new name is cut off in the plan"
    reasons = {reason.text: reason.citation for reason in row.reasons}
    assert reasons[f"名册写明新的机构名称：由{case.institution.name}改为改名以后的医院"] == ""
    assert reasons["名册写明新的质量保证金比例：由4%改为2%"].endswith("第三十三条“不超过5%”")


def test_an_agreement_that_the_roster_leaves_out_is_held(register: Register, library: Library) -> None:
    """Else a hospital whose line was forgotten is renewed without anybody having looked at its year."""
    plan = plan_of(register, library, 2, [said_of(signed(1))])
    assert [row.decision for row in plan.rows] == [Decision.RENEW, Decision.HOLD]
    assert "名册里没有这家机构" in told(plan.rows[1])


def test_a_roster_s_row_without_an_agreement_is_told(register: Register, library: Library) -> None:
    """Else a hospital that the roster names is silently not renewed."""
    sign(register, library, signed(1))
    _, problems = make_plan(library, register, YEAR, (said_of(signed(1)), said_of(signed(7), 3)))
    assert [(problem.code, problem.where.row) for problem in problems] == [("plan_unmatched", 3)]
    assert "示例7医院" in problems[0].message


def test_another_code_under_the_same_number_is_held(register: Register, library: Library) -> None:
    """Else a slip of one line renews a hospital's agreement with another's particulars."""
    case = signed()
    row = plan_one(register, library, case, said_of(case, case_update={"code": "H15010209999"}))
    assert row.decision is Decision.HOLD
    assert "请核对是不是同一家" in told(row)


def test_a_suspended_agreement_is_held(register: Register, library: Library) -> None:
    """Else a suspended hospital gets a new agreement from the machine."""
    case = signed()
    sign(register, library, case)
    happen(register, case, "suspend", date(2026, 11, 1), suspended_to="2027-02-01")
    row = plan_one(register, library, case)
    assert row.decision is Decision.HOLD
    assert "第四十二条第一款“" in told(row)


def test_a_supplement_is_held_for_its_text_is_not_in_the_full_text(register: Register, library: Library) -> None:
    """Else what was agreed in mid-term is lost with the renewal."""
    case = signed()
    sign(register, library, case)
    happen(register, case, "supplement", date(2026, 7, 1), effective_on="2026-07-01")
    row = plan_one(register, library, case)
    assert row.decision is Decision.HOLD
    assert "补充协议" in told(row)


def test_what_is_not_due_says_why(register: Register, library: Library) -> None:
    """Else an agreement is renewed twice, before its time, or though its end was asked for."""
    long = signed(2, term=signed().term.model_copy(update={"end": date(2027, 12, 31)}))
    ending, ended = signed(1), signed(3)
    for case in (ending, long, ended):
        sign(register, library, case)
    happen(register, ending, "not-renew", date(2026, 9, 1))
    happen(register, ended, "rescind", date(2026, 10, 1))
    plan, _ = make_plan(library, register, YEAR)
    assert [(row.agreement, row.decision, row.case) for row in plan.rows] == [
        (number(1), Decision.NOT_DUE, None), (number(2), Decision.NOT_DUE, None),
    ]  # fmt: skip
    assert "已于2026年9月1日提出不再续签" in told(plan.rows[0])
    assert "有效期至2027年12月31日" in told(plan.rows[1])


def test_a_renewed_agreement_is_not_due_again(register: Register, library: Library) -> None:
    """Else running the year end twice makes two agreements for one hospital."""
    case = signed()
    sign(register, library, case)
    happen(register, case, "renew", date(2026, 11, 20))
    row = plan_one(register, library, case)
    assert row.decision is Decision.NOT_DUE
    assert "已续签" in told(row)


@pytest.mark.parametrize(
    ("rate", "after", "word"),
    [("2%", "4%", "由2%增加到4%"), ("4%", "5%", "以5%为限"), ("5%", "5%", "不再增加")],
)
def test_violations_raise_the_deposit_up_to_the_cap(
    register: Register, library: Library, tmp_path: Path, rate: str, after: str, word: str
) -> None:
    """Else article 59's "up" passes the cap of article 33."""
    own = with_regions(library, tmp_path / "own", neimenggu__renewal=STEPS)
    case = signed(values={**signed().values, "quality_deposit_rate": rate})
    suspended_once(register, own, case)
    row = plan_one(register, own, case)
    assert row.case is not None
    assert row.case.values["quality_deposit_rate"] == after
    assert word in told(row)
    assert "第五十九条第二款“发现乙方违规行为较多的" in told(row)
    assert row.decision is (Decision.RENEW if rate == after else Decision.RENEW_CHANGED)


def test_what_the_cheap_checks_find_is_held_with_its_mend(register: Register, library: Library) -> None:
    """Else the run fails on it in the night, with nobody there."""
    case = signed(commitment_materials=None)
    row = plan_one(register, library, case)
    assert row.decision is Decision.HOLD
    assert "材料名称没有写。请补上" in told(row)


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2027, 2, 1)])
def test_signing_after_the_old_term_is_held(register: Register, library: Library, day: date) -> None:
    """Else the run finds agreements that have ended by themselves, thousands of them."""
    row = plan_one(register, library, signed(), year=Year(2027, ON, day))
    assert row.decision is Decision.HOLD
    assert "第四十一条第一款“未达成一致的，医保协议到期后自动终止”" in told(row)
    assert ("续签协议追溯生效" in told(row)) is (day.month == 2)


def test_the_register_lets_a_planned_renewal_be_judged(register: Register, library: Library) -> None:
    """Else what the plan proposes is refused when it is carried out."""
    row = plan_one(register, library, signed())
    record = register.agreement(row.agreement)
    assert record is not None
    assert row.case is not None
    judgement = judge(library, life_of(record), _no_text, Order("renew", row.case), row.case.date)
    assert [problem for problem in judgement.problems if problem.severity is not Severity.NOTE] == []


def _no_text(_: date) -> Document:
    raise AssertionError("a renewal asks for no text of the agreement")


def test_what_is_to_be_renewed_passes_the_whole_check(register: Register, library: Library) -> None:
    """Else the plan promises renewals that the run then refuses."""
    case = signed()
    row = plan_one(register, library, case, said_of(case, case_update={"level": "三级乙等"}))
    assert row.case is not None
    numbered = row.case.model_copy(update={"number": "内医保协〔2027〕0001号"})
    assert [problem for problem in check(library, numbered) if problem.severity is not Severity.NOTE] == []


def test_a_plan_is_the_same_each_time(register: Register, library: Library) -> None:
    """Else a plan can't be told from another by its fingerprint."""
    plan = plan_of(register, library, 3)
    again, _ = make_plan(library, register, YEAR)
    assert again == plan
    assert len(plan.fingerprint) == 64
