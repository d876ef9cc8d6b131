"""Deadlines. Lost without these: a day missed, guessed at, or told of an agreement that has ended."""

from datetime import date

import pytest

from generator.lifecycle import due
from generator.model.library import Library
from generator.model.units import Quantity, Unit
from tests.lifecycle.builders import (
    FOSHAN,
    FOSHAN_LAPSED,
    JIANGSU,
    NATIONAL,
    Time,
    event,
    judged,
    life,
    order,
    with_case,
)


def labels(
    library: Library, *happened: object, on: date, time: Time = NATIONAL, within: str | None = None
) -> dict[str, date]:
    """Return what is due, by label."""
    period = Quantity.read(within, Unit.MONTHS) if within else None
    return {one.deadline: one.day for one in due(library, [life(time, *happened)], on, period)}  # type: ignore[arg-type]


def test_renewal_is_due_three_months_before_the_end_and_says_what_the_month_lacks(library: Library) -> None:
    found = due(library, [life(NATIONAL)], date(2026, 6, 1), Quantity.read("4个月", Unit.MONTHS))
    renewal = next(one for one in found if one.deadline == "续签申请")
    assert renewal.day == date(2026, 9, 30)
    assert "9月没有31日" in renewal.what
    assert "第四十一条" in renewal.citation
    assert renewal.who == "institution"


def test_what_lies_beyond_the_window_isn_t_told(library: Library) -> None:
    assert labels(library, on=date(2026, 6, 1), within="3个月") == {}
    assert set(labels(library, on=date(2026, 6, 1), within="4个月")) == {"续签申请", "不再续签申请"}


def test_foshan_s_own_window_for_not_renewing_is_set_aside(library: Library) -> None:
    found = [one for one in due(library, [life(FOSHAN)], date(2023, 6, 1)) if "不再续签" in one.deadline]
    assert ["第四十四条第一款" in one.citation for one in found] == [True]


def test_who_won_t_renew_is_asked_for_no_renewal(library: Library) -> None:
    assert set(labels(library, event("not-renew", date(2026, 8, 1)), on=date(2026, 9, 1))) == {"协议到期"}


def test_nothing_of_a_closed_agreement_s_performance_is_due(library: Library) -> None:
    found = labels(library, event("rescind", date(2026, 7, 1)), on=date(2026, 7, 2))
    assert "协议到期" not in found
    assert found["违法违规解除后重新申请"] == date(2029, 7, 1)


@pytest.mark.parametrize(
    ("time", "day"), [(NATIONAL, date(2026, 7, 31)), (JIANGSU, date(2026, 7, 31)), (FOSHAN, date(2023, 7, 31))],
    ids=lambda value: value.name if isinstance(value, Time) else None,
)  # fmt: skip
def test_an_asked_suspension_s_180_days_are_due(library: Library, time: Time, day: date) -> None:
    found = labels(library, event("suspend", time.day(2, 1), "institution"), on=time.day(3, 1), time=time)
    assert found["申请中止期满"] == day


def test_a_suspension_s_end_that_waits_for_a_decision_stays_due(library: Library) -> None:
    suspension = event("suspend", date(2026, 2, 1), "institution", suspended_to="2026-05-01")
    found = due(library, [life(NATIONAL, suspension)], date(2026, 9, 1))
    overdue = {one.deadline: one.day for one in found if one.overdue}
    assert overdue == {"中止期结束": date(2026, 5, 1), "申请中止期满": date(2026, 7, 31)}
    resumed = [suspension, event("resume", date(2026, 8, 1))]
    assert not [one for one in due(library, [life(NATIONAL, *resumed)], date(2026, 9, 1)) if one.overdue]


def test_foshan_hands_over_in_five_working_days_while_its_rules_hold(library: Library) -> None:
    """2023-07-10 was a Monday; the fifth working day after it is the 17th."""
    found = judged(library, life(FOSHAN), order(FOSHAN, "suspend", "agency"))
    day = {one.label: (one.start, one.day) for one in found.deadlines}
    assert day["移交处理决定（中止）"] == (date(2023, 7, 10), date(2023, 7, 17))
    lapsed = judged(library, life(FOSHAN_LAPSED), order(FOSHAN_LAPSED, "suspend", "agency"))
    assert "移交处理决定（中止）" not in {one.label for one in lapsed.deadlines}


