"""What a region's file says beyond parameters: terms of agreements and conflicts.

In: `agreement_terms:` and `conflicts:` as they are written. Out: `TermRule`s and `Conflict`s, their quotes to be
proved by `reading.law`; what can't be read is collected.
"""

from __future__ import annotations

import re
from typing import Literal

from pydantic import ConfigDict, Field

from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.force import Force
from generator.model.law import Conflict, MonthDay, TermRule, Touches
from generator.model.places import Places
from generator.model.units import Quantity, Unit, UnreadableValueError
from generator.problems import Problem

_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


class EndsFile(Model):
    """`ends: {month_day: 12-31, years_on: 0}`."""

    month_day: str
    years_on: int = 0


class TermRuleFile(Model):
    """A rule on terms as it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    sort: Literal["any", "first", "renewal", "standing", "annual"] = Field(alias="for")
    length: str | None = None
    ends: EndsFile | None = None
    signed_from: str | None = None
    signed_to: str | None = None
    starts: Literal["signing"] | None = None
    force: Force
    cite: str
    quote: str


class ConflictFile(Model):
    """A conflict as it is written."""

    id: str
    between: tuple[str, ...]
    quotes: tuple[str, ...]
    applied: tuple[str, ...]
    sets_aside: tuple[str, ...] = ()
    why: str
    touches: Touches
    tells: str


class TermReader:
    """Reads rules on terms and conflicts, and collects what is wrong with them."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.problems: list[Problem] = []

    def terms(self, written: tuple[TermRuleFile, ...]) -> tuple[TermRule, ...]:
        """Read rules on terms."""
        found = [self._term(rule, f"agreement_terms.{index}") for index, rule in enumerate(written)]
        return tuple(rule for rule in found if rule)

    def conflicts(self, written: tuple[ConflictFile, ...]) -> tuple[Conflict, ...]:
        """Read conflicts; each side needs its quote."""
        found = []
        for index, conflict in enumerate(written):
            key = f"conflicts.{index}"
            if len(conflict.between) != len(conflict.quotes):
                self._refuse(key, f"冲突“{conflict.id}”的 between 与 quotes 个数不同", "每处引文写一句原文，次序相同")
            cites = {
                name: tuple(cite for text in getattr(conflict, name) if (cite := self._cite(text, key)))
                for name in ("between", "applied", "sets_aside")
            }
            found.append(Conflict(**{**conflict.model_dump(exclude=set(cites)), **cites, "touches": conflict.touches}))
        return tuple(found)

    def _term(self, rule: TermRuleFile, key: str) -> TermRule | None:
        cite = self._cite(rule.cite, key)
        if cite is None:
            return None
        length = None
        try:
            length = Quantity.read(rule.length, Unit.YEARS) if rule.length else None
        except UnreadableValueError as error:
            self._refuse(key, str(error), "请改正")
        return TermRule(
            sort=rule.sort, length=length, end_day=self._month_day(rule.ends.month_day if rule.ends else None, key),
            years_on=rule.ends.years_on if rule.ends else 0, signed_from=self._month_day(rule.signed_from, key),
            signed_to=self._month_day(rule.signed_to, key), starts_at_signing=rule.starts == "signing",
            force=rule.force, cite=cite, quote=rule.quote,
        )  # fmt: skip

    def _month_day(self, written: str | None, key: str) -> MonthDay | None:
        if written is None:
            return None
        match = _MONTH_DAY.fullmatch(written)
        if match is None:
            self._refuse(key, f"“{written}”不是月日", "写成“06-30”的样子")
            return None
        return MonthDay(month=int(match[1]), day=int(match[2]))

    def _cite(self, written: str, key: str) -> Citation | None:
        try:
            return Citation.read(written)
        except ValueError as error:
            self._refuse(key, str(error), "请改正引文")
            return None

    def _refuse(self, key: str, message: str, mend: str) -> None:
        self.problems.append(Problem(code="region", message=message, where=self.places.of(key), mend=mend))
