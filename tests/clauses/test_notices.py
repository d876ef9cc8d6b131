"""The texts of the five notices, whoever started it, in every region and on either side of Foshan's lapse."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from generator.assembly import assemble
from generator.checks import check
from generator.document.nodes import Document
from generator.document.walk import articles
from generator.model.case import Case, Finding
from generator.model.library import Library
from generator.reading import read_case
from generator.selection import kind_for, rules_of
from tests.clauses.papers import EXAMPLES, PLACES, STATUTES, blanks, text_of

KINDS = ("suspension-notice", "resumption-notice", "rescission-notice", "termination-notice", "non-renewal-notice")
HANDLINGS = ("suspension-notice", "rescission-notice")
PARTIES = ("agency", "institution", "spread")
CAUSES = (
    "expiry", "suspension_outlived", "suspension_lapsed", "force_majeure", "conditions_lost", "licence", "mutual",
    "other",
)  # fmt: skip
DATES = (
    "decided_on", "effective_on", "suspended_from", "suspended_to", "requested_on", "requested_from",
    "request_received_on", "heard_on", "verified_on", "prepaid_recovered_on", "cleared_on",
)  # fmt: skip
TEXTS = ("reasons", "spread_from", "spread_number", "article_termination")
FACTS = dict.fromkeys(DATES, "2026-06-01") | dict.fromkeys(TEXTS, "某事") | {"heard": "true"}


def notice(
    kind: str, region: str = "neimenggu", on: date = date(2026, 6, 1), *, facts: dict[str, str] = FACTS, **more: Any
) -> Case:
    """Return the example of a kind with other facts, moved to another region and day."""
    case = read_case(EXAMPLES / f"{kind}.yaml")
    return case.model_copy(update={"region": region, "date": on, "facts": case.facts | facts, **more})


def passages(document: Document) -> set[str]:
    return {article.clause for article in articles(document)}


def every_notice() -> list[tuple[str, dict[str, str]]]:
    """Return each kind with the facts of each party or cause that it has words for."""
    found = [(kind, FACTS | {"by": party}) for kind in HANDLINGS for party in PARTIES]
    found += [(kind, FACTS | {"by": party}) for kind in (KINDS[1], KINDS[4]) for party in PARTIES[:2]]
    return found + [(KINDS[3], FACTS | {"cause": cause}) for cause in CAUSES]


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_can_be_issued(library: Library, kind: str) -> None:
    """Somebody who starts from an example that is refused learns nothing from it."""
    assert check(library, read_case(EXAMPLES / f"{kind}.yaml")) == ()


@pytest.mark.parametrize(("kind", "facts"), every_notice())
@pytest.mark.parametrize(("region", "on"), PLACES)
def test_every_notice_is_complete(library: Library, kind: str, facts: dict[str, str], region: str, on: date) -> None:
    """A passage that asks for what nobody was asked could not be issued; one with no way out would be unlawful."""
    document = assemble(library, notice(kind, region, on, facts=facts))
    printed = text_of(document)
    assert blanks(document) == set()
    for remedy in ("自行协商解决", "协调处理", "行政复议", "行政诉讼", "送达回证"):
        assert remedy in printed
    assert not re.search("依照，|，，|。。|和，|（）", printed)


@pytest.mark.parametrize(("kind", "facts"), every_notice())
@pytest.mark.parametrize(("region", "on"), PLACES)
def test_short_names_of_statutes_are_introduced(
    library: Library, kind: str, facts: dict[str, str], region: str, on: date
) -> None:
    """A region's passage beside the national opening would cite a statute that the reader was never told of."""
    printed = text_of(assemble(library, notice(kind, region, on, facts=facts)))
    for short, statute in STATUTES.items():
        own = region.startswith("jiangsu" if statute.startswith("jiangsu") else "guangdong")
        holds = own and library.statutes[statute].in_force(on)
        assert (f"以下简称{short}" in printed) is holds
        assert (short in printed) is holds


@pytest.mark.parametrize("kind", KINDS)
def test_the_sign_comes_down_on_termination_and_rescission_alone(library: Library, kind: str) -> None:
    """Model 80 leaves the sign up while an agreement is suspended; 72 asks for the notice in all three."""
    printed = text_of(assemble(library, notice(kind)))
    assert ("不得再悬挂" in printed) is (kind in ("rescission-notice", "termination-notice"))
    assert ("营业场所显著位置公告" in printed) is (kind in (*HANDLINGS, "termination-notice"))


@pytest.mark.parametrize("party", PARTIES)
def test_jiangsu_checks_recovers_and_settles_before_it_rescinds(library: Library, party: str) -> None:
    """Jiangsu #38 asks for all three first and for a copy to the health authority; elsewhere no article does."""
    facts = FACTS | {"by": party}
    own = text_of(assemble(library, notice("rescission-notice", "jiangsu/nantong", facts=facts)))
    assert re.search("全面核查.*收回预拨的医保基金.*完成清算", own)
    assert "抄送同级卫生健康行业主管部门" in own
    elsewhere = text_of(assemble(library, notice("rescission-notice", facts=facts)))
    assert "收回预拨" not in elsewhere
    assert "抄送" not in elsewhere


