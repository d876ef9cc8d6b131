"""The state of an agreement on a day.

Lost without these: an agreement in two states, or one that ends or goes on wrongly.
"""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.lifecycle import Happened, standing_on
from generator.model.library import Library
from tests.lifecycle.builders import FOSHAN, FOSHAN_LAPSED, JIANGSU, NATIONAL, TIMES, Time, event, life

FIRST, LAST = date(2022, 1, 1), date(2027, 12, 31)

DAYS = st.dates(FIRST, LAST)


@st.composite
def happenings(draw: st.DrawFn) -> Happened:
    """Anything, lawful or not, on any day."""
    name = draw(st.sampled_from(["renew", "not-renew", "supplement", "suspend", "resume", "rescind", "terminate"]))
    on = draw(DAYS)
    facts = {}
    if draw(st.booleans()):
        facts["suspended_to"] = (on + timedelta(days=draw(st.integers(0, 400)))).isoformat()
    if draw(st.booleans()):
        facts["request_received_on"] = (on - timedelta(days=draw(st.integers(0, 90)))).isoformat()
    term = (on, on + timedelta(days=draw(st.integers(0, 700)))) if name == "renew" else None
    by = draw(st.sampled_from(["agency", "institution", "spread", "both"]))
    return Happened(event=name, on=on, recorded_on=on, by=by, facts=facts, term=term)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(TIMES), st.lists(happenings(), max_size=8), st.lists(DAYS, min_size=2, max_size=6))
def test_one_state_a_day_and_none_after_the_end(
    library: Library, time: Time, happened: list[Happened], days: list[date]
) -> None:
    """Whatever was recorded: each day has one known state, and a closed agreement never opens again."""
    one = life(time, *happened, signed_on=FIRST, start=FIRST, end=date(2024, 12, 31))
    closed = None
    for day in sorted(days):
        found = standing_on(library, one, day)
        assert found.state in {"in_force", "suspended", "rescinded", "ended"}
        assert found.closed == (found.state in {"rescinded", "ended"})
        assert FIRST <= found.since <= day
        assert found.until is None or found.state == "suspended"
        if closed is not None:
            assert (found.state, found.since) == closed
        if found.closed:
            closed = (found.state, found.since)
        else:
            assert found.end is None or day <= found.end


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(happenings(), max_size=6, unique_by=lambda one: one.on), st.randoms(), DAYS)
def test_the_order_of_recording_changes_nothing(library: Library, happened: list[Happened], random, day: date) -> None:  # type: ignore[no-untyped-def]
    """What counts is the day from which an event holds: a register that lists them otherwise says the same."""
    shuffled = list(happened)
    random.shuffle(shuffled)
    one, other = (life(NATIONAL, *found, signed_on=FIRST, start=FIRST, end=LAST) for found in (happened, shuffled))
    assert standing_on(library, one, day) == standing_on(library, other, day)


@pytest.mark.parametrize("time", TIMES, ids=lambda time: time.name)
def test_an_agreement_ends_with_the_day_after_its_term(library: Library, time: Time) -> None:
    last = standing_on(library, life(time), time.day(12, 31))
    assert last.state == "in_force"
    ended = standing_on(library, life(time), date(time.year + 1, 1, 1))
    assert (ended.state, ended.since) == ("ended", date(time.year + 1, 1, 1))
    assert any("到期" in line for line in ended.because)


def test_a_renewal_of_the_same_agreement_carries_it_on(library: Library) -> None:
    renewal = Happened(
        "renew", date(2026, 12, 1), date(2026, 12, 1), "both", term=(date(2027, 1, 1), date(2027, 12, 31))
    )
    found = standing_on(library, life(NATIONAL, renewal), date(2027, 1, 1))
    assert (found.state, found.start, found.end) == ("in_force", date(2027, 1, 1), date(2027, 12, 31))


def test_a_renewal_that_came_late_by_the_agency_s_doing_leaves_no_gap(library: Library) -> None:
    term = (date(2027, 1, 1), date(2027, 12, 31))
    facts = {"agency_delays_renewal": "true"}
    late = Happened("renew", date(2027, 2, 1), date(2027, 2, 1), "both", facts=facts, term=term)
    assert standing_on(library, life(NATIONAL, late), date(2027, 1, 15)).state == "in_force"
    unexcused = Happened("renew", date(2027, 2, 1), date(2027, 2, 1), "both", term=term)
    assert standing_on(library, life(NATIONAL, unexcused), date(2027, 2, 2)).state == "ended"


@pytest.mark.parametrize("time", TIMES, ids=lambda time: time.name)
def test_a_suspension_that_outlives_the_term_ends_the_agreement(library: Library, time: Time) -> None:
    suspension = event("suspend", time.day(11, 1), suspended_to=f"{time.year + 1}-03-01")
    found = standing_on(library, life(time, suspension), date(time.year + 1, 1, 1))
    assert found.state == "ended"
    assert any("中止期结束超过有效期" in line for line in found.because)


