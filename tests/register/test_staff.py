"""Lost without these: a person's points, who gave them, or the certainty that nobody touched them since.

Each on an SQLite file and on PostgreSQL.
"""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.errors import UsageError
from generator.model.case import Person
from generator.register import open_register
from generator.register.masking import mask
from generator.register.refusals import ChangedMeanwhileError, UnknownNumberError
from generator.register.setup import restore
from generator.register.words import Confirmation, Entered, StaffEntry
from tests.register.samples import REGION, happening, paper, signing

if TYPE_CHECKING:
    from generator.register.register import Register

WHO = "11010519491231002X"
DAY = date(2026, 3, 2)
PERSON = Person(name="示例庚", identity_number=WHO, code="D150102000001")


def staff_entry(event: str, expected: int, institution: str = "H1", **facts: str) -> StaffEntry:
    """Something that happens to the person."""
    number = facts.pop("paper", None)
    return StaffEntry(WHO, expected, event, institution, DAY, DAY, REGION, PERSON, facts, number)


def points(number: str, expected: int, institution: str = "H1", by: str = "甲") -> Confirmation:
    """A notice of points with its entry in the ledger; it belongs to no agreement."""
    notice = replace(paper(number, outside=True, files=False), agreement="", kind="points-notice", series="notice")
    entry = staff_entry("points", expected, institution, points="4", paper=number)
    return Confirmation(by=by, papers=(notice,), staff=(entry,))


def _begin(register: Register) -> None:
    register.enter(Confirmation(by="甲", staff=(staff_entry("promise", 0),)))
    register.enter(Confirmation(by="甲", staff=(staff_entry("register", 1), staff_entry("register", 1, "H2"))))


def _events(register: Register) -> list[tuple[str, str]]:
    record = register.staff(WHO)
    assert record is not None
    return [(event.event, event.institution) for event in record.events]


def test_a_person_is_told_as_entered_over_all_places(register: Register) -> None:
    _begin(register)
    register.enter(points("通1", 2))
    record = register.staff(WHO)
    assert record is not None
    assert (record.version, record.region, record.person) == (3, REGION, PERSON)
    assert [(one.event, one.institution) for one in record.events] == [
        ("promise", "H1"), ("register", "H1"), ("register", "H2"), ("points", "H1"),
    ]  # fmt: skip
    assert (record.events[-1].facts, record.events[-1].paper, record.events[-1].by) == ({"points": "4"}, "通1", "甲")
    assert register.staff_by_code("D150102000001") == (record,)
    assert list(register.staff_many(institution="H2")) == [record]
    assert list(register.staff_many(identities=[WHO, "11010519491231003X"])) == [record]
    assert list(register.staff_many(region="jiangsu")) == []
    assert register.verify() == ()


def test_the_second_of_two_who_add_points_at_once_is_told_who_was_quicker(register: Register) -> None:
    _begin(register)
    register.enter(points("通1", 2, by="甲"))
    with pytest.raises(ChangedMeanwhileError, match=r"110105\*\*\*\*\*\*\*\*002X.*已由甲.*points、通1"):
        register.enter(points("通2", 2, by="乙"))
    assert _events(register)[-1] == ("points", "H1")
    assert len(_events(register)) == 4
    both = register.enter_many([points("通2", 3), points("通3", 3)])
    assert isinstance(both[0], Entered)
    assert isinstance(both[1], ChangedMeanwhileError)


def test_a_voided_notice_takes_its_points_back(register: Register) -> None:
    _begin(register)
    before = register.staff(WHO)
    register.enter(points("通1", 2))
    assert register.void("通1", "记错了人", "乙") == ("通1",)
    after = register.staff(WHO)
    assert before is not None
    assert after is not None
    assert after == replace(before, version=4)
    register.enter(points("通2", 4))  # the version that stands now is the one to name
    assert register.verify() == ()


def test_a_notice_that_later_points_were_added_to_is_not_voided(register: Register) -> None:
    _begin(register)
    register.enter(points("通1", 2))
    register.enter(points("通2", 3))
    with pytest.raises(ChangedMeanwhileError, match="示例庚后来又有登记"):
        register.void("通1", "记错了人", "乙")
    register.void("通2", "记错了人", "乙")
    register.void("通1", "记错了人", "乙")
    assert len(_events(register)) == 3


def test_a_person_whose_only_entry_was_voided_can_be_entered_anew(register: Register) -> None:
    first = points("通1", 0)
    register.enter(first)
    register.void("通1", "不是本院的人", "乙")
    assert list(register.staff_many()) == []
    (kept,) = register.staff_many(identities=[WHO])
    assert (kept.version, kept.events) == (2, ())
    register.enter(points("通2", kept.version))
    assert len(list(register.staff_many())) == 1


