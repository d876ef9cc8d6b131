"""Findings and amendments that a case lists are printed: a kind whose text has no place for them would lose them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem

_LISTS = {"findings": "认定的事实", "amendments": "对主协议的变更"}


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each list that the kind doesn't declare."""
    for path, label in _LISTS.items():
        if facts.case.fact((path,)) and not facts.declares(path):
            message = f"案卷列了{label}（{path}），而《{facts.kind.title}》不印它"
            yield facts.problem(__name__, path, message, mend="请删去，或改用印它的文书种类")
