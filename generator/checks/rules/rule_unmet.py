"""The facts that the case states meet the legal rules of its region: who may sign, who may ask, and when."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.checks.rules.limit_exceeded import SEVERITIES
from generator.model.force import Force
from generator.problems import Problem, Severity
from generator.selection.rulings import rule_on, rules_in_force


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each rule that the stated facts don't meet; 可以 is a decision and no rule to meet.

    Where working days past the last published schedule decide, it is told and doesn't stand in the way.
    """
    for rule in rules_in_force(facts.rules):
        ruling = rule_on(rule, facts.case)
        if rule.force is Force.MAY or ruling.holds is not False:
            continue
        stated = [asked.fact for asked in rule.asks if asked.fact in facts.case.facts]
        key = f"facts.{stated[0]}" if stated else rule.asks[0].fact
        law = (facts.library.ground(rule.cite, rule.quote),)
        severity = Severity.NOTE if ruling.provisional else SEVERITIES[rule.force]
        if rule.late and severity is Severity.ERROR:
            severity = Severity.REASON  # a day that is over can't be mended, and the paper is owed all the same
        message = rule.message + (f"（暂定：{ruling.provisional}）" if ruling.provisional else "")
        yield facts.problem(__name__, key, message, law=law, mend=rule.mend, severity=severity)
