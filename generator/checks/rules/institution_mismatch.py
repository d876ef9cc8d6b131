"""Level, ownership and type go together, as regions/institutions.yaml has them.

The vocabulary says what is usual, not what is lawful, so a mismatch wants a reason and is no error.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem, Severity


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for a level or an ownership that the type usually doesn't have."""
    institution, words = facts.case.institution, facts.library.institutions
    kind = words.types.get(institution.type or "")
    if kind is None or not facts.declares("institution.type"):
        return
    level, ownership = institution.level, institution.ownership
    if level in words.levels and not level.startswith(kind.levels):
        message = f"类别是“{institution.type}”，等级却是“{level}”，通常只有{'、'.join(kind.levels)}"
        mend = "请对照执业许可证改正等级或类别"
        yield facts.problem(__name__, "institution.level", message, mend=mend, severity=Severity.REASON)
    if ownership and kind.ownership and ownership not in kind.ownership:
        usual = "、".join(words.ownership.get(found, found) for found in kind.ownership)
        message = f"类别是“{institution.type}”，所有制却是“{words.ownership.get(ownership, ownership)}”，通常是{usual}"
        mend = "请对照执业许可证改正所有制或类别"
        yield facts.problem(__name__, "institution.ownership", message, mend=mend, severity=Severity.REASON)
