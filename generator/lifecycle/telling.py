"""What whoever takes an event must know, and what nobody decides for them.

In: a Hearing. Out: Problems, notes mostly: nothing here happens by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.lifecycle.hearing import Hearing
from generator.lifecycle.standing import IN_FORCE, NOT_RENEW, SUSPENDED
from generator.model.units import print_date
from generator.problems import Ground, Problem, Severity


def told(hearing: Hearing) -> Iterator[Problem]:
    """Yield what is to be known of an order that may be lawful all the same."""
    yield from _repeated(hearing)
    if hearing.name == "renew" and any(happened.event == NOT_RENEW for happened in hearing.life.happened):
        message = "此前已经提出不再续签，续签以双方重新协商一致为前提"
        yield _note(hearing, "date", message, hearing.entitled())
    yield from _late_renewal(hearing)


def _note(hearing: Hearing, key: str, message: str, law: tuple[Ground, ...]) -> Problem:
    return hearing.problem("event_told", key, message, law=law, severity=Severity.NOTE)


def _repeated(hearing: Hearing) -> Iterator[Problem]:
    """Suspended often enough in one term, or not put right while suspended, an agreement is to be rescinded."""
    repeated, count = hearing.table.repeated_suspension, hearing.standing.suspensions
    law = hearing.cite(repeated.cite, repeated.quote)
    allowed = _allowed(hearing)
    if hearing.event.to == SUSPENDED and hearing.by in repeated.counts and allowed and count + 1 >= allowed:
        message = f"这是本期有效期内第{count + 1}次中止，应当解除协议；解除须另作决定"
        yield _note(hearing, "facts.effective_on", message, law)
    if hearing.standing.state == SUSPENDED and hearing.event.to == IN_FORCE:
        wanted, done = _rectification(hearing)
        if wanted and wanted < hearing.day.isoformat() and not (done and done <= wanted):
            message = f"整改期限到{wanted}，没有写明按期整改；未按要求整改的，应当解除协议"
            yield _note(hearing, "facts.rectified_on", message, law)
    cited = any(finding.ground == repeated.ground for finding in hearing.case.findings)
    if cited and not count:
        message = "登记的本期有效期内没有被中止过，“累计中止或者未整改到位”不成立"
        yield hearing.problem("event_cause", "findings", message, mend="请另写理由", law=law)
    elif cited and allowed and count < allowed:
        message = f"登记的本期有效期内只被中止{count}次，以中止期间未按要求整改为理由，请在事实里写明"
        yield _note(hearing, "findings", message, law)


def _allowed(hearing: Hearing) -> int:
    """Return how often an agreement may be suspended before it is to be rescinded."""
    rule = hearing.law.rules.parameters.get(hearing.table.repeated_suspension.parameter)
    value = rule.default(hearing.life.institution.level) if rule else None
    return int(value.number or 0) if value else 0


def _rectification(hearing: Hearing) -> tuple[str | None, str | None]:
    """Return until when the present suspension asked for rectification, and when it was done."""
    suspended = [one for one in hearing.life.happened if hearing.table.events[one.event].to == SUSPENDED]
    last = max(suspended, key=lambda one: one.on, default=None)
    wanted = last.facts.get("rectification_until") if last else None
    return wanted, hearing.case.facts.get("rectified_on")


def _late_renewal(hearing: Hearing) -> Iterator[Problem]:
    """Tell why an agreement that is renewed after its end hasn't ended: its own clause, and the agency's doing."""
    end = hearing.standing.end
    if hearing.name != "renew" or end is None or hearing.day <= end:
        return
    for event in hearing.table.events.values():
        for cause in event.causes.values():
            if cause.unless and hearing.case.facts.get(cause.unless.fact) == "true":
                law = hearing.cite(cause.unless.cite, cause.unless.quote)
                message = f"协议至{print_date(end)}期满，{cause.unless.label}，续签前依协议自己的约定继续生效"
                yield _note(hearing, f"facts.{cause.unless.fact}", message, law)
