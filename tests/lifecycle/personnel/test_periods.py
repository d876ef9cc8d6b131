"""The periods that run for a person, and the ledger behind a standing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.lifecycle.personnel.breaches import UnreadableBreachError, print_breaches, read_breaches
from generator.lifecycle.personnel.deadlines import staff_deadlines, staff_due
from generator.lifecycle.personnel.judging import CODES, JUDGES, judge_staff, then
from generator.lifecycle.personnel.numbers import personnel_of
from generator.lifecycle.personnel.standing import staff_standing_on
from generator.model.library import Library
from generator.model.units import Quantity, Unit

from . import people
from .test_tables import cases, life_of


@pytest.mark.parametrize("case", cases("deadlines"))
def test_deadlines(library: Library, case: dict[str, Any]) -> None:
    """Lost otherwise: the day by which an agency or a person must act."""
    life = life_of(case)
    found = {one.rule: one for one in staff_deadlines(library, life, life.happened[-1])}
    for rule, expected in case["expect"].items():
        one = found.get(rule)
        said = "不起算" if one is None else str(one.day or "没有") + (" 暂定" if one.provisional else "")
        assert said == expected


def test_what_is_done_is_not_due(library: Library) -> None:
    """Lost otherwise: a notice that was served is asked for again, or an unserved one is forgotten."""
    served = people.person("shili", people.notice("甲", "2026-03-02", 4, points_received_on="2026-03-03"))
    unserved = people.person("shili", people.notice("甲", "2026-03-02", 4))
    due = [[one.deadline.rule for one in staff_due(library, [life], date(2026, 3, 3))] for life in (served, unserved)]
    assert due == [["points-notice", "points-objection"], ["points-service", "points-notice"]]


def test_restoration_is_due_until_it_is_given(library: Library) -> None:
    """Lost otherwise: a person whose suspension has run out, and whom nobody restores, is forgotten."""
    life = people.person("shili", people.notice("甲", "2026-03-02", 9, "suspension", length=2))
    waiting = staff_due(library, [life], date(2026, 6, 1))
    assert [(one.deadline.rule, one.overdue) for one in waiting] == [("restoration-request", True)]
    restored = then(life, people.event("restore", "甲", "2026-06-01", restoration_received_on="2026-05-20"))
    assert "restoration-request" not in [one.deadline.rule for one in staff_due(library, [restored], date(2026, 6, 1))]


def test_what_is_due_within_a_time(library: Library) -> None:
    """Lost otherwise: a list of a week that holds what is due in a year."""
    life = people.person("shili", people.notice("甲", "2026-03-02", 9, "suspension", length=6))
    week = Quantity(number=7, unit=Unit.DAYS)
    assert [one.deadline.rule for one in staff_due(library, [life], date(2026, 3, 2), week)] == [
        "points-service",
        "points-notice",
    ]


def test_every_event_has_a_judge(library: Library) -> None:
    """Lost otherwise: an event of the table that the program refuses as unknown, or judges without a table."""
    assert set(personnel_of(library).events) == set(JUDGES)


def test_judging_gives_the_next_standing_and_the_entry(library: Library) -> None:
    """Lost otherwise: the register is told something else than what was judged."""
    life = people.person("shili", people.notice("甲", "2026-02-02", 3))
    facts = people.handling("suspension", "2026-03-09", 2, points="6", breaches="example-swap/main/6")
    found = judge_staff(library, life, people.order("points", "甲", "2026-03-02", **facts), date(2026, 3, 6))
    assert found.next is not None
    assert found.happened is not None
    assert (found.next.state, found.next.points, str(found.next.until)) == ("暂停", 9, "2026-05-08")
    assert found.next == staff_standing_on(library, then(life, found.happened), date(2026, 3, 9))
    assert (found.kinds, found.happened.recorded_on) == (("points-notice",), date(2026, 3, 6))
    assert [str(one.day) for one in found.deadlines] == ["2026-03-09", "2026-03-11", "None", "2026-04-14"]


def test_codes_are_told() -> None:
    """Lost otherwise: a code without a meaning in the handbook."""
    assert all(CODES.values())
    assert list(CODES) == sorted(CODES)


def test_breaches_are_written_as_they_are_read() -> None:
    """Lost otherwise: what the register keeps of a decision can't be read back."""
    written = "example-swap/main/6/lighter/confessed|example-split/main/3；example-split/general/1"
    assert print_breaches(read_breaches(written)) == written


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("example-swap", "应写成"),
        ("example-swap/chief/6", "责任“chief”"),
        ("example-swap/main/六", "分值“六”"),
        ("example-swap/main/6/lighter", "应写成"),
        ("/main/6", "应写成"),
    ],
)
def test_breaches_that_cannot_be_read(written: str, told: str) -> None:
    """Lost otherwise: points of a breach that isn't what was written."""
    with pytest.raises(UnreadableBreachError, match=told):
        read_breaches(written)
