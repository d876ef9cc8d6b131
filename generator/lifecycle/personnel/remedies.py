"""Whether points may be repaired or corrected, and a qualification restored.

In: a StaffHearing. Out: Problems (nhsa-personnel-2024#38, #39, #41, #44). What #39 says of times is told and never
refused, for places may set their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.dates import reach
from generator.lifecycle.personnel.consequence import consequence
from generator.lifecycle.personnel.deadlines import period_of
from generator.lifecycle.personnel.hearing import StaffHearing
from generator.lifecycle.personnel.ledger import NOTE, NOTICE, Decision, decision_of, ledger, named, points_before
from generator.lifecycle.personnel.noticing import handling_problems
from generator.lifecycle.personnel.records import StaffOrder
from generator.lifecycle.personnel.restrictions import AGREEMENT, HANDLE, MEASURES_OF_AGREEMENT
from generator.lifecycle.standing import standing_on
from generator.model.units import print_date
from generator.problems import Ground, Problem, Severity

OBJECTION_DAYS = "personnel_objection_workdays"
REQUEST_DAYS, ASSESSMENT_DAYS = "personnel_restoration_request_workdays", "personnel_restoration_assessment_workdays"

LENGTHS = ("suspension_months", "termination_years", "handled_from", "handled_to")


def repair_problems(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield what keeps points from being taken back, or a suspension from being shortened, by repair."""
    decision = _decision(hearing)
    if decision is None:
        yield _unknown(hearing)
        return
    law = hearing.law(hearing.passages.repair)
    repaired, until = hearing.number("repaired_points"), hearing.day("handled_to")
    if hearing.fact("repaired_points") is None and hearing.fact("handled_to") is None:
        mend = "请在 facts 里写 repaired_points（减免的记分）或者 handled_to（缩减以后的结束之日）"
        message = "没有写明怎样修复"
        yield hearing.problem("staff_fact_missing", "facts.repaired_points", message, mend=mend, law=law)
    if repaired is not None and repaired > decision.points:
        message = f"减免{repaired}分，多于{decision.number}尚存的{decision.points}分"
        mend = f"最多减免{decision.points}分"
        yield hearing.problem("points_ledger", "facts.repaired_points", message, mend=mend, law=law)
    held = hearing.standing.until
    if until is not None and held is not None and until > held:
        message = f"止于{print_date(until)}，晚于现在的{print_date(held)}；修复只能缩减"
        yield hearing.problem("points_days", "facts.handled_to", message, mend="请改正结束之日", law=law)


