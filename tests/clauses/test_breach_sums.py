"""Sums and days of the papers after a breach: lost without these, a cent or a day that nobody can defend in court."""

from __future__ import annotations

from typing import Any

import pytest

from generator.checks import check
from generator.model.library import Library
from tests.clauses.papers import paper


@pytest.mark.parametrize(
    ("base", "percent", "amount"),
    [
        ("0.10", "25", "0.03"),  # 0.025
        ("333333.33", "23", "76666.67"),  # 76666.6659
        ("86000", "30", "25800.00"),
        ("99999999999999.99", "29", "29000000000000.00"),  # 28999999999999.9971
        ("0.02", "21", "0.00"),  # 0.0042: nothing to ask for
    ],
)
def test_damages_are_reckoned_to_the_cent(library: Library, base: str, percent: str, amount: str) -> None:
    """Half a cent goes up; another sum is refused and the right one told, one of nothing is no damages."""
    stated: dict[str, Any] = {"base_amount": base, "damages_percent": percent}
    case = paper(library, "liquidated-damages-notice", full=False, **stated, damages_amount=amount)
    codes = {problem.code for problem in check(library, case)}
    assert codes == ({"amount_unreadable"} if amount == "0.00" else set())
    wrong = paper(library, "liquidated-damages-notice", full=False, **stated, damages_amount="1.00")
    (problem,) = (one for one in check(library, wrong) if one.code == "damages_sum")
    assert amount in problem.message


@pytest.mark.parametrize("percent", ["-25", "0", "101", "２５"])
def test_a_rate_that_is_none_is_refused(library: Library, percent: str) -> None:
    """-25 passed every band's test and was printed: the bands only look at rates from 0."""
    case = paper(library, "liquidated-damages-notice", full=False, damages_percent=percent)
    assert "damages_sum" in {problem.code for problem in check(library, case)}


@pytest.mark.parametrize(
    ("kind", "earlier"),
    [
        ("interview-notice", {"interview_on": "2026-04-09"}),
        ("interview-notice", {"rectification_until": "2026-04-09"}),
        ("recovery-notice", {"decided_on": "2026-06-11"}),
        ("recovery-notice", {"heard_on": "2026-06-09"}),
        ("staff-suspension-notice", {"suspended_to": "2026-06-19"}),
        ("urging-notice", {"perform_until": "2023-10-09"}),
        ("enforcement-application", {"perform_until": "2023-11-21"}),
    ],
)
def test_days_of_a_handling_stand_in_their_order(library: Library, kind: str, earlier: dict[str, Any]) -> None:
    """A call to an interview of last month, a court asked while the time still runs: no letter to send."""
    (problem,) = check(library, paper(library, kind, full=False, **earlier))
    assert problem.code == "fact_order"
    assert problem.where.key == f"facts.{next(iter(earlier))}" or "heard_on" in earlier
