"""The papers after a breach: complete in every region, each handling only where its article allows it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from generator.assembly import assemble
from generator.checks import check
from generator.model.case import Waiver
from generator.model.library import Library
from generator.problems import Severity, stand_in_the_way
from generator.reading import read_case
from tests.clauses.papers import (
    EXAMPLES,
    NOW,
    PLACES,
    STRAY,
    THEN,
    badly_named,
    blanks,
    own_statute,
    paper,
    refused,
    stands_on,
    text_of,
)

LETTERS = {
    "interview-notice": ("interview",),
    "rectification-notice": ("interview", "recovery"),
    "withholding-notice": ("interview",),
    "recovery-notice": ("recovery", "suspension"),
    "liquidated-damages-notice": ("recovery", "suspension"),
    "staff-suspension-notice": ("recovery", "suspension"),
    "urging-notice": ("recovery",),
}
"""Letters to the institution, and the articles in breach that they have words for in every region."""

OTHERS = ("transfer-letter", "enforcement-application", "handling-report", "premises-notice", "closing-tasks")
KINDS = (*LETTERS, *OTHERS)
MONEY: dict[str, Any] = {"loss_caused": "true", "large_loss": "false", "social_influence": "false"}


def every_letter() -> list[tuple[str, str]]:
    return [(kind, breach) for kind, lists in LETTERS.items() for breach in lists]


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_can_be_issued(library: Library, kind: str) -> None:
    """Somebody who starts from an example that is refused learns nothing from it."""
    assert check(library, read_case(EXAMPLES / f"{kind}.yaml")) == ()


@pytest.mark.parametrize(("kind", "breach"), every_letter())
@pytest.mark.parametrize(("region", "on"), PLACES)
def test_every_letter_is_complete(library: Library, kind: str, breach: str, region: str, on: date) -> None:
    """A passage that asks for what nobody was asked could not be sent; one with no way out would be unlawful."""
    document = assemble(library, paper(library, kind, region, on, breach_list=breach))
    printed = text_of(document)
    assert blanks(document) == set()
    for remedy in ("陈述、申辩", "自行协商解决", "协调处理", "行政复议", "行政诉讼", "送达回证"):
        assert remedy in printed
    assert not re.search(STRAY, printed)


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize(("region", "on"), PLACES)
def test_every_other_paper_is_complete(library: Library, kind: str, region: str, on: date) -> None:
    """Else a report, a transfer or a list of tasks goes out with a hole in it."""
    document = assemble(library, paper(library, kind, region, on))
    assert blanks(document) == set()
    assert not re.search(STRAY, text_of(document))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("region", "on"), PLACES)
def test_short_names_of_statutes_are_introduced(library: Library, kind: str, region: str, on: date) -> None:
    """A region's passage under another opening would cite a statute that the reader was never told of."""
    printed = text_of(assemble(library, paper(library, kind, region, on)))
    assert badly_named(library, printed, region, on) == []


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize(("region", "on"), PLACES[1:])
def test_the_regions_own_law_is_what_its_letters_stand_on(library: Library, kind: str, region: str, on: date) -> None:
    """Else a letter of Jiangsu would rest on the national article alone, and one of lapsed Foshan on a dead rule."""
    statute = own_statute(region)
    assert stands_on(library, paper(library, kind, region, on), statute) is library.statutes[statute].in_force(on)


@pytest.mark.parametrize("kind", KINDS)
def test_articles_are_named_by_clauses_that_agreements_have(library: Library, kind: str) -> None:
    """The register fills facts.article_<slug>: a slug that no agreement has would stay empty for ever."""
    slugs = {clause.slug for clause in library.kinds["agreement"].clauses}
    for region in library.regions.values():
        slugs |= {clause.slug for variants in region.variants.values() for clause in variants.insertions}
    named = {name.removeprefix("facts.article_") for name in library.kinds[kind].facts if ".article_" in name}
    assert named <= {slug.replace("-", "_") for slug in slugs}


