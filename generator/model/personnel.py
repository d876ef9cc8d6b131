"""The law of a person's payment qualification (相关人员医保支付资格), as data.

`regions/personnel.yaml`: what may happen to a person, what weighs lighter and heavier, which periods run, and the
passages that the program's refusals stand on. `regions/<region>/points.yaml`: the region's bands of points.
"""

from datetime import date
from itertools import pairwise
from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.force import Force

Responsibility = Literal["general", "important", "main"]
"""一般责任者、重要责任者、主要责任者."""

Measure = Literal["reminder", "suspension", "termination"]
"""What the agency does with points: 提醒谈话、暂停、终止 (nhsa-personnel-2024#29, annex 3)."""

Basis = Literal["agreement", "department"]
"""Why a person is suspended or ended without points: their agreement's or department's suspension or end (#34.4)."""


class Passage(Model):
    """Words of a statute that something stands on."""

    cite: Citation
    quote: str


class StaffEvent(Model):
    """What may happen to a person. `kinds`: one paper of these; `asks`: facts, those ending in `?` may be left out."""

    label: str
    kinds: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    cite: Citation
    quote: str
    note: str | None = None


class Weight(Model):
    """What makes points lighter or heavier. `bands`: moved to the next band, else it stays within its own."""

    label: str
    towards: Literal["lighter", "heavier"]
    moves: bool
    circumstances: dict[str, str]
    cite: Citation
    quote: str


class StaffDeadline(Model):
    """A period that runs for a person: `parameter` long, from the first of some days that is known, or back from it.

    `start` names facts, `on` (the event's own day) or `recorded_on`; `done` a fact by which it has been kept.
    """

    id: str
    after: str
    start: tuple[str, ...] = Field(alias="from")
    back: bool = False
    done: str | None = None
    parameter: str
    label: str
    what: str
    who: Literal["agency", "institution", "person"]
    force: Force
    cite: Citation
    quote: str
    note: str | None = None

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class StaffPassages(Model):
    """The passages that refusals and explanations stand on."""

    promise_first: Passage
    normal_at_registration: Passage
    identity_registered: Passage
    changes_of_place: Passage
    cancel: Passage
    in_band: Passage
    adds_up: Passage
    highest: Passage
    places_add_up: Passage
    day_of_decision: Passage
    year: Passage
    checked_total: Passage
    states_together: Passage
    not_elsewhere: Passage
    suspended_agreement: Passage
    rescinded_agreement: Passage
    not_responsible: Passage
    repair: Passage
    restoration: Passage
    within_agreement: Passage
    restored: Passage
    after_suspension: Passage
    after_termination: Passage
    objection: Passage
    objection_signed: Passage
    objection_late: Passage
    correction: Passage


class Personnel(Model):
    """The table of a person's events, with what belongs to it."""

    events: dict[str, StaffEvent]
    labels: dict[str, str]
    facts: dict[str, str]
    weights: dict[str, Weight]
    deadlines: tuple[StaffDeadline, ...] = ()
    passages: StaffPassages

    def label(self, name: str) -> str:
        """Return the Chinese for a word of the vocabulary, the word itself where it has none."""
        return self.labels.get(name, name)


class Span(Model):
    """Points from one number to another, both included."""

    low: int = Field(alias="from", ge=1)
    high: int = Field(alias="to", ge=1)

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def __str__(self) -> str:
        """Return the span as it is printed: 4分, 4至6分."""
        return f"{self.low}分" if self.low == self.high else f"{self.low}至{self.high}分"


class Band(Model):
    """A 记分档次: within it each responsibility has its own span, from low to high (nhsa-personnel-2024#25)."""

    id: str
    label: str
    by: dict[Responsibility, Span]
    cite: Citation | None = None
    quote: str | None = None

    @property
    def whole(self) -> Span:
        """The whole band."""
        spans = self.by.values()
        return Span(low=min(span.low for span in spans), high=max(span.high for span in spans))

    @model_validator(mode="after")
    def _from_low_to_high(self) -> Self:
        order: tuple[Responsibility, ...] = ("general", "important", "main")
        if set(self.by) != set(order):
            raise ValueError("应写明一般、重要、主要三种责任（general、important、main）的分值")
        spans = [self.by[name] for name in order]
        if any(span.low > span.high for span in spans):
            raise ValueError("分值的 from 不能大于 to")
        pairs = pairwise(spans)
        if any(one.low > other.low or one.high > other.high for one, other in pairs):
            raise ValueError("同一档次内，分值应按一般、重要、主要责任者从低到高")
        return self


class Situation(Model):
    """A 负面情形 and the band that it is marked in."""

    id: str
    label: str
    band: str
    cite: Citation | None = None
    quote: str | None = None


class PointsScheme(Model):
    """A region's bands, from the lightest to the heaviest, and its 负面情形, as they hold from a day on.

    `missing` says why there are none: then nothing can be checked against them. `made_up`: invented for examples, and
    so without citations, which every other scheme must have.
    """

    start: date = Field(alias="from")
    end: date | None = Field(default=None, alias="to")
    missing: str | None = None
    made_up: bool = False
    bands: tuple[Band, ...] = ()
    situations: tuple[Situation, ...] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def in_force(self, on: date) -> bool:
        """Say whether the scheme holds on a day."""
        return self.start <= on and (self.end is None or on <= self.end)

    def situation(self, name: str) -> Situation | None:
        """Return a 负面情形 by its id."""
        return next((one for one in self.situations if one.id == name), None)

    def place_of(self, band: str) -> int | None:
        """Return a band's place, from 0, the lightest first."""
        return next((place for place, one in enumerate(self.bands) if one.id == band), None)
