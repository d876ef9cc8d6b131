"""Lost without these: a deadline on the wrong day, or a guess at a calendar that isn't published yet."""

from datetime import date

import pytest

from generator.dates import reach
from generator.model.units import Quantity, Unit


@pytest.mark.parametrize(
    ("start", "period", "unit", "day"),
    [
        (date(2026, 1, 31), "1个月", Unit.MONTHS, date(2026, 2, 28)),
        (date(2024, 2, 29), "1年", Unit.YEARS, date(2025, 2, 28)),
        (date(2026, 1, 1), "180日", Unit.DAYS, date(2026, 6, 30)),
        (date(2026, 1, 1), "180个自然日", Unit.NATURAL_DAYS, date(2026, 6, 30)),
        # 2026年春节放假2月15日至23日，2月14日、28日上班（调休）
        (date(2026, 2, 13), "5个工作日", Unit.WORKDAYS, date(2026, 2, 27)),
        (date(2026, 9, 30), "1个工作日", Unit.WORKDAYS, date(2026, 10, 8)),
    ],
)
def test_each_unit_counts_its_own_way(start: date, period: str, unit: Unit, day: date) -> None:
    found = reach(start, Quantity.read(period, unit))
    assert found.day == day
    assert found.provisional is None


def test_past_the_last_published_schedule_the_day_is_provisional() -> None:
    found = reach(date(2031, 1, 1), Quantity.read("5个工作日", Unit.WORKDAYS))
    assert found.provisional
    assert "2031" in found.provisional


def test_a_period_can_be_counted_back() -> None:
    assert reach(date(2026, 12, 31), Quantity.read("3个月", Unit.MONTHS), back=True).day == date(2026, 9, 30)


def test_hours_are_no_days() -> None:
    with pytest.raises(ValueError, match="期限"):
        reach(date(2026, 1, 1), Quantity.read("24小时", Unit.HOURS))


@pytest.mark.parametrize(
    ("start", "back", "said"),
    [
        (date(2026, 12, 31), True, "9月没有31日"),
        (date(2026, 12, 30), True, None),
        (date(2026, 8, 31), False, "11月没有31日"),
    ],
)
def test_a_month_without_that_day_says_that_its_last_one_was_taken(start: date, back: bool, said: str | None) -> None:
    found = reach(start, Quantity.read("3个月", Unit.MONTHS), back=back)
    assert found.day.day == 30
    assert (found.month_end is None) if said is None else (said in (found.month_end or ""))
