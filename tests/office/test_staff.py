"""Lost without these: the truth about a person's points and states over all places, and the papers that told it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.lifecycle.personnel.records import StaffStanding
from generator.lifecycle.personnel.standing import staff_standing_on
from generator.model.library import Library
from generator.model.units import Quantity, Unit
from generator.office.events import take
from generator.office.papers import issue_case
from generator.office.signing import Desk, sign
from generator.office.staff import preview_staff, take_staff
from generator.office.staff_agreement import enter_responsible
from generator.office.staff_lives import Places, find_staff
from generator.office.staff_report import staff_due_rows, staff_member, staff_rows
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


def test_a_promise_says_at_which_place(desk: Desk) -> None:
    case = promise()
    nowhere = case.model_copy(update={"institution": case.institution.model_copy(update={"code": None})})
    with pytest.raises(InputError, match=r"institution\.code"):
        take_staff(desk, "promise", nowhere)
    assert desk.register.staff(WHO) is None


def test_a_backup_bears_persons_and_their_points(desk: Desk, tmp_path: Path) -> None:
    _begin(desk)
    take_staff(desk, "points", suspension("2026-06-08", "2026-06-05", 10))
    desk.register.backup(tmp_path / "kept.zip")
    with restore(tmp_path / "kept.zip", tmp_path / "again.sqlite3") as other:
        assert _standing(replace(desk, register=other), "2026-06-10") == _standing(desk, "2026-06-10")
        assert other.verify() == ()
