"""A paper is dated no earlier than the signing of the agreement that it belongs to, whose own days are in order.

Before the signing there is no agreement to supplement, suspend or end.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.model.units import print_date
from generator.problems import Problem


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for a paper before the agreement's signing, and for an agreement that ends before it starts."""
    agreement, day = facts.case.agreement, facts.case.date
    if agreement is None:
        return
    if agreement.date is not None and day < agreement.date:
        message = f"本文书的日期{print_date(day)}早于主协议的签订日期{print_date(agreement.date)}"
        yield facts.problem(__name__, "date", message, mend="请核对本文书的日期和 agreement 下的 date")
    if agreement.start and agreement.end and agreement.end < agreement.start:
        message = f"主协议止于{print_date(agreement.end)}，早于起始的{print_date(agreement.start)}"
        yield facts.problem(__name__, "agreement.end", message, mend="请照主协议改正起止日期")