def test_points_that_an_agreement_paper_brings_go_with_it(register: Register) -> None:
    _begin(register)
    register.enter(signing("协1", outside=True, files=False))
    suspended = happening("协1", "suspend", 1, "中1")
    register.enter(replace(suspended, staff=(staff_entry("handle", 2, paper="中1"),)))
    assert _events(register)[-1] == ("handle", "H1")
    register.void("中1", "对象错误", "乙")
    assert len(_events(register)) == 3
    assert register.verify() == ()


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (replace(staff_entry("promise", 0), identity=WHO.lower()), "字母大写"),
        (replace(staff_entry("promise", 0), identity="110105194912310038"), "另一个身份证号码"),
        (replace(staff_entry("promise", 0), institution=""), "institution.code"),
    ],
)
def test_a_person_has_one_key(register: Register, entry: StaffEntry, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        register.enter(Confirmation(by="甲", staff=(entry,)))
    assert list(register.staff_many()) == []


def test_a_person_whom_nobody_has_entered_has_no_version(register: Register) -> None:
    with pytest.raises(UnknownNumberError, match="没有相关人员示例庚"):
        register.enter(Confirmation(by="甲", staff=(staff_entry("points", 1),)))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("UPDATE register_staffevent SET body = '{\"points\":\"1\"}' WHERE event = 'points'", "StaffEvent 3-0"),
        ("UPDATE register_staffevent SET void = %s WHERE event = 'points'", "StaffEvent 3-0"),
        ("DELETE FROM register_staffevent WHERE event = 'points'", "StaffEvent 3-0"),
        ("UPDATE register_staff SET version = 2", f"Staff {WHO}"),
    ],
)
def test_verify_finds_points_that_were_tampered_with(register: Register, change: str, where: str) -> None:
    _begin(register)
    register.enter(points("通1", 2))
    assert register.verify() == ()
    register.store.query(change, [True] if "%s" in change else None)
    problems = register.verify()
    assert [(problem.code, problem.where.key) for problem in problems] == [("register_table", where)]


def test_a_backup_bears_the_ledger(register: Register, other_place: str, tmp_path: Path) -> None:
    _begin(register)
    register.enter(points("通1", 2))
    register.void("通1", "记错了人", "乙")
    register.backup(tmp_path / "kept.zip")
    with restore(tmp_path / "kept.zip", other_place) as other:
        assert list(other.staff_many()) == list(register.staff_many())
        assert other.verify() == ()
        assert other.head() == register.head()


def test_an_entry_without_persons_is_as_it_always_was(register: Register) -> None:
    register.enter(signing("协1", outside=True, files=False))
    ((body,),) = register.store.query("SELECT body FROM register_entry WHERE seq = 1")
    assert sorted(json.loads(body)) == ["agreements", "events", "papers", "particulars"]
    register.void("协1", "试签", "乙")
    ((body,),) = register.store.query("SELECT body FROM register_entry WHERE seq = 2")
    assert sorted(json.loads(body)) == ["agreements", "event", "numbers", "papers", "particulars", "reason"]


def test_a_register_made_before_there_were_persons_is_brought_up_to_date(place: str) -> None:
    with open_register(place) as register:
        register.enter(signing("协1", outside=True, files=False))
        head = register.head()
        for table in ("register_staffevent", "register_staff"):
            register.store.query(f"DROP TABLE {table}")
        register.store.query("DELETE FROM django_migrations WHERE app = 'register' AND name = '0003_staff'")
        register.store.query("UPDATE register_head SET edition = 2")
    with open_register(place) as register:
        assert register.head() == head
        assert register.verify() == ()
        _begin(register)
        assert register.verify() == ()


def test_lists_do_not_tell_a_birthday() -> None:
    assert mask(WHO) == "110105********002X"
    assert mask("E12345678") == "*********"


def test_three_thousand_persons_are_entered_quickly(tmp_path: Path) -> None:
    with open_register(tmp_path / "register.sqlite3") as register:
        numbers = [f"1101051949123{place:05d}" for place in range(1000)]
        entries = [
            replace(staff_entry("promise", 0), identity=number, person=Person(name="示例", identity_number=number))
            for number in numbers
        ]
        begun = time.perf_counter()
        register.enter_many([Confirmation(by="甲", staff=(entry,)) for entry in entries])
        assert (time.perf_counter() - begun) / len(entries) < 0.003  # 0.2 ms where nothing else is at work
        assert sum(1 for _ in register.staff_many(institution="H1")) == 1000
