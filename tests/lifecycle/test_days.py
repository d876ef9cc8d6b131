"""Days of orders. Lost without these: an event before the agreement, after it, or out of its order."""

from dataclasses import replace
from datetime import date

import pytest

from generator.lifecycle import Life
from generator.model.case import Term, Waiver
from generator.model.library import Library
from generator.problems import Severity
from tests.lifecycle.builders import (
    FOSHAN,
    FOSHAN_LAPSED,
    JIANGSU,
    NATIONAL,
    TIMES,
    Time,
    event,
    in_state,
    judged,
    life,
    order,
    problem_of,
    standing_in_the_way,
    with_case,
)


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"effective_on": "2025-12-31", "decided_on": "2025-12-31"}, "facts.effective_on"),
        ({"decided_on": "2025-12-31"}, "facts.decided_on"),
        ({"decided_on": "2026-07-11"}, "facts.decided_on"),
        ({"effective_on": "2026-07-09"}, "facts.effective_on"),
        ({"suspended_to": "2026-07-14"}, "facts.suspended_to"),
        ({"request_received_on": "2026-07-11"}, "facts.request_received_on"),
        ({"request_received_on": "2025-12-31"}, "facts.request_received_on"),
    ],
)
def test_a_day_out_of_order_is_refused_at_its_place(library: Library, facts: dict[str, str], key: str) -> None:
    found = judged(library, life(NATIONAL), order(NATIONAL, "suspend", "agency", **facts))
    assert ("event_dates", key) in standing_in_the_way(found)
    assert found.next is None


def test_a_paper_before_the_signing_is_refused(library: Library) -> None:
    found = judged(library, life(NATIONAL), with_case(order(NATIONAL, "suspend", "agency"), date=date(2025, 12, 31)))
    assert problem_of(found, "agreement_dates").where.key == "date"


def test_nothing_is_put_before_what_happened_later(library: Library) -> None:
    before = (event("suspend", date(2026, 8, 1)), event("resume", date(2026, 9, 1)))
    found = judged(library, life(NATIONAL, *before), order(NATIONAL, "suspend", "agency"))
    assert "恢复履行" in problem_of(found, "event_dates").message


def test_nothing_happens_from_a_day_after_the_end(library: Library) -> None:
    found = judged(library, life(NATIONAL), order(NATIONAL, "suspend", "agency", effective_on="2027-01-01"))
    problem = problem_of(found, "agreement_closed")
    assert "到期" in problem.message


def test_nothing_is_dated_back_into_an_agreement_that_has_ended(library: Library) -> None:
    found = judged(library, life(NATIONAL), order(NATIONAL, "suspend", "agency"), on=date(2027, 1, 10))
    assert problem_of(found, "agreement_closed")


def test_a_suspension_beyond_the_term_is_told_and_allowed(library: Library) -> None:
    found = judged(library, life(NATIONAL), order(NATIONAL, "suspend", "agency", suspended_to="2027-01-15"))
    assert found.next is not None
    told = [problem for problem in found.problems if problem.where.key == "facts.suspended_to"]
    assert [problem.severity for problem in told] == [Severity.NOTE]


@pytest.mark.parametrize(
    ("start", "refused"), [(date(2027, 1, 1), False), (date(2027, 2, 1), True), (date(2026, 12, 1), True)]
)
def test_a_renewal_joins_on_to_the_term_before(library: Library, start: date, *, refused: bool) -> None:
    term = Term(start=start, end=date(2027, 12, 31))
    found = judged(library, life(NATIONAL), with_case(order(NATIONAL, "renew", "both"), term=term))
    assert [code for code, _ in standing_in_the_way(found)] == (["term_gap"] if refused else [])
    if not refused:
        assert found.next is not None
        assert found.next.end == date(2027, 12, 31)


def test_a_renewal_in_full_text_leaves_the_old_term_alone(library: Library) -> None:
    found = judged(library, life(NATIONAL), with_case(order(NATIONAL, "renew", "both"), kind="agreement"))
    assert found.next is not None
    assert found.next.end == date(2026, 12, 31)
    assert found.happened is not None
    assert found.happened.term is None


