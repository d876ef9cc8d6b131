"""The papers before signing: complete for every outcome, each period counted as its region counts it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from generator.assembly import assemble
from generator.checks import check
from generator.model.case import Finding, Waiver
from generator.model.library import Library
from generator.problems import Severity
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

TO_APPLICANTS = ("missing-materials-notice", "refusal-notice", "evaluation-result", "procedure-end-notice")
KINDS = ("application-file", *TO_APPLICANTS, "objection-reply", "filing", "publicity-list", "signed-list")


def every_outcome() -> list[tuple[str, dict[str, Any]]]:
    """Return each kind with the facts of each outcome that it has words for."""
    found: list[tuple[str, dict[str, Any]]] = [(kind, {}) for kind in KINDS]
    found += [("evaluation-result", {"evaluation_passed": passed, "reevaluation": again})
              for passed in ("true", "false") for again in ("true", "false")]  # fmt: skip
    found += [("procedure-end-notice", {"cause": cause}) for cause in ("unfit", "failed_again", "review_failed")]
    found += [("objection-reply", {"reply_to": to, "objection_upheld": upheld})
              for to in ("objector", "applicant") for upheld in ("true", "false")]  # fmt: skip
    return [*found, ("filing", {"matter": "evaluation"})]


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_can_be_issued(library: Library, kind: str) -> None:
    """Somebody who starts from an example that is refused learns nothing from it."""
    assert check(library, read_case(EXAMPLES / f"{kind}.yaml")) == ()


@pytest.mark.parametrize(("kind", "facts"), every_outcome())
@pytest.mark.parametrize(("region", "on"), PLACES)
def test_every_paper_is_complete(library: Library, kind: str, facts: dict[str, Any], region: str, on: date) -> None:
    """A passage that asks for what nobody was asked could not be sent."""
    document = assemble(library, paper(library, kind, region, on, **facts))
    printed = text_of(document)
    assert blanks(document) == set()
    assert not re.search(STRAY, printed)
    if kind in TO_APPLICANTS or facts.get("reply_to") == "applicant":
        for remedy in ("自行协商解决", "协调处理", "行政复议", "行政诉讼", "送达回证"):
            assert remedy in printed


@pytest.mark.parametrize(("kind", "facts"), every_outcome())
@pytest.mark.parametrize(("region", "on"), PLACES)
def test_short_names_of_statutes_are_introduced(
    library: Library, kind: str, facts: dict[str, Any], region: str, on: date
) -> None:
    """A region's passage under another opening would cite a statute that the reader was never told of."""
    printed = text_of(assemble(library, paper(library, kind, region, on, **facts)))
    assert badly_named(library, printed, region, on) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("region", "on"), PLACES[1:])
def test_the_regions_own_law_is_what_its_papers_stand_on(library: Library, kind: str, region: str, on: date) -> None:
    """Else a paper of Jiangsu would rest on the national article alone, and one of lapsed Foshan on a dead rule."""
    statute = own_statute(region)
    assert stands_on(library, paper(library, kind, region, on), statute) is library.statutes[statute].in_force(on)


@pytest.mark.parametrize(
    ("region", "on", "words"),
    [
        ("neimenggu", NOW, "评估时间不超过3个月，你单位补充材料的时间不计入评估期限"),
        ("jiangsu/nantong", NOW, "反馈评估结果不超过20个工作日，自申请材料补充完整之日起，重新开始计算"),
        ("guangdong/foshan", THEN, "自本告知之日起至收到补充材料之日止，不起算评估时间"),
        ("guangdong/foshan", NOW, "你单位补充材料的时间不计入评估期限"),
    ],
)
def test_time_for_supplements_is_counted_as_the_region_counts_it(
    library: Library, region: str, on: date, words: str
) -> None:
    """An applicant told of another way of counting would come too late, or the agency would."""
    assert words in text_of(assemble(library, paper(library, "missing-materials-notice", region, on)))


@pytest.mark.parametrize(("told", "on_time"), [("2026-03-06", True), ("2026-03-09", True), ("2026-03-10", False)])
def test_what_is_missing_is_told_within_five_working_days(library: Library, told: str, on_time: bool) -> None:
    """Jiangsu #11: received on Monday the 2nd of March, the fifth working day is Monday the 9th."""
    case = paper(library, "missing-materials-notice", full=False, missing_told_on=told)
    assert (refused(library, case) == []) is on_time


@pytest.mark.parametrize(("told", "on_time"), [("2026-03-30", True), ("2026-03-31", False)])
def test_jiangsu_answers_within_twenty_working_days(library: Library, told: str, on_time: bool) -> None:
    """Jiangsu #12: counted from the 2nd of March, or anew from the day on which everything was there."""
    case = paper(library, "evaluation-result", full=False, evaluation_finished_on=told)
    assert (refused(library, case) == []) is on_time
    anew = case.model_copy(update={"facts": case.facts | {"feedback_counted_from": "2026-03-09"}})
    assert refused(library, anew) == []


