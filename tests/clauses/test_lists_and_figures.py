"""The list of the rescinded, the quarter's figures and the year's assessment: what each region's article wants."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.assembly import assemble
from generator.checks import check
from generator.document.nodes import Blank
from generator.document.walk import document_lines, inlines
from generator.model.case import Case, Finding
from generator.model.library import Library
from generator.problems import stand_in_the_way
from generator.reading import read_case

EXAMPLES = Path(__file__).parents[2] / "examples"
KINDS = ("rescinded-list", "quarterly-statistics", "yearly-assessment")
NOW, THEN = date(2026, 6, 1), date(2023, 12, 20)
PLACES = (("neimenggu", NOW), ("jiangsu/nantong", NOW), ("guangdong/foshan", THEN), ("guangdong/foshan", NOW))


def paper(kind: str, region: str, on: date, **facts: str) -> Case:
    """Return the example of a kind in another place; whom Jiangsu copies the list to is written everywhere."""
    case = read_case(EXAMPLES / f"{kind}.yaml")
    known = {"health_authority": "某市卫生健康委员会"} if kind == "rescinded-list" else {}
    return case.model_copy(update={"region": region, "date": on, "facts": {**case.facts, **known, **facts}})


def text_of(library: Library, case: Case) -> str:
    return "\n".join(document_lines(assemble(library, case)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("region", "on"), PLACES)
def test_every_paper_is_complete(library: Library, kind: str, region: str, on: date) -> None:
    """A passage that asks for what nobody was asked could not be published."""
    document = assemble(library, paper(kind, region, on))
    assert [inline.name for inline in inlines(document) if isinstance(inline, Blank)] == []
    printed = "\n".join(document_lines(document))
    assert "依照，" not in printed
    assert ("佛医保〔2021〕93号" in printed) is ((region, on) == ("guangdong/foshan", THEN))


@pytest.mark.parametrize(
    ("region", "on", "article"),
    [
        (*PLACES[0], "第四十三条，现将"),
        (*PLACES[1], "（苏医保规〔2023〕3号）第三十八条，现将"),
        (*PLACES[2], "（佛医保〔2021〕93号）第十八条，现将"),
        (*PLACES[3], "第四十三条，现将"),
    ],
)
def test_the_rescinded_are_published_by_the_regions_article(
    library: Library, region: str, on: date, article: str
) -> None:
    """National #43, Jiangsu #38, Foshan #18."""
    assert article in text_of(library, paper("rescinded-list", region, on))


def test_jiangsu_copies_the_list_to_the_health_authority(library: Library) -> None:
    """Jiangsu #38.2; nobody else has to, and without its name the list can't go out there."""
    case = paper("rescinded-list", *PLACES[1])
    assert "抄送：某市卫生健康委员会。" in text_of(library, case)
    assert "抄送" not in text_of(library, paper("rescinded-list", *PLACES[0]))
    silent = {name: text for name, text in case.facts.items() if name != "health_authority"}
    problems = check(library, case.model_copy(update={"facts": silent}))
    assert [problem.where.key for problem in problems] == ["facts.health_authority"]


def test_foshan_counts_what_its_article_names(library: Library) -> None:
    """Foshan #14 names four things; a table without one of them is not the one it asks for."""
    printed = text_of(library, paper("quarterly-statistics", *PLACES[2]))
    for column in ("定点医疗机构名称", "违约情况", "协议处理情况", "违约责任履行情况"):
        assert column in printed
    case = paper("quarterly-statistics", *PLACES[2])
    rows = (Finding(fact="某医院", words="某事", address="中止"),)
    problems = check(library, case.model_copy(update={"findings": rows}))
    assert [problem.where.key for problem in problems] == ["findings.0.statute_words"]


@pytest.mark.parametrize(
    ("assessed", "in_time"),
    [("2023-09-30", False), ("2023-10-01", True), ("2023-12-31", True), ("2024-01-01", False)],
)
def test_foshan_assesses_within_the_last_quarter(library: Library, assessed: str, in_time: bool) -> None:
    """Foshan #40: too early it leaves out a quarter, too late it misses the settlement that hangs on it."""
    problems = check(library, paper("yearly-assessment", *PLACES[2], assessed_on=assessed))
    assert [problem.code for problem in problems] == ([] if in_time else ["rule_unmet"])
    assert in_time or problems[0].law[0].citation.endswith("第四十条")


def test_elsewhere_no_quarter_is_prescribed(library: Library) -> None:
    """The nation and Jiangsu name no time, so none is refused there."""
    for place in (PLACES[0], PLACES[1], PLACES[3]):
        assert stand_in_the_way(check(library, paper("yearly-assessment", *place, assessed_on="2023-05-05"))) == ()


def test_jiangsu_ties_the_result_to_what_its_article_names(library: Library) -> None:
    """Jiangsu #30 has the deposit shared out and the credit rated, national #36 has it paid back."""
    assert "质量保证金分配、协议续签、信用等级评定等挂钩" in text_of(library, paper("yearly-assessment", *PLACES[1]))
    assert "质量保证金退还、协议续签等挂钩" in text_of(library, paper("yearly-assessment", *PLACES[0]))


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_table_is_refused(library: Library, kind: str) -> None:
    """A list of nobody, a quarter of nothing, a score without items."""
    problems = check(library, paper(kind, *PLACES[2]).model_copy(update={"findings": ()}))
    assert [problem.where.key for problem in problems if problem.code == "required_facts"] == ["findings"]
