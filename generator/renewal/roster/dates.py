"""Dates as people write them in a cell.

In: text (2027-12-31, 2027/12/31, 2027.12.31, 20271231, 2027年12月31日, 二〇二七年十二月三十一日) or Excel's count of
days. Out: a date, None where it is none or leaves something open (a month without its day, a year of two digits).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from generator.model.numerals import numeral

_NUMBERS = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?(?:0?0:00(?::00)?)?")
_COMPACT = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_CHINESE = re.compile("([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
_MONTH = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})月?|([0-9]{4})([0-9]{2})")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_DAYS = {numeral(number): number for number in range(1, 32)}
_SERIALS = range(15_000, 110_000)  # 1941 to 2201


def read_date(text: str) -> date | None:
    """Return the date of a text of half-width characters, None where it is none."""
    plain = "".join(text.split())
    match = _NUMBERS.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = _CHINESE.fullmatch(plain)
    if match and match[2] in _DAYS and match[3] in _DAYS:
        return _day(int(match[1].translate(_DIGITS)), _DAYS[match[2]], _DAYS[match[3]])
    return None


def read_month(text: str) -> date | None:
    """Return the first day of the month of a text (1985年6月, 1985-06, 198506, or a whole date), None if it is none."""
    plain = "".join(text.split())
    match = _MONTH.fullmatch(plain)
    if match:
        return _day(int(match[1] or match[3]), int(match[2] or match[4]), 1)
    found = read_date(plain)
    return found.replace(day=1) if found else None


def date_of_serial(number: float, epoch: datetime) -> date | None:
    """Return the date of Excel's count of days, or of a number like 20271231; None where it is neither."""
    whole = int(number)
    if whole in _SERIALS:
        return (epoch + timedelta(days=whole)).date()
    match = _COMPACT.fullmatch(str(whole))
    return _day(int(match[1]), int(match[2]), int(match[3])) if match and whole == number else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
