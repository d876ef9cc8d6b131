"""The number has the region's format; its year is that of signing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.checks.numbering import example_number, year_of_number
from generator.problems import Problem, Severity


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for a number of another format, a note for one of another year."""
    number, wanted = facts.case.number, facts.rules.number_formats.get(facts.kind.series)
    if number is None or wanted is None or not facts.declares("number"):
        return
    signed = facts.case.date.year
    year = year_of_number(wanted, number)
    if year is None:
        message = f"{facts.label('number')}“{number}”不合{facts.rules.regions[0].title}的格式"
        yield facts.problem(__name__, "number", message, mend=f"请写成“{example_number(wanted, signed)}”的样子")
    elif year not in (0, signed):
        message = f"{facts.label('number')}“{number}”的年份是{year}年，{facts.label('date')}却在{signed}年"
        yield facts.problem(__name__, "number", message, mend="请核对编号和签订日期", severity=Severity.NOTE)