def test_where_the_law_names_no_time_no_day_is_given(library: Library) -> None:
    found = judged(library, life(NATIONAL), order(NATIONAL, "suspend", "agency"))
    report = next(one for one in found.deadlines if one.rule == "suspension-reported")
    assert report.day is None
    assert "第四十九条第二款" in report.citation


def test_the_institution_s_own_periods_don_t_run_against_the_agency_s_decision(library: Library) -> None:
    found = judged(library, life(NATIONAL), order(NATIONAL, "suspend", "agency"))
    assert "suspension-request-end" not in {one.rule for one in found.deadlines}
    asked = judged(library, life(NATIONAL), order(NATIONAL, "suspend", "institution"))
    assert "suspension-request-end" in {one.rule for one in asked.deadlines}


def test_working_days_past_the_published_schedule_are_provisional(library: Library) -> None:
    """30 working days for a payment, and the year's schedule isn't out: the day is told as provisional."""
    claim = event("supplement", date(2031, 1, 2), "both", claimed_on="2031-01-02")
    one = life(NATIONAL, claim, start=date(2031, 1, 1), signed_on=date(2031, 1, 1), end=date(2031, 12, 31))
    payment = next(found for found in due(library, [one], date(2031, 1, 2)) if found.deadline == "费用拨付")
    assert payment.provisional
    assert "2031" in payment.provisional


def test_yearly_settlement_in_jiangsu_is_a_day_of_the_next_year(library: Library) -> None:
    assert labels(library, on=date(2026, 6, 1), time=JIANGSU)["年度清算"] == date(2027, 3, 31)


def test_a_change_that_was_handled_is_not_asked_for_again(library: Library) -> None:
    """Else an institution that reported its change in time is told, until the day is over, that it has yet to."""
    noted = event("note", date(2026, 3, 9), change_approved_on="2026-03-02")
    assert labels(library, noted, on=date(2026, 3, 10))["重大信息变更申请"] == date(2026, 4, 14)
    handled = event("change", date(2026, 3, 16), "both", change_approved_on="2026-03-02")
    assert "重大信息变更申请" not in labels(library, noted, handled, on=date(2026, 3, 17))
    another = event("note", date(2026, 3, 18), change_approved_on="2026-03-17")
    assert "重大信息变更申请" in labels(library, noted, handled, another, on=date(2026, 3, 19))


def test_many_agreements_are_told_in_the_order_of_their_days(library: Library) -> None:
    late = life(NATIONAL, end=date(2027, 6, 30), number="乙")
    found = due(library, [late, life(NATIONAL)], date(2026, 6, 1))
    assert [one.day for one in found] == sorted(one.day for one in found)


def test_a_paper_s_own_day_reads_the_law(library: Library) -> None:
    """An agreement signed while Foshan's rules held is handled under the nation's from 2024 on."""
    one = life(FOSHAN, end=date(2024, 12, 31))
    wanted = with_case(
        order(
            FOSHAN, "suspend", "agency", decided_on="2024-03-01", effective_on="2024-03-02", suspended_to="2024-06-01"
        ),
        date=date(2024, 3, 1),
    )
    found = judged(library, one, wanted)
    assert found.next is not None
    assert all("佛山" not in deadline.citation for deadline in found.deadlines)


def test_what_hung_on_a_suspension_falls_away_with_it(library: Library) -> None:
    suspension = event("suspend", date(2026, 2, 1), suspended_to="2026-08-01")
    assert labels(library, suspension, on=date(2026, 4, 1))["中止期结束"] == date(2026, 8, 1)
    resumed = event("resume", date(2026, 3, 1))
    assert "中止期结束" not in labels(library, suspension, resumed, on=date(2026, 4, 1))
