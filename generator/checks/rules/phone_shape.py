"""Telephone numbers look like ones: area code and number, mobile, or a short or 400 number. Only told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem, Severity

_PHONE = re.compile(
    r"(?:(?:\+?86[- ]?)?(?:1[0-9]{10}|(?:\(?0[0-9]{2,3}\)?[- ]?)?[1-9][0-9]{6,7})(?:(?:-|转)[0-9]{1,6})?"
    r"|[48]00[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}|1[0-9]{4})"
)
_BETWEEN = re.compile(r"\s*[、，,;；/]\s*")


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a note for each party, and a person, whose telephone number has an unusual shape."""
    for party in ("agency", "institution", "person"):
        key = f"{party}.phone"
        phone = facts.case.fact((party, "phone"))
        if facts.declares(key) and phone and not all(_PHONE.fullmatch(number) for number in _BETWEEN.split(phone)):
            message = f"{facts.label(key)}“{phone}”不像电话号码"
            mend = "请核对，写成“0471-1234567”的样子，几个号码用顿号隔开"
            yield facts.problem(__name__, key, message, mend=mend, severity=Severity.NOTE)