def test_a_renewal_after_the_end_needs_the_agency_s_delay(library: Library) -> None:
    late = with_case(order(NATIONAL, "renew", "both"), date=date(2027, 1, 20))
    assert problem_of(judged(library, life(NATIONAL), late), "agreement_closed")
    excused = with_case(late, facts={**late.case.facts, "agency_delays_renewal": "true"})
    found = judged(library, life(NATIONAL), excused)
    assert standing_in_the_way(found) == []
    assert any("第八十一条" in problem.law[0].citation for problem in found.problems if problem.law)


class TestEnding:
    """Terminations: a cause that isn't there, or that the law lists elsewhere, ends nothing."""

    @pytest.mark.parametrize(("cause", "instead"), [("mutual", "解除"), ("licence", "解除"), ("closure", "中止")])
    def test_what_the_law_lists_elsewhere_is_no_termination(self, library: Library, cause: str, instead: str) -> None:
        found = judged(library, life(NATIONAL), order(NATIONAL, "terminate", "agency", cause=cause))
        assert instead in problem_of(found, "event_cause").mend

    def test_an_unknown_cause_is_refused(self, library: Library) -> None:
        found = judged(library, life(NATIONAL), order(NATIONAL, "terminate", "agency", cause="boredom"))
        assert "force_majeure" in problem_of(found, "event_cause").mend

    @pytest.mark.parametrize("time", TIMES, ids=lambda time: time.name)
    def test_expiry_comes_with_its_day_and_is_confirmed_once(self, library: Library, time: Time) -> None:
        early = judged(library, life(time), order(time, "terminate", "agency", cause="expiry"))
        assert str(time.year + 1) in problem_of(early, "event_dates").mend
        day = f"{time.year + 1}-01-01"
        wanted = order(time, "terminate", "agency", cause="expiry", effective_on=day)
        found = judged(library, life(time), wanted)
        assert standing_in_the_way(found) == []
        assert found.next is not None
        assert found.next.state == "ended"
        confirmed = life(time, event("terminate", date(time.year + 1, 1, 1), cause="expiry"))
        assert problem_of(judged(library, confirmed, wanted), "agreement_closed")

    def test_an_ending_is_confirmed_from_its_own_day_and_cause(self, library: Library) -> None:
        later = order(NATIONAL, "terminate", "agency", cause="expiry", effective_on="2027-02-01")
        assert "2027-01-01" in problem_of(judged(library, life(NATIONAL), later), "event_dates").mend
        other = order(NATIONAL, "terminate", "agency", cause="force_majeure", effective_on="2027-01-01")
        assert problem_of(judged(library, life(NATIONAL), other), "agreement_closed")

    def test_a_suspension_that_outlived_the_term_is_a_cause_of_its_own(self, library: Library) -> None:
        one = life(NATIONAL, event("suspend", date(2026, 6, 1), suspended_to="2027-03-01"))
        wanted = order(NATIONAL, "terminate", "agency", cause="suspension_outlived", effective_on="2027-01-01")
        assert standing_in_the_way(judged(library, one, wanted)) == []
        assert problem_of(judged(library, life(NATIONAL), wanted), "agreement_closed")

    @pytest.mark.parametrize("time", [NATIONAL, JIANGSU, FOSHAN_LAPSED], ids=lambda time: time.name)
    def test_180_days_without_a_request_are_a_cause_where_the_agency_finds_so(
        self, library: Library, time: Time
    ) -> None:
        one = life(time, event("suspend", time.day(1, 10), "institution"))
        found = judged(library, one, order(time, "terminate", "agency", cause="suspension_lapsed"))
        assert standing_in_the_way(found) == []
        early = life(time, event("suspend", time.day(3, 1), "institution"))
        assert problem_of(
            judged(library, early, order(time, "terminate", "agency", cause="suspension_lapsed")), "event_cause"
        )
        agency = life(time, event("suspend", time.day(1, 10)))
        assert problem_of(
            judged(library, agency, order(time, "terminate", "agency", cause="suspension_lapsed")), "event_cause"
        )

    def test_in_foshan_the_notice_confirms_what_has_ended(self, library: Library) -> None:
        one = life(FOSHAN, event("suspend", FOSHAN.day(1, 1), "institution"))
        wanted = order(FOSHAN, "terminate", "agency", cause="suspension_lapsed", effective_on="2023-07-01")
        assert standing_in_the_way(judged(library, one, wanted)) == []

    def test_lost_conditions_rescind_in_jiangsu_and_end_elsewhere(self, library: Library) -> None:
        wanted = order(JIANGSU, "terminate", "agency", cause="conditions_lost")
        problem = problem_of(judged(library, life(JIANGSU), wanted), "ground_stronger")
        assert "第三十四条" in problem.law[0].citation
        elsewhere = order(NATIONAL, "terminate", "agency", cause="conditions_lost")
        assert standing_in_the_way(judged(library, life(NATIONAL), elsewhere)) == []


