"""Liquidated damages are what base and rate come to, to the cent, at a rate of 1 to 100 percent.

Whether the rate is lawful is said by the region's rules on `damages_percent`; here only the sum is reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from generator.checks.context import Facts
from generator.checks.rules.amount_unreadable import read_amount
from generator.problems import Problem

BASE, PERCENT, SUM = "base_amount", "damages_percent", "damages_amount"
_PERCENT = re.compile(r"[1-9][0-9]?|100")
_CENT = Decimal("0.01")


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for a rate that is none, and for a sum that isn't base × rate."""
    written = facts.case.facts
    if not facts.declares(f"facts.{SUM}") or PERCENT not in written or not _is_number(written[PERCENT]):
        return  # what is no number is told by `fact_unknown`
    if not _PERCENT.fullmatch(written[PERCENT]):
        message = f"违约金比例“{written[PERCENT]}”不是1到100的整数"
        yield facts.problem(__name__, f"facts.{PERCENT}", message, mend="请写成“25”的样子，25 即25%")
        return
    base, stated = (read_amount(written.get(name, "")) for name in (BASE, SUM))
    if not base or not stated:
        return  # told by `amount_unreadable` or `required_facts`
    wanted = (base * int(written[PERCENT]) / 100).quantize(_CENT, ROUND_HALF_UP)
    if stated != wanted:
        message = f"违约金金额{written[SUM]}元不等于{written[BASE]}元的{written[PERCENT]}%，应是{wanted}元"
        yield facts.problem(__name__, f"facts.{SUM}", message, mend=f"请写“{SUM}: {wanted}”，或改正基数和比例")


def _is_number(written: str) -> bool:
    try:
        int(written)
    except ValueError:
        return False
    return True