@pytest.mark.parametrize(("end", "long_enough"), [("2026-04-14", False), ("2026-04-15", True)])
def test_publicity_lasts_its_working_days(library: Library, end: str, long_enough: bool) -> None:
    """Jiangsu #13: five working days after the 8th of April; a list taken down early binds nobody."""
    assert (refused(library, paper(library, "publicity-list", full=False, publicity_to=end)) == []) is long_enough


@pytest.mark.parametrize(("region", "on", "days"), [(*PLACES[1], "5个工作日"), (*PLACES[2], "7个工作日")])
def test_publicity_names_the_regions_own_days(library: Library, region: str, on: date, days: str) -> None:
    """Jiangsu 5, Foshan 7, the nation none."""
    assert f"公示期为{days}" in text_of(assemble(library, paper(library, "publicity-list", region, on)))
    assert "公示期为" not in text_of(assemble(library, paper(library, "publicity-list", *PLACES[0])))


def test_a_failed_evaluation_says_why_and_what_to_mend(library: Library) -> None:
    """National #9, Jiangsu #13: reasons and suggestions; without them the result must not go out."""
    case = paper(library, "evaluation-result", full=False).model_copy(update={"findings": ()})
    assert "facts.failed_why" in blanks(assemble(library, case))
    silent = {name: text for name, text in case.facts.items() if name != "suggestions"}
    assert "facts.suggestions" in blanks(assemble(library, case.model_copy(update={"facts": silent})))


@pytest.mark.parametrize(("region", "on"), PLACES)
def test_the_second_failure_closes_the_door_for_a_year(library: Library, region: str, on: date) -> None:
    """The first leaves three months to mend; in Foshan the year runs from the end of the procedure."""
    first = text_of(assemble(library, paper(library, "evaluation-result", region, on, reevaluation="false")))
    again = text_of(assemble(library, paper(library, "evaluation-result", region, on, reevaluation="true")))
    assert "整改3个月后" in first
    assert "整改3个月后" not in again
    assert "1年内不得再次申请" in again
    assert ("终结本次申请程序" in again) is ((region, on) == ("guangdong/foshan", THEN))


def test_a_refusal_names_the_ground_in_the_statute(library: Library) -> None:
    """An applicant that isn't told which of the grounds it is can't answer it."""
    case = paper(library, "refusal-notice").model_copy(update={"findings": (Finding(fact="某事"),)})
    assert blanks(assemble(library, case)) == {"findings[1].statute", "findings[1].statute_words"}


def test_foshans_applicant_may_ask_for_a_review(library: Library) -> None:
    """Foshan #10(四): three working days from being told why; the objector has no such right."""
    told = paper(library, "objection-reply", full=False)
    assert "2023年3月24日告知理由之日起3个工作日内向我单位提出复核申请" in text_of(assemble(library, told))
    other = text_of(assemble(library, paper(library, "objection-reply", full=False, reply_to="objector")))
    assert "你单位可以自" not in other
    assert "申请人可以在3个工作日内提出复核申请" in other


@pytest.mark.parametrize(
    ("cause", "words"),
    [("unfit", "第十三条，自"), ("failed_again", "第十条第（三）项，自"), ("review_failed", "第十条第（四）项，自")],
)
def test_foshan_ends_a_procedure_by_the_article_of_its_cause(library: Library, cause: str, words: str) -> None:
    """Each cause has an article of its own, and only one of them a year's wait."""
    printed = text_of(assemble(library, paper(library, "procedure-end-notice", full=False, cause=cause)))
    assert f"依照《实施办法》{words}" in printed
    assert ("1年内不得再次申请" in printed) is (cause == "failed_again")


def test_nothing_is_published_or_filed_without_a_list(library: Library) -> None:
    """An empty list would be put up for five days for nobody."""
    for kind in ("publicity-list", "signed-list", "filing"):
        case = paper(library, kind).model_copy(update={"findings": ()})
        assert [found.where.key for found in check(library, case) if found.code == "required_facts"] == ["findings"]


@pytest.mark.parametrize("again", ["false", "true"])
@pytest.mark.parametrize(("region", "on"), PLACES)
def test_an_applicant_that_failed_can_be_told_so(library: Library, region: str, on: date, again: str) -> None:
    """The rule that only those who passed are signed with is none against telling the others."""
    case = paper(library, "evaluation-result", region, on, full=False, evaluation_passed="false", reevaluation=again)
    assert [problem.message for problem in refused(library, case)] == []


@pytest.mark.parametrize(("region", "on"), PLACES)
def test_a_notice_that_is_late_goes_out_with_its_reason(library: Library, region: str, on: date) -> None:
    """Else an agency that is late can never tell the applicant what is missing, or leaves the day out."""
    days = {"application_received_on": f"{on.year}-03-01", "missing_told_on": f"{on.year}-03-20"}
    case = paper(library, "missing-materials-notice", region, on, full=False, **days)
    (late,) = refused(library, case)
    assert (late.severity, late.where.key) == (Severity.REASON, "facts.missing_told_on")
    waiver = Waiver(problem="rule_unmet:facts.missing_told_on", reason="窗口搬迁", by="示例甲")
    (told,) = refused(library, case.model_copy(update={"waivers": (waiver,)}))
    assert told.severity is Severity.NOTE
    assert "内一次性告知" not in text_of(assemble(library, case))  # it doesn't say that it came in time
