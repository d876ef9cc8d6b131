"""Grounds of decisions. Lost without these: a notice on a ground that the law or that agreement doesn't give."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.assembly.consolidation import apply
from generator.lifecycle import Judgement, complete, judge
from generator.model.case import Amendment, Finding, Waiver
from generator.model.library import Library
from generator.problems import Severity
from tests.lifecycle.builders import (
    FOSHAN,
    FOSHAN_LAPSED,
    JIANGSU,
    NATIONAL,
    Time,
    agreement_text,
    event,
    judged,
    life,
    order,
    problem_of,
    standing_in_the_way,
    texts,
    with_case,
)

BREACH = date(2026, 5, 1)


def found_on(library: Library, name: str, time: Time = NATIONAL, **finding: Any) -> Judgement:
    """Judge an agency's order with one finding."""
    one = Finding(**{"fact": "查实的事实", "on": time.day(5, 1), **finding})
    return judged(library, life(time), with_case(order(time, name, "agency"), findings=(one,)))


@pytest.mark.parametrize("name", ["suspend", "rescind"])
def test_the_agency_needs_a_ground(library: Library, name: str) -> None:
    found = judged(library, life(NATIONAL), with_case(order(NATIONAL, name, "agency"), findings=()))
    problem = problem_of(found, "ground_missing")
    assert problem.law
    assert "可用的理由" in problem.mend


def test_an_unknown_ground_gets_the_nearest_name(library: Library) -> None:
    assert "major-risk" in problem_of(found_on(library, "suspend", ground="major-risks"), "ground_unknown").mend


def test_a_ground_that_has_lapsed_with_its_region_s_rules_is_unknown(library: Library) -> None:
    """Jiangsu's public exposure is no ground elsewhere; Foshan's grounds are the nation's again after 2023."""
    assert standing_in_the_way(found_on(library, "suspend", JIANGSU, ground="public-exposure")) == []
    assert problem_of(found_on(library, "suspend", ground="public-exposure"), "ground_unknown")
    for time, title in ((FOSHAN, "佛山市"), (FOSHAN_LAPSED, "暂行办法")):
        one = with_case(
            order(time, "suspend", "agency"), findings=(Finding(fact="x", ground="major-risk", on=time.day(5, 1)),)
        )
        completed = complete(library, life(time), texts(library, life(time)), one)
        assert title in (completed.findings[0].statute or "")


def test_a_ground_of_another_event_is_refused(library: Library) -> None:
    problem = problem_of(found_on(library, "suspend", ground="fraud"), "ground_of_another_event")
    assert problem.severity is Severity.ERROR
    assert "解除" in problem.mend
    assert "第四十三条" in problem.law[0].citation


def test_what_concerns_persons_leaves_the_agreement_alone(library: Library) -> None:
    problem = problem_of(found_on(library, "suspend", ground="staff-handling"), "ground_of_another_event")
    assert "协议照常履行" in problem.message


def test_a_clause_that_is_no_ground_is_refused(library: Library) -> None:
    problem = problem_of(found_on(library, "suspend", clause="payment"), "ground_of_another_event")
    assert problem.where.key == "findings.0.clause"


def test_a_place_that_the_agreement_hasn_t_got_is_refused(library: Library) -> None:
    problem = problem_of(
        found_on(library, "suspend", clause="suspensions", item="major-risk"), "ground_not_in_agreement"
    )
    assert "suspension" in problem.mend
    item = found_on(library, "suspend", clause="suspension", item="no-such-item")
    assert problem_of(item, "ground_not_in_agreement").where.key == "findings.0.clause"


@pytest.mark.parametrize(("on", "refused"), [(date(2026, 5, 1), False), (date(2026, 6, 2), True)])
def test_a_breach_is_judged_by_the_agreement_of_its_own_day(library: Library, on: date, *, refused: bool) -> None:
    """The item was taken out on 1 June: before that it is a ground, after it is none."""
    one = life(NATIONAL)
    signed = agreement_text(library, one.region, one.signed_on)
    without = signed.model_copy(update={
        "chapters": tuple(chapter.model_copy(update={"articles": tuple(
            article for article in chapter.articles if article.clause != "suspension")}) for chapter in signed.chapters)
    })  # fmt: skip
    text = texts(library, one, d2026_06_01=without)
    finding = Finding(fact="x", clause="suspension", item="major-risk", on=on)
    wanted = with_case(order(NATIONAL, "suspend", "agency"), findings=(finding,))
    case = complete(library, one, text, wanted)
    assert (case.findings[0].address is None) == refused
    found = judge(library, one, text, replace(wanted, case=case), case.date)
    assert ("ground_not_in_agreement" in {problem.code for problem in found.problems}) == refused


def test_fraud_is_told_to_lead_to_rescission_and_a_reason_lets_it_wait(library: Library) -> None:
    found = found_on(library, "suspend", clause="suspension", item="forged-documents")
    problem = problem_of(found, "ground_stronger")
    assert problem.severity is Severity.REASON
    assert "第四十三条第（三）项" in problem.law[0].citation
    finding = Finding(fact="x", clause="suspension", item="forged-documents", on=BREACH)
    waiver = Waiver(problem="ground_stronger", reason="正在查实", by="局长办公会")
    wanted = with_case(order(NATIONAL, "suspend", "agency"), findings=(finding,), waivers=(waiver,))
    waived = judged(library, life(NATIONAL), wanted)
    assert waived.next is not None
    assert "正在查实" in problem_of(waived, "ground_stronger").message


