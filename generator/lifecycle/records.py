"""What the program of an agreement's life takes and gives: the words of its callers.

In: nothing. Out: frozen dataclasses. A `Life` is one agreement as a register keeps it; nothing here knows the register.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.document.nodes import Document
from generator.model.case import Case, Finding, Institution
from generator.problems import Problem

Documents = Callable[[date], Document]
"""The text of an agreement as it stood on a day."""


@dataclass(frozen=True)
class Happened:
    """An event that took effect. `on` is the day from which it holds, `term` what a renewal of the same agreement set.

    A renewal that made a new agreement has no `term`: it is that agreement's.
    """

    event: str
    on: date
    recorded_on: date
    by: str
    facts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    paper: str | None = None
    term: tuple[date, date] | None = None

    def day(self, name: str) -> date | None:
        """Return a fact that is a day, None where it isn't stated or isn't one."""
        return read_day(self.facts.get(name))


@dataclass(frozen=True)
class Life:
    """An agreement and what happened to it, in the order in which it took effect."""

    number: str
    kind: str
    region: str
    institution: Institution
    signed_on: date
    start: date
    end: date | None
    happened: tuple[Happened, ...] = ()


@dataclass(frozen=True)
class Standing:
    """The state of an agreement on a day.

    `since` is the day from which it is in that state, `start` and `end` the term that runs or ran last, with what a
    renewal has put after it; `until` the last day of a suspension, where one is set. `because` holds Chinese lines
    with their citations. `suspensions` are those of this term that count (an institution's own request doesn't).
    """

    state: str
    since: date
    start: date
    end: date | None
    until: date | None = None
    because: tuple[str, ...] = ()
    suspensions: int = 0
    closed: bool = False


@dataclass(frozen=True)
class Order:
    """An event that somebody wants. `form` is the kind of the paper, where the event takes one of several."""

    event: str
    case: Case
    form: str | None = None


@dataclass(frozen=True)
class Deadline:
    """A period that an event starts. `day` is None where the law names no time or its first day isn't known yet."""

    rule: str
    label: str
    start: date | None
    day: date | None
    what: str
    who: str
    citation: str
    automatic: str
    provisional: str | None = None
    month_end: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Judgement:
    """What comes of an order: the next standing (None: refused), papers by kind, deadlines, problems."""

    next: Standing | None
    kinds: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    problems: tuple[Problem, ...]
    happened: Happened | None = None


@dataclass(frozen=True)
class Due:
    """Something that is due for an agreement on a day."""

    agreement: str
    deadline: str
    day: date
    provisional: str | None
    citation: str
    what: str
    who: str
    overdue: bool = False


def read_day(written: str | None) -> date | None:
    """Return a written day, None where it isn't one."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
