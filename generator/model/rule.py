"""Rules on facts that a case may state: who may apply, who is refused, who signs, who may ask for what and when.

A rule is data: the facts that it asks for, a test of them, what is said when the test fails, and the words of the
statute that it stands on.
"""

from typing import Literal

from pydantic import ConfigDict, Field

from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.force import Force
from generator.model.units import Quantity

FactType = Literal["date", "number", "truth", "text"]

Late = Literal["reason"]
"""What lets a paper out whose time is over: a recorded reason; no other day can be mended."""

About = Literal[
    "application", "refusal", "evaluation", "internet_supplement", "request", "signing", "event", "renewal",
    "personnel",
]  # fmt: skip
"""When a rule is asked."""


class Asked(Model):
    """A fact that a rule asks for: its name in a case's `facts:`, what it is called, and its type."""

    fact: str
    label: str
    type: FactType = "truth"


class FactTest(Model):
    """A test of one fact. Exactly one of the comparisons is given.

    `since_…`: from the fact's day to `at` (a fact too, else the document's date) at least or at most a period has
    run; `ahead_…`: the fact's day is at least or at most a period after `at`. `or` is the fact that is tested where the
    first isn't stated.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    fact: str
    equals: str | None = Field(default=None, alias="is")
    at_least: int | None = None
    at_most: int | None = None
    since_at_least: Quantity | None = None
    since_at_most: Quantity | None = None
    ahead_at_least: Quantity | None = None
    ahead_at_most: Quantity | None = None
    at: str | None = None
    otherwise: str | None = Field(default=None, alias="or")


class Combined(Model):
    """Tests joined: all of them, any of them, none of them."""

    how: Literal["all", "any", "not"]
    tests: "tuple[Test, ...]"


class Conditional(Model):
    """A test that counts only where another one holds."""

    condition: "Test"
    test: "Test"


Test = FactTest | Combined | Conditional


class LegalRule(Model):
    """A rule. One of a lower region with the same id stands in its place while that region's statute is in force.

    `late`: it is a time within which the agency is to act; past it the act is still owed, with a reason recorded.
    """

    id: str
    about: About
    force: Force
    cite: Citation
    quote: str
    asks: tuple[Asked, ...]
    test: "Test"
    message: str
    mend: str
    late: Late | None = None
    note: str | None = None
