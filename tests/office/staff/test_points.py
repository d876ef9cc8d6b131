"""Lost without these: the truth about a person's points and states over all places, and the papers that told it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.model.case import Waiver
from generator.model.units import Quantity, Unit
from generator.office.papers import issue_case
from generator.office.signing import Desk
from generator.office.staff import preview_staff, take_staff
from generator.office.staff_lives import find_staff
from generator.office.staff_report import staff_due_rows, staff_member
from generator.register.refusals import ChangedMeanwhileError
from generator.register.setup import restore
from tests.office.staff.ledger import FIRST, SECOND, begin, stands_on, states, texts
from tests.office.staff_cases import (
    WHO,
    order,
    points,
    promise,
    registration,
    repair,
    restoration,
    suspension,
)


def test_a_year_of_a_person_at_two_places(desk: Desk) -> None:
    begin(desk)
    assert states(stands_on(desk, "2026-03-06")) == {FIRST: "正常", SECOND: "正常"}

    told = take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    assert told.made is not None
    facts = texts(desk, told.made.document.number or "")
    assert (facts["year_points"], facts["handling"]) == ("4", "reminder")
    assert stands_on(desk, "2026-05-09").points == 4

    taken = take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 6))
    assert taken.made is not None
    facts = texts(desk, taken.made.document.number or "")
    assert (facts["year_points"], facts["handling"]) == ("10", "suspension")
    assert (facts["handled_from"], facts["handled_to"]) == ("2026-06-08", "2026-09-07")
    standing = stands_on(desk, "2026-06-10")
    assert (standing.points, states(standing)) == (10, {FIRST: "暂停", SECOND: "暂停"})

    assert states(stands_on(desk, "2026-09-09")) == {FIRST: "暂停", SECOND: "暂停"}  # 39: not by itself
    take_staff(desk, "restore", restoration("2026-09-10", "2026-09-08"))
    standing = stands_on(desk, "2026-09-11")
    assert (standing.points, states(standing)) == (10, {FIRST: "正常", SECOND: "正常"})

    ended = take_staff(desk, "points", points("2026-10-13", "2026-10-12", 2, code=SECOND))
    assert ended.made is not None
    facts = texts(desk, ended.made.document.number or "")
    assert (facts["year_points"], facts["handling"], facts["termination_years"]) == ("12", "termination", "1")
    standing = stands_on(desk, "2026-10-20")
    assert set(states(standing).values()) == {"终止"}
    assert standing.barred_until == date(2027, 10, 12)
    with pytest.raises(InputError):
        take_staff(desk, "register", registration("2026-11-02", code="H15010200003"))
    assert stands_on(desk, "2027-01-01").points == 0
    assert desk.register.verify() == ()


@pytest.mark.parametrize(
    "stated", ["  year_points: 9\n  handling: suspension\n  suspension_months: 1\n", "  handling: reminder\n"]
)
def test_a_notice_that_disagrees_with_the_ledger_is_refused(desk: Desk, stated: str) -> None:
    begin(desk)
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
    begin(desk)
    with pytest.raises(InputError, match=said):
        take_staff(desk, "points", points("2026-05-08", decided, 4, received))


def test_points_of_a_penalty_count_in_its_year_and_its_notice_from_its_receipt(desk: Desk) -> None:
    """Else a penalty of December that came in January is marked in the wrong year, or its notice is called late."""
    begin(desk)
    when = ("2026-05-14", "2026-04-28", 4)
    with pytest.raises(InputError, match="没有在5个工作日内出具"):
        take_staff(desk, "points", points(*when))
    taken = take_staff(desk, "points", points(*when, "  penalty_received_on: 2026-05-09\n"))
    assert taken.made is not None
    assert [one.on.isoformat() for one in find_staff(desk.register, WHO).events if one.event == "points"] == [when[1]]


def test_the_same_order_twice_is_one_paper_and_one_entry(desk: Desk) -> None:
    begin(desk)
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
    assert states(stands_on(desk, "2026-07-02")) == {FIRST: "正常"}


def test_voiding_a_notice_takes_its_points_back(desk: Desk) -> None:
    begin(desk)
    taken = take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    assert taken.made is not None
    assert stands_on(desk, "2026-06-10").state == "暂停"
    desk.register.void(taken.made.document.number or "", "责任认定有误", "乙")
    standing = stands_on(desk, "2026-06-10")
    assert (standing.points, standing.state) == (0, "正常")
    anew = take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    assert anew.made is not None
    assert anew.made.document.number != taken.made.document.number


def test_points_that_were_repaired_count_no_more(desk: Desk) -> None:
    begin(desk)
    taken = take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    assert taken.made is not None
    take_staff(desk, "repair", repair("2026-08-10", taken.made.document.number or "", 2))
    assert stands_on(desk, "2026-08-11").points == 2
    then = take_staff(desk, "points", points("2026-09-08", "2026-09-07", 3))
    assert then.made is not None
    assert texts(desk, then.made.document.number or "")["year_points"] == "5"


def test_an_application_is_filled_from_its_notice_and_may_not_say_otherwise(desk: Desk) -> None:
    begin(desk)
    taken = take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    assert taken.made is not None
    made = issue_case(desk, order("restoration-application", "2026-08-10"))
    facts = texts(desk, made.document.number or "")
    assert facts["notice_number"] == taken.made.document.number
    assert (facts["handled_from"], facts["handled_to"]) == ("2026-06-08", "2026-09-07")
    with pytest.raises(InputError, match="登记的是“2026-09-07”"):
        issue_case(desk, order("restoration-application", "2026-08-10", "facts: {handled_to: 2026-08-31}\n"))
    with pytest.raises(InputError, match="xieyi staff event points"):
        issue_case(desk, points("2026-06-08", "2026-06-05", 4))


def test_a_decision_names_an_application_of_the_same_person(desk: Desk) -> None:
    begin(desk)
    taken = take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4))
    assert taken.made is not None
    made = issue_case(desk, order("points-repair-application", "2026-07-10", "facts: {repair: 参加培训三次}\n"))
    number = made.document.number or ""
    decided = repair("2026-08-10", taken.made.document.number or "", 1)
    with pytest.raises(InputError, match="没有编号“登记〔1999〕1”的申请"):
        take_staff(desk, "repair", decided.model_copy(update={"number": "登记〔1999〕1"}))
    take_staff(desk, "repair", decided.model_copy(update={"number": number}))
    assert find_staff(desk.register, WHO).events[-1].paper == number


def test_the_second_of_two_offices_is_told(desk: Desk, tmp_path: Path) -> None:
    begin(desk)
    other = replace(desk, by="乙", out=tmp_path / "other")
    quick = points("2026-05-08", "2026-05-06", 4)

    def meanwhile(step: str) -> None:
        if step == "登记" and len(find_staff(desk.register, WHO).events) == 3:
            take_staff(other, "points", points("2026-05-08", "2026-05-06", 3))

    with pytest.raises(ChangedMeanwhileError, match="已由乙"):
        take_staff(replace(desk, on_step=meanwhile), "points", quick)
    assert stands_on(desk, "2026-05-09").points == 3
    done = take_staff(desk, "points", quick)
    assert done.made is not None
    assert texts(desk, done.made.document.number or "")["year_points"] == "7"
    assert desk.register.verify() == ()


def test_a_preview_enters_nothing(desk: Desk) -> None:
    taken = preview_staff(desk, "promise", promise())
    assert taken.made is not None
    assert taken.made.document.draft
    assert desk.register.staff(WHO) is None


def test_lists_hide_the_birthday_unless_asked(desk: Desk) -> None:
    begin(desk)
    take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    day = desk.today
    found = staff_member(desk.library, desk.register, "D150102000001", day)
    assert WHO not in str(found)
    assert WHO in str(staff_member(desk.library, desk.register, WHO.lower(), day, full=True))
    due = staff_due_rows(desk.library, desk.register, day, Quantity(unit=Unit.DAYS, number=30))
    assert WHO not in str(due)
    assert any(row["deadline"] == "申请资格恢复" for row in due)


def test_an_unknown_person_is_told_who_is_like_them(desk: Desk) -> None:
    begin(desk)
    with pytest.raises(InputError, match=r"110105\*\*\*\*\*\*\*\*002X"):
        find_staff(desk.register, "11010519491231003X")
    with pytest.raises(InputError, match="没有写明是哪一名"):
        take_staff(desk, "points", points("2026-05-08", "2026-05-06", 4, who="null"))


def test_a_person_who_is_called_otherwise_now_promises_anew_with_a_reason(desk: Desk) -> None:
    """Else a changed name can't be entered, or a stranger's name slips in."""
    begin(desk)
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


def test_a_backup_bears_persons_and_their_points(desk: Desk, tmp_path: Path) -> None:
    begin(desk)
    take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    desk.register.backup(tmp_path / "kept.zip")
    with restore(tmp_path / "kept.zip", tmp_path / "again.sqlite3") as other:
        assert stands_on(replace(desk, register=other), "2026-06-10") == stands_on(desk, "2026-06-10")
        assert other.verify() == ()
