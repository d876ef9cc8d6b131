"""The two parties are two: nobody signs an agreement with itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem where both parties have one name."""
    agency, institution = facts.case.agency.name, facts.case.institution.name
    if agency and agency == institution:
        message = f"甲方和乙方都写的是“{agency}”"
        mend = "甲方写经办机构的全称，乙方写医疗机构的全称"
        yield facts.problem(__name__, "institution.name", message, mend=mend)
