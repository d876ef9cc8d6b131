"""The facts that a case states are ones that a rule asks for, and are written as their type wants."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem
from generator.reading.validation import nearest
from generator.selection.rulings import UnreadableFactError, read_fact, rules_in_force


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each fact that no rule asks for or that can't be read."""
    asked = {one.fact: one for rule in rules_in_force(facts.rules) for one in rule.asks}
    for name, written in facts.case.facts.items():
        key = f"facts.{name}"
        if name not in asked:
            close = nearest(name, list(asked))
            mend = f"最接近的是“{close}”" if close else "可用的事实见 xieyi law rules"
            yield facts.problem(__name__, key, f"没有规则要问“{name}”这一事实", mend=mend)
            continue
        try:
            read_fact(written, asked[name])
        except UnreadableFactError as error:
            yield facts.problem(__name__, key, f"{asked[name].label}：{error}", mend="请改正")
