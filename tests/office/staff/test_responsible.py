"""Those who answer for an agreement or a department go with it: lost without these, nobody does, or too many."""

from __future__ import annotations

from datetime import date

import pytest

from generator.errors import InputError
from generator.office.events import preview, take
from generator.office.signing import Desk
from generator.office.staff import take_staff
from generator.office.staff_agreement import enter_responsible
from generator.office.staff_lives import find_staff
from generator.office.staff_report import staff_rows
from generator.reading import read_case_text
from generator.register.words import AgreementEntry, Confirmation
from tests.office.desks import suspension as agreement_suspension
from tests.office.staff.ledger import AGREEMENT, FIRST, begin, stands_on, states
from tests.office.staff_cases import (
    ANOTHER,
    WHO,
    order,
    promise,
    registration,
)

RESUMPTION = """
kind: resumption-notice
region: neimenggu
date: 2026-09-05
facts: {by: agency, suspended_from: 2026-06-05, suspended_to: 2026-09-04, suspension_number: 内医保通〔2026〕1号,
        rectified_on: 2026-09-01, decided_on: 2026-09-04, effective_on: 2026-09-05}
"""

DEPARTMENT = """
kind: staff-suspension-notice
region: neimenggu
date: 2026-06-01
findings:
  - {clause: suspension, item: untrue-data, fact: 上传的结算清单与病历不符, on: 2026-04-20}
facts:
  by: agency
  breach_list: suspension
  large_loss: "true"
  social_influence: "false"
  fraud_purpose: "false"
  vile: "false"
  refused_to_mend: "false"
  grave_consequences: "false"
  decided_on: 2026-06-01
  mode: suspend
  departments: 内科
  effective_on: 2026-06-05
  suspended_to: 2026-07-04
  defence_offered: "true"
  heard: "true"
  heard_on: 2026-05-25
  contact: 示例己
  contact_phone: 0471-6000011
"""


def test_those_responsible_go_with_their_agreement_and_the_others_stay(desk: Desk) -> None:
    begin(desk)
    take_staff(desk, "promise", promise(who=ANOTHER))
    take_staff(desk, "register", registration(who=ANOTHER))
    with pytest.raises(InputError, match="由经办机构中止或者解除以后"):
        enter_responsible(desk, AGREEMENT, [WHO])
    take(desk, "suspend", AGREEMENT, agreement_suspension())
    assert enter_responsible(desk, AGREEMENT, [WHO])[0] == ("示例庚",)
    assert enter_responsible(desk, AGREEMENT, [WHO])[0] == ()
    assert set(states(stands_on(desk, "2026-06-06")).values()) == {"暂停"}
    taken = find_staff(desk.register, WHO).events[-1].paper or ""
    rows = {row["identity"]: row["state"] for row in staff_rows(desk.library, desk.register, date(2026, 6, 6))}
    assert rows == {"110105********002X": "暂停", "110105********0012": "正常"}
    desk.register.void(taken, "对象错误", "乙")
    assert set(states(stands_on(desk, "2026-06-06")).values()) == {"正常"}


def _seqs(desk: Desk) -> tuple[list[int], list[int]]:
    """Return where the person's responsibility and the agreement's events stand in the chain."""
    record = desk.register.agreement(AGREEMENT)
    assert record is not None
    happened = [one for one in record.events if one.event not in ("sign", "resume")]
    return [one.seq for one in find_staff(desk.register, WHO).events if one.event == "handle"], [
        one.seq for one in happened
    ]


def test_those_responsible_are_entered_with_the_suspension_itself(desk: Desk) -> None:
    """Else a process that dies between the two leaves an agreement suspended and nobody answering for it."""
    begin(desk)
    before = desk.register.head()
    with pytest.raises(InputError, match="没有相关人员"):
        take(desk, "suspend", AGREEMENT, agreement_suspension(), [WHO, "11010519491231003X"])
    assert desk.register.head() == before
    assert preview(desk, "suspend", AGREEMENT, agreement_suspension(), [WHO]).responsible == ("示例庚",)
    taken = take(desk, "suspend", AGREEMENT, agreement_suspension(), [WHO, "D150102000001"])
    assert taken.responsible == ("示例庚",)
    persons, events = _seqs(desk)
    assert persons == events
    assert stands_on(desk, "2026-06-06").until == date(2026, 9, 4)
    assert take(desk, "suspend", AGREEMENT, agreement_suspension(), [WHO]).responsible == ()
    desk.register.void(taken.made.document.number or "", "对象错误", "乙")
    assert set(states(stands_on(desk, "2026-06-06")).values()) == {"正常"}
    assert desk.register.verify() == ()


def test_who_is_named_when_the_order_is_given_again_is_entered_then(desk: Desk) -> None:
    begin(desk)
    take(desk, "suspend", AGREEMENT, agreement_suspension())
    assert take(desk, "suspend", AGREEMENT, agreement_suspension(), [WHO]).responsible == ("示例庚",)
    assert set(states(stands_on(desk, "2026-06-06")).values()) == {"暂停"}


def test_nobody_answers_for_what_suspends_nothing(desk: Desk) -> None:
    begin(desk)
    take(desk, "suspend", AGREEMENT, agreement_suspension())
    resumed = read_case_text(RESUMPTION, "resume.yaml")
    with pytest.raises(InputError, match="没有人员一并暂停、终止"):
        take(desk, "resume", AGREEMENT, resumed, [WHO])


def test_those_responsible_go_with_their_department(desk: Desk) -> None:
    begin(desk)
    taken = take(desk, "handle", AGREEMENT, read_case_text(DEPARTMENT, "handle.yaml"), [WHO])
    assert taken.responsible == ("示例庚",)
    persons, events = _seqs(desk)
    assert persons == events
    standing = stands_on(desk, "2026-06-06")
    assert (set(states(standing).values()), standing.until) == ({"暂停"}, date(2026, 7, 4))
    nobody = DEPARTMENT.replace("  departments: 内科\n", "  persons: 示例庚\n")
    with pytest.raises(InputError, match="没有人员一并暂停、终止"):
        take(desk, "handle", AGREEMENT, read_case_text(nobody, "handle.yaml"), [WHO])


def test_who_answers_for_an_agreement_still_does_when_another_is_signed(desk: Desk) -> None:
    begin(desk)
    take(desk, "suspend", AGREEMENT, agreement_suspension())
    enter_responsible(desk, AGREEMENT, [WHO])
    (row,) = desk.register.agreements(institution=FIRST)
    later = AgreementEntry(
        "协2027", 0, row.kind, row.region, FIRST, row.name, date(2026, 12, 20), date(2027, 1, 1), date(2027, 12, 31)
    )
    desk.register.enter(Confirmation(by="乙", agreements=(later,)))
    assert set(states(stands_on(desk, "2027-02-01")).values()) == {"暂停"}


def test_who_answers_for_a_department_is_suspended_by_an_event_of_their_own(desk: Desk) -> None:
    begin(desk)
    said = "handling: suspension, handled_from: 2026-06-05, handled_to: 2026-07-04"
    with pytest.raises(InputError, match="xieyi staff responsible"):
        take_staff(desk, "handle", order("", "2026-06-05", f"facts: {{{said}}}\n"))
    taken = take_staff(desk, "handle", order("", "2026-06-05", f"facts: {{basis: department, {said}}}\n"))
    assert taken.made is None
    assert set(states(stands_on(desk, "2026-06-06")).values()) == {"暂停"}
