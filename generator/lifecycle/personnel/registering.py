"""Whether a person may be registered at a place, or taken off it.

In: a StaffHearing. Out: Problems (nhsa-personnel-2024#8, #13–18, #21, #29, #34, #39).
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.lifecycle.law import table_of
from generator.lifecycle.personnel.hearing import StaffHearing
from generator.lifecycle.personnel.numbers import BAN_ACCUMULATED, BAN_AT_ONCE
from generator.lifecycle.standing import standing_on
from generator.model.region import Side
from generator.model.units import print_date
from generator.problems import Problem

PLACE = "institution.code"


def promise_problems(_: StaffHearing) -> Iterator[Problem]:
    """Yield nothing: a promise may always be made, and made anew."""
    yield from ()


def register_problems(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield what keeps a person from being registered at a place."""
    standing, passages = hearing.standing, hearing.passages
    if standing.state != "正常":
        ended = standing.state == "终止"
        law = hearing.law(passages.not_elsewhere, *([passages.after_termination] if ended else []))
        message = f"{_name(hearing)}的登记备案状态是{standing.state}，不能登记备案"
        mend = "期满并通过资格恢复评估以后再办" + ("，须重新作出承诺" if ended else "")
        yield hearing.problem("staff_restricted", PLACE, message, mend=mend, law=law)
    if standing.barred_until is not None and hearing.order.on <= standing.barred_until:
        numbers = hearing.numbers
        law = tuple(numbers.ground(name, Side.MIN) for name in (BAN_ACCUMULATED, BAN_AT_ONCE))
        message = f"{_name(hearing)}自终止之日起至{print_date(standing.barred_until)}不得再次登记备案"
        mend = f"{print_date(standing.barred_until)}以后再办"
        yield hearing.problem("staff_barred", "date", message, mend=mend, law=law)
    if not standing.promised:
        law = hearing.law(passages.promise_first)
        message = f"{_name(hearing)}还没有作出服务承诺，不能登记备案"
        mend = "请先登记服务承诺（promise），再登记备案"
        yield hearing.problem("staff_unpromised", "person.promised", message, mend=mend, law=law)
    if hearing.registered:
        message = f"{_name(hearing)}已经在{hearing.order.institution}登记备案"
        yield hearing.problem("staff_registered", PLACE, message, mend="不必重复办理；请核对机构代码")
    yield from _agreement(hearing)


def _agreement(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield a problem where the place's agreement is over; a suspended one keeps nobody off who isn't responsible."""
    agreement = hearing.life.agreements.get(hearing.order.institution)
    if agreement is None:
        return
    state = standing_on(hearing.library, agreement, hearing.order.on)
    if state.closed:
        label = table_of(hearing.library).states.get(state.state, state.state)
        message = f"{hearing.order.institution}的协议{agreement.number}{label}，不能为相关人员登记备案"
        mend = "请核对机构代码；另签了协议的，先登记协议"
        law = hearing.law(hearing.passages.within_agreement)
        yield hearing.problem("staff_agreement", PLACE, message, mend=mend, law=law)


def cancel_problems(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield a problem where there is no registration to take off."""
    if not hearing.registered:
        yield not_registered(hearing)


def not_registered(hearing: StaffHearing) -> Problem:
    """Return the problem of a person who isn't registered at the order's place."""
    places = [one.institution for one in hearing.standing.practices]
    mend = f"登记备案的机构：{'、'.join(places)}，请核对" if places else "请先登记服务承诺和登记备案"
    message = (
        f"{_name(hearing)}没有在{hearing.order.institution or '所写的机构'}登记备案，不能办理{hearing.event.label}"
    )
    law = hearing.law(hearing.passages.changes_of_place)
    return hearing.problem("staff_not_registered", PLACE, message, mend=mend, law=law)


def _name(hearing: StaffHearing) -> str:
    return hearing.life.person.name or "这名人员"
