"""Days that become known later start and end periods: else nobody is told that an answer is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.errors import InputError
from generator.model.units import Quantity, Unit
from generator.office.signing import Desk
from generator.office.staff import take_staff
from generator.office.staff_noting import note_staff
from generator.office.staff_report import staff_due_rows
from generator.office.staff_undo import undo
from tests.office.staff.ledger import begin, stands_on
from tests.office.staff_cases import (
    WHO,
    order,
    points,
    suspension,
)


def _due(desk: Desk, on: str) -> dict[str, tuple[str, bool]]:
    within = Quantity(unit=Unit.DAYS, number=30)
    rows = staff_due_rows(desk.library, desk.register, date.fromisoformat(on), within)
    return {row["deadline"]: (row["day"], row["overdue"]) for row in rows}


def test_days_that_become_known_later_start_and_end_periods(desk: Desk) -> None:
    """Else an objection waits for its answer, and nothing says until when."""
    begin(desk)
    desk = replace(desk, today=date(2026, 6, 8))
    taken = take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    assert taken.made is not None
    assert _due(desk, "2026-06-09")["送达处理通知书"] == ("2026-06-11", False)
    later = replace(desk, today=date(2026, 6, 22))
    assert note_staff(later, WHO, {"points_received_on": "2026-06-10"}) == taken.made.document.number
    assert set(_due(later, "2026-06-22")) == {"提出书面申诉"}
    note_staff(later, WHO, {"defence_received_on": "2026-06-22"})
    assert _due(later, "2026-06-23")["完成申诉核实"] == ("2026-07-20", False)
    assert _due(later, "2026-07-21")["完成申诉核实"] == ("2026-07-20", True)
    assert undo(later, WHO, "note", "写错了人").event == "note"
    assert "完成申诉核实" not in _due(later, "2026-07-21")
    later = replace(desk, today=date(2026, 7, 20))
    note_staff(later, WHO, {"defence_received_on": "2026-06-22", "defence_answered_on": "2026-07-20"})
    assert "完成申诉核实" not in _due(later, "2026-07-21")
    assert stands_on(desk, "2026-06-22").points == 10
    assert desk.register.verify() == ()


def test_an_objection_is_late_by_the_day_that_was_noted(desk: Desk) -> None:
    begin(desk)
    taken = take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    assert taken.made is not None
    note_staff(desk, WHO, {"points_received_on": "2026-05-11"})
    facts = "objected_on: 2026-06-01, objection_signed: true, objection_sealed: true, corrected_points: 2"
    number = taken.made.document.number
    late = order("points-defence", "2026-06-10", f"facts: {{notice_number: {number}, handling: reminder, {facts}}}\n")
    with pytest.raises(InputError, match="视为无异议"):
        take_staff(desk, "correct", late)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({}, "没有写要登记的日期"),
        ({"recieved_on": "2026-06-10"}, r"points_received_on（收到处理通知书之日）"),
        ({"points_received_on": "6月10日"}, "不是日期"),
        ({"points_received_on": "2026-05-01"}, "不在作出决定"),
        ({"points_received_on": "2027-05-01"}, "不在作出决定"),
    ],
)
def test_a_note_that_counts_nothing_is_refused(desk: Desk, days: dict[str, str], said: str) -> None:
    begin(desk)
    with pytest.raises(InputError, match="登记簿里没有给这名人员的处理通知书"):
        note_staff(desk, WHO, {"points_received_on": "2026-06-10"})
    take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    with pytest.raises(InputError, match="没有给示例庚的处理通知书“通9”"):
        note_staff(desk, WHO, {"points_received_on": "2026-06-10"}, "通9")
    with pytest.raises(InputError, match=said):
        note_staff(desk, WHO, days)
