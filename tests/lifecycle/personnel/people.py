"""A person's life as the tables of this folder write it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from generator.dates import reach
from generator.lifecycle.personnel.judging import then
from generator.lifecycle.personnel.records import StaffHappened, StaffLife, StaffOrder
from generator.lifecycle.records import Happened, Life
from generator.model.case import Institution, Person, Waiver
from generator.model.units import Quantity, Unit

IDENTITY = "11010519491231002X"
A, B = "H15010200001", "H15010200002"
PLACES = {"甲": A, "乙": B}
ONE_DAY = timedelta(days=1)


def person(region: str = "shili", *happened: StaffHappened, bare: bool = False, **changes: Any) -> StaffLife:
    """Return somebody who promised and is registered at 甲 from 5 January 2026, unless `bare`, and what happened."""
    life = StaffLife(IDENTITY, Person(name="示例庚", identity_number=IDENTITY), region)
    begun = () if bare else (event("promise", "甲", "2026-01-05"), event("register", "甲", "2026-01-05"))
    for one in (*begun, *happened):
        life = then(life, one)
    return replace(life, **changes)


def event(name: str, place: str, on: str, paper: str | None = None, **facts: str) -> StaffHappened:
    """Return something that happened at 甲 or 乙."""
    day = date.fromisoformat(on)
    return StaffHappened(event=name, institution=PLACES.get(place, place), on=day, recorded_on=day, facts=facts,
                         paper=paper)  # fmt: skip


def order(name: str, place: str, on: str, *, waive: str | None = None, **facts: str) -> StaffOrder:
    """Return an order at 甲 or 乙."""
    waivers = (Waiver(problem=waive, reason="实施细则正在制定", by="示例处长"),) if waive else ()
    return StaffOrder(name, PLACES.get(place, place), date.fromisoformat(on), facts, waivers=waivers)


def handling(measure: str, on: str, length: int = 1, **facts: str) -> dict[str, str]:
    """Return the facts of a handling from a day on: `length` months of a suspension, years of an ending."""
    if measure == "reminder":
        return {"handling": measure, **facts}
    name, unit = ("suspension_months", Unit.MONTHS) if measure == "suspension" else ("termination_years", Unit.YEARS)
    last = reach(date.fromisoformat(on), Quantity(number=length, unit=unit)).day - ONE_DAY
    return {"handling": measure, name: str(length), "handled_from": on, "handled_to": last.isoformat(), **facts}


def notice(place: str, on: str, points: int, measure: str = "reminder", *, paper: str = "通1", length: int = 1,
           **facts: str) -> StaffHappened:  # fmt: skip
    """Return a notice of points."""
    said = {"points": str(points), **handling(measure, on, length), **facts}
    return event("points", place, on, paper, **said)


def agreement(code: str, *happened: Happened) -> Life:
    """Return the agreement of a place, of the year 2026."""
    return Life(
        number="示例协〔2026〕0001号", kind="agreement", region="national", institution=Institution(code=code),
        signed_on=date(2026, 1, 1), start=date(2026, 1, 1), end=date(2026, 12, 31), happened=happened,
    )  # fmt: skip


def befell(name: str, on: str) -> Happened:
    """Return an event of an agreement by the agency's decision."""
    day = date.fromisoformat(on)
    return Happened(event=name, on=day, recorded_on=day, by="agency")
