"""A paper to be signed has a number; a draft needs none."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.checks.numbering import example_number
from generator.problems import Problem


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem where the region numbers such papers and the case has no number."""
    number_format = facts.rules.number_formats.get(facts.kind.series)
    if facts.declares("number") and facts.case.number is None and number_format is not None:
        example = example_number(number_format, facts.case.date.year)
        mend = f"请写“number: {example}”的样子；只出草案的不必写"
        yield facts.problem(__name__, "number", f"{facts.label('number')}没有写，签发要用", mend=mend)
