"""医保相关人员代码: one or two letters and twelve digits. Only told: the coding rules themselves are not held here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem, Severity

KEY = "person.code"
_CODE = re.compile("[A-Z]{1,2}[0-9]{12}")


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a note for a code of another shape."""
    code = facts.case.person.code
    if code is not None and facts.declares(KEY) and not _CODE.fullmatch(code):
        message = f"医保代码“{code}”（{len(code)}位）不像相关人员代码：大写字母后面12位数字"
        mend = "请对照国家医保信息业务编码核对，写成“D150102000001”的样子"
        yield facts.problem(__name__, KEY, message, mend=mend, severity=Severity.NOTE)
