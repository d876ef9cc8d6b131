"""The facts that a case states are ones that a rule asks for or the kind's text uses, written as their type wants."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.model.rule import Asked
from generator.problems import Problem
from generator.reading.validation import nearest
from generator.selection.rulings import UnreadableFactError, read_fact, rules_in_force

_FREE = "facts."


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each fact that nothing asks for or that can't be read."""
    asked = {**_of_rules(facts), **_of_kind(facts)}
    for name, written in facts.case.facts.items():
        key = f"facts.{name}"
        if name not in asked:
            close = nearest(name, list(asked))
            mend = f"最接近的是“{close}”" if close else "可用的事实见 xieyi law rules"
            yield facts.problem(__name__, key, f"没有规则要问“{name}”这一事实{_nor_text(facts)}", mend=mend)
            continue
        try:
            read_fact(written, asked[name])
        except UnreadableFactError as error:
            yield facts.problem(__name__, key, f"{asked[name].label}：{error}", mend="请改正")
        else:
            yield from _choice(facts, key, written)


def _choice(facts: Facts, key: str, written: str) -> Iterator[Problem]:
    """Yield a problem for a word that isn't one of those that the text goes by: it would print another's passage."""
    fact = facts.kind.facts.get(key)
    if fact is not None and fact.choices and written not in fact.choices:
        mend = f"请写其中一个：{'、'.join(f'{word}（{meaning}）' for word, meaning in fact.choices.items())}"
        yield facts.problem(__name__, key, f"{fact.label}：没有“{written}”这个写法", mend=mend)


def _of_rules(facts: Facts) -> dict[str, Asked]:
    return {one.fact: one for rule in rules_in_force(facts.rules) for one in rule.asks}


def _of_kind(facts: Facts) -> dict[str, Asked]:
    """Return the free facts that the kind's text uses."""
    names = {name.removeprefix(_FREE): fact for name, fact in facts.kind.facts.items() if name.startswith(_FREE)}
    return {name: Asked(fact=name, label=fact.label, type=fact.type) for name, fact in names.items()}


def _nor_text(facts: Facts) -> str:
    return "，本文书也不印它" if _of_kind(facts) else ""