@pytest.mark.parametrize("time", TIMES, ids=lambda time: time.name)
def test_the_end_of_a_suspension_resumes_nothing_by_itself(library: Library, time: Time) -> None:
    """The law says that an agreement may go on (可继续履行): somebody decides."""
    suspension = event("suspend", time.day(6, 1), suspended_to=f"{time.year}-07-01")
    found = standing_on(library, life(time, suspension), time.day(8, 1))
    assert found.state == "suspended"
    assert found.until == time.day(7, 1)
    assert any("由经办机构决定恢复" in line for line in found.because)


def asked(time: Time, *, resumed: bool = False, received: str = "") -> tuple[Happened, ...]:
    """A suspension that the institution asked for from 1 February; 180 days are over on 31 July."""
    found = [event("suspend", time.day(2, 1), "institution")]
    if resumed:
        found.append(event("resume", time.day(9, 1), "institution", request_received_on=received))
    return tuple(found)


def test_in_foshan_an_asked_suspension_ends_the_agreement_after_180_days(library: Library) -> None:
    one = life(FOSHAN, *asked(FOSHAN))
    assert standing_on(library, one, FOSHAN.day(7, 31)).state == "suspended"
    found = standing_on(library, one, FOSHAN.day(8, 1))
    assert (found.state, found.since) == ("ended", FOSHAN.day(8, 1))
    assert any("第十七条第二款" in line for line in found.because)


@pytest.mark.parametrize("time", [NATIONAL, JIANGSU, FOSHAN_LAPSED], ids=lambda time: time.name)
def test_elsewhere_it_is_told_and_ends_nothing_by_itself(library: Library, time: Time) -> None:
    found = standing_on(library, life(time, *asked(time)), time.day(8, 1))
    assert found.state == "suspended"
    assert any("原则上协议自动终止" in line for line in found.because)


def test_foshan_s_automatic_end_needs_its_rules_in_force_on_that_day(library: Library) -> None:
    """180 days that run past 2023-12-31 end under the national rule, which ends nothing by itself."""
    suspension = event("suspend", date(2023, 9, 1), "institution")
    one = life(FOSHAN, suspension, end=date(2024, 12, 31))
    assert standing_on(library, one, date(2024, 6, 1)).state == "suspended"


@pytest.mark.parametrize(
    ("received", "state"), [("2023-07-31", "in_force"), ("2023-08-01", "ended")], ids=["in-time", "late"]
)
def test_a_request_to_go_on_in_time_keeps_foshan_s_end_off(library: Library, received: str, state: str) -> None:
    one = life(FOSHAN, *asked(FOSHAN, resumed=True, received=received))
    assert standing_on(library, one, FOSHAN.day(9, 2)).state == state


def test_the_agency_s_own_suspension_knows_no_180_days(library: Library) -> None:
    one = life(FOSHAN, event("suspend", FOSHAN.day(2, 1)))
    assert standing_on(library, one, FOSHAN.day(10, 1)).state == "suspended"


def test_suspensions_are_counted_by_term_and_without_requests(library: Library) -> None:
    happened = (
        event("suspend", date(2026, 2, 1)),
        event("resume", date(2026, 3, 1)),
        event("suspend", date(2026, 4, 1), "institution"),
        event("resume", date(2026, 5, 1)),
        event("suspend", date(2026, 6, 1), "spread", spread_number="示医保〔2026〕1号"),
        event("resume", date(2026, 7, 1)),
        event("suspend", date(2026, 8, 1), "spread", spread_number="示医保〔2026〕1号"),
        event("resume", date(2026, 9, 1)),
        Happened("renew", date(2026, 12, 1), date(2026, 12, 1), "both", term=(date(2027, 1, 1), date(2027, 12, 31))),
    )
    one = life(NATIONAL, *happened)
    assert standing_on(library, one, date(2026, 5, 2)).suspensions == 1
    assert standing_on(library, one, date(2026, 12, 2)).suspensions == 2
    assert standing_on(library, one, date(2027, 1, 1)).suspensions == 0


def test_not_renewing_is_told_until_the_end(library: Library) -> None:
    one = life(NATIONAL, event("not-renew", date(2026, 9, 1)))
    found = standing_on(library, one, date(2026, 10, 1))
    assert found.state == "in_force"
    assert any("不再续签" in line for line in found.because)


def test_what_the_state_didn_t_allow_has_no_effect(library: Library) -> None:
    """Records that were taken in from elsewhere may hold a second suspension, or a resumption of nothing."""
    twice = life(NATIONAL, event("suspend", date(2026, 2, 1)), event("suspend", date(2026, 3, 1)))
    found = standing_on(library, twice, date(2026, 4, 1))
    assert (found.since, found.suspensions) == (date(2026, 2, 1), 1)
    nothing = life(NATIONAL, event("resume", date(2026, 2, 1)))
    assert standing_on(library, nothing, date(2026, 3, 1)).since == date(2026, 1, 1)


def test_of_two_endings_the_first_counts(library: Library) -> None:
    found = standing_on(library, life(FOSHAN, *asked(FOSHAN)), date(2024, 6, 1))
    assert found.since == FOSHAN.day(8, 1)
