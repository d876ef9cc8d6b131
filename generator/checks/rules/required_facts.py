"""The facts that the kind can't be signed without, other than the parties' particulars and the number."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.model.units import EXAMPLES, Unit
from generator.problems import Problem

_EXAMPLES = {"number": "12", "truth": "true"}
_TOLD_ELSEWHERE = ("agency.", "institution.", "number")


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each required fact that the case is silent on."""
    for path in facts.demanded:
        unreadable = path.startswith("facts.") and path.removeprefix("facts.") in facts.case.facts  # `fact_unknown`
        if path.startswith(_TOLD_ELSEWHERE) or not facts.lacks(path) or unreadable:
            continue
        message = f"{facts.label(path)}没有写{facts.needed_by(path)}"
        yield facts.problem(__name__, path, message, mend=f"请写成“{_example(facts, path)}”的样子")


def _example(facts: Facts, path: str) -> str:
    if path == "services":
        return f"services: [{', '.join(facts.library.institutions.services)}]"
    above, _, field = path.rpartition(".")
    fact = facts.kind.facts[path]
    dated = field in ("date", "start", "end") or fact.type == "date"
    value = EXAMPLES[Unit.DATE] if dated else _EXAMPLES.get(fact.type, "…")
    return f"{above}: {{{field}: {value}}}" if above else f"{field}: {value}"