@pytest.mark.parametrize(
    ("breach", "percent", "cite"),
    [
        ("recovery", "20", None),
        ("recovery", "21", "#43"),
        ("suspension", "19", "#44.1"),
        ("suspension", "20", None),
        ("suspension", "30", None),
        ("suspension", "35", "#44.1"),
    ],
)
def test_damages_in_jiangsu_stay_in_the_band_of_the_article(
    library: Library, breach: str, percent: str, cite: str | None
) -> None:
    """Jiangsu #43 to 20%, #44 from 20 to 30%, both ends in: the article in breach decides, and no reason helps."""
    case = paper(library, "liquidated-damages-notice", full=False, breach_list=breach, damages_percent=percent)
    found = refused(library, case)
    assert [problem.severity for problem in found] == ([Severity.ERROR] if cite else [])
    for problem in found:
        assert f"第四十{'三' if cite == '#43' else '四'}条" in f"{problem.law[0]}"


def test_damages_over_the_models_limit_want_a_recorded_reason(library: Library) -> None:
    """Model 64–66 say 原则上: 35% is neither free nor forbidden."""
    more: dict[str, Any] = {"breach_list": "recovery", "other_list_why": "与第六十四条的情形是同一行为", **MONEY}
    case = paper(
        library,
        "liquidated-damages-notice",
        "neimenggu",
        NOW,
        full=False,
        damages_percent="30",
        **{**more, "damages_amount": "25800.00"},
    )
    findings = (case.findings[0].model_copy(update={"clause": "recovery"}),)
    facts = case.facts | {"decided_on": "2026-05-28"}
    case = case.model_copy(update={"number": "内医保通〔2026〕9号", "findings": findings, "facts": facts})
    assert refused(library, case) == []
    case = case.model_copy(update={"facts": case.facts | {"damages_percent": "35", "damages_amount": "30100.00"}})
    (problem,) = refused(library, case)
    assert problem.severity is Severity.REASON
    waiver = Waiver(problem=f"rule_unmet:{problem.where.key}", reason="情节特别恶劣", by="示例甲")
    assert stand_in_the_way(check(library, case.model_copy(update={"waivers": (waiver,)}))) == ()


def test_damages_name_what_they_are_a_part_of(library: Library) -> None:
    """The model reckons from the fees in breach, Jiangsu from the loss: the same rate gives another sum."""
    base = {region: text_of(assemble(library, paper(library, "liquidated-damages-notice", region, on)))
            for region, on in PLACES[:2]}  # fmt: skip
    assert "违约金以违规费用" in base["neimenggu"]
    assert "违约金以造成的医保基金损失金额" in base["jiangsu/nantong"]
    assert "不折抵罚款" in base["jiangsu/nantong"]
    assert "不折抵罚款" not in base["neimenggu"]


@pytest.mark.parametrize(
    ("kind", "breach", "facts", "allowed"),
    [
        ("interview-notice", "interview", {}, True),
        ("interview-notice", "recovery", {}, False),
        ("rectification-notice", "withholding", {}, True),
        ("rectification-notice", "suspension", {}, False),
        ("withholding-notice", "withholding", {}, True),
        ("withholding-notice", "interview", {}, False),
        ("withholding-notice", "interview", {"social_influence": "true"}, True),
        ("withholding-notice", "withholding", {"mode": "refuse"}, False),
        ("recovery-notice", "recovery", {}, True),
        ("recovery-notice", "interview", {}, False),
        ("recovery-notice", "interview", {"large_loss": "true"}, True),
        ("recovery-notice", "withholding", {"social_influence": "true", "loss_caused": "false"}, False),
        ("liquidated-damages-notice", "interview", MONEY, False),
        ("staff-suspension-notice", "recovery", {"large_loss": "false"}, False),
        ("staff-suspension-notice", "recovery", {"large_loss": "false", "fraud_purpose": "true"}, True),
        ("staff-suspension-notice", "suspension", {}, True),
    ],
)
def test_the_models_steps(library: Library, kind: str, breach: str, facts: dict[str, Any], allowed: bool) -> None:
    """Model 62 to 66: a breach leads to the handlings of its article, to heavier ones only where it is aggravated."""
    case = paper(library, kind, "neimenggu", NOW, full=False, breach_list=breach, **facts)
    assert (refused(library, case) == []) is allowed


