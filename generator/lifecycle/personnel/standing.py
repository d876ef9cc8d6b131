"""A person on a day: the points of the year, the state of each registration, worked out from what happened.

In: a Library, a StaffLife, a day. Out: a StaffStanding. Points add up over all places and go back to zero with the
year (nhsa-personnel-2024#26, #28); states move together over all places (#34) and come back to 正常 by a restoration
alone (#39). What the law doesn't allow in the state reached has no effect.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from generator.lifecycle.personnel.ledger import CORRECT, POINTS, REPAIR, ledger, named, points_of_year
from generator.lifecycle.personnel.numbers import cited, passage_ground, personnel_of
from generator.lifecycle.personnel.records import Practice, StaffHappened, StaffLife, StaffStanding, StaffState
from generator.lifecycle.personnel.restrictions import HANDLE, Restriction, changed, first_day, restriction_of
from generator.model.library import Library
from generator.model.units import print_date

NORMAL: StaffState = "正常"
STATES: dict[str, StaffState] = {"suspension": "暂停", "termination": "终止"}

PROMISE, REGISTER, CANCEL, RESTORE = "promise", "register", "cancel", "restore"


def staff_standing_on(library: Library, life: StaffLife, on: date) -> StaffStanding:
    """Return a person's points and states on a day; raise `UsageError` where the library has no table of persons."""
    walk = _Walk(library, life)
    days = {one.paper: first_day(one) for one in life.happened if one.event == POINTS}

    def effective(happened: StaffHappened) -> date:
        if happened.event in (REPAIR, CORRECT):  # what changes a handling takes effect when that does, or later
            return max(happened.on, days.get(named(happened), happened.on))
        return first_day(happened)

    for happened in sorted(life.happened, key=effective):
        if effective(happened) > on:
            break
        walk.take(happened)
    return walk.standing(on)


class _Walk:
    """A person on their way through the days."""

    def __init__(self, library: Library, life: StaffLife) -> None:
        self.library, self.life = library, life
        self.passages = personnel_of(library).passages
        self.promised = False
        self.registered: dict[str, date] = {}
        self.restrictions: list[Restriction] = []
        self.barred_until: date | None = None
        self.restored: tuple[date, str] | None = None
        takers: dict[str, Callable[[StaffHappened], None]] = {
            PROMISE: self._promise, REGISTER: self._register, CANCEL: self._cancel, POINTS: self._restrict,
            HANDLE: self._restrict, REPAIR: self._change, CORRECT: self._change, RESTORE: self._restore,
        }  # fmt: skip
        self.takers = takers

    @property
    def state(self) -> StaffState:
        """The state that all registrations share."""
        worst = max((held.measure for held in self.restrictions), default=None)  # termination comes after suspension
        return STATES[worst] if worst else NORMAL

    def take(self, happened: StaffHappened) -> None:
        """Let an event take effect, where the state allows it."""
        taker = self.takers.get(happened.event)
        if taker is not None:
            taker(happened)

    def _promise(self, _: StaffHappened) -> None:
        self.promised = True

    def _register(self, happened: StaffHappened) -> None:
        barred = self.barred_until is not None and happened.on <= self.barred_until
        if self.promised and self.state == NORMAL and not barred:
            self.registered.setdefault(happened.institution, happened.on)

    def _cancel(self, happened: StaffHappened) -> None:
        self.registered.pop(happened.institution, None)

    def _restrict(self, happened: StaffHappened) -> None:
        found = restriction_of(self.library, self.life, happened)
        if found is None:
            return
        self.restrictions.append(found)
        if found.measure == "termination":
            self.promised = False
        self._bar()

    def _change(self, happened: StaffHappened) -> None:
        mine = [held for held in self.restrictions if held.notice is not None and held.notice == named(happened)]
        if not mine and happened.event == CORRECT:  # what was told only is to be suspended or ended after all
            self._restrict(replace(happened, event=POINTS, paper=named(happened)))
            return
        ended = self.state == STATES["termination"]
        kept = [held for held in self.restrictions if held not in mine]
        kept += [after for held in mine if (after := changed(self.library, self.life, held, happened)) is not None]
        self.restrictions = kept
        if ended != (self.state == STATES["termination"]):  # an ending that is withdrawn leaves the promise standing
            self.promised = ended
        self._bar()

    def _bar(self) -> None:
        ends = [held.until for held in self.restrictions if held.measure == "termination" and held.until is not None]
        self.barred_until = max(ends, default=None)

    def _restore(self, happened: StaffHappened) -> None:
        if not self.restrictions or not all(held.over(happened.on) for held in self.restrictions):
            return
        passage = self.passages.restored
        if self.state == STATES["termination"]:
            self.registered.clear()
            passage = self.passages.after_termination
        line = f"自{print_date(happened.on)}起恢复{cited(passage_ground(self.library, passage))}"
        self.restrictions, self.restored = [], (happened.on, line)

    def standing(self, on: date) -> StaffStanding:
        """Return where the walk has come to."""
        state = self.state
        binding = [held for held in self.restrictions if STATES[held.measure] == state]
        ends = [held.until for held in binding]
        until = max((end for end in ends if end is not None), default=None) if None not in ends else None
        since = min((held.since for held in binding), default=self.restored[0] if self.restored else None)
        lines = tuple(held.line for held in self.restrictions)
        return StaffStanding(
            points=points_of_year(ledger(self.life, on), on.year),
            practices=tuple(self._practice(place, since, until) for place in self.registered),
            barred_until=self.barred_until if self.barred_until is not None and on <= self.barred_until else None,
            promised=self.promised, state=state, since=since, until=until,
            because=lines or ((self.restored[1],) if self.restored else ()),
        )  # fmt: skip

    def _practice(self, institution: str, since: date | None, until: date | None) -> Practice:
        """Return a registration: its state is the person's, whichever place it came from."""
        began = self.registered[institution]
        if self.state == NORMAL:
            line = self.restored[1] if self.restored and self.restored[0] >= began else self._registered(began)
            return Practice(institution, NORMAL, max(began, since or began), None, (line,))
        lines = [held.line for held in self.restrictions]
        if all(held.institution != institution for held in self.restrictions):
            lines.append(f"随其他执业机构调整{cited(passage_ground(self.library, self.passages.states_together))}")
        return Practice(institution, self.state, since or began, until, tuple(lines))

    def _registered(self, began: date) -> str:
        ground = passage_ground(self.library, self.passages.normal_at_registration)
        return f"自{print_date(began)}起登记备案，状态为正常{cited(ground)}"
