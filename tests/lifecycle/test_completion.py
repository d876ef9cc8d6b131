"""Cases completed from their agreement. Lost without these: a notice that names an article of another agreement."""

from dataclasses import replace
from datetime import date

import pytest

from generator.lifecycle import Happened, complete
from generator.lifecycle.law import law_on
from generator.lifecycle.matching import Match, as_quoted
from generator.model.case import Agency, Case, Finding, Institution
from generator.model.library import Library
from tests.lifecycle.builders import GOOD, NATIONAL, agreement_text, event, life, order, texts, with_case


def completed(library: Library, *findings: Finding, **changes: object) -> Case:
    """Return the case of a suspension as its paper needs it."""
    one = life(NATIONAL)
    wanted = with_case(order(NATIONAL, "suspend", "agency"), findings=findings, **changes)
    return complete(library, one, texts(library, one), wanted)


def test_the_paper_names_the_agreement_as_the_register_has_it(library: Library) -> None:
    own = completed(library).agreement
    assert own is not None
    assert (own.number, own.date, own.start, own.end) == (
        "内医保协〔2026〕0001号", date(2026, 1, 1), date(2026, 1, 1), date(2026, 12, 31),
    )  # fmt: skip
    assert own.title == library.kinds["agreement"].title


def test_a_renewed_agreement_is_named_with_its_new_term(library: Library) -> None:
    renewal = Happened("renew", date(2026, 6, 1), date(2026, 6, 1), "both", term=(date(2027, 1, 1), date(2027, 12, 31)))
    one = life(NATIONAL, renewal)
    own = complete(library, one, texts(library, one), order(NATIONAL, "suspend", "agency")).agreement
    assert own is not None
    assert own.end == date(2027, 12, 31)


def test_the_parties_are_those_of_the_agreement(library: Library) -> None:
    case = completed(
        library, agency=Agency(phone="0471-9999999"), institution=Institution(name="写错的名字", type="专科医院")
    )
    assert case.institution.name == GOOD.institution.name
    assert case.agency.name == GOOD.agency.name
    assert case.agency.phone == "0471-9999999"


def test_a_ground_of_the_law_gets_its_place_in_the_agreement(library: Library) -> None:
    finding = completed(library, Finding(fact="x", ground="major-risk", on=date(2026, 5, 1))).findings[0]
    assert (finding.clause, finding.item) == ("suspension", "major-risk")
    assert (finding.address or "").endswith("第（一）项")
    assert (finding.words or "").startswith("根据协议履行核查")
    assert "第四十二条" in (finding.statute or "")
    assert "可能造成重大风险" in (finding.statute_words or "")


def test_a_place_in_the_agreement_gets_its_ground_in_the_law(library: Library) -> None:
    one = Finding(fact="x", clause="suspension", item="untrue-data", on=date(2026, 5, 1))
    assert completed(library, one).findings[0].ground == "untrue-data"
    without = Finding(fact="x", clause="suspension", item="leased-department", on=date(2026, 5, 1))
    assert completed(library, without).findings[0].ground == "contract-suspension"


def test_of_several_places_none_is_guessed(library: Library) -> None:
    """Fraud stands at two items of the agreement's suspensions: which of them it was, somebody must say."""
    one = life(NATIONAL)
    wanted = with_case(
        order(NATIONAL, "rescind", "agency"), findings=(Finding(fact="x", ground="fraud", on=date(2026, 5, 1)),)
    )
    finding = complete(library, one, texts(library, one), wanted).findings[0]
    assert (finding.clause, finding.address) == (None, None)
    assert "第四十三条第（三）项" in (finding.statute or "")


def test_what_was_written_by_hand_gives_way_to_what_stands_there(library: Library) -> None:
    finding = Finding(
        fact="x", clause="suspension", item="major-risk", address="第一条", words="编的", on=date(2026, 5, 1)
    )
    assert completed(library, finding).findings[0].address != "第一条"


def test_words_stay_on_one_line_that_a_case_may_hold(library: Library) -> None:
    """The register reads the case back: a word with a line break would be refused then."""
    for clause in ("suspension", "rescission", "recovery", "payment"):
        case = completed(library, Finding(fact="x", clause=clause, on=date(2026, 5, 1)))
        again = Finding.model_validate(case.findings[0].model_dump())
        assert again.words


@pytest.mark.parametrize(
    ("clause", "item"), [("suspension", "untrue-data"), ("rescission", None), ("payment", None), ("withholding", None)]
)
def test_quoted_words_have_no_closing_mark(library: Library, clause: str, item: str | None) -> None:
    """A notice quotes them inside a sentence of its own: “……；”） would be printed."""
    finding = completed(library, Finding(fact="x", clause=clause, item=item, on=date(2026, 5, 1))).findings[0]
    assert finding.words
    assert finding.words[-1] not in "；。"


def test_only_the_mark_that_closes_is_left_out() -> None:
    assert [as_quoted(text) for text in ("甲；乙。", "甲；", "甲：", "")] == ["甲；乙", "甲", "甲：", ""]


def test_the_law_s_words_are_quoted_alike(library: Library) -> None:
    legal = law_on(library, "neimenggu", date(2026, 5, 1)).grounds["untrue-data"]
    closed = legal.model_copy(update={"quote": f"{legal.quote}；"})
    assert Match(None, None, None, closed, None).legal_words == legal.quote
    assert Match(None, None, None, None, None).legal_words is None


def test_articles_carry_that_agreement_s_own_numbers(library: Library) -> None:
    one = life(NATIONAL)
    signed = agreement_text(library, one.region, one.signed_on)
    moved = signed.model_copy(update={
        "chapters": tuple(chapter.model_copy(update={"articles": tuple(
            article.model_copy(update={"label": f"第{article.number}条之旧"}) for article in chapter.articles
        )}) for chapter in signed.chapters)
    })  # fmt: skip
    case = complete(library, one, texts(library, one, d2026_02_01=moved), order(NATIONAL, "not-renew", "agency"))
    assert case.facts["article_renewal"].endswith("条之旧")
    kind = library.kinds["non-renewal-notice"]
    assert all(f"facts.{name}" in kind.facts for name in case.facts if name.startswith("article_"))


@pytest.mark.parametrize("name", ["suspend", "rescind", "resume", "terminate"])
def test_a_completed_case_is_still_one_that_can_be_read(library: Library, name: str) -> None:
    one = life(NATIONAL, *([event("suspend", date(2026, 6, 1))] if name == "resume" else []))
    wanted = order(NATIONAL, name, "agency")
    case = complete(library, one, texts(library, one), replace(wanted))
    assert Case.model_validate(case.model_dump()).findings == case.findings


def test_of_several_places_the_one_of_this_event_is_meant(library: Library) -> None:
    """Untrue data stands under interview, withholding and recovery too: a suspension cites the suspensions' item."""
    finding = completed(library, Finding(fact="x", ground="untrue-data", on=date(2026, 5, 1))).findings[0]
    assert (finding.clause, finding.item) == ("suspension", "untrue-data")
