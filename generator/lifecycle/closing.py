"""Papers that follow a suspension, a rescission or an ending: what they say of it is what the register knows.

In: a Life and a day, or a Hearing. Out: the facts that such a paper states (`effect`, `effective_on`, `suspended_to`,
`notice_number`), or a Problem for each that is stated otherwise. A notice at the premises that tells patients of a
rescission that nobody decided can't be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.lifecycle.hearing import Hearing
from generator.lifecycle.law import table_of
from generator.lifecycle.records import Life, read_day
from generator.lifecycle.standing import ENDED, IN_FORCE, ONE_DAY, SUSPENDED, follower_of, standing_on
from generator.model.library import Library
from generator.problems import Problem

EFFECT, FROM, UNTIL, NOTICE = "effect", "effective_on", "suspended_to", "notice_number"


def known_effect(library: Library, life: Life, on: date) -> dict[str, str]:
    """Return what a paper of a day says of the agreement's suspension, rescission or ending; empty in performance."""
    events = table_of(library).events
    last = next((one for one in reversed(life.happened) if one.event in events and events[one.event].to), None)
    state = (events[last.event].to if last else None) or IN_FORCE
    standing = standing_on(library, life, max(on, life.signed_on))
    if standing.state == ENDED != state:  # by itself: no paper said so
        return {EFFECT: ENDED, FROM: standing.since.isoformat()}
    if last is None or state == IN_FORCE:
        return {}
    found = {EFFECT: state, FROM: last.on.isoformat(), NOTICE: last.paper}
    if state == SUSPENDED:
        found[UNTIL] = last.facts.get(UNTIL)
    return {name: said for name, said in found.items() if said}


def effect_problems(hearing: Hearing) -> Iterator[Problem]:
    """Yield a problem for what a paper about an effect says otherwise than the register does."""
    kind, stated = hearing.library.kinds.get(hearing.form or hearing.case.kind), hearing.case.facts
    if kind is None or f"facts.{EFFECT}" not in kind.facts or _expiring(hearing):
        return
    known = known_effect(hearing.library, hearing.life, hearing.case.date)
    if not known:
        message = f"登记簿里，协议{hearing.life.number}没有中止、终止或者解除，不能出《{kind.title}》"
        mend = "请先办理中止、终止或者解除"
        yield hearing.problem("effect_disagrees", f"facts.{EFFECT}", message, mend=mend, law=hearing.entitled())
        return
    for name in (EFFECT, FROM, UNTIL, NOTICE):
        if f"facts.{name}" in kind.facts and stated.get(name, known.get(name)) != known.get(name):
            there = f"登记的是“{known[name]}”" if name in known else "登记簿里没有"
            message = f"{kind.facts[f'facts.{name}'].label}写的是“{stated[name]}”，{there}"
            mend = f"请删去 facts.{name}，由登记簿填写；登记错了的，先更正登记"
            yield hearing.problem("effect_disagrees", f"facts.{name}", message, mend=mend, law=hearing.entitled())


def _expiring(hearing: Hearing) -> bool:
    """Say whether a paper tells, ahead of the day, that the agreement ends when its term does."""
    stated, standing = hearing.case.facts, standing_on(hearing.library, hearing.life, hearing.case.date)
    end = None if standing.closed or follower_of(hearing.life) else standing.end
    return end is not None and stated.get(EFFECT) == ENDED and read_day(stated.get(FROM)) == end + ONE_DAY
