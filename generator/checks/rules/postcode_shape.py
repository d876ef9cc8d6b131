"""Postcodes have six digits. Only told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem, Severity

_POSTCODE = re.compile("[0-9]{6}")


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a note for each party whose postcode has another shape."""
    for party in ("agency", "institution"):
        key = f"{party}.postcode"
        postcode = facts.case.fact((party, "postcode"))
        if facts.declares(key) and postcode and not _POSTCODE.fullmatch(postcode):
            message = f"{facts.label(key)}“{postcode}”不是6位数字"
            yield facts.problem(__name__, key, message, mend="请核对邮政编码", severity=Severity.NOTE)
