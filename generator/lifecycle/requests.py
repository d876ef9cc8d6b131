"""The regions' rules on requests and events, asked of an order with the facts that follow from it.

In: a Hearing. Out: Problems of code `rule_unmet`, and `event_fact_missing` where a rule that counts here asks for what
isn't stated. The facts that follow from agreement and order (`event`, `by`, `request`, `suspended_from`, `term.end` …)
are put beside those that the case states; nobody has to write them.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.lifecycle.hearing import SEVERITIES, Hearing
from generator.lifecycle.standing import SUSPENDED
from generator.model.case import Case, Term
from generator.model.rule import Conditional, LegalRule
from generator.problems import Problem, Severity
from generator.selection.rulings import Ruling, holds_for, rule_on, rules_in_force

REQUESTS = {
    "renew": "renewal",
    "not-renew": "non_renewal",
    "suspend": "suspension",
    "resume": "resumption",
    "rescind": "rescission",
    "change": "change",
}
"""What rules call the request of an event."""


_FOLLOWING = frozenset({"event", "by", "request", "suspended_from"})
"""Facts that follow from agreement and order: a problem is told at one that its writer stated."""


def rule_problems(hearing: Hearing) -> Iterator[Problem]:
    """Yield a problem for each rule on requests or events that isn't met, or can't be told for want of facts."""
    case = _fed(hearing)
    told: set[str] = set()
    for rule in rules_in_force(hearing.law.rules):
        if rule.about not in ("request", "event") or rule.force not in SEVERITIES:
            continue
        ruling = rule_on(rule, case)
        if ruling.holds is False:
            yield _unmet(hearing, rule, ruling)
        elif ruling.holds is None and _counts(rule, case):
            lacking = [asked for asked in rule.asks if _absent(asked.fact, case) and asked.fact not in told]
            told |= {asked.fact for asked in lacking}
            if lacking:
                yield _missing(hearing, rule, lacking[0].fact, "、".join(asked.label for asked in lacking))


def _fed(hearing: Hearing) -> Case:
    """Return the case with what follows from the agreement and the order."""
    case, standing = hearing.case, hearing.standing
    follows = {"event": hearing.name, "by": hearing.by}
    if hearing.by == "institution" or (hearing.by == "both" and "request_received_on" in case.facts):
        follows["request"] = REQUESTS.get(hearing.name, "")
    if hearing.event.to == SUSPENDED:
        follows["suspended_from"] = hearing.day.isoformat()
    elif standing.state == SUSPENDED:
        follows["suspended_from"] = standing.since.isoformat()
    stated = {name: value for name, value in follows.items() if value}
    institution = case.institution
    if institution.ownership is None:
        institution = institution.model_copy(update={"ownership": hearing.life.institution.ownership})
    return case.model_copy(
        update={
            "facts": {**case.facts, **stated},
            "institution": institution,
            "term": Term.model_construct(start=standing.start, end=standing.end),
        }
    )


def _counts(rule: LegalRule, case: Case) -> bool:
    """Say whether a rule concerns the order: its condition holds, or it has none and a request is made."""
    if isinstance(rule.test, Conditional):
        return holds_for(rule.model_copy(update={"test": rule.test.condition}), case) is True
    return rule.about == "event" or "request" in case.facts


def _absent(fact: str, case: Case) -> bool:
    return fact not in case.facts and case.fact(tuple(fact.split("."))) is None


def _unmet(hearing: Hearing, rule: LegalRule, ruling: Ruling) -> Problem:
    stated = [asked.fact for asked in rule.asks if asked.fact in hearing.case.facts and asked.fact not in _FOLLOWING]
    key = f"facts.{stated[0]}" if stated else rule.asks[0].fact
    severity = Severity.NOTE if ruling.provisional else SEVERITIES[rule.force]
    if rule.late and severity is Severity.ERROR:
        severity = Severity.REASON  # a day that is over can't be mended, and the paper is owed all the same
    message = rule.message + (f"（暂定：{ruling.provisional}）" if ruling.provisional else "")
    law = hearing.cite(rule.cite, rule.quote)
    return hearing.problem("rule_unmet", key, message, mend=rule.mend, law=law, severity=severity)


def _missing(hearing: Hearing, rule: LegalRule, fact: str, labels: str) -> Problem:
    key = fact if "." in fact else f"facts.{fact}"
    law = hearing.cite(rule.cite, rule.quote)
    message = f"没有写明：{labels}，不能判断是否合乎规定"
    severity = SEVERITIES[rule.force]
    return hearing.problem(
        "event_fact_missing", key, message, mend="请在案卷的 facts 里写明", law=law, severity=severity
    )
