"""Regions: what each pooling region sets and caps, dated, each limit with the words it stands on."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import ConfigDict, Field

from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.clause import Variants
from generator.model.force import Force
from generator.model.law import Conflict, TermRule, Topic
from generator.model.lifecycle import ContractGround, DeadlineRule, LegalGround
from generator.model.places import Places
from generator.model.rule import LegalRule
from generator.model.units import Quantity, Unit


class Side(StrEnum):
    """Which side a limit bounds, and whether its end is included."""

    MAX = "max"
    MIN = "min"
    BELOW = "below"
    ABOVE = "above"

    def admits(self, value: Quantity, limit: Quantity) -> bool:
        """Say whether a value keeps the limit; both are numbers, or days, or texts, which have no more or less."""
        if limit.text is not None:
            return value.text == limit.text
        here, there = _measure(value), _measure(limit)
        return {
            Side.MAX: here <= there,
            Side.MIN: here >= there,
            Side.BELOW: here < there,
            Side.ABOVE: here > there,
        }[self]


def _measure(quantity: Quantity) -> Decimal:
    """Return what is compared: the number, or the day's ordinal."""
    if quantity.day is not None:
        return Decimal(quantity.day.toordinal())
    return quantity.number or Decimal(0)


class Parameter(Model):
    """An entry of the vocabulary: what a parameter is called, its unit, what it means."""

    name: str
    label: str
    unit: Unit
    meaning: str
    blank: str
    by: str | None = None  # "level": differs by the institution's level
    choices: tuple[str, ...] = ()
    pattern: str | None = None  # what a text must look like, a regular expression
    example: str | None = None  # a text that does


class Limit(Model):
    """A limit: its value and force, and the article and words that set it."""

    value: Quantity
    force: Force
    cite: Citation
    quote: str
    region: str  # the region whose file states it


class Entry(Model):
    """What a region sets for a parameter from one day to another. Keys of `by_…` are levels, "" for all."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    start: date
    end: date | None
    defaults: dict[str, Quantity] = {}
    limits: dict[Side, dict[str, Limit]] = {}
    base: str | None = None
    checked_on: date | None = None


class Region(Model):
    """A pooling region, or a province or the nation above it."""

    id: str
    title: str
    parent: str | None = None
    payment_method: str | None = None  # DIP, DRG …
    terms: dict[str, str] = {}
    number_format: str | None = None  # of agreements
    notice_number_format: str | None = None  # of notices
    form_number_format: str | None = None  # of forms that another than the agency signs
    pdf_engine: Literal["weasyprint", "typst"] | None = None  # the agency's choice
    stands_on: str | None = None  # the statute whose being in force makes the region's rules hold
    variants: dict[str, Variants] = {}  # by kind
    agreement_terms: tuple[TermRule, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    topics: tuple[Topic, ...] = ()
    rules: tuple[LegalRule, ...] = ()
    grounds: tuple[LegalGround, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    contract_grounds: dict[str, dict[str, ContractGround]] = {}  # by kind and clause, in place of the kind's own
    parameters: dict[str, tuple[Entry, ...]] = {}
    places: Places = Field(default_factory=Places, exclude=True, repr=False)

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
