"""What the points of a year lead to.

In: a Library, a region, the year's points before, the points of the decision, the day. Out: a Consequence: told,
suspended or ended, with the lengths that are lawful (nhsa-personnel-2024#29).
"""

from __future__ import annotations

from datetime import date

from generator.lifecycle.personnel.numbers import (
    BAN_ACCUMULATED,
    BAN_AT_ONCE,
    MONTHS,
    REMINDER_POINTS,
    SUSPENSION_POINTS,
    TERMINATION_POINTS,
    Numbers,
    cited,
    numbers_on,
)
from generator.lifecycle.personnel.records import Consequence
from generator.model.library import Library
from generator.model.region import Side
from generator.problems import Ground


def consequence(library: Library, region: str, before: int, points: int, on: date) -> Consequence:
    """Return what `points` lead to after `before` in the same year; raise `UsageError` where there is no law on it.

    `on` is the day of the decision. An ending counts as at once where the decision's own points reach the number.
    """
    numbers = numbers_on(library, region, on)
    total = before + points
    if total >= numbers.number(TERMINATION_POINTS, Side.MIN):
        return _termination(numbers, total, points)
    if total >= numbers.number(SUSPENSION_POINTS, Side.MIN):
        return _suspension(numbers, total)
    ground = numbers.ground(REMINDER_POINTS, Side.BELOW)
    line = f"本年度累计{total}分：向所在定点医药机构通报记分情况{cited(ground)}"
    return Consequence("reminder", total, False, None, None, (line,), (ground,))


def _suspension(numbers: Numbers, total: int) -> Consequence:
    months = numbers.number(MONTHS, Side.MIN), numbers.number(MONTHS, Side.MAX)
    ground = numbers.ground(MONTHS, Side.MAX)
    law = _once(numbers.ground(SUSPENSION_POINTS, Side.MIN), ground)
    line = f"本年度累计{total}分：暂停医保支付资格{months[0]}至{months[1]}个月，视情节轻重{cited(ground)}"
    return Consequence("suspension", total, False, months, None, (line,), law)


def _termination(numbers: Numbers, total: int, points: int) -> Consequence:
    at_once = points >= numbers.number(TERMINATION_POINTS, Side.MIN)
    name = BAN_AT_ONCE if at_once else BAN_ACCUMULATED
    years = numbers.years(name)
    ground = numbers.ground(name, Side.MIN)
    law = _once(numbers.ground(TERMINATION_POINTS, Side.MIN), ground)
    how = f"一次性记{points}分" if at_once else f"本年度累计{total}分"
    line = f"{how}：终止医保支付资格，终止之日起{years}年内不得再次登记备案{cited(ground)}"
    return Consequence("termination", total, at_once, None, years, (line,), law)


def _once(*grounds: Ground) -> tuple[Ground, ...]:
    return tuple(dict.fromkeys(grounds))
