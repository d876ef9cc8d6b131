"""Negotiated terms hold no invisible control characters; a line break begins a new paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem
from generator.reading.controls import first_control


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each text with a control character, line breaks set aside."""
    for index, addition in enumerate(facts.case.additions):
        found = first_control(addition.text, allowed="\n")
        if found:
            key = f"additions.{index}.text"
            yield facts.problem(__name__, key, f"其他约定{found}", mend="请删去这个字符，分段用换行")
