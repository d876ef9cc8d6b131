"""Whether a notice of points, or the naming of who is responsible, agrees with the ledger and the law.

In: a StaffHearing. Out: Problems: points outside their band, a total, handling or length that doesn't follow
(nhsa-personnel-2024#25–29), a responsibility for what didn't befall the agreement (#34.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.dates import reach
from generator.lifecycle.personnel.breaches import UnreadableBreachError, read_breaches
from generator.lifecycle.personnel.consequence import consequence
from generator.lifecycle.personnel.hearing import StaffHearing
from generator.lifecycle.personnel.ledger import points_before
from generator.lifecycle.personnel.numbers import scheme_on
from generator.lifecycle.personnel.records import Consequence
from generator.lifecycle.personnel.registering import not_registered
from generator.lifecycle.personnel.restrictions import (
    AGREEMENT,
    DEPARTMENT,
    MEASURES_OF_AGREEMENT,
    last_day,
    length_in,
)
from generator.lifecycle.personnel.scoring import score
from generator.lifecycle.personnel.standing import REGISTER
from generator.lifecycle.standing import standing_on
from generator.model.units import print_date
from generator.problems import Problem


def points_problems(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield what is wrong with a notice of points."""
    ever = any(one.event == REGISTER and one.institution == hearing.order.institution for one in hearing.life.happened)
    if not ever:  # what somebody did before they left is marked all the same
        yield not_registered(hearing)
    yield from _received(hearing)
    points = hearing.number("points")
    if points is None:
        return
    yield from _score(hearing, points)
    before = points_before(hearing.life, hearing.order.on)
    outcome = consequence(hearing.library, hearing.life.region, before, points, hearing.order.on)
    stated = hearing.number("year_points")
    if stated is not None and stated != outcome.total:
        passages = hearing.passages
        summed = f"登记的{hearing.order.on.year}年记分{before}分，加本次{points}分，应是{outcome.total}分"
        message = f"本年度累计写的是{stated}分；{summed}"
        law = hearing.law(passages.checked_total, passages.places_add_up, passages.year)
        yield hearing.problem("points_ledger", "facts.year_points", message, mend="请改正，或者核对登记簿", law=law)
    yield from handling_problems(hearing, outcome)