def test_data_not_supplied_suspends_though_the_agreement_only_withholds(library: Library) -> None:
    """The statute goes before the contract, and the paper cites both."""
    finding = Finding(fact="x", ground="untrue-data", clause="withholding", item="settlement-data", on=BREACH)
    wanted = with_case(order(NATIONAL, "suspend", "agency"), findings=(finding,))
    assert standing_in_the_way(judged(library, life(NATIONAL), wanted)) == []
    case = complete(library, life(NATIONAL), texts(library, life(NATIONAL)), wanted)
    assert "第六十条" in (case.findings[0].address or "")
    assert "第四十二条" in (case.findings[0].statute or "")
    alone = with_case(wanted, findings=(Finding(fact="x", clause="withholding", item="settlement-data", on=BREACH),))
    assert standing_in_the_way(judged(library, life(NATIONAL), alone)) == []


def test_a_breach_that_leads_here_only_when_it_is_grave_is_told(library: Library) -> None:
    found = found_on(library, "rescind", clause="interview", item="stock-records")
    assert found.next is not None
    assert any("性质恶劣" in problem.message for problem in found.problems)


def test_what_the_agreement_names_must_be_named(library: Library) -> None:
    problem = problem_of(found_on(library, "rescind", ground="contract-rescission"), "ground_missing")
    assert problem.where.key == "findings.0.clause"


@pytest.mark.parametrize(
    ("finding", "severity"),
    [
        ({"clause": "suspension", "item": "account-cashing"}, Severity.ERROR),
        ({"ground": "major-risk"}, Severity.REASON),
    ],
)
def test_a_breach_before_the_signing_breaches_nothing(
    library: Library, finding: dict[str, str], severity: Severity
) -> None:
    found = found_on(library, "suspend", on=date(2025, 12, 31), **finding)
    problem = problem_of(found, "event_dates")
    assert (problem.severity, problem.where.key) == (severity, "findings.0.on")


def test_conduct_that_led_to_the_agreement_lies_before_it(library: Library) -> None:
    """Who got the agreement by deceit did so before it was signed."""
    assert standing_in_the_way(found_on(library, "rescind", ground="deceit", on=date(2025, 12, 1))) == []
    assert standing_in_the_way(found_on(library, "rescind", ground="fraud", on=date(2025, 12, 1)))


def test_where_several_places_speak_of_it_the_user_is_asked_which(library: Library) -> None:
    found = found_on(library, "rescind", ground="fraud")
    assert any("suspension#forged-documents" in problem.message for problem in found.problems)


def test_a_breach_without_its_day_or_after_the_paper_is_refused(library: Library) -> None:
    assert problem_of(found_on(library, "suspend", ground="major-risk", on=None), "event_fact_missing")
    late = found_on(library, "suspend", ground="major-risk", on=date(2026, 7, 11))
    assert problem_of(late, "event_dates").where.key == "findings.0.on"


def test_the_second_suspension_is_told_and_rescinds_nothing(library: Library) -> None:
    before = (event("suspend", date(2026, 2, 1)), event("resume", date(2026, 3, 1)))
    found = judged(library, life(NATIONAL, *before), order(NATIONAL, "suspend", "agency"))
    assert found.next is not None
    assert found.next.state == "suspended"
    told = [problem for problem in found.problems if "第2次中止" in problem.message]
    assert [problem.severity for problem in told] == [Severity.NOTE]
    assert "第四十三条第（一）项" in told[0].law[0].citation


def test_a_suspension_that_was_asked_for_is_not_counted(library: Library) -> None:
    before = (event("suspend", date(2026, 2, 1), "institution"), event("resume", date(2026, 3, 1)))
    found = judged(library, life(NATIONAL, *before), order(NATIONAL, "suspend", "agency"))
    assert not any("次中止" in problem.message for problem in found.problems)


def test_two_suspensions_are_no_ground_where_there_was_none(library: Library) -> None:
    found = found_on(library, "rescind", ground="two-suspensions")
    assert problem_of(found, "event_cause").severity is Severity.ERROR


def test_an_amendment_without_its_place_is_refused(library: Library) -> None:
    wanted = order(NATIONAL, "supplement", "both")
    nowhere = with_case(wanted, amendments=(Amendment(clause="paymnt", after="x"),))
    assert "payment" in problem_of(judged(library, life(NATIONAL), nowhere), "amendment_place").mend
    other = with_case(wanted, amendments=(Amendment(clause="payment", before="别的文字", after="x"),))
    assert problem_of(judged(library, life(NATIONAL), other), "amendment_place").where.key == "amendments.0.before"


def test_an_amendment_gets_its_address_and_words_and_can_be_carried_out(library: Library) -> None:
    wanted = with_case(
        order(NATIONAL, "supplement", "both"),
        amendments=(
            Amendment(clause="suspension", item="major-risk", after="新的文字；"),
            Amendment(clause="particulars", item="institution.phone", after="0471-0000000"),
        ),
    )
    case = complete(library, life(NATIONAL), texts(library, life(NATIONAL)), wanted)
    item, phone = case.amendments
    assert (item.address or "").endswith("第（一）项")
    assert (item.before or "").startswith("根据协议履行核查")
    assert (phone.address, phone.before) == ("乙方联系电话", "0471-7654321")
    document = agreement_text(library, "neimenggu", date(2026, 1, 1))
    for amendment in case.amendments:
        document = apply(document, amendment)
    assert standing_in_the_way(judged(library, life(NATIONAL), wanted)) == []
