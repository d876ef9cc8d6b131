"""An application's file: each stated fact is held against the conditions and refusal grounds of its region and day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.assembly import assemble
from generator.checks import check
from generator.document.walk import document_lines
from generator.model.case import Case
from generator.model.library import Library
from generator.problems import Problem
from generator.reading import read_case
from generator.selection import rules_of
from generator.selection.rulings import rules_in_force

EXAMPLE = Path(__file__).parents[2] / "examples" / "application-file.yaml"
NOW, THEN = date(2026, 3, 9), date(2023, 3, 9)
PLACES = {"nhsa-order-2": ("neimenggu", NOW), "jiangsu-2023-3": ("jiangsu/nantong", NOW),
          "foshan-2021-93": ("guangdong/foshan", THEN)}  # fmt: skip

# fact stated otherwise → articles that forbid it: nation, Jiangsu, Foshan
FORBIDDEN: list[tuple[dict[str, str], tuple[str, str, str]]] = [
    ({"licensed": "false"}, ("第五条第一款", "第五条", "第六条第一款")),
    ({"listed_type": "false"}, ("第五条第一款", "第五条", "第六条第一款")),
    ({"operating_since": "-80"}, ("第六条第（一）项", "第六条第（一）项", "第七条第（一）项")),
    ({"first_registered_physicians": "0"}, ("第六条第（二）项", "第六条第（二）项", "第七条第（二）项")),
    ({"insurance_staff": "false"}, ("第六条第（三）项", "第六条第（三）项", "第七条第（三）项")),
    ({"other_conditions_met": "false"}, ("第六条第（六）项", "第六条第（六）项", "第七条第（六）项")),
    ({"mainly_non_basic": "true"}, ("第十二条第（一）项", "第九条第（一）项", "第十二条第（一）项")),
    ({"price_policy_broken": "true"}, ("第十二条第（二）项", "第九条第（二）项", "第十二条第（二）项")),
    ({"penalty_unperformed": "true"}, ("第十二条第（三）项", "第九条第（三）项", "第十二条第（三）项")),
    ({"false_application": "true", "false_application_found_on": "-700"},
     ("第十二条第（四）项", "第九条第（四）项", "第十二条第（四）项")),
    ({"rescinded_unlawful": "true", "rescinded_unlawful_on": "-1500", "penalty_liabilities_met": "false"},
     ("第十二条第（五）项", "第九条第（五）项", "第十二条第（五）项")),
    ({"rescinded_for_breach": "true", "rescinded_for_breach_on": "-200", "breach_liabilities_met": "true"},
     ("第十二条第（六）项", "第九条第（六）项", "第十二条第（六）项")),
    ({"person_caused_rescission": "true", "person_caused_rescission_on": "-1500"},
     ("第十二条第（七）项", "第九条第（七）项", "第十二条第（七）项")),
    ({"person_discredited": "true"}, ("第十二条第（八）项", "第九条第（八）项", "第十二条第（八）项")),
    ({"other_refusal_ground": "true", "other_refusal": "某情形"},
     ("第十二条第（九）项", "第九条第（九）项", "第十二条第（九）项")),
    ({"failed_again": "true", "failed_again_on": "-300", "procedure_ended_on": "-300"},
     ("第九条第二款", "第十三条第三款", "第十条第（三）项")),
]  # fmt: skip


def application(region: str, on: date, **facts: str) -> Case:
    """Return the example in another place and year; a day is written as its distance from the day of the file."""
    case = read_case(EXAMPLE)
    written = {name: _moved(text, on) for name, text in case.facts.items()}
    for name, text in facts.items():
        days = text.removeprefix("-")
        written[name] = date.fromordinal(on.toordinal() - int(days)).isoformat() if text != days else text
    return case.model_copy(update={"region": region, "date": on, "facts": written})


def _moved(text: str, on: date) -> str:
    return text.replace("2026-", f"{on.year}-").replace("2025-", f"{on.year - 1}-")


def found(library: Library, case: Case, code: str) -> list[Problem]:
    return [problem for problem in check(library, case) if problem.code == code]


@pytest.mark.parametrize(("region", "on"), PLACES.values())
def test_a_file_that_meets_everything_is_accepted(library: Library, region: str, on: date) -> None:
    """Else nobody could apply there, or the other tests would find what they look for in every file."""
    assert check(library, application(region, on)) == ()


@pytest.mark.parametrize(("facts", "articles"), FORBIDDEN, ids=lambda value: next(iter(value)))
@pytest.mark.parametrize("place", range(3), ids=list(PLACES))
def test_what_the_law_forbids_is_refused_by_its_article(
    library: Library, facts: dict[str, str], articles: tuple[str, str, str], place: int
) -> None:
    """An application would be accepted against a condition or a refusal ground, or refused by another region's law."""
    statute, (region, on) = list(PLACES.items())[place]
    (problem,) = found(library, application(region, on, **facts), "rule_unmet")
    assert problem.severity.value == "error"
    assert problem.law[0].citation == f"{library.statutes[statute].name()}{articles[place]}"
    assert problem.mend


