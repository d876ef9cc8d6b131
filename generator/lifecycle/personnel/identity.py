"""Whether a person's identity number can be one: the key under which the person is kept everywhere.

In: a StaffHearing. Out: the Problem of a number whose check character or birth date is wrong. Another document than
the resident's card has a number of another shape, which nothing here can check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.lifecycle.personnel.hearing import StaffHearing
from generator.problems import Problem

KEY = "person.identity_number"
_SHAPE = re.compile("[0-9]{17}[0-9Xx]")


def identity_problems(hearing: StaffHearing) -> Iterator[Problem]:
    """Yield what is wrong with the identity number (GB 11643-1999)."""
    written = hearing.life.identity.upper()
    if not _SHAPE.fullmatch(written):
        return
    from stdnum.cn import ric  # slow to import, and only where persons are judged
    from stdnum.exceptions import ValidationError

    law = hearing.law(hearing.passages.identity_registered)
    fit = ric.calc_check_digit(written)
    if written[-1] != fit:
        message = f"身份证号码末位“{written[-1]}”不对：按前17位推算应是“{fit}”"
        yield hearing.problem("staff_identity", KEY, message, mend="请对照证件逐位核对", law=law)
        return
    try:
        ric.get_birth_date(written)
    except ValidationError:
        message = f"身份证号码第7至14位“{written[6:14]}”不是日期"
        yield hearing.problem("staff_identity", KEY, message, mend="请对照证件改正", law=law)
