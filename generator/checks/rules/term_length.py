"""The agreement's term is the one that the region's rule gives, as strongly as the rule binds.

A rule of 应当 fixes it; past 原则上 wants a reason; past 一般 is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.checks.rules.limit_exceeded import SEVERITIES
from generator.model.law import TermRule
from generator.model.units import print_date
from generator.problems import Problem
from generator.selection import ruled_term, term_rule


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for a start or an end that isn't the rule's."""
    if not facts.declares("term.start", "term.end"):
        return
    rule = term_rule(facts.case, facts.rules, facts.kind.sort)
    if rule is None or rule.force not in SEVERITIES:
        return
    ruled, own = ruled_term(facts.case, rule), facts.case.term
    if rule.starts_at_signing and own.start is not None and own.start != ruled.start:
        yield _problem(facts, rule, "start", f"起始日写的是{print_date(own.start)}，而规定自签订之日起", ruled.start)
    if own.end is not None and ruled.end is not None and own.end != ruled.end:
        yield _problem(facts, rule, "end", f"截止日写的是{print_date(own.end)}", ruled.end)


def _problem(facts: Facts, rule: TermRule, key: str, message: str, ruled: object) -> Problem:
    law = (facts.library.ground(rule.cite, rule.quote),)
    mend = f"依规定是 {ruled}，可改为这一天，或删去这一行由程序填写"
    severity = SEVERITIES[rule.force]
    return facts.problem(__name__, f"term.{key}", f"协议有效期的{message}", law=law, mend=mend, severity=severity)
