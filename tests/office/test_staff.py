"""Lost without these: the truth about a person's points and states over all places, and the papers that told it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.errors import InputError, UsageError
from generator.lifecycle.personnel.records import StaffStanding
from generator.lifecycle.personnel.standing import staff_standing_on
from generator.model.case import Waiver
from generator.model.library import Library
from generator.model.units import Quantity, Unit
from generator.office.events import preview, take
from generator.office.papers import issue_case
from generator.office.signing import Desk, sign
from generator.office.staff import preview_staff, take_staff
from generator.office.staff_agreement import enter_responsible
from generator.office.staff_lives import Places, find_staff
from generator.office.staff_noting import note_staff
from generator.office.staff_report import staff_due_rows, staff_member, staff_rows
from generator.office.staff_undo import undo
from generator.reading import read_case_text
from generator.register.refusals import ChangedMeanwhileError
from generator.register.setup import restore
from generator.register.words import AgreementEntry, Confirmation
from tests.office.desks import desk_at, ready
from tests.office.desks import suspension as agreement_suspension
from tests.office.staff_cases import (
    ANOTHER,
    WHO,
    order,
    points,
    promise,
    registration,
    repair,
    restoration,
    suspension,
)

FIRST, SECOND = "H15010200001", "H15010200002"
AGREEMENT = "内医保协〔2026〕0001号"

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


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Iterator[Desk]:
    """A desk whose register has two agreements."""
    made = replace(desk_at(library, tmp_path), formats=("json",))
    sign(made, ready(FIRST))
    sign(made, ready(SECOND))
    yield made
    made.register.close()


def _begin(desk: Desk) -> None:
    take_staff(desk, "promise", promise())
    take_staff(desk, "register", registration())
    take_staff(desk, "register", registration(code=SECOND))


def _standing(desk: Desk, on: str) -> StaffStanding:
    day = date.fromisoformat(on)
    return staff_standing_on(desk.library, Places(desk.register, day).staff_life(find_staff(desk.register, WHO)), day)


def _states(standing: StaffStanding) -> dict[str, str]:
    return {one.institution: one.state for one in standing.practices}


def _texts(desk: Desk, number: str) -> dict[str, str]:
    paper = desk.register.paper(number)
    assert paper is not None
    return paper.case().facts


def test_a_year_of_a_person_at_two_places(desk: Desk) -> None:
    _begin(desk)
    assert _states(_standing(desk, "2026-03-06")) == {FIRST: "正常", SECOND: "正常"}

    told = take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    assert told.made is not None
    facts = _texts(desk, told.made.document.number or "")
    assert (facts["year_points"], facts["handling"]) == ("4", "reminder")
    assert _standing(desk, "2026-05-09").points == 4

    taken = take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 6))
    assert taken.made is not None
    facts = _texts(desk, taken.made.document.number or "")
    assert (facts["year_points"], facts["handling"]) == ("10", "suspension")
    assert (facts["handled_from"], facts["handled_to"]) == ("2026-06-08", "2026-09-07")
    standing = _standing(desk, "2026-06-10")
    assert (standing.points, _states(standing)) == (10, {FIRST: "暂停", SECOND: "暂停"})

    assert _states(_standing(desk, "2026-09-09")) == {FIRST: "暂停", SECOND: "暂停"}  # 39: not by itself
    take_staff(desk, "restore", restoration("2026-09-10", "2026-09-08"))
    standing = _standing(desk, "2026-09-11")
    assert (standing.points, _states(standing)) == (10, {FIRST: "正常", SECOND: "正常"})

    ended = take_staff(desk, "points", points("2026-10-13", "2026-10-12", 2, code=SECOND))
    assert ended.made is not None
    facts = _texts(desk, ended.made.document.number or "")
    assert (facts["year_points"], facts["handling"], facts["termination_years"]) == ("12", "termination", "1")
    standing = _standing(desk, "2026-10-20")
    assert set(_states(standing).values()) == {"终止"}
    assert standing.barred_until == date(2027, 10, 12)
    with pytest.raises(InputError):
        take_staff(desk, "register", registration("2026-11-02", code="H15010200003"))
    assert _standing(desk, "2027-01-01").points == 0
    assert desk.register.verify() == ()


@pytest.mark.parametrize(
    "stated", ["  year_points: 9\n  handling: suspension\n  suspension_months: 1\n", "  handling: reminder\n"]
)
def test_a_notice_that_disagrees_with_the_ledger_is_refused(desk: Desk, stated: str) -> None:
    _begin(desk)
    take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    before = desk.register.head()
    with pytest.raises(InputError):
        take_staff(desk, "points", points("2026-06-08", "2026-06-05", 6, stated))
    assert len(find_staff(desk.register, WHO).events) == 4
    assert desk.register.head() == before


@pytest.mark.parametrize(
    ("decided", "received", "said"),
    [("2026-05-11", "", "晚于通知书日期"), ("2026-05-06", "  penalty_received_on: 2026-05-04\n", "早于作出之日")],
)
def test_a_notice_comes_after_its_decision(desk: Desk, decided: str, received: str, said: str) -> None:
    """Else points of December are given in the year of a day that was mistyped."""
    _begin(desk)
    with pytest.raises(InputError, match=said):
        take_staff(desk, "points", points("2026-05-08", decided, 4, received))


def test_points_of_a_penalty_count_in_its_year_and_its_notice_from_its_receipt(desk: Desk) -> None:
    """Else a penalty of December that came in January is marked in the wrong year, or its notice is called late."""
    _begin(desk)
    when = ("2026-05-14", "2026-04-28", 4)
    with pytest.raises(InputError, match="没有在5个工作日内出具"):
        take_staff(desk, "points", points(*when))
    taken = take_staff(desk, "points", points(*when, "  penalty_received_on: 2026-05-09\n"))
    assert taken.made is not None
    assert [one.on.isoformat() for one in find_staff(desk.register, WHO).events if one.event == "points"] == [when[1]]


def test_the_same_order_twice_is_one_paper_and_one_entry(desk: Desk) -> None:
    _begin(desk)
    first = take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    again = take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    assert first.made is not None
    assert again.made is not None
    assert again.made.document.number == first.made.document.number
    assert again.judgement is None
    take_staff(desk, "cancel", order("", "2026-07-01", code=SECOND))
    twice = take_staff(desk, "cancel", order("", "2026-07-01", code=SECOND))
    assert [problem.code for problem in twice.problems] == ["already_done"]
    assert [one.event for one in find_staff(desk.register, WHO).events].count("points") == 1
    assert [one.event for one in find_staff(desk.register, WHO).events].count("cancel") == 1
    assert _states(_standing(desk, "2026-07-02")) == {FIRST: "正常"}


def test_voiding_a_notice_takes_its_points_back(desk: Desk) -> None:
    _begin(desk)
    taken = take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    assert taken.made is not None
    assert _standing(desk, "2026-06-10").state == "暂停"
    desk.register.void(taken.made.document.number or "", "责任认定有误", "乙")
    standing = _standing(desk, "2026-06-10")
    assert (standing.points, standing.state) == (0, "正常")
    anew = take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    assert anew.made is not None
    assert anew.made.document.number != taken.made.document.number


def test_points_that_were_repaired_count_no_more(desk: Desk) -> None:
    _begin(desk)
    taken = take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    assert taken.made is not None
    take_staff(desk, "repair", repair("2026-08-10", taken.made.document.number or "", 2))
    assert _standing(desk, "2026-08-11").points == 2
    then = take_staff(desk, "points", points("2026-09-08", "2026-09-07", 3))
    assert then.made is not None
    assert _texts(desk, then.made.document.number or "")["year_points"] == "5"


def test_an_application_is_filled_from_its_notice_and_may_not_say_otherwise(desk: Desk) -> None:
    _begin(desk)
    taken = take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    assert taken.made is not None
    made = issue_case(desk, order("restoration-application", "2026-08-10"))
    facts = _texts(desk, made.document.number or "")
    assert facts["notice_number"] == taken.made.document.number
    assert (facts["handled_from"], facts["handled_to"]) == ("2026-06-08", "2026-09-07")
    with pytest.raises(InputError, match="登记的是“2026-09-07”"):
        issue_case(desk, order("restoration-application", "2026-08-10", "facts: {handled_to: 2026-08-31}\n"))
    with pytest.raises(InputError, match="xieyi staff event points"):
        issue_case(desk, points("2026-06-08", "2026-06-05", 4))


def test_a_decision_names_an_application_of_the_same_person(desk: Desk) -> None:
    _begin(desk)
    taken = take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    assert taken.made is not None
    made = issue_case(desk, order("points-repair-application", "2026-07-10", "facts: {repair: 参加培训三次}\n"))
    number = made.document.number or ""
    decided = repair("2026-08-10", taken.made.document.number or "", 1)
    with pytest.raises(InputError, match="没有编号“登记〔1999〕1”的申请"):
        take_staff(desk, "repair", decided.model_copy(update={"number": "登记〔1999〕1"}))
    take_staff(desk, "repair", decided.model_copy(update={"number": number}))
    assert find_staff(desk.register, WHO).events[-1].paper == number


def test_those_responsible_go_with_their_agreement_and_the_others_stay(desk: Desk) -> None:
    _begin(desk)
    take_staff(desk, "promise", promise(who=ANOTHER))
    take_staff(desk, "register", registration(who=ANOTHER))
    with pytest.raises(InputError, match="由经办机构中止或者解除以后"):
        enter_responsible(desk, AGREEMENT, [WHO])
    take(desk, "suspend", AGREEMENT, agreement_suspension())
    assert enter_responsible(desk, AGREEMENT, [WHO])[0] == ("示例庚",)
    assert enter_responsible(desk, AGREEMENT, [WHO])[0] == ()
    assert set(_states(_standing(desk, "2026-06-06")).values()) == {"暂停"}
    taken = find_staff(desk.register, WHO).events[-1].paper or ""
    rows = {row["identity"]: row["state"] for row in staff_rows(desk.library, desk.register, date(2026, 6, 6))}
    assert rows == {"110105********002X": "暂停", "110105********0012": "正常"}
    desk.register.void(taken, "对象错误", "乙")
    assert set(_states(_standing(desk, "2026-06-06")).values()) == {"正常"}


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
    _begin(desk)
    before = desk.register.head()
    with pytest.raises(InputError, match="没有相关人员"):
        take(desk, "suspend", AGREEMENT, agreement_suspension(), [WHO, "11010519491231003X"])
    assert desk.register.head() == before
    assert preview(desk, "suspend", AGREEMENT, agreement_suspension(), [WHO]).responsible == ("示例庚",)
    taken = take(desk, "suspend", AGREEMENT, agreement_suspension(), [WHO, "D150102000001"])
    assert taken.responsible == ("示例庚",)
    persons, events = _seqs(desk)
    assert persons == events
    assert _standing(desk, "2026-06-06").until == date(2026, 9, 4)
    assert take(desk, "suspend", AGREEMENT, agreement_suspension(), [WHO]).responsible == ()
    desk.register.void(taken.made.document.number or "", "对象错误", "乙")
    assert set(_states(_standing(desk, "2026-06-06")).values()) == {"正常"}
    assert desk.register.verify() == ()


def test_who_is_named_when_the_order_is_given_again_is_entered_then(desk: Desk) -> None:
    _begin(desk)
    take(desk, "suspend", AGREEMENT, agreement_suspension())
    assert take(desk, "suspend", AGREEMENT, agreement_suspension(), [WHO]).responsible == ("示例庚",)
    assert set(_states(_standing(desk, "2026-06-06")).values()) == {"暂停"}


def test_nobody_answers_for_what_suspends_nothing(desk: Desk) -> None:
    _begin(desk)
    take(desk, "suspend", AGREEMENT, agreement_suspension())
    resumed = read_case_text(RESUMPTION, "resume.yaml")
    with pytest.raises(InputError, match="没有人员一并暂停、终止"):
        take(desk, "resume", AGREEMENT, resumed, [WHO])


def test_those_responsible_go_with_their_department(desk: Desk) -> None:
    _begin(desk)
    taken = take(desk, "handle", AGREEMENT, read_case_text(DEPARTMENT, "handle.yaml"), [WHO])
    assert taken.responsible == ("示例庚",)
    persons, events = _seqs(desk)
    assert persons == events
    standing = _standing(desk, "2026-06-06")
    assert (set(_states(standing).values()), standing.until) == ({"暂停"}, date(2026, 7, 4))
    nobody = DEPARTMENT.replace("  departments: 内科\n", "  persons: 示例庚\n")
    with pytest.raises(InputError, match="没有人员一并暂停、终止"):
        take(desk, "handle", AGREEMENT, read_case_text(nobody, "handle.yaml"), [WHO])


def test_a_mistaken_restoration_is_taken_back(desk: Desk) -> None:
    """Else whoever was restored by mistake stays so, or the ledger has to be overwritten."""
    _begin(desk)
    take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    stood = _standing(desk, "2026-09-20")
    take_staff(desk, "restore", restoration("2026-09-10", "2026-09-08"))
    assert undo(desk, WHO, "restore", "恢复的是另一名人员").event == "restore"
    assert _standing(desk, "2026-09-20") == stood
    assert [one.event for one in find_staff(desk.register, WHO).events][-2:] == ["restore", "undo"]
    told = staff_member(desk.library, desk.register, WHO, desk.today)["ledger"]
    assert [one["undone"] for one in told[-2:]] == ["恢复的是另一名人员", None]
    with pytest.raises(InputError, match="最后登记的是记分"):
        undo(desk, WHO, "restore", "再撤销一次")
    take_staff(desk, "restore", restoration("2026-09-10", "2026-09-08"))
    assert _standing(desk, "2026-09-20").state == "正常"
    assert desk.register.verify() == ()


def test_a_cancelling_a_repair_and_a_responsibility_are_taken_back(desk: Desk) -> None:
    _begin(desk)
    taken = take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    assert taken.made is not None
    take_staff(desk, "repair", repair("2026-08-10", taken.made.document.number or "", 2))
    take_staff(desk, "cancel", order("", "2026-08-11", code=SECOND))
    with pytest.raises(InputError, match="xieyi staff undo 人员 cancel"):
        undo(desk, WHO, "repair", "减免的分数写错")
    undo(desk, WHO, "cancel", "没有离职")
    undo(desk, WHO, "repair", "减免的分数写错")
    standing = _standing(desk, "2026-08-12")
    assert (standing.points, _states(standing)) == (4, {FIRST: "正常", SECOND: "正常"})
    with pytest.raises(InputError, match="xieyi register void"):
        undo(desk, WHO, "points", "记错了")
    take(desk, "suspend", AGREEMENT, agreement_suspension(), [WHO])
    undo(desk, WHO, "handle", "没有责任")
    assert _standing(desk, "2026-06-06").state == "正常"
    assert enter_responsible(desk, AGREEMENT, [WHO])[0] == ("示例庚",)
    assert _standing(desk, "2026-06-06").state == "暂停"


@pytest.mark.parametrize(("event", "reason", "said"), [("restore", " ", "--reason"), ("retire", "错", "可以撤销的")])
def test_taking_back_wants_an_event_and_a_reason(desk: Desk, event: str, reason: str, said: str) -> None:
    _begin(desk)
    with pytest.raises(UsageError, match=said):
        undo(desk, WHO, event, reason)


def test_who_answers_for_an_agreement_still_does_when_another_is_signed(desk: Desk) -> None:
    _begin(desk)
    take(desk, "suspend", AGREEMENT, agreement_suspension())
    enter_responsible(desk, AGREEMENT, [WHO])
    (row,) = desk.register.agreements(institution=FIRST)
    later = AgreementEntry(
        "协2027", 0, row.kind, row.region, FIRST, row.name, date(2026, 12, 20), date(2027, 1, 1), date(2027, 12, 31)
    )
    desk.register.enter(Confirmation(by="乙", agreements=(later,)))
    assert set(_states(_standing(desk, "2027-02-01")).values()) == {"暂停"}


def test_who_answers_for_a_department_is_suspended_by_an_event_of_their_own(desk: Desk) -> None:
    _begin(desk)
    said = "handling: suspension, handled_from: 2026-06-05, handled_to: 2026-07-04"
    with pytest.raises(InputError, match="xieyi staff responsible"):
        take_staff(desk, "handle", order("", "2026-06-05", f"facts: {{{said}}}\n"))
    taken = take_staff(desk, "handle", order("", "2026-06-05", f"facts: {{basis: department, {said}}}\n"))
    assert taken.made is None
    assert set(_states(_standing(desk, "2026-06-06")).values()) == {"暂停"}


def test_the_second_of_two_offices_is_told(desk: Desk, tmp_path: Path) -> None:
    _begin(desk)
    other = replace(desk, by="乙", out=tmp_path / "other")
    quick = points("2026-05-08", "2026-05-06", 4)

    def meanwhile(step: str) -> None:
        if step == "登记" and len(find_staff(desk.register, WHO).events) == 3:
            take_staff(other, "points", points("2026-05-08", "2026-05-06", 3))

    with pytest.raises(ChangedMeanwhileError, match="已由乙"):
        take_staff(replace(desk, on_step=meanwhile), "points", quick)
    assert _standing(desk, "2026-05-09").points == 3
    done = take_staff(desk, "points", quick)
    assert done.made is not None
    assert _texts(desk, done.made.document.number or "")["year_points"] == "7"
    assert desk.register.verify() == ()


def test_a_preview_enters_nothing(desk: Desk) -> None:
    taken = preview_staff(desk, "promise", promise())
    assert taken.made is not None
    assert taken.made.document.draft
    assert desk.register.staff(WHO) is None


def test_lists_hide_the_birthday_unless_asked(desk: Desk) -> None:
    _begin(desk)
    take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    day = desk.today
    found = staff_member(desk.library, desk.register, "D150102000001", day)
    assert WHO not in str(found)
    assert WHO in str(staff_member(desk.library, desk.register, WHO.lower(), day, full=True))
    due = staff_due_rows(desk.library, desk.register, day, Quantity(unit=Unit.DAYS, number=30))
    assert WHO not in str(due)
    assert any(row["deadline"] == "申请资格恢复" for row in due)


def test_an_unknown_person_is_told_who_is_like_them(desk: Desk) -> None:
    _begin(desk)
    with pytest.raises(InputError, match=r"110105\*\*\*\*\*\*\*\*002X"):
        find_staff(desk.register, "11010519491231003X")
    with pytest.raises(InputError, match="没有写明是哪一名"):
        take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4, who="null"))


def test_a_person_who_is_called_otherwise_now_promises_anew_with_a_reason(desk: Desk) -> None:
    """Else a changed name can't be entered, or a stranger's name slips in."""
    _begin(desk)
    called = promise("2026-06-01").model_copy(update={"person": promise().person.model_copy(update={"name": "示例新"})})
    with pytest.raises(InputError, match="登记的是“示例庚”"):
        take_staff(desk, "promise", called)
    waiver = Waiver(problem="staff_disagrees:person.name", reason="更名，已核对户口簿", by="示例审批人")
    assert preview_staff(desk, "promise", called.model_copy(update={"waivers": (waiver,)})).made
    taken = take_staff(desk, "promise", called.model_copy(update={"waivers": (waiver,)}))
    assert taken.made is not None
    assert any("已写明理由：“更名" in problem.message for problem in taken.made.problems)
    assert find_staff(desk.register, WHO).person.name == "示例新"
    with pytest.raises(InputError, match="登记的是“示例新”"):
        take_staff(desk, "cancel", order("", "2026-07-01", "waivers: [{problem: staff_disagrees, reason: x, by: y}]\n"))


def test_a_promise_says_at_which_place(desk: Desk) -> None:
    case = promise()
    nowhere = case.model_copy(update={"institution": case.institution.model_copy(update={"code": None})})
    with pytest.raises(InputError, match=r"institution\.code"):
        take_staff(desk, "promise", nowhere)
    assert desk.register.staff(WHO) is None


def _due(desk: Desk, on: str) -> dict[str, tuple[str, bool]]:
    within = Quantity(unit=Unit.DAYS, number=30)
    rows = staff_due_rows(desk.library, desk.register, date.fromisoformat(on), within)
    return {row["deadline"]: (row["day"], row["overdue"]) for row in rows}


def test_days_that_become_known_later_start_and_end_periods(desk: Desk) -> None:
    """Else an objection waits for its answer, and nothing says until when."""
    _begin(desk)
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
    assert _standing(desk, "2026-06-22").points == 10
    assert desk.register.verify() == ()


def test_an_objection_is_late_by_the_day_that_was_noted(desk: Desk) -> None:
    _begin(desk)
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
    _begin(desk)
    with pytest.raises(InputError, match="登记簿里没有给这名人员的处理通知书"):
        note_staff(desk, WHO, {"points_received_on": "2026-06-10"})
    take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    with pytest.raises(InputError, match="没有给示例庚的处理通知书“通9”"):
        note_staff(desk, WHO, {"points_received_on": "2026-06-10"}, "通9")
    with pytest.raises(InputError, match=said):
        note_staff(desk, WHO, days)


def test_a_backup_bears_persons_and_their_points(desk: Desk, tmp_path: Path) -> None:
    _begin(desk)
    take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    desk.register.backup(tmp_path / "kept.zip")
    with restore(tmp_path / "kept.zip", tmp_path / "again.sqlite3") as other:
        assert _standing(replace(desk, register=other), "2026-06-10") == _standing(desk, "2026-06-10")
        assert other.verify() == ()
