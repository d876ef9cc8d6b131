"""What is recorded now is part of the year's total: points add up over a year."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.model.region import Side
from generator.problems import Problem

POINTS, TOTAL = "facts.points", "facts.year_points"
PERIOD = "personnel_points_period"
"""The parameter whose limit holds the words on adding up."""


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem where the total is less than the points of this time."""
    if POINTS not in facts.kind.facts or TOTAL not in facts.kind.facts:
        return
    points, total = (facts.scope.ask(tuple(path.split("."))) for path in (POINTS, TOTAL))
    if points is None or total is None or points <= total:
        return
    limit = facts.scope.limit((PERIOD,), Side.MAX)
    law = (facts.limit_ground(limit),) if limit else ()
    message = f"本次记分{points}分，多于本年度累计的{total}分"
    yield facts.problem(__name__, TOTAL, message, law=law, mend="累计记分包括本次，请核对当年的记分")
