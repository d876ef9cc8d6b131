"""A person at two places, and what the register says of them."""

from __future__ import annotations

from datetime import date

from generator.lifecycle.personnel.records import StaffStanding
from generator.lifecycle.personnel.standing import staff_standing_on
from generator.office.signing import Desk
from generator.office.staff import take_staff
from generator.office.staff_lives import Places, find_staff
from tests.office.staff_cases import (
    WHO,
    promise,
    registration,
)

FIRST, SECOND = "H15010200001", "H15010200002"
AGREEMENT = "内医保协〔2026〕0001号"


def begin(desk: Desk) -> None:
    """Let the person promise and be registered at both places."""
    take_staff(desk, "promise", promise())
    take_staff(desk, "register", registration())
    take_staff(desk, "register", registration(code=SECOND))


def stands_on(desk: Desk, on: str) -> StaffStanding:
    """Return the person's standing on a day."""
    day = date.fromisoformat(on)
    return staff_standing_on(desk.library, Places(desk.register, day).staff_life(find_staff(desk.register, WHO)), day)


def states(standing: StaffStanding) -> dict[str, str]:
    """Return the states by place."""
    return {one.institution: one.state for one in standing.practices}


def texts(desk: Desk, number: str) -> dict[str, str]:
    """Return the facts of a paper."""
    paper = desk.register.paper(number)
    assert paper is not None
    return paper.case().facts
