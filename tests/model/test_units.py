"""Lost without these: 5 could pass for 5%, or thirty days for thirty working days."""

import pytest

from generator.model.numerals import numeral
from generator.model.units import Quantity, Unit, UnreadableValueError


@pytest.mark.parametrize(
    ("written", "unit", "printed"),
    [
        ("4%", Unit.PERCENT, "4%"),
        ("４．５％", Unit.PERCENT, "4.5%"),
        ("30个工作日", Unit.WORKDAYS, "30个工作日"),
        ("30 个工作日", Unit.WORKDAYS, "30个工作日"),
        ("180日", Unit.DAYS, "180日"),
        ("3个月", Unit.MONTHS, "3个月"),
        ("2026", Unit.YEAR, "2026"),
        ("2026-01-01", Unit.DATE, "2026年1月1日"),
        ("2次", Unit.TIMES, "2次"),
        ("10000元", Unit.MONEY, "10000元"),
    ],
)
def test_a_value_is_read_and_printed_by_its_unit(written: str, unit: Unit, printed: str) -> None:
    assert str(Quantity.read(written, unit)) == printed


@pytest.mark.parametrize(
    ("written", "unit", "hint"),
    [
        ("5", Unit.PERCENT, "“5%”"),
        ("0.05", Unit.PERCENT, "“5%”"),
        ("五", Unit.PERCENT, "阿拉伯数字"),
        ("500%", Unit.PERCENT, "超过100%"),
        ("-3%", Unit.PERCENT, "阿拉伯数字"),
        ("30日", Unit.WORKDAYS, "个工作日"),
        ("30", Unit.WORKDAYS, "30个工作日"),
        ("30个工作日", Unit.DAYS, "日"),
        ("1.5次", Unit.TIMES, "整数"),
        ("2026-02-30", Unit.DATE, "日期"),
        ("2026年1月1日", Unit.DATE, "2026-01-01"),
        ("  ", Unit.TEXT, "空"),
    ],
)
def test_a_value_of_another_unit_is_refused_with_its_mend(written: str, unit: Unit, hint: str) -> None:
    with pytest.raises(UnreadableValueError, match=hint):
        Quantity.read(written, unit)


def test_numerals_are_those_of_statutes() -> None:
    assert [numeral(number) for number in (1, 10, 11, 20, 84, 100, 101, 110, 111, 1001, 2010)] == [
        "一", "十", "十一", "二十", "八十四", "一百", "一百零一", "一百一十", "一百一十一", "一千零一", "二千零一十",
    ]  # fmt: skip
