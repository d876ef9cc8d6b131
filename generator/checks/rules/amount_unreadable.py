"""Amounts of money that a paper asks for are written in figures, to the cent, more than nothing, and printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.context import Facts
from generator.problems import Problem

AMOUNTS = ("base_amount", "damages_amount", "refused_amount", "recovered_amount")
"""The facts that hold an amount, in yuan."""

_AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,2})?")


def read_amount(written: str) -> Decimal | None:
    """Return an amount of money, in yuan; None where it isn't one."""
    return Decimal(written) if _AMOUNT.fullmatch(written) else None


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each amount that can't be read, for one of nothing, and for one that isn't printed."""
    for name in AMOUNTS:
        key = f"facts.{name}"
        if name not in facts.case.facts or not facts.declares(key):
            continue
        written, label = facts.case.facts[name], facts.label(key)
        amount = read_amount(written)
        if amount is None:
            mend = "请写成“12345.67”的样子：元，最多两位小数，不写正负号、逗号和单位"
            yield facts.problem(__name__, key, f"{label}“{written}”不是金额", mend=mend)
        elif not amount:
            mend = "请核对金额；没有这笔款的，就没有这一处理"
            yield facts.problem(__name__, key, f"{label}是0，没有可以要求的款", mend=mend)
        elif facts.document is not None and key not in facts.printed:
            mend = "请核对处理方式（mode）；没有这笔款的，删去这一行"
            yield facts.problem(__name__, key, f"{label}{written}不会印进本文书", mend=mend)
