"""The legal rules that the kind asks about can be judged by the facts that the case states.

A rule is never held against a case that says nothing of it (`rule_unmet`), so silence would pass for a condition met.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.checks.rules.limit_exceeded import SEVERITIES
from generator.model.case import Case
from generator.model.force import Force
from generator.model.rule import Asked, LegalRule
from generator.problems import Problem
from generator.selection.rulings import holds_for, rules_in_force

_EXAMPLES = {"truth": "true", "date": "2026-01-01", "number": "12", "text": "…"}


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each rule that can't be judged; 可以 is a decision and asks for no answer."""
    for rule in rules_in_force(facts.rules):
        if rule.about not in facts.kind.asks or rule.force is Force.MAY or holds_for(rule, facts.case) is not None:
            continue
        silent = [asked for asked in rule.asks if not _told(asked, facts.case)]
        if silent:  # else a fact can't be read, which fact_unknown tells
            yield _unanswered(rule, silent, facts)


def _told(asked: Asked, case: Case) -> bool:
    return asked.fact in case.facts or case.fact(tuple(asked.fact.split("."))) is not None


def _unanswered(rule: LegalRule, silent: list[Asked], facts: Facts) -> Problem:
    message = f"没有说明：{'、'.join(asked.label for asked in silent)}"
    written = "，".join(f"{asked.fact}: {_EXAMPLES[asked.type]}" for asked in silent)
    return facts.problem(
        __name__, f"facts.{silent[0].fact}", message,
        law=(facts.library.ground(rule.cite, rule.quote),),
        mend=f"请核实后如实写在 facts 里，如“{written}”", severity=SEVERITIES[rule.force],
    )  # fmt: skip
