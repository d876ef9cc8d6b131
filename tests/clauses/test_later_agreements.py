"""The texts of renewals, standing and annual agreements and supplements, in every region that signs them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.assembly import assemble
from generator.document.nodes import Article, Blank, Document
from generator.document.walk import article_lines, articles, document_lines, inlines
from generator.model.case import Amendment, Case
from generator.model.clause import Kind
from generator.model.library import Library
from generator.reading import load_library, read_case
from generator.selection import kind_for, rules_of

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
KINDS = (
    "renewal",
    "standing-agreement",
    "annual-agreement",
    "supplement-internet-hospital",
    "supplement-changes",
    "supplement-policy",
)
PLACES = (
    ("neimenggu", date(2026, 12, 1)),
    ("jiangsu/nantong", date(2026, 12, 1)),
    ("guangdong/foshan", date(2023, 12, 1)),
    ("guangdong/foshan", date(2026, 12, 1)),  # its rules have lapsed: the national ones hold
)
STATUTES = {"jiangsu/nantong": "jiangsu-2023-3", "guangdong/foshan": "foshan-2021-93"}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def example(kind: str, region: str = "", on: date | None = None, **changes: Any) -> Case:
    """Return the example of a kind, moved to another region and day."""
    case = read_case(EXAMPLES / f"{kind}.yaml")
    moved: dict[str, Any] = {"region": region or case.region, "date": on or case.date}
    values = case.values | {"quality_deposit_base": "年度总额预算", "liquidated_damages_cap": "20%"}
    return case.model_copy(update={**moved, "values": values, **changes})


def kind_of(library: Library, case: Case) -> Kind:
    return kind_for(library, case.kind, rules_of(library, case))


def text_of(document: Document) -> str:
    return "\n".join(document_lines(document))


def named(document: Document, slug: str) -> Article:
    return next(article for article in articles(document) if article.clause == slug)


def words(article: Article) -> list[str]:
    """Return an article's lines without its own number."""
    first, *rest = article_lines(article)
    return [first.removeprefix(article.label), *rest]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("region", "on"), PLACES)
def test_every_kind_can_be_signed_in_every_region(library: Library, kind: str, region: str, on: date) -> None:
    """A region's own wording that asks for what the example doesn't state could not be issued there."""
    document = assemble(library, example(kind, region, on))
    blanks = {inline.name for inline in inlines(document) if isinstance(inline, Blank)}
    assert blanks <= {"penalty_report_limit"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("region", "on"), PLACES[1:])
def test_the_regions_own_law_is_what_its_papers_stand_on(library: Library, kind: str, region: str, on: date) -> None:
    """Else a paper of Jiangsu would cite the national article alone, and one of lapsed Foshan a dead rule."""
    statute = STATUTES[region]
    cited = {link.cite.statute for clause in kind_of(library, example(kind, region, on)).texts() for link in clause.law}
    assert (statute in cited) is library.statutes[statute].in_force(on)


@pytest.mark.parametrize(("region", "on"), PLACES)
def test_what_a_paper_leaves_alone_stays_in_force(library: Library, region: str, on: date) -> None:
    """A supplement that doesn't say so leaves open whether it replaces the whole agreement."""
    for kind in KINDS:
        if kind != "standing-agreement":
            printed = text_of(assemble(library, example(kind, region, on)))
            assert "组成部分" in printed, kind
            assert "各执2份" in printed, kind
            assert "继续有效" in printed or "按固定协议执行" in printed, kind


@pytest.mark.parametrize(
    ("region", "on", "items"), [("jiangsu/nantong", date(2026, 3, 2), 4), ("guangdong/foshan", date(2023, 3, 1), 5)]
)
def test_the_conditions_of_internet_hospitals_are_all_stated(
    library: Library, region: str, on: date, items: int
) -> None:
    """Jiangsu #7 has four conditions and Foshan #8 five: one left out could be broken without consequence."""
    document = assemble(library, example("supplement-internet-hospital", region, on))
    conditions = named(document, "conditions")
    assert [len(paragraph.items) for paragraph in conditions.paragraphs] == [0, items, 0]


@pytest.mark.parametrize(("region", "on"), PLACES)
def test_internet_articles_are_those_of_the_agreement(library: Library, region: str, on: date) -> None:
    """The supplement puts the agreement's own articles into force: other words would be another bargain."""
    supplement = example("supplement-internet-hospital", region, on)
    standing = example("standing-agreement", region, on, institution=supplement.institution)
    whole = standing.model_copy(update={"kind": "agreement"})
    own, main = assemble(library, supplement), assemble(library, whole)
    for slug in ("internet-diagnosis", "internet-payment"):
        assert words(named(own, slug)) == words(named(main, slug))
    assert "依托乙方设立的南通市示例中医院互联网医院" in text_of(own)


