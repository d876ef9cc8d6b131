"""Lost without these: the days from which payments and replies are counted, and so what is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.model.library import Library
from generator.model.units import Quantity, Unit
from generator.office.noting import counted_from, note, read_days
from generator.office.report import due_rows
from generator.office.signing import Desk, sign
from tests.office.desks import desk_at, ready

YEAR = Quantity(unit=Unit.DAYS, number=365)


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk at which one agreement is signed."""
    found = replace(desk_at(library, tmp_path), formats=("json",))
    sign(found, ready())
    yield found
    found.register.close()


NUMBER = "内医保协〔2026〕0001号"


def test_a_claim_that_is_noted_falls_due(desk: Desk) -> None:
    before = due_rows(desk.library, desk.register, date(2026, 3, 2), YEAR)
    note(desk, NUMBER, {"claimed_on": "2026-03-02"})
    new = [row for row in due_rows(desk.library, desk.register, date(2026, 3, 2), YEAR) if row not in before]
    assert [row["day"] for row in new] == ["2026-04-14"]  # 30 working days, 清明 and its 调休 taken into account
    assert "第三十条" in new[0]["citation"]
    assert desk.register.verify() == ()


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ({}, "没有写要登记的日期"),
        ({"nothing": "2026-03-02"}, "没有从“nothing”起算的期限"),
        ({"claimed_on": "三月二日"}, "不是日期"),
        ({"claimed_on": "2025-12-31"}, "不在协议签订"),
        ({"claimed_on": "2026-11-23"}, "不在协议签订"),
    ],
)
def test_what_starts_no_period_is_refused(desk: Desk, days: dict[str, str], message: str) -> None:
    head = desk.register.head()
    with pytest.raises(InputError, match=message):
        note(desk, NUMBER, days)
    assert desk.register.head() == head


def test_the_names_are_told_with_what_they_start(desk: Desk) -> None:
    assert counted_from(desk, "neimenggu")["claimed_on"] == "费用拨付"
    assert read_days(("claimed_on=2026-03-02",)) == {"claimed_on": "2026-03-02"}
