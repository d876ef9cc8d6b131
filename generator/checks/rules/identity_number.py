"""居民身份证号码: 18 characters with a check character (GB 11643-1999), at one with birth and sex as stated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem, Severity

KEY = "person.identity_number"
_SHAPE = re.compile("[0-9]{17}[0-9X]")
_WOMEN, _MEN = "女", "男"


def find(facts: Facts) -> Iterator[Problem]:
    """Yield what is wrong with the number; one of another document wants a reason, a missing one is told elsewhere."""
    written = facts.case.person.identity_number
    if written is None or not facts.declares(KEY):
        return
    if not _SHAPE.fullmatch(written):
        message = f"身份证号码“{written}”（{len(written)}位）不是18位居民身份证号码：前17位是数字，末位是数字或大写 X"
        mend = "请对照证件改正；用其他身份证件的，照证件写"
        yield facts.problem(__name__, KEY, message, mend=mend, severity=Severity.REASON)
        return
    yield from _digits(facts, written)


def _digits(facts: Facts, written: str) -> Iterator[Problem]:
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    fit = ric.calc_check_digit(written)
    if written[-1] != fit:
        message = f"身份证号码“{written}”的校验码不对：按前17位推算，末位应是“{fit}”，而写的是“{written[-1]}”"
        mend = f"请对照证件逐位核对；只有末位写错的，改为“{written[:-1]}{fit}”"
        yield facts.problem(__name__, KEY, message, mend=mend)
        return
    try:
        born = ric.get_birth_date(written)
    except ValidationError:
        message = f"身份证号码“{written}”第7至14位“{written[6:14]}”不是日期"
        yield facts.problem(__name__, KEY, message, mend="请对照证件改正")
        return
    yield from _disagreement(facts, "person.born", facts.case.person.born, f"{born.year}年{born.month}月")
    sex = _MEN if int(written[16]) % 2 else _WOMEN
    yield from _disagreement(facts, "person.sex", facts.case.person.sex, sex)


def _disagreement(facts: Facts, key: str, stated: str | None, read: str) -> Iterator[Problem]:
    if stated is not None and stated != read and facts.declares(key):
        message = f"{facts.label(key)}写的是“{stated}”，按身份证号码应是“{read}”"
        yield facts.problem(__name__, key, message, mend="请对照证件，改正其中写错的一处")
