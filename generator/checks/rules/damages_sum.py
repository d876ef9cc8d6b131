"""Liquidated damages are what base and rate come to, to the cent, and amounts are written in figures.

Whether the rate is lawful is said by the region's rules on `damages_percent`; here only the sum is reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from generator.checks.context import Facts
from generator.problems import Problem

BASE, PERCENT, SUM = "base_amount", "damages_percent", "damages_amount"
_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,2})?")
_CENT = Decimal("0.01")


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for an amount that can't be read, and for a sum that isn't base × rate."""
    if not facts.declares(f"facts.{SUM}"):
        return
    written = facts.case.facts
    unreadable = [name for name in (BASE, SUM) if name in written and not _AMOUNT.fullmatch(written[name])]
    for name in unreadable:
        message = f"{facts.label(f'facts.{name}')}“{written[name]}”不是金额"
        yield facts.problem(__name__, f"facts.{name}", message, mend="请写成“12345.67”的样子，不写逗号和单位")
    if unreadable or not {BASE, PERCENT, SUM} <= set(written) or not written[PERCENT].isascii():
        return
    if not written[PERCENT].isdigit():
        return  # told by `fact_unknown`
    wanted = (Decimal(written[BASE]) * int(written[PERCENT]) / 100).quantize(_CENT, ROUND_HALF_UP)
    if Decimal(written[SUM]) != wanted:
        message = f"违约金金额{written[SUM]}元不等于{written[BASE]}元的{written[PERCENT]}%，应是{wanted}元"
        yield facts.problem(__name__, f"facts.{SUM}", message, mend=f"请写“{SUM}: {wanted}”，或改正基数和比例")