def correct_problems(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield what keeps a decision from being changed after an objection, and what the change leaves undone."""
    decision = _decision(hearing)
    if decision is None:
        yield _unknown(hearing)
        return
    yield from _objection(hearing, decision)
    corrected = hearing.number("corrected_points")
    if corrected is None:
        return
    others = points_before(hearing.life, decision.happened.on) - decision.points
    outcome = consequence(hearing.library, hearing.life.region, others, corrected, decision.happened.on)
    if corrected == 0:  # nothing is left of the decision, so nothing follows from it
        law = hearing.law(hearing.passages.correction)
        outcome = replace(outcome, measure="reminder", months=None, years=None, lines=("这一次不记分",), law=law)
    yield from handling_problems(_as_corrected(hearing, decision), outcome)


def _as_corrected(hearing: StaffHearing, decision: Decision) -> StaffHearing:
    """Return the hearing with what is to hold of the decision: what the correction says, else what the notice said."""
    facts = dict(hearing.order.facts)
    if "handling" not in facts:
        stood = {name: decision.happened.facts.get(name) for name in ("handling", *LENGTHS)}
        facts |= {name: value for name, value in stood.items() if value and name not in facts}
    order: StaffOrder = replace(hearing.order, facts=facts, on=decision.happened.on)
    return replace(hearing, order=order)


def _objection(hearing: StaffHearing, decision: Decision) -> Iterator[Problem]:
    """Yield a problem where the objection counts as none, or lacks a signature or seal; one need not have been made."""
    objected = hearing.day("objected_on")
    if objected is None:
        return
    received = hearing.day("points_received_on") or _noted(hearing, decision, "points_received_on")
    period = period_of(hearing.library, hearing.life.region, OBJECTION_DAYS, objected)
    passages = hearing.passages
    if received is not None and period is not None:
        reached = reach(received, period)
        if objected > reached.day:
            message = (
                f"{print_date(received)}收到处理通知书，{period}内（至{print_date(reached.day)}）没有申诉，"
                f"{print_date(objected)}才提出，视为无异议{_provisional(reached.provisional)}"
            )
            law = hearing.law(passages.objection, passages.objection_late)
            mend = "核对收到通知书和提出申诉的日期；经办机构自己发现错误的，不写 objected_on"
            yield hearing.problem("points_objection", "facts.objected_on", message, mend=mend, law=law)
    for name in ("objection_signed", "objection_sealed"):
        if hearing.fact(name) != "true":
            message = f"没有写明{hearing.table.facts[name]}"
            mend = f"补齐签字和盖章以后写 {name}: true"
            law = hearing.law(passages.objection_signed)
            yield hearing.problem("points_objection", f"facts.{name}", message, mend=mend, law=law)


def restore_problems(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield what keeps a qualification from being restored, and what is to be known of the times."""
    standing, day = hearing.standing, hearing.order.on
    if standing.state == "正常":
        message, mend = "登记备案状态是正常，没有可以恢复的", "请核对人员和日期"
        law = hearing.law(hearing.passages.restored)
        yield hearing.problem("staff_unrestricted", "date", message, mend=mend, law=law)
        return
    until = standing.until
    if until is not None and day <= until:
        message = f"{standing.state}至{print_date(until)}，{print_date(day)}还没有期满，不能恢复"
        mend = f"自{print_date(until)}的次日起恢复；要缩减期限的，办理记分修复（repair）"
        law = hearing.law(hearing.passages.restoration, hearing.passages.repair)
        yield hearing.problem("staff_dates", "date", message, mend=mend, law=law)
    yield from _agreements(hearing)
    yield from _times(hearing)


def _agreements(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield a problem where the agreement is still suspended for which the person answers."""
    for happened in hearing.life.happened:
        mine = happened.event == HANDLE and happened.facts.get("basis", AGREEMENT) == AGREEMENT
        agreement = hearing.life.agreements.get(happened.institution) if mine else None
        if agreement is None or happened.on > hearing.order.on:
            continue
        state = standing_on(hearing.library, agreement, hearing.order.on).state
        if MEASURES_OF_AGREEMENT.get(state) == "suspension":
            message = f"{happened.institution}的协议{agreement.number}还在中止，负有责任的人员不能恢复"
            law = hearing.law(hearing.passages.suspended_agreement)
            mend = "协议恢复履行以后再办"
            yield hearing.problem("staff_agreement", "institution.code", message, mend=mend, law=law)


def _times(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield notes on when restoration was asked for and assessed."""
    received, assessed = hearing.day("restoration_received_on"), hearing.day("restoration_assessed_on")
    law, until = hearing.law(hearing.passages.restoration), hearing.standing.until
    if received is None:
        return
    asked = period_of(hearing.library, hearing.life.region, REQUEST_DAYS, received)
    if until is not None and asked is not None:
        reached = reach(until, asked, back=True)
        if received > reached.day:
            message = (
                f"恢复申请于{print_date(received)}收到；期满（{print_date(until)}）前{asked}是{print_date(reached.day)}"
                f"{_provisional(reached.provisional)}"
            )
            yield _told(hearing, "facts.restoration_received_on", message, law)
    answered = period_of(hearing.library, hearing.life.region, ASSESSMENT_DAYS, received)
    if assessed is not None and answered is not None:
        reached = reach(received, answered)
        if assessed > reached.day:
            message = (
                f"评估结果于{print_date(assessed)}告知，收到申请后{answered}是{print_date(reached.day)}"
                f"{_provisional(reached.provisional)}"
            )
            yield _told(
                hearing, "facts.restoration_assessed_on", message, _of_deadline(hearing, "restoration-assessment")
            )


def _noted(hearing: StaffHearing, decision: Decision, name: str) -> date | None:
    """Return a day of a notice: what was noted of it last, else what was said with it."""
    notes = [one for one in hearing.life.happened if one.event == NOTE and named(one) == decision.number]
    return next((day for one in reversed(notes) if (day := one.day(name)) is not None), decision.happened.day(name))


def _of_deadline(hearing: StaffHearing, rule: str) -> tuple[Ground, ...]:
    """Return the words on a period as the ground of what is told of it."""
    return tuple(hearing.library.ground(one.cite, one.quote) for one in hearing.table.deadlines if one.id == rule)


def _told(hearing: StaffHearing, key: str, message: str, law: tuple[Ground, ...]) -> Problem:
    mend = "核对日期；本地另定时限的，依本地规定"
    return hearing.problem("restoration_time", key, message, mend=mend, law=law, severity=Severity.NOTE)


def _decision(hearing: StaffHearing) -> Decision | None:
    return decision_of(ledger(hearing.life, hearing.order.on), hearing.fact(NOTICE))


def _unknown(hearing: StaffHearing) -> Problem:
    known = [one.number for one in ledger(hearing.life, hearing.order.on) if one.number]
    message = f"没有给{hearing.life.person.name or '这名人员'}的处理通知书“{hearing.fact(NOTICE) or ''}”"
    mend = f"登记的有：{'、'.join(known)}" if known else "登记的记分里没有通知书"
    law = hearing.law(hearing.passages.checked_total)
    return hearing.problem("staff_notice_unknown", f"facts.{NOTICE}", message, mend=mend, law=law)


def _provisional(why: str | None) -> str:
    return f"（{why}）" if why else ""
