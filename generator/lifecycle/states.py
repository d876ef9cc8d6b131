"""Whether the event may happen in the state that the agreement is in.

In: a Hearing. Out: Problems, each with the article that stands against it and what may be done instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from generator.lifecycle.hearing import Hearing
from generator.lifecycle.records import Happened, Standing
from generator.lifecycle.standing import ENDED, SUSPENDED, lapse_rule, replay
from generator.model.lifecycle import Cause
from generator.model.units import print_date
from generator.problems import Problem, Severity


def state_problems(hearing: Hearing, pending: Happened) -> Iterator[Problem]:
    """Yield a problem where the agreement's state forbids the event."""
    yield from _parties(hearing)
    if hearing.event.to == ENDED:
        yield from _ending(hearing)
        return
    standing = hearing.standing
    if standing.state not in hearing.event.states:
        yield (_closed if standing.closed else _forbidden)(hearing, standing)
    elif hearing.on > hearing.day:
        yield from _meanwhile(hearing, pending)


def _parties(hearing: Hearing) -> Iterator[Problem]:
    case, life = hearing.case, hearing.life
    if case.region != life.region:
        message = f"案卷写的地区是“{case.region}”，协议{life.number}是“{life.region}”的"
        yield hearing.problem("event_other_party", "region", message, mend=f"请改为 {life.region}，或者核对协议编号")
    for name in ("code", "uscc"):
        written, known = getattr(case.institution, name), getattr(life.institution, name)
        if written and known and written != known:
            message = f"案卷写的医疗机构（{written}）不是协议{life.number}的乙方（{known}）"
            yield hearing.problem("event_other_party", f"institution.{name}", message, mend="请核对协议编号和医疗机构")
            return


def _closed(hearing: Hearing, standing: Standing) -> Problem:
    state = hearing.table.states[standing.state]
    why, label = "；".join(standing.because), hearing.event.label
    message = f"协议{hearing.life.number}自{print_date(standing.since)}起{state}（{why}），不能办理{label}"
    left = "、".join(hearing.table.events_from(standing.state))
    only = f"只能办理：{left}" if left else "不办理任何事项"
    mend = f"协议关系不再存续，{only}；再签协议的，依当时的规定另行申请"
    return hearing.problem("agreement_closed", "date", message, mend=mend, law=hearing.entitled())


def _forbidden(hearing: Hearing, standing: Standing) -> Problem:
    state, label = hearing.table.states[standing.state], hearing.event.label
    message = f"协议{hearing.life.number}自{print_date(standing.since)}起{state}，不能办理{label}"
    mend = f"现在可以办理：{'、'.join(hearing.table.events_from(standing.state))}"
    return hearing.problem("event_forbidden", "date", message, mend=mend, law=hearing.entitled())


def _meanwhile(hearing: Hearing, pending: Happened) -> Iterator[Problem]:
    """Refuse to date an event back into the life of an agreement that has ended since, unless it renews it.

    What may still be done after the end may be dated before today too.
    """
    life = hearing.life
    if hearing.event.to is None:
        life = replace(life, happened=(*life.happened, pending))
    now = replay(hearing.library, life, hearing.on, pending)
    if now.closed and now.state not in hearing.event.states:
        yield _closed(hearing, now)


def _ending(hearing: Hearing) -> Iterator[Problem]:
    """Check a termination: its cause, and that the cause is there; what ended by itself may be confirmed once."""
    name = hearing.case.facts.get("cause", "")
    cause = hearing.event.causes.get(name)
    if cause is None:
        if name:
            message = f"没有“{name}”这一终止的原因"
            yield hearing.problem("event_cause", "facts.cause", message, mend=f"可用：{_causes(hearing)}")
        if hearing.standing.closed:
            yield _closed(hearing, hearing.standing)
        return
    if cause.instead:
        yield _instead(hearing, cause)
    elif any(happened.event == hearing.name for happened in hearing.life.happened):
        yield _closed(hearing, hearing.standing)
    elif hearing.standing.closed:
        yield from _confirmed(hearing, name, cause)
    else:
        yield from _not_yet(hearing, name, cause)


