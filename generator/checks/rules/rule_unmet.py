"""The facts that the case states meet the legal rules of its region: who may sign, who may ask, and when."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.checks.rules.limit_exceeded import SEVERITIES
from generator.model.force import Force
from generator.problems import Problem
from generator.selection.rulings import holds_for, rules_in_force


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each rule that the stated facts don't meet; 可以 is a decision and no rule to meet."""
    for rule in rules_in_force(facts.rules):
        if rule.force is Force.MAY or holds_for(rule, facts.case) is not False:
            continue
        stated = [asked.fact for asked in rule.asks if asked.fact in facts.case.facts]
        key = f"facts.{stated[0]}" if stated else rule.asks[0].fact
        law = (facts.library.ground(rule.cite, rule.quote),)
        yield facts.problem(__name__, key, rule.message, law=law, mend=rule.mend, severity=SEVERITIES[rule.force])
