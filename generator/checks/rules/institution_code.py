"""医保定点机构代码: H and eleven digits, by the coding rules of the National Healthcare Security Administration."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem

_CODE = re.compile("H[0-9]{11}")


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem where the code has another shape."""
    code = facts.case.institution.code
    if facts.declares("institution.code") and code is not None and not _CODE.fullmatch(code):
        message = f"医保定点机构代码“{code}”（{len(code)}位）不是大写字母 H 加11位数字"
        mend = "请对照国家医保信息业务编码改正，写成“H15010200001”的样子"
        yield facts.problem(__name__, "institution.code", message, mend=mend)
