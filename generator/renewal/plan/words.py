"""The words of a renewal plan: what is decided for each agreement, why, and what would change.

In: nothing. Out: frozen dataclasses. A plan is made from the register, a roster and the law of the day; people edit it;
a run carries it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from generator.model.case import Case


class Decision(StrEnum):
    """What is to become of an agreement at the year's end."""

    RENEW = "renew"  # as it stands
    RENEW_CHANGED = "renew_changed"  # with other terms
    HOLD = "hold"  # people must look at it
    NOT_RENEW = "not_renew"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a Chinese sentence, and the article that it stands on (empty: a matter of fact)."""

    text: str
    citation: str = ""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value before and after; `name` is a parameter's or a fact's path, texts as they print."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One agreement. `case` is the renewed agreement's case without its number; None where nothing is to be made.

    `row` is the line in the plan's workbook, `amount` the yearly sum in yuan where the roster gives one.
    """

    row: int
    agreement: str
    institution: str
    name: str
    level: str
    decision: Decision
    reasons: tuple[Reason, ...]
    changes: tuple[ValueChange, ...]
    amount: Decimal | None
    remark: str
    case: Case | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan for a year. `library` is the digest of the library it was made with; `fingerprint` names the plan."""

    year: int
    made_on: date
    library: str
    fingerprint: str
    rows: tuple[PlanRow, ...]