@pytest.mark.parametrize(
    ("kind", "breach", "facts", "allowed"),
    [
        ("interview-notice", "interview", {}, True),
        ("interview-notice", "recovery", {}, True),
        ("interview-notice", "suspension", {}, False),
        ("withholding-notice", "interview", {"refused_to_mend": "true"}, True),
        ("withholding-notice", "interview", {"refused_to_mend": "false"}, False),
        ("withholding-notice", "recovery", {"refused_to_mend": "true"}, False),
        ("recovery-notice", "interview", {}, False),
        ("recovery-notice", "recovery", {}, True),
        ("recovery-notice", "recovery", {"loss_caused": "false"}, False),
        ("liquidated-damages-notice", "interview", {}, False),
        ("staff-suspension-notice", "recovery", {}, False),
        ("staff-suspension-notice", "recovery", {"grave_consequences": "true"}, True),
        ("staff-suspension-notice", "suspension", {}, True),
    ],
)
def test_jiangsus_three_lists(library: Library, kind: str, breach: str, facts: dict[str, Any], allowed: bool) -> None:
    """Jiangsu #42, #43 and #44 each have handlings of their own and are no ladder."""
    case = paper(library, kind, "jiangsu/nantong", NOW, full=False, breach_list=breach, **facts)
    assert (refused(library, case) == []) is allowed


def test_only_those_who_answer_for_it_are_called_in(library: Library) -> None:
    """National #38(一) names three; calling in somebody else is no handling."""
    assert refused(library, paper(library, "interview-notice", interviewee_role="head_nurse")) != []
    for role, words in (("principal", "主要负责人"), ("controller", "实际控制人")):
        case = paper(library, "interview-notice", full=False, interviewee_role=role)
        assert refused(library, case) == []
        assert f"约谈你单位{words}" in text_of(assemble(library, case))


@pytest.mark.parametrize(
    ("handed", "on_time"), [(date(2023, 6, 5), True), (date(2023, 6, 12), True), (date(2023, 6, 13), False)]
)
def test_foshan_hands_over_in_five_working_days(library: Library, handed: date, on_time: bool) -> None:
    """Foshan #44: decided on Monday the 5th of June, the fifth working day is Monday the 12th."""
    assert (refused(library, paper(library, "transfer-letter", on=handed, full=False)) == []) is on_time


def test_foshan_reports_before_it_hands_over_a_fraud(library: Library) -> None:
    """Foshan #44.2: the case goes over with a report of the first check, and has no five days."""
    fraud: dict[str, Any] = {"fraud_purpose": "true", "violates_regulation": "false"}
    assert refused(library, paper(library, "transfer-letter", full=False, **fraud)) != []
    case = paper(library, "transfer-letter", full=False, report_made="true", **fraud)
    assert refused(library, case) == []
    assert "形成核查报告，依照《实施办法》第四十四条第二款" in text_of(assemble(library, case))


@pytest.mark.parametrize("fact", ["urged", "remedies_unused"])
def test_the_court_is_asked_after_urging_and_after_the_periods(library: Library, fact: str) -> None:
    """Foshan #42: an application before that would be thrown out."""
    case = paper(library, "enforcement-application", full=False)
    assert refused(library, case) == []
    assert refused(library, case.model_copy(update={"facts": case.facts | {fact: "false"}})) != []


def test_urging_speaks_of_the_court_where_the_law_does(library: Library) -> None:
    """Only Foshan's rule, while in force, sends the agency to the court; elsewhere the letter must not threaten it."""
    for region, on in PLACES:
        printed = text_of(assemble(library, paper(library, "urging-notice", region, on)))
        assert ("人民法院强制执行" in printed) is ((region, on) == ("guangdong/foshan", THEN))


def test_a_finding_of_another_article_wants_a_reason(library: Library) -> None:
    """Else a heavy handling could be hung on findings whose own article doesn't lead there."""
    case = paper(library, "recovery-notice", full=False)
    other = case.findings[0].model_copy(update={"clause": "interview"})
    case = case.model_copy(update={"findings": (*case.findings, other)})
    assert blanks(assemble(library, case)) == {"facts.other_list_why"}


def test_a_handling_without_findings_is_not_complete(library: Library) -> None:
    """A decision that names no fact must not go out."""
    for kind in ("interview-notice", "recovery-notice", "liquidated-damages-notice", "transfer-letter"):
        case = paper(library, kind).model_copy(update={"findings": ()})
        assert [p.where.key for p in check(library, case) if p.code == "required_facts"] == ["findings"]