@pytest.mark.parametrize(("region", "on"), PLACES)
def test_a_standing_agreement_leaves_yearly_numbers_to_the_annual_one(library: Library, region: str, on: date) -> None:
    """相对不变: a number of one year, printed in a paper for two, is wrong in the second."""
    document = assemble(library, example("standing-agreement", region, on))
    printed = {getattr(inline, "name", "") for inline in inlines(document)}
    assert not printed & {"quality_deposit_rate", "out_of_catalogue_year", "online_procurement_rate"}
    assert "由年度医保协议约定" in text_of(document)


@pytest.mark.parametrize(("region", "on"), PLACES)
def test_a_standing_agreement_is_otherwise_the_regions_agreement(library: Library, region: str, on: date) -> None:
    """Based on the agreement, it must follow every change that a region makes there."""
    case = example("standing-agreement", region, on)
    own = {clause.slug: clause.file for clause in kind_of(library, case).clauses}
    whole = kind_of(library, case.model_copy(update={"kind": "agreement"}))
    main = {clause.slug: clause.file for clause in whole.clauses}
    changed = {slug for slug in {*own, *main} if own.get(slug) != main.get(slug)}
    assert changed - {"assessment"} == {"quality-deposit", "term", "annual-agreements"}


def test_foshan_prints_the_two_years_that_its_rule_fixes(library: Library) -> None:
    """#16.2: a standing agreement of another length would be void there; elsewhere no length is named."""
    foshan = assemble(library, example("standing-agreement", "guangdong/foshan", date(2023, 1, 1)))
    national = assemble(library, example("standing-agreement"))
    assert "有效期为2年" in text_of(foshan)
    assert "有效期为" not in "".join(article_lines(named(national, "term")))


def test_a_renewal_prints_no_number_that_nobody_renegotiated(library: Library) -> None:
    """The region's default, printed unasked, would loosen what this hospital had agreed to."""
    case = example("renewal")
    facts = {name: value for name, value in case.facts.items() if not name.startswith("changes_")}
    document = assemble(library, case.model_copy(update={"facts": facts, "amendments": ()}))
    assert {article.clause for article in articles(document)} == {"negotiation", "term", "rest", "effect"}
    assert "%" not in text_of(document)


def test_a_renewal_prints_each_number_that_was_renegotiated(library: Library) -> None:
    """What the parties agreed on for the new year has to stand in the paper that they sign."""
    case = example("renewal")
    case = case.model_copy(update={"facts": case.facts | {"changes_online_procurement_rate": "true"}})
    values = "".join(article_lines(named(assemble(library, case), "values")))
    assert "的3%（不超过5%）" in values
    assert "2027年，乙方（三级甲等）不得高于16%" in values
    assert "高值医用耗材网采率：乙方不得低于80%" in values


def test_private_institutions_have_no_procurement_rate_in_the_annual_agreement(library: Library) -> None:
    """The model's article 57(二) binds public institutions alone."""
    case = example("annual-agreement")
    private = case.institution.model_copy(update={"ownership": "private"})
    assert "网采率" in text_of(assemble(library, case))
    assert "网采率" not in text_of(assemble(library, case.model_copy(update={"institution": private})))


def test_an_annual_agreement_states_a_budget_or_a_payment_index(library: Library) -> None:
    """National #16 binds the hospital to the budget that the agreement names: without one there is nothing to keep."""
    case = example("annual-agreement")
    bare = {name: value for name, value in case.facts.items() if name != "total_budget"}
    index = bare | {"payment_index": "每分值12.5元"}
    assert "facts.total_budget" in {
        getattr(one, "name", "") for one in inlines(assemble(library, case_with(case, bare)))
    }
    printed = text_of(assemble(library, case_with(case, index)))
    assert "支付指标为每分值12.5元" in printed
    assert "总额预算为" not in printed


def case_with(case: Case, facts: dict[str, str]) -> Case:
    return case.model_copy(update={"facts": facts})


@pytest.mark.parametrize("kind", ["renewal", "annual-agreement", "supplement-changes", "supplement-policy"])
def test_every_sort_of_amendment_is_said_in_full(library: Library, kind: str) -> None:
    """An amendment that isn't printed isn't agreed; several paragraphs must all come out."""
    amendments = (
        Amendment(clause="a", address="第一条", before="旧文", after="新文一\n新文二"),
        Amendment(clause="b", address="第二条", action="insert", title="新条", after="新增的话"),
        Amendment(clause="c", address="第三条", action="delete", before="删去的话"),
    )
    printed = text_of(assemble(library, example(kind, amendments=amendments)))
    assert "第一条“旧文”修改为：“新文一\n新文二”" in printed
    assert "在第二条之后增加一条“新条”，内容为：“新增的话”" in printed
    assert "删去第三条：“删去的话”" in printed


def test_a_change_of_particulars_names_what_was_and_what_is(library: Library) -> None:
    """Jiangsu #35: the supplement changes the agreement's own particulars, from one value to another."""
    printed = text_of(assemble(library, example("supplement-changes")))
    assert "乙方的法定代表人由“示例乙”变更为“示例丙”。" in printed
    assert "作出予以变更的决定，双方据此签订本补充协议" in printed
