"""Find what a quote lacks of the limit that it stands for.

In: a limit's side, value and quote. Out: what the quote lacks: the value, its unit or the word that sets
the boundary. Numbers are found as Arabic or Chinese numerals (5%, 三个月, 百分之五).
"""

from __future__ import annotations

from decimal import Decimal

from generator.model.numerals import numeral
from generator.model.region import Side
from generator.model.statute import normalise
from generator.model.units import SUFFIXES, Quantity, Unit

BOUNDARIES = {
    Side.MAX: (
        "不超过",
        "不得超过",
        "不高于",
        "不得高于",
        "以内",
        "内",
        "以下",
        "至多",
        "最多",
        "为",
        "超过",
        "一般",
        "及以上",
    ),
    Side.MIN: ("不低于", "不得低于", "不少于", "以上", "至少", "及以上", "前", "提前", "满", "达到", "全覆盖"),
    Side.BELOW: ("未达", "未满", "低于", "不满"),
    Side.ABOVE: ("超过", "高于", "多于"),
}
"""The words that set each side's boundary."""

_UNIT_WORDS = {
    Unit.DAYS: ("日", "天"),
    Unit.NATURAL_DAYS: ("自然日",),
    Unit.WORKDAYS: ("个工作日",),
    Unit.MONTHS: ("个月",),
    Unit.YEARS: ("年",),
    Unit.COUNT: ("",),
    Unit.YEAR: ("",),
}


def missing_from_quote(side: Side, value: Quantity, quote: str) -> str | None:
    """Return what a quote lacks of the limit that it stands for, in Chinese; None if it holds it all."""
    text = normalise(quote)
    if value.number is not None and not any(form in text for form in _forms(value)):
        return f"数值“{value}”及其单位"
    if value.day is not None and normalise(str(value)) not in text:
        return f"日期“{value}”"
    if not any(normalise(word) in text for word in BOUNDARIES[side]):
        return f"界限词（{'、'.join(BOUNDARIES[side][:4])}等）"
    return None


def _forms(value: Quantity) -> list[str]:
    number = value.number or Decimal(0)
    plain = f"{number.normalize():f}"
    words = _UNIT_WORDS.get(value.unit, (SUFFIXES[value.unit],))
    forms = [plain + normalise(word) for word in words]
    if number == number.to_integral_value() and number > 0:
        chinese = numeral(int(number)).replace("二", "两") if number == 2 else numeral(int(number))
        forms += [chinese + normalise(word) for word in words]
        forms += [numeral(int(number)) + normalise(word) for word in words]
        if value.unit is Unit.PERCENT:
            forms.append("百分之" + numeral(int(number)))
    return forms
