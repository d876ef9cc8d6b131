"""What is asked of supplements: days within their agreement, and an answer to each rule that their kind asks about.

Lost without these: a supplement to an agreement that has ended, or one signed on a condition that nobody looked at.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks import check
from generator.model.case import Case
from generator.model.force import Force
from generator.model.library import Library
from generator.reading import read_case_text

EXAMPLES = Path(__file__).parents[2] / "examples"


def example(name: str, *changes: tuple[str, str]) -> Case:
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_case_text(text, "case.yaml")


def codes(library: Library, case: Case) -> list[str]:
    return [problem.code for problem in check(library, case)]


@pytest.mark.parametrize("day", ["2026-01-01", "2026-12-31"])
def test_the_agreement_s_first_and_last_day_are_within_it(library: Library, day: str) -> None:
    changed = ("effective_on: 2026-03-15", f"effective_on: {day}")
    assert codes(library, example("supplement-internet-hospital", changed)) == []


@pytest.mark.parametrize("day", ["2025-12-31", "2027-01-01"])
def test_the_days_beside_them_are_outside(library: Library, day: str) -> None:
    changed = ("effective_on: 2026-03-15", f"effective_on: {day}")
    assert codes(library, example("supplement-internet-hospital", changed)) == ["outside_agreement"]


def test_an_agreement_whose_term_is_not_told_bounds_nothing(library: Library) -> None:
    """The blanks that it leaves are told by a rule of their own."""
    changes = (("  start: 2026-01-01\n  end: 2026-12-31\n", ""), ("2026-03-15", "2031-03-15"))
    assert "outside_agreement" not in codes(library, example("supplement-internet-hospital", *changes))


def test_a_day_that_cannot_be_read_is_told_once(library: Library) -> None:
    changed = ("effective_on: 2026-03-15", "effective_on: 三月")
    assert codes(library, example("supplement-internet-hospital", changed)) == ["fact_unknown"]


def test_a_renewal_may_reach_beyond_the_agreement_and_a_notice_speak_of_what_follows(library: Library) -> None:
    assert codes(library, example("renewal")) == []
    late = example("suspension-notice", ("effective_on: 2026-04-15", "effective_on: 2027-04-15"))
    assert "outside_agreement" not in codes(library, late)


def test_an_answer_that_cannot_be_read_is_told_once(library: Library) -> None:
    changed = ("internet.approved: true", "internet.approved: 已批准")
    assert codes(library, example("supplement-internet-hospital", changed)) == ["fact_unknown"]


def test_an_answer_against_the_rule_is_an_answer(library: Library) -> None:
    changed = ("internet.approved: true", "internet.approved: false")
    assert codes(library, example("supplement-internet-hospital", changed)) == ["rule_unmet"]


def test_one_of_two_ways_to_meet_a_rule_answers_it(library: Library) -> None:
    """Foshan takes either of two cards: who has one needn't speak of the other."""
    case = example("supplement-internet-hospital", ("jiangsu/nantong", "guangdong/foshan"), ("2026-", "2023-"))
    silent = {p.where.key or "" for p in check(library, case) if p.code == "rule_unanswered"}
    assert "facts.internet.returning_patients" in silent
    assert not {key for key in silent if "insurance_code" in key or "social_card" in key}


@pytest.mark.parametrize(("force", "expected"), [(Force.MUST, ["rule_unanswered"]), (Force.MAY, [])])
def test_only_what_binds_must_be_answered(library: Library, force: Force, expected: list[str]) -> None:
    """可以 is a decision: a case that is silent has taken it."""
    region = library.regions["jiangsu"]
    rules = tuple(
        rule.model_copy(update={"force": force}) if rule.id == "internet-approved" else rule for rule in region.rules
    )
    regions = {**library.regions, "jiangsu": region.model_copy(update={"rules": rules})}
    changed = Library(**{**vars(library), "regions": regions})
    case = example("supplement-internet-hospital", ("  internet.approved: true\n", ""))
    assert codes(changed, case) == expected


def test_other_kinds_may_be_silent(library: Library) -> None:
    """The rules of internet hospitals are no business of a change of address."""
    assert codes(library, example("supplement-changes")) == []
