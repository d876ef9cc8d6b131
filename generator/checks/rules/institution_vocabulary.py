"""The institution's level and type are words of regions/institutions.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem
from generator.reading.validation import nearest


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for a level or a type that isn't in the vocabulary, with the nearest that is."""
    institution, words = facts.case.institution, facts.library.institutions
    for key, what, written, known in (
        ("institution.level", "等级", institution.level, list(words.levels)),
        ("institution.type", "类别", institution.type, list(words.types)),
    ):
        if facts.declares(key) and written is not None and written not in known:
            close = nearest(written, known)
            mend = f"最接近的是“{close}”" if close else f"可选：{'、'.join(known)}"
            yield facts.problem(__name__, key, f"医疗机构{what}没有“{written}”这种写法", mend=mend)
