"""What the program of a person's qualification takes and gives: the words of its callers.

In: nothing. Out: frozen dataclasses. A `StaffLife` is one person as a register keeps them, over all places of practice;
nothing here knows the register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from generator.lifecycle.records import Deadline, Life, read_day
from generator.model.case import Person, Waiver
from generator.model.personnel import Measure, Responsibility
from generator.model.places import Places
from generator.problems import Ground, Problem

StaffState = Literal["正常", "暂停", "终止"]
"""The states of a registration: nhsa-personnel-2024#16."""


@dataclass(frozen=True)
class StaffHappened:
    """Something that happened to a person. `on` is the day from which it holds; of points, the day of the decision.

    A notice of points is one event: the points of its decision, and the suspension or ending that they lead to, which
    holds from the fact `handled_from`.

    `event` is one of the table in `regions/personnel.yaml`: promise, register, cancel, points, handle, repair,
    correct, restore. `institution` is the code of the place of practice where it happened; `facts` are its facts.
    """

    event: str
    institution: str
    on: date
    recorded_on: date
    facts: Mapping[str, str] = field(default_factory=dict)
    paper: str | None = None

    def day(self, name: str) -> date | None:
        """Return a fact that is a day, None where it isn't stated or isn't one."""
        return read_day(self.facts.get(name))


@dataclass(frozen=True)
class StaffLife:
    """A person and what happened to them, in the order of entry, and the lives of the agreements of their places.

    `identity` is the identity number, which is the person's key everywhere; `agreements` by the institutions' codes.
    """

    identity: str
    person: Person
    region: str
    happened: tuple[StaffHappened, ...] = ()
    agreements: Mapping[str, Life] = field(default_factory=dict)


@dataclass(frozen=True)
class Practice:
    """A person's registration at one place on a day. `until` is the last day of a suspension or of a ban."""

    institution: str
    state: StaffState
    since: date
    until: date | None = None
    because: tuple[str, ...] = ()  # Chinese lines with their citations


@dataclass(frozen=True)
class StaffStanding:
    """A person on a day: the points of the calendar year over all places, and the state at each place."""

    points: int
    practices: tuple[Practice, ...]
    barred_until: date | None = None  # no new registration up to and on this day
    promised: bool = False
    state: StaffState = "正常"  # of the person, which all places share, even where there is none left
    since: date | None = None  # from which the state holds; None: never anything else
    until: date | None = None  # the last day that was set for it; it goes on until a restoration
    because: tuple[str, ...] = ()


@dataclass(frozen=True)
class Breach:
    """A 负面情形 that one conduct falls under, as the agency marks it.

    `situation` is its id in the region's points.yaml. Breaches of one `conduct` are one breach of several kinds.
    `weight` and its `circumstance` are ids of regions/personnel.yaml.
    """

    situation: str
    responsibility: Responsibility
    points: int
    weight: str | None = None
    circumstance: str | None = None
    conduct: int = 1


@dataclass(frozen=True)
class Score:
    """The points of one decision: their sum, None where a breach can't be marked so; Chinese lines, problems."""

    points: int | None
    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Consequence:
    """What the points of a year lead to.

    `months` are the shortest and the longest suspension, `years` those of a termination; None where there is none.
    `at_once`: one decision reached the number by itself. `lines` are Chinese, with their citations.
    """

    measure: Measure
    total: int
    at_once: bool
    months: tuple[int, int] | None
    years: int | None
    lines: tuple[str, ...]
    law: tuple[Ground, ...]


@dataclass(frozen=True)
class StaffOrder:
    """Something that somebody wants entered for a person. `on` is as in `StaffHappened`, `form` the kind of the paper.

    `places`: where the facts stand in the file that they come from, under `facts.`.
    """

    event: str
    institution: str
    on: date
    facts: Mapping[str, str] = field(default_factory=dict)
    paper: str | None = None
    form: str | None = None
    waivers: tuple[Waiver, ...] = ()
    places: Places = field(default_factory=Places)


@dataclass(frozen=True)
class StaffJudgement:
    """What comes of an order: the next standing and the entry (None: refused), papers, deadlines, problems."""

    next: StaffStanding | None
    kinds: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    problems: tuple[Problem, ...]
    happened: StaffHappened | None = None