def test_jiangsu_names_what_was_not_settled_before_rescission(library: Library) -> None:
    """A rescission there without the check would be printed as if it had been made."""
    case = notice("rescission-notice", "jiangsu/nantong")
    done = {"fully_checked", "verified_on", "prepaid_recovered", "prepaid_recovered_on", "cleared", "cleared_on"}
    facts = {name: text for name, text in case.facts.items() if name not in done}
    document = assemble(library, case.model_copy(update={"facts": facts}))
    assert blanks(document) == {"facts.verified_on", "facts.prepaid_recovered_on", "facts.cleared_on"}
    stated = facts | dict.fromkeys(("fully_checked", "prepaid_recovered", "cleared"), "true")
    assert blanks(assemble(library, case.model_copy(update={"facts": stated}))) == set()


@pytest.mark.parametrize(
    ("region", "on", "words"),
    [
        ("neimenggu", date(2026, 6, 1), "超过180日，你单位仍未提出继续履行申请的，原则上《协议》自动终止"),
        ("jiangsu/nantong", date(2026, 6, 1), "超过180日，你单位仍未提出继续履行申请的，原则上《协议》自动终止"),
        ("guangdong/foshan", date(2023, 6, 1), "超过180个自然日，你单位仍未提出继续履行申请的，《协议》自动终止"),
        ("guangdong/foshan", date(2026, 6, 1), "超过180日，你单位仍未提出继续履行申请的，原则上《协议》自动终止"),
    ],
)
def test_a_suspension_that_nobody_ends(library: Library, region: str, on: date, words: str) -> None:
    """Only Foshan's own rule ends it without 原则上, counts natural days, and only while it is in force."""
    case = notice("suspension-notice", region, on, facts=FACTS | {"by": "institution"})
    assert words in text_of(assemble(library, case))


def test_foshan_suspends_and_rescinds_on_request_from_the_day_it_is_told(library: Library) -> None:
    """Foshan #19: 自告知之日起. Another day in the notice would be no law."""
    for kind in HANDLINGS:
        for party in PARTIES:
            case = notice(kind, "guangdong/foshan", date(2023, 6, 1), facts=FACTS | {"by": party})
            assert ("自书面告知你单位之日" in text_of(assemble(library, case))) is (party == "institution")


def test_contract_and_statute_are_both_cited(library: Library) -> None:
    """Where they differ the statute goes first, and the institution must see both places."""
    printed = text_of(assemble(library, notice("suspension-notice")))
    assert "属于《协议》第六十五条第（二）项约定的情形" in printed
    assert "同时属于《医疗机构医疗保障定点管理暂行办法》第四十二条第二款第（二）项规定的情形" in printed
    assert "依照法律、法规、规章的规定办理" in printed


@pytest.mark.parametrize("kind", HANDLINGS)
def test_a_handling_without_a_ground_is_not_complete(library: Library, kind: str) -> None:
    """A decision against an institution that names no article of agreement or statute must not go out."""
    (finding,) = notice(kind).findings
    bare = Finding(fact=finding.fact)
    assert blanks(assemble(library, notice(kind, findings=(bare,)))) == {"findings[1].address", "findings[1].words"}
    by_statute = bare.model_copy(update={"statute": finding.statute, "statute_words": finding.statute_words})
    assert blanks(assemble(library, notice(kind, findings=(by_statute,)))) == set()


@pytest.mark.parametrize("kind", HANDLINGS)
def test_responsible_persons_follow_where_the_institution_is_handled(library: Library, kind: str) -> None:
    """Personnel rules #34 move their state with a handling, since 2025; what an institution asks for is none."""
    for party in PARTIES:
        facts = FACTS | {"by": party}
        now = passages(assemble(library, notice(kind, facts=facts)))
        assert ("responsible-persons" in now) is (party != "institution")
        before = passages(assemble(library, notice(kind, on=date(2024, 12, 31), facts=facts)))
        assert "responsible-persons" not in before


@pytest.mark.parametrize("kind", KINDS)
def test_articles_are_named_by_clauses_that_agreements_have(library: Library, kind: str) -> None:
    """The register fills facts.article_<slug>: a slug that no agreement has would stay empty for ever."""
    slugs = {clause.slug.replace("-", "_") for clause in library.kinds["agreement"].clauses}
    named = {name.removeprefix("facts.article_") for name in library.kinds[kind].facts if ".article_" in name}
    assert named
    assert named <= slugs


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("region", "on"), PLACES[1:])
def test_the_regions_own_law_is_what_its_notices_stand_on(library: Library, kind: str, region: str, on: date) -> None:
    """Else a notice of Jiangsu would rest on the national article alone, and one of lapsed Foshan on a dead rule."""
    statute = STATUTES["《实施细则》" if region.startswith("jiangsu") else "《实施办法》"]
    found = kind_for(library, kind, rules_of(library, notice(kind, region, on)))
    assert (statute in {link.cite.statute for clause in found.clauses for link in clause.law}) is (
        library.statutes[statute].in_force(on)
    )
