"""Amendments hold no invisible control characters; a line break begins a new paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.checks.entries import KEY_LABELS
from generator.problems import Problem
from generator.reading.controls import first_control


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each wording with a control character, line breaks set aside."""
    for index, amendment in enumerate(facts.case.amendments if facts.declares("amendments") else ()):
        for key, text in (("before", amendment.before), ("after", amendment.after)):
            found = first_control(text or "", allowed="\n")
            if found:
                message = f"第{index + 1}项变更{KEY_LABELS[key]}{found}"
                yield facts.problem(__name__, f"amendments.{index}.{key}", message, mend="请删去这个字符，分段用换行")
