"""What was entered by mistake is taken back: else a person stays as a slip of the pen had it."""

from __future__ import annotations

import pytest

from generator.errors import InputError, UsageError
from generator.office.events import take
from generator.office.signing import Desk
from generator.office.staff import take_staff
from generator.office.staff_agreement import enter_responsible
from generator.office.staff_lives import find_staff
from generator.office.staff_report import staff_member
from generator.office.staff_undo import undo
from tests.office.desks import suspension as agreement_suspension
from tests.office.staff.ledger import AGREEMENT, FIRST, SECOND, begin, stands_on, states
from tests.office.staff_cases import (
    WHO,
    order,
    points,
    repair,
    restoration,
    suspension,
)


def test_a_mistaken_restoration_is_taken_back(desk: Desk) -> None:
    """Else whoever was restored by mistake stays so, or the ledger has to be overwritten."""
    begin(desk)
    take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    stood = stands_on(desk, "2026-09-20")
    take_staff(desk, "restore", restoration("2026-09-10", "2026-09-08"))
    assert undo(desk, WHO, "restore", "恢复的是另一名人员").event == "restore"
    assert stands_on(desk, "2026-09-20") == stood
    assert [one.event for one in find_staff(desk.register, WHO).events][-2:] == ["restore", "undo"]
    told = staff_member(desk.library, desk.register, WHO, desk.today)["ledger"]
    assert [one["undone"] for one in told[-2:]] == ["恢复的是另一名人员", None]
    with pytest.raises(InputError, match="最后登记的是记分"):
        undo(desk, WHO, "restore", "再撤销一次")
    take_staff(desk, "restore", restoration("2026-09-10", "2026-09-08"))
    assert stands_on(desk, "2026-09-20").state == "正常"
    assert desk.register.verify() == ()


def test_a_cancelling_a_repair_and_a_responsibility_are_taken_back(desk: Desk) -> None:
    begin(desk)
    taken = take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    assert taken.made is not None
    take_staff(desk, "repair", repair("2026-08-10", taken.made.document.number or "", 2))
    take_staff(desk, "cancel", order("", "2026-08-11", code=SECOND))
    with pytest.raises(InputError, match="xieyi staff undo 人员 cancel"):
        undo(desk, WHO, "repair", "减免的分数写错")
    undo(desk, WHO, "cancel", "没有离职")
    undo(desk, WHO, "repair", "减免的分数写错")
    standing = stands_on(desk, "2026-08-12")
    assert (standing.points, states(standing)) == (4, {FIRST: "正常", SECOND: "正常"})
    with pytest.raises(InputError, match="xieyi register void"):
        undo(desk, WHO, "points", "记错了")
    take(desk, "suspend", AGREEMENT, agreement_suspension(), [WHO])
    undo(desk, WHO, "handle", "没有责任")
    assert stands_on(desk, "2026-06-06").state == "正常"
    assert enter_responsible(desk, AGREEMENT, [WHO])[0] == ("示例庚",)
    assert stands_on(desk, "2026-06-06").state == "暂停"


@pytest.mark.parametrize(("event", "reason", "said"), [("restore", " ", "--reason"), ("retire", "错", "可以撤销的")])
def test_taking_back_wants_an_event_and_a_reason(desk: Desk, event: str, reason: str, said: str) -> None:
    begin(desk)
    with pytest.raises(UsageError, match=said):
        undo(desk, WHO, event, reason)
