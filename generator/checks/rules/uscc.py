"""统一社会信用代码: 18 characters with a check character (GB 32100-2015)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from generator.checks.context import Facts
from generator.problems import Problem

KEY = "institution.uscc"
SHAPE = "统一社会信用代码共18位：前8位是数字，后10位是数字或大写字母（不用 I、O、S、V、Z），末位是校验码"


def find(facts: Facts) -> Iterator[Problem]:
    """Yield what is wrong with the institution's code; a missing one is told elsewhere."""
    from stdnum.cn import uscc
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

    written = facts.case.institution.uscc
    if written is None or not facts.declares(KEY) or _in_order(written):
        return
    plain = uscc.compact(written)
    try:
        uscc.validate(written)
    except InvalidLength:
        message = f"统一社会信用代码“{written}”有{len(plain)}位，应是18位"
        yield facts.problem(__name__, KEY, message, mend=f"请对照证照改正。{SHAPE}")
    except InvalidChecksum:
        fit = uscc.calc_check_digit(plain)
        message = f"统一社会信用代码“{written}”的校验码不对：按前17位推算，末位应是“{fit}”，而写的是“{plain[-1]}”"
        yield facts.problem(__name__, KEY, message, mend=f"请对照证照逐位核对；只有末位写错的，改为“{plain[:-1]}{fit}”")
    except ValidationError:
        message = f"统一社会信用代码“{written}”里有不该有的字符"
        yield facts.problem(__name__, KEY, message, mend=f"请对照证照改正。{SHAPE}")
    else:
        message = f"统一社会信用代码“{written}”要写成大写、半角、中间不空格"
        yield facts.problem(__name__, KEY, message, mend=f"请写成“{plain}”")


@lru_cache(maxsize=1 << 15)  # a year's plan looks at each institution twice
def _in_order(written: str) -> bool:
    from stdnum.cn import uscc
    from stdnum.exceptions import ValidationError

    try:
        return bool(uscc.validate(written) == written)
    except ValidationError:
        return False
