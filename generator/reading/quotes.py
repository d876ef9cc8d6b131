"""Find what a quote lacks of the limit that it stands for.

In: a limit's side, value and quote. Out: what the quote lacks: the value, its unit, or the word that sets the
boundary beside it. Numbers are found as Arabic or Chinese numerals (5%, 三个月, 百分之五), never inside a longer one;
a boundary word counts only right beside the number, with no other number between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.model.numerals import numeral
from generator.model.region import Side
from generator.model.statute import normalise
from generator.model.units import SUFFIXES, Quantity, Unit

BEFORE = {
    Side.MAX: ("不超过", "不得超过", "不高于", "不得高于", "超过", "至多", "最多", "为", "至", "-", "一般为", "折抵"),
    Side.MIN: ("不低于", "不得低于", "不少于", "至少", "提前", "前", "未满", "达到", "累计", "为"),
    Side.BELOW: ("未达", "未达到", "未满", "低于", "不满"),
    Side.ABOVE: ("超过", "高于", "多于"),
}
"""The words that set each side's boundary in front of a number."""

AFTER = {
    Side.MAX: ("以内", "内", "以下", "前", "及以上", "个季度内", "档"),
    Side.MIN: ("以上", "及以上", "后", "前", "内不得", "全覆盖", "张床位以上", "名", "折抵"),
    Side.BELOW: ("以下",),
    Side.ABOVE: ("以上",),
}
"""The words that set each side's boundary behind a number."""

_UNIT_WORDS = {
    Unit.DAYS: ("日", "天"),
    Unit.NATURAL_DAYS: ("自然日", "个自然日", "日(自然日)"),
    Unit.COUNT: ("",),
    Unit.YEAR: ("",),
}
_LONGEST_GAP = 10
_NUMERALS = "0-9.一二三四五六七八九十百千两"


def missing_from_quote(side: Side, value: Quantity, quote: str) -> str | None:
    """Return what a quote lacks of the limit that it stands for, in Chinese; None if it holds it all."""
    text = normalise(quote)
    if value.text is not None:
        return None if normalise(value.text) in text else f"“{value}”"
    spots = list(_spots(value, text))
    if not spots:
        return f"日期“{value}”" if value.day else f"数值“{value}”及其单位"
    if not any(_bounded(side, text[:start], text[start:end], text[end:]) for start, end in spots):
        return f"紧挨着“{value}”的界限词（{'、'.join(dict.fromkeys([*BEFORE[side][:3], *AFTER[side][:2]]))}等）"
    return None


def _spots(value: Quantity, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the value stands in the text, whole."""
    for form in _forms(value):
        for match in re.finditer(rf"(?<![{_NUMERALS}]){re.escape(form)}", text):
            yield match.start(), match.end()


def _bounded(side: Side, before: str, number: str, after: str) -> bool:
    """Say whether a boundary word stands beside a number, given the text on its two sides."""
    if number.endswith("-"):  # 1-6个月 holds its lower end
        return side is Side.MIN
    if after.startswith("内不得"):  # 1年内不得再次申请 sets the least time
        return side is Side.MIN
    if side is Side.MIN and after.startswith("内"):  # 期满前3个月内 sets the most
        return False
    gap = rf"[^{_NUMERALS}%]{{0,{_LONGEST_GAP}}}$"
    for word in BEFORE[side]:
        unless = "(?<!未)" if word == "达到" else ""
        if re.search(unless + re.escape(normalise(word)) + gap, before):
            return True
    return any(after.startswith(normalise(word)) for word in AFTER[side])


def _forms(value: Quantity) -> list[str]:
    """Return the ways in which statutes write a value."""
    if value.day is not None:
        return [normalise(str(value))]
    number = value.number or Decimal(0)
    words = [normalise(word) for word in _UNIT_WORDS.get(value.unit, (SUFFIXES[value.unit],))]
    written = [f"{number.normalize():f}"]
    if number == number.to_integral_value() and number > 0:
        written.append(numeral(int(number)))
        written += ["两"] if number == 2 else []
    forms = [digits + word for digits in written for word in words]
    forms += [f"{digits}-" for digits in written[:1] if value.unit is not Unit.PERCENT]  # 1-6个月
    return forms + ([f"百分之{digits}" for digits in written[1:]] if value.unit is Unit.PERCENT else [])
