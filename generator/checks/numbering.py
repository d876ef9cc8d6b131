"""A region's format of agreement numbers, as 内医保协〔{year}〕{serial:04}号.

In: the format. Out: whether a number fits it, its year, an example.
"""

from __future__ import annotations

import re
from string import Formatter


def example_number(number_format: str, year: int) -> str:
    """Return the first number of a year."""
    return number_format.format(year=year, serial=1)


def year_of_number(number_format: str, number: str) -> int | None:
    """Return the year of a number that fits the format (0 where the format has none), None if it doesn't fit.

    A number fits where the format would write it so: 00001号 is no other way of writing 0001号.
    """
    match = re.fullmatch(_pattern(number_format), number)
    if match is None:
        return None
    year, serial = (int(match.groupdict().get(name, missing)) for name, missing in (("year", "0"), ("serial", "1")))
    return year if serial and number_format.format(year=f"{year:04}", serial=serial) == number else None


def _pattern(number_format: str) -> str:
    pattern = ""
    for literal, name, spec, _ in Formatter().parse(number_format):
        pattern += re.escape(literal)
        if name == "year":
            pattern += "(?P<year>[0-9]{4})"
        elif name == "serial":
            pattern += f"(?P<serial>[0-9]{{{int(spec or 1)},}})"
    return pattern
