"""The law of an agreement's life: its states and events, the grounds of decisions, the periods that run.

The table of states and events is one for all regions; grounds and deadlines are each region's, dated by the statute
that it stands on; the handlings that an agreement itself names stand beside its clauses.
"""

from typing import Literal

from pydantic import ConfigDict, Field

from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.force import Force
from generator.model.law import MonthDay
from generator.model.units import Quantity

PartyName = Literal["agency", "institution", "both", "spread"]
"""Who starts an event: a party, both, or the decision of another region that holds here too."""

Automatic = Literal["never", "in_principle", "always"]
"""Whether something happens without a decision: in principle it doesn't, but is told."""


class Initiator(Model):
    """What lets somebody start an event, and what is asked of them. A name that ends in `?` may be left out."""

    force: Force
    cite: Citation
    quote: str
    asks: tuple[str, ...] = ()


class Unless(Model):
    """A fact that keeps an automatic ending off, where the agreement's own clause says so."""

    fact: str
    label: str
    clause: str
    cite: Citation
    quote: str


class Cause(Model):
    """Why an agreement ends. `ground` is a ground's id; `instead`: the law lists this as another event."""

    label: str
    ground: str | None = None
    automatic: Automatic
    force: Force
    cite: Citation
    quote: str
    instead: tuple[str, ...] = ()
    unless: Unless | None = None
    note: str | None = None


class Event(Model):
    """What may happen to an agreement: from which states, into which (None: it stays), with which papers.

    `one_of`: one paper of the listed kinds; otherwise all of them. `needs_grounds`: who must name a ground.
    """

    label: str
    states: tuple[str, ...] = Field(alias="from")
    to: str | None
    kinds: tuple[str, ...]
    one_of: bool = False
    by: dict[PartyName, Initiator]
    needs_grounds: tuple[PartyName, ...] = ()
    asks: tuple[str, ...] = ()
    causes: dict[str, Cause] = {}

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class RepeatedSuspension(Model):
    """How often an agreement may be suspended in one term before it is to be rescinded.

    `parameter` holds the number; `counts` says whose suspensions are counted.
    """

    ground: str
    parameter: str
    counts: tuple[PartyName, ...]
    cite: Citation
    quote: str


class Lifecycle(Model):
    """The table of states and events."""

    states: dict[str, str]
    events: dict[str, Event]
    repeated_suspension: RepeatedSuspension

    def closes(self, state: str) -> bool:
        """Say whether a state is the last one: what may still happen leaves it as it is."""
        return not any(event.to is not None and state in event.states for event in self.events.values())

    def events_from(self, state: str) -> tuple[str, ...]:
        """Return the labels of the events that a state allows."""
        return tuple(event.label for event in self.events.values() if state in event.states)


class LegalGround(Model):
    """A ground that a statute gives a decision. One of a lower region with the same id stands in its place.

    `same_as` names places of agreements (`clause` or `clause#item`) that speak of the same conduct, perhaps under
    another handling. `scope`: `staff` concerns persons or departments and leaves the agreement's state alone.
    `before_signing`: the conduct lies before the agreement.
    """

    id: str
    event: Literal["suspend", "rescind", "terminate"]
    force: Force
    cite: Citation
    quote: str
    label: str
    same_as: tuple[str, ...] = ()
    note: str | None = None
    scope: Literal["whole", "staff"] = "whole"
    before_signing: bool = False

    def names(self, clause: str | None, item: str | None) -> bool:
        """Say whether a place of an agreement speaks of the same conduct."""
        return f"{clause}#{item}" in self.same_as if item else clause in self.same_as


class ReachedFrom(Model):
    """A clause whose conduct leads to this handling where a condition makes it worse."""

    clause: str
    condition: str
    cite: Citation
    quote: str


class ItemHandling(Model):
    """An item that is handled otherwise than the rest of its clause."""

    event: Literal["suspend", "rescind", "terminate", "handle"]
    force: Force


class ContractGround(Model):
    """A clause of an agreement whose items are grounds. `through`: the legal ground that lets the contract's in."""

    event: Literal["suspend", "rescind", "terminate", "handle"]
    force: Force
    cite: Citation
    quote: str
    through: str | None = None
    reached_from: tuple[ReachedFrom, ...] = ()
    items: dict[str, ItemHandling] = {}

    def event_of(self, item: str | None) -> str:
        """Return the event that an item leads to."""
        return self.items[item].event if item in self.items else self.event


class Ending(Model):
    """A day of a year: the one counted from, or some years on."""

    month_day: MonthDay
    years_on: int = 0


class DeadlineRule(Model):
    """A period that runs. One of a lower region with the same id stands in its place.

    `after` is the event that starts it, `agreement` (while one is in force) or `notice` (a paper's service); `start`
    a fact of that event, `term.start`, `term.end` or `date`. Without period and `ends` the law names no time. What is
    to be done `each` quarter is a region's, not an agreement's: it is due when the quarter is over.
    """

    id: str
    after: str
    by: PartyName | None = None
    label: str
    start: str = Field(alias="from")
    back: bool = False
    period: Quantity | None
    ends: Ending | None = None
    each: Literal["quarter"] | None = None
    what: str
    who: Literal["agency", "institution"]
    automatic: Automatic
    force: Force
    cite: Citation
    quote: str
    note: str | None = None

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
