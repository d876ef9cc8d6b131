"""What the law says beyond single numbers: terms of agreements, conflicts, topics, and where each article lives."""

from datetime import date
from typing import Literal

from pydantic import Field

from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.force import Force
from generator.model.units import Quantity


class MonthDay(Model):
    """A day of every year."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """Return the day in a year."""
        return date(year, self.month, self.day)


class TermRule(Model):
    """How long agreements of a sort run: a length, or until a day of the year of signing or of a later one."""

    sort: Literal["any", "first", "renewal", "standing", "annual"]
    length: Quantity | None = None
    end_day: MonthDay | None = None
    years_on: int = 0
    signed_from: MonthDay | None = None
    signed_to: MonthDay | None = None
    starts_at_signing: bool = False
    force: Force
    cite: Citation
    quote: str


class Touches(Model):
    """What a conflict concerns."""

    parameters: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    signed_on: tuple[str, ...] = ()  # month and day (06-30); none: whatever the day


class Conflict(Model):
    """Two sources that disagree: which is applied and why, and the sentence that documents it touches print.

    `sets_aside` names the citations whose limits don't count while the conflict lasts.
    """

    id: str
    between: tuple[Citation, ...]
    quotes: tuple[str, ...]
    applied: tuple[Citation, ...]
    sets_aside: tuple[Citation, ...] = ()
    why: str
    touches: Touches
    tells: str


class Topic(Model):
    """Something that a statute says agreements must regulate, and the clauses that do (`slug` or `slug#item`)."""

    id: str
    topic: str
    cite: Citation
    quote: str
    clauses: tuple[str, ...]


class CitedStatute(Model):
    """A statute that the sources cite and whose text is not held."""

    id: str
    title: str
    number: str | None = None
    cited_in: tuple[str, ...]
    held: bool = False
    says: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    note: str | None = None

    def in_force(self, on: date) -> bool:
        """Say whether the statute is in force on a day, as far as is known."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_to is None or on <= self.effective_to
        )


class Lives(Model):
    """Where an article of a statute lives: places such as `clause:payment`, or none and why."""

    lives: tuple[str, ...] = ()
    why: str | None = None


class Question(Model):
    """A fact that a rule asks for."""

    fact: str
    label: str
    type: Literal["date", "number", "truth", "text"] = Field(default="truth")
