"""Every value is written in its parameter's unit (4%, not 4, 0.04 or 四), in characters that can be printed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assembly import unreadable_values
from generator.checks.context import Facts
from generator.problems import Problem
from generator.reading.controls import first_control


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each value that can't be read."""
    for key, label, reason in unreadable_values(facts.library, facts.case):
        yield facts.problem(__name__, key, f"{label}{reason}", mend="请照样子改写")
    for name, value in facts.case.values.items():
        for level, written in {"": value}.items() if isinstance(value, str) else value.items():
            found = first_control(written)
            if found:
                key = ".".join(part for part in ("values", name, level) if part)
                yield facts.problem(__name__, key, f"{facts.label(name)}{found}", mend="请删去这个字符")
