"""Quantities with their units: 5%, 30个工作日, 180日, 3个月 are different things.

In: written values (`5%`, `30个工作日`). Out: `Quantity` (a Decimal or date or text with its unit) and
its printed form. Numbers are `Decimal`, never floats.
"""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from generator.model.base import Model


class Unit(StrEnum):
    """The unit of a parameter."""

    PERCENT = "percent"
    MONEY = "money"
    DAYS = "days"
    NATURAL_DAYS = "natural_days"
    WORKDAYS = "workdays"
    MONTHS = "months"
    HOURS = "hours"
    YEARS = "years"
    TIMES = "times"
    COUNT = "count"
    YEAR = "year"
    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"


SUFFIXES = {
    Unit.PERCENT: "%",
    Unit.MONEY: "元",
    Unit.DAYS: "日",
    Unit.NATURAL_DAYS: "个自然日",
    Unit.WORKDAYS: "个工作日",
    Unit.MONTHS: "个月",
    Unit.HOURS: "小时",
    Unit.YEARS: "年",
    Unit.TIMES: "次",
    Unit.COUNT: "",
    Unit.YEAR: "",
}
"""What follows the number where a quantity of the unit is written."""

EXAMPLES = {
    Unit.PERCENT: "4%",
    Unit.MONEY: "10000元",
    Unit.DAYS: "180日",
    Unit.NATURAL_DAYS: "180个自然日",
    Unit.WORKDAYS: "30个工作日",
    Unit.MONTHS: "3个月",
    Unit.HOURS: "24小时",
    Unit.YEARS: "2年",
    Unit.TIMES: "2次",
    Unit.COUNT: "100",
    Unit.YEAR: "2026",
    Unit.DATE: "2026-01-01",
    Unit.TEXT: "文字",
    Unit.CHOICE: "选项之一",
}
"""A value of each unit as it is to be written."""

_NUMBER = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<suffix>.*)", re.DOTALL)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


class UnreadableValueError(ValueError):
    """A written value doesn't fit its unit; the message is Chinese and says how it is to be written."""


class Quantity(Model):
    """A value with its unit: `number` for counted units, `day` for dates, `text` for text and choices."""

    unit: Unit
    number: Decimal | None = None
    day: date | None = None
    text: str | None = None

    def __str__(self) -> str:
        """Return the printed form: 5%, 30个工作日, 2026年1月1日."""
        if self.day is not None:
            return print_date(self.day)
        if self.number is None:
            return self.text or ""
        return f"{self.number.normalize():f}{SUFFIXES[self.unit]}"

    @classmethod
    def read(cls, written: str, unit: Unit) -> Self:
        """Read a written value; raise `UnreadableValueError` where it doesn't fit the unit."""
        written = written.translate(_FULL_WIDTH).strip()
        if unit is Unit.DATE:
            return cls(unit=unit, day=_read_date(written))
        if unit in (Unit.TEXT, Unit.CHOICE):
            if not written:
                raise UnreadableValueError("不能是空的")
            return cls(unit=unit, text=written)
        return cls(unit=unit, number=_read_number(written, unit))


def print_date(day: date) -> str:
    """Return a date as agreements print it: 2026年1月1日 (GB/T 15835, no leading zeros)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _read_date(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UnreadableValueError(f"“{written}”不是日期，应写成“2026-01-01”的样子") from None


def _read_number(written: str, unit: Unit) -> Decimal:
    suffix, example = SUFFIXES[unit], EXAMPLES[unit]
    match = _NUMBER.fullmatch(written.replace(" ", ""))
    if match is None:
        raise UnreadableValueError(f"“{written}”不是用阿拉伯数字写的数值，应写成“{example}”的样子")
    if match["suffix"] != suffix:
        raise UnreadableValueError(_wrong_suffix(written, match, unit))
    number = Decimal(match["number"])
    if unit in (Unit.TIMES, Unit.COUNT, Unit.YEAR) and number != number.to_integral_value():
        raise UnreadableValueError(f"“{written}”应是整数")
    if unit is Unit.PERCENT and number > 100:
        raise UnreadableValueError(f"“{written}”超过100%")
    return number


def _wrong_suffix(written: str, match: re.Match[str], unit: Unit) -> str:
    if unit is Unit.PERCENT and not match["suffix"]:
        number = Decimal(match["number"])
        meant = f"{(number * 100).normalize():f}%" if number < 1 else f"{number.normalize():f}%"
        return f"“{written}”没有写百分号，如指{meant}，请写成“{meant}”"
    if not match["suffix"]:
        return f"“{written}”没有写单位，应写成“{match['number']}{SUFFIXES[unit]}”"
    return f"“{written}”的单位不对，应写成“{EXAMPLES[unit]}”的样子"
