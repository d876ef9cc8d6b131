"""Every printed number against every limit of the law that binds it on the signing date.

Past a `must` is an error, past 原则上 wants a reason, past 一般 is told; 可以 is a decision and no limit by itself.
Of several limits of one side that a number is past, the strongest is told, and of equals the tightest.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.assembly.basis import FORCE_WORDS, SIDE_WORDS
from generator.checks.context import Facts
from generator.model.force import Force
from generator.model.region import Limit, Side
from generator.model.units import Quantity
from generator.problems import Problem, Severity

SEVERITIES = {
    Force.MUST: Severity.ERROR,
    Force.IN_PRINCIPLE: Severity.REASON,
    Force.AS_A_RULE: Severity.NOTE,
}
"""How far a limit of each force stands in the way, strongest first."""


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each printed parameter and side whose limit it is past."""
    for name in facts.printed:
        path = tuple(name.split("."))
        rule = facts.rules.parameters.get(path[0])
        if rule is None or path[-1] in {*Side}:
            continue
        value = facts.scope.ask(path)
        level = path[1] if len(path) > 1 else facts.case.institution.level
        if isinstance(value, Quantity):
            for side in Side:
                limit = _strongest([limit for limit in rule.limits(side, level) if not side.admits(value, limit.value)])
                if limit is not None:
                    yield _problem(facts, name, value, side, limit)


def _strongest(past: list[Limit]) -> Limit | None:
    """Return the limit that counts; limits come tightest first."""
    order = list(SEVERITIES)
    binding = [limit for limit in past if limit.force in order]
    return min(binding, key=lambda limit: order.index(limit.force), default=None)


def _problem(facts: Facts, name: str, value: Quantity, side: Side, limit: Limit) -> Problem:
    first, _, level = name.partition(".")
    given = facts.case.values.get(first)
    key = f"values.{first}" + (f".{level}" if level and isinstance(given, dict) else "")
    source = "案卷写的" if given is not None else "地区默认的"
    bound = f"{SIDE_WORDS[side]}{limit.value}"
    message = f"{facts.label(name)}{source}是{value}，而规定{FORCE_WORDS[limit.force]}{bound}"
    law, severity = (facts.limit_ground(limit),), SEVERITIES[limit.force]
    return facts.problem(__name__, key, message, law=law, mend=f"请改为{bound}", severity=severity)