def unscored_problems(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield why breaches give no points, where the points themselves aren't stated and so can't be filled."""
    if hearing.fact("breaches") is None or hearing.fact("points") is not None:
        return
    yield from _breaches(hearing, None)


def _received(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield a problem where a penalty was received before it was imposed: the year would be another one."""
    received, decided = hearing.day("penalty_received_on"), hearing.order.on
    if received is not None and received < decided:
        message = f"{print_date(received)}收到行政处罚决定书，早于作出之日{print_date(decided)}"
        mend = "请写明作出行政处罚之日 points_decided_on，或者改正日期"
        law = hearing.law(hearing.passages.day_of_decision)
        yield hearing.problem("points_days", "facts.penalty_received_on", message, mend=mend, law=law)


def _score(hearing: StaffHearing, points: int) -> Iterator[Problem]:
    """Yield what is wrong with the points by the region's bands."""
    key, law = "facts.breaches", hearing.law(hearing.passages.in_band)
    if points < 1:
        yield hearing.problem(
            "points_breaches", "facts.points", "没有记分的，不出处理通知书", mend="请核对记分", law=law
        )
        return
    written = hearing.fact("breaches")
    scheme = scheme_on(hearing.library, hearing.life.region, hearing.order.on)
    if written is None and scheme is not None and scheme.bands:
        mend = "请在 facts 里写 breaches：情形/责任/分值"
        yield hearing.problem("points_breaches", key, "没有写明各负面情形怎样记分，不能按档次核对", mend=mend, law=law)
        return
    yield from _breaches(hearing, points)


def _breaches(hearing: StaffHearing, points: int | None) -> Iterator[Problem]:
    """Yield what is wrong with the breaches as they are marked, and with points that aren't their sum."""
    key, law = "facts.breaches", hearing.law(hearing.passages.in_band)
    try:
        breaches = read_breaches(hearing.fact("breaches") or "")
    except UnreadableBreachError as error:
        yield hearing.problem("points_breaches", key, str(error), mend="请改正", law=law)
        return
    found = score(hearing.library, hearing.life.region, breaches, hearing.order.on)
    for problem in found.problems:
        yield problem.model_copy(update={"where": hearing.order.places.of(key)})
    if points is not None and found.points is not None and found.points != points:
        summed = "；".join(found.lines)
        message = f"本次记分写的是{points}分，各负面情形合计{found.points}分：{summed}"
        law = hearing.law(hearing.passages.adds_up, hearing.passages.highest)
        yield hearing.problem("points_breaches", "facts.points", message, mend=f"请改为{found.points}分", law=law)


def handling_problems(hearing: StaffHearing, outcome: Consequence) -> Iterator[Problem]:
    """Yield what is wrong with a handling as what follows from the points."""
    label, stated = hearing.table.label, hearing.fact("handling")
    if stated is None or stated not in ("reminder", "suspension", "termination"):
        return  # told as a fact that is missing or can't be read
    if stated != outcome.measure:
        message = f"处理写的是{label(stated)}。{outcome.lines[0]}"
        mend = f"处理改为{label(outcome.measure)}（{outcome.measure}），或者核对记分"
        yield hearing.problem("points_handling", "facts.handling", message, mend=mend, law=outcome.law)
        return
    yield from _length(hearing, outcome)
    if length_in(hearing.order.facts) is not None and outcome.measure != "reminder":  # else first and last day follow
        for name in ("handled_from", "handled_to"):
            if hearing.day(name) is None:
                yield _missing(hearing, name, "写成“2026-01-01”的样子", outcome)
        yield from _days(hearing)


def _length(hearing: StaffHearing, outcome: Consequence) -> Iterator[Problem]:
    months, years = hearing.number("suspension_months"), hearing.number("termination_years")
    if outcome.months is not None:
        low, high = outcome.months
        if months is None:
            yield _missing(hearing, "suspension_months", f"{low}至{high}个月，视情节轻重", outcome)
        elif not low <= months <= high:
            message = f"暂停{months}个月，不在{low}至{high}个月以内"
            yield _wrong_length(hearing, "suspension_months", message, f"请改为{low}至{high}", outcome)
    if outcome.years is not None:
        if years is None:
            yield _missing(hearing, "termination_years", f"{outcome.years}年", outcome)
        elif years != outcome.years:
            message = f"终止写的是{years}年。{outcome.lines[0]}"
            yield _wrong_length(hearing, "termination_years", message, f"请改为{outcome.years}", outcome)


def _wrong_length(hearing: StaffHearing, fact: str, message: str, mend: str, outcome: Consequence) -> Problem:
    return hearing.problem("points_length", f"facts.{fact}", message, mend=mend, law=outcome.law)


def _missing(hearing: StaffHearing, fact: str, lawful: str, outcome: Consequence) -> Problem:
    message = f"没有写明{hearing.table.facts[fact]}"
    mend = f"请在 facts 里写 {fact}：{lawful}"
    return hearing.problem("staff_fact_missing", f"facts.{fact}", message, mend=mend, law=outcome.law)


def _days(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield what is wrong with first and last day: the first may be counted or not, as in the form."""
    start, end, length = hearing.day("handled_from"), hearing.day("handled_to"), length_in(hearing.order.facts)
    if start is not None and start < hearing.order.on:
        message = f"自{print_date(start)}起，早于决定之日{print_date(hearing.order.on)}"
        law = hearing.law(hearing.passages.day_of_decision)
        mend = "决定不溯及既往，请改正日期"
        yield hearing.problem("points_days", "facts.handled_from", message, mend=mend, law=law)
    if start is None or end is None or length is None or not length.number:
        return
    last = last_day(start, length)
    if end not in (last, reach(start, length).day):
        message = f"自{print_date(start)}起{length}，止于{print_date(last)}，而写的是{print_date(end)}"
        yield hearing.problem("points_days", "facts.handled_to", message, mend="请改正起止日期或者时间长短")


def handle_problems(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield what is wrong with naming a person responsible for what befell their agreement or department."""
    if not hearing.registered:
        yield not_registered(hearing)
    passages, stated = hearing.passages, hearing.fact("handling")
    basis = hearing.fact("basis") or AGREEMENT
    if basis == DEPARTMENT:
        if stated == "termination":
            message = "部门（科室）被中止的，登记备案状态调整为暂停，不是终止"
            law = hearing.law(passages.suspended_agreement)
            mend = "handling 写 suspension"
            yield hearing.problem("staff_agreement", "facts.handling", message, mend=mend, law=law)
        return
    day = hearing.day("handled_from") or hearing.order.on
    agreement = hearing.life.agreements.get(hearing.order.institution)
    standing = standing_on(hearing.library, agreement, day) if agreement else None
    measure = MEASURES_OF_AGREEMENT.get(standing.state) if standing else None
    law = hearing.law(passages.suspended_agreement, passages.rescinded_agreement, passages.not_responsible)
    if measure is None:
        message = (
            f"{hearing.order.institution}的协议在{print_date(day)}没有中止或者解除，相关人员的登记备案状态仍为正常"
        )
        mend = "请先办理协议的中止、解除，或者核对机构和日期"
        yield hearing.problem("staff_agreement", "institution.code", message, mend=mend, law=law)
    elif stated in ("reminder", "suspension", "termination") and stated != measure:
        message = f"处理写的是{hearing.table.label(stated)}，按协议的状态应是{hearing.table.label(measure)}"
        yield hearing.problem("staff_agreement", "facts.handling", message, mend=f"handling 写 {measure}", law=law)