@pytest.mark.parametrize(("region", "on"), PLACES.values())
def test_every_condition_and_ground_must_be_answered(library: Library, region: str, on: date) -> None:
    """A file that is silent on a ground would pass for one that it doesn't fall under."""
    case = application(region, on)
    asked = [rule for rule in rules_in_force(rules_of(library, case)) if rule.about in ("application", "refusal")]
    silent = case.model_copy(update={"facts": {}, "institution": case.institution.model_copy(update={"beds": None})})
    assert len(found(library, silent, "rule_unanswered")) == len(asked) >= 18


@pytest.mark.parametrize("material", ["form", "licence_copy", "rules_text", "system_papers", "forecast"])
@pytest.mark.parametrize(("region", "on"), PLACES.values())
def test_a_missing_material_is_to_be_asked_for_at_once(library: Library, region: str, on: date, material: str) -> None:
    """National #7, #8: what is missing is told the applicant once, not found out at the evaluation."""
    problems = found(library, application(region, on, **{f"{material}_received": "false"}), "rule_unmet")
    assert problems
    assert all("一次性告知申请人补充" in problem.mend for problem in problems)


def test_missing_materials_told_late_are_refused(library: Library) -> None:
    """Jiangsu #11: received on Monday the 2nd of March, the fifth working day is Monday the 9th."""
    assert found(library, application(*PLACES["jiangsu-2023-3"], missing_told_on="2026-03-09"), "rule_unmet") == []
    (late,) = found(library, application(*PLACES["jiangsu-2023-3"], missing_told_on="2026-03-10"), "rule_unmet")
    assert "5个工作日" in late.message


def test_foshan_after_its_rules_lapsed_is_judged_by_the_nation(library: Library) -> None:
    """A dead rule would be cited to refuse somebody."""
    (problem,) = found(library, application("guangdong/foshan", NOW, person_discredited="true"), "rule_unmet")
    assert "第十二条第（八）项" in problem.law[0].citation
    assert "佛山" not in problem.law[0].citation


def test_a_hospital_of_a_hundred_beds_says_whether_it_has_the_department(library: Library) -> None:
    """National #6(三): from 100 beds a department of its own, below it not."""
    for beds, refused in ((99, 0), (100, 1)):
        case = application("neimenggu", NOW)
        change: dict[str, Any] = {"beds": beds, "type": "综合医院", "level": "一级未定等"}
        case = case.model_copy(update={"institution": case.institution.model_copy(update=change)})
        assert len(found(library, case, "rule_unmet")) == refused


def test_what_was_stated_is_printed_with_its_day(library: Library) -> None:
    """The file is the proof of what was received when; the years that bar an applicant are the region's own."""
    case = application(
        "jiangsu/nantong", NOW, rescinded_for_breach="true", rescinded_for_breach_on="2020-05-01",
        breach_liabilities_met="true",
    )  # fmt: skip
    printed = "\n".join(document_lines(assemble(library, case)))
    assert "是，解除之日：2020年5月1日；责任已完全履行：是" in printed
    assert "未满1年，或者已满但未完全履行违约责任" in printed
    assert "内容不全，2026年3月4日一次性告知补充，2026年3月9日收到补充的材料" in printed