def _causes(hearing: Hearing) -> str:
    return "、".join(f"{name}（{cause.label}）" for name, cause in hearing.event.causes.items() if not cause.instead)


def _instead(hearing: Hearing, cause: Cause) -> Problem:
    others = "、".join(hearing.table.events[name].label for name in cause.instead)
    message = f"“{cause.label}”不作终止：{cause.note or f'法规列为{others}'}"
    law = hearing.cite(cause.cite, cause.quote)
    return hearing.problem("event_cause", "facts.cause", message, mend=f"请改办：{others}", law=law)


def _confirmed(hearing: Hearing, name: str, cause: Cause) -> Iterator[Problem]:
    """Let a termination notice follow an ending that came by itself, for its own cause and from its own day."""
    standing = hearing.standing
    if standing.state != ENDED or name not in _ended_by(hearing, standing):
        yield _closed(hearing, standing)
    elif hearing.day != standing.since:
        message = f"协议已自{print_date(standing.since)}起终止，通知书写的是{print_date(hearing.day)}"
        mend = f"请把 effective_on 写成 {standing.since.isoformat()}"
        law = hearing.cite(cause.cite, cause.quote)
        yield hearing.problem("event_dates", "facts.effective_on", message, mend=mend, law=law)


def _ended_by(hearing: Hearing, standing: Standing) -> tuple[str, ...]:
    """Return the causes that ended an agreement by itself."""
    if standing.end is None or standing.since != standing.end + timedelta(days=1):
        return ("suspension_lapsed",)
    before = replay(hearing.library, hearing.life, standing.end)
    outlived = before.until is not None and before.until > standing.end
    return ("expiry", "suspension_outlived") if outlived else ("expiry",)


def _not_yet(hearing: Hearing, name: str, cause: Cause) -> Iterator[Problem]:
    """Refuse a cause whose day hasn't come."""
    law = hearing.cite(cause.cite, cause.quote)
    end = hearing.standing.end
    if name in ("expiry", "suspension_outlived"):
        until = f"协议有效期至{print_date(end)}" if end else "协议没有终期"
        message = f"{until}，到{print_date(hearing.day)}还没有满，“{cause.label}”不成立"
        mend = f"有效期满次日起终止，请把 effective_on 写成 {end + timedelta(days=1)}" if end else "请核对原因"
        yield hearing.problem("event_dates", "facts.effective_on", message, mend=mend, law=law)
    elif name == "suspension_lapsed" and not _lapsed(hearing):
        message = "协议没有因乙方申请而中止，或者中止没有超过期限，“申请中止未恢复”不成立"
        yield hearing.problem("event_cause", "facts.cause", message, mend=f"可用：{_causes(hearing)}", law=law)
    else:
        yield from _stronger(hearing, name)


def _lapsed(hearing: Hearing) -> bool:
    suspended = [one for one in hearing.life.happened if hearing.table.events[one.event].to == SUSPENDED]
    if hearing.standing.state != SUSPENDED or not suspended:
        return False
    found = lapse_rule(hearing.library, hearing.life.region, max(suspended, key=lambda one: one.on))
    return found is not None and found[1] < hearing.day


def _stronger(hearing: Hearing, name: str) -> Iterator[Problem]:
    """Tell where the region's law lists the cause as another event, and demands that."""
    place = name.replace("_", "-")
    clauses = [clause for clause, ground in hearing.contract.items() if ground.event == hearing.name]
    for ground in hearing.law.grounds.values():
        if ground.event != hearing.name and any(ground.names(clause, place) for clause in clauses):
            other = hearing.table.events[ground.event].label
            message = f"“{ground.label}”在本地区是{other}的理由，不作终止"
            yield hearing.problem(
                "ground_stronger", "facts.cause", message, mend=f"请改办{other}（ground: {ground.id}）",
                law=(hearing.law.ground(ground),), severity=Severity.REASON,
            )  # fmt: skip
            return