class TestResuming:
    """Going on after a suspension: by whom, and how late."""

    def asked(self, time: Time) -> Life:
        return life(time, event("suspend", time.day(1, 10), "institution"))  # 180 days end on 9 July

    @pytest.mark.parametrize("time", [NATIONAL, JIANGSU, FOSHAN_LAPSED], ids=lambda time: time.name)
    def test_a_request_after_180_days_wants_a_reason(self, library: Library, time: Time) -> None:
        late = order(time, "resume", "institution", request_received_on=f"{time.year}-07-10")
        found = judged(library, self.asked(time), late)
        assert problem_of(found, "rule_unmet").severity is Severity.REASON
        waiver = Waiver(problem="rule_unmet:facts.request_received_on", reason="疫情期间", by="局长办公会")
        waived = judged(library, self.asked(time), with_case(late, waivers=(waiver,)))
        assert waived.next is not None
        assert waived.next.state == "in_force"

    def test_in_foshan_it_comes_too_late(self, library: Library) -> None:
        late = order(FOSHAN, "resume", "institution", request_received_on="2023-07-10")
        assert problem_of(judged(library, self.asked(FOSHAN), late), "agreement_closed")
        timely = order(FOSHAN, "resume", "institution", request_received_on="2023-07-09")
        assert standing_in_the_way(judged(library, self.asked(FOSHAN), timely)) == []

    def test_rectification_that_isn_t_done_is_told(self, library: Library) -> None:
        one = life(NATIONAL, event("suspend", date(2026, 6, 1), rectification_until="2026-07-01"))
        found = judged(library, one, order(NATIONAL, "resume", "agency"))
        assert any("没有写明按期整改" in problem.message for problem in found.problems)
        done = judged(library, one, order(NATIONAL, "resume", "agency", rectified_on="2026-06-30"))
        assert not any("按期整改" in problem.message for problem in done.problems)


def test_a_waiver_lifts_no_error(library: Library) -> None:
    waiver = Waiver(problem="rule_unmet", reason="急需", by="局长办公会")
    wanted = with_case(order(NATIONAL, "suspend", "institution"), waivers=(waiver,))
    assert judged(library, life(NATIONAL, public=True), wanted).next is None


def test_an_order_that_is_refused_starts_no_deadline(library: Library) -> None:
    found = judged(library, life(NATIONAL, *in_state(NATIONAL, "rescinded")), order(NATIONAL, "suspend", "agency"))
    assert (found.next, found.deadlines, found.happened) == (None, (), None)


def test_an_agreement_without_an_end_doesn_t_expire(library: Library) -> None:
    one = replace(life(NATIONAL), end=None)
    found = judged(library, one, order(NATIONAL, "terminate", "agency", cause="expiry"))
    assert "没有终期" in problem_of(found, "event_dates").message


def test_a_notice_may_be_decided_after_what_ended_by_itself(library: Library) -> None:
    wanted = order(NATIONAL, "terminate", "agency", cause="expiry", effective_on="2027-01-01", decided_on="2027-01-04")
    assert standing_in_the_way(judged(library, life(NATIONAL), with_case(wanted, date=date(2027, 1, 4)))) == []


def test_nothing_takes_effect_before_it_was_asked_for(library: Library) -> None:
    wanted = order(NATIONAL, "suspend", "institution", requested_from="2026-07-20")
    assert ("event_dates", "facts.effective_on") in standing_in_the_way(judged(library, life(NATIONAL), wanted))
