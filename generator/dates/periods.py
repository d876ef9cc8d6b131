"""A day and a period → the day that it reaches.

In: a day and a Quantity (日, 自然日, 个工作日, 个月, 年). Out: the day reached, and whether it is provisional. Days
are counted from the next day on; months and years reach the same day of their month, or its last day where it has
none (the way of 民法典 articles 201–203). Working days follow the State Council's published schedules, 调休
included; past the last one, weekends alone are known and the result is provisional.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from generator.model.units import Quantity, Unit

_COUNTED = {Unit.DAYS, Unit.NATURAL_DAYS}


@dataclass(frozen=True)
class Reached:
    """The day that a period reaches.

    `provisional` says why it may still change, None where it is certain; `month_end` that the month has no such day
    and its last one was taken.
    """

    day: date
    provisional: str | None = None
    month_end: str | None = None


def reach(start: date, period: Quantity, *, back: bool = False) -> Reached:
    """Return the day a period after a day, or before it; raise ValueError for a unit that isn't one of time."""
    number = int(period.number or 0) * (-1 if back else 1)
    if period.unit in _COUNTED:
        return Reached(start + timedelta(days=number))
    if period.unit is Unit.MONTHS:
        return _months_on(start, number)
    if period.unit is Unit.YEARS:
        return _months_on(start, 12 * number)
    if period.unit is Unit.WORKDAYS:
        return _workdays_on(start, number)
    raise ValueError(f"“{period}”不是期限")


def _months_on(start: date, months: int) -> Reached:
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    remark = f"{year}年{month}月没有{start.day}日，以该月末日计算" if start.day > last else None
    return Reached(date(year, month, min(start.day, last)), month_end=remark)


def _workdays_on(start: date, number: int) -> Reached:
    step = timedelta(days=1 if number >= 0 else -1)
    day, left, provisional = start, abs(number), None
    while left:
        day += step
        working, known = is_workday(day)
        left -= working
        if not known:
            provisional = f"{day.year}年的放假安排尚未公布，工作日暂按周一至周五计算"
    return Reached(day, provisional)


@lru_cache(maxsize=4096)
def is_workday(day: date) -> tuple[bool, bool]:
    """Say whether a day is a working day, and whether its year's schedule has been published."""
    import chinese_calendar  # slow to import, and only where working days are counted

    try:
        return bool(chinese_calendar.is_workday(day)), True  # type: ignore[no-untyped-call]
    except NotImplementedError:
        return day.weekday() < 5, False
