"""What a region sets and caps on a day, worked out from it and the regions above it.

In: a Library, a region's id, a day. Out: `Rules`: for each parameter its default and its effective limits
(the intersection, which can say where each side came from), and the region's terms of art.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from generator.model.library import Library
from generator.model.region import Entry, Limit, Region, Side
from generator.model.units import Quantity

T = TypeVar("T")


def at_level(values: dict[str, T], level: str | None) -> T | None:
    """Return what holds at a level: its own entry, else the longest prefix (二级 for 二级甲等), else that for all."""
    if level:
        for end in range(len(level), 0, -1):
            if level[:end] in values:
                return values[level[:end]]
    return values.get("")


@dataclass(frozen=True)
class Rule:
    """What holds for one parameter: the defaults by level and, nearest region first, the entries in force."""

    defaults: dict[str, Quantity]
    entries: tuple[Entry, ...]

    def default(self, level: str | None) -> Quantity | None:
        """Return the value where the case is silent."""
        return at_level(self.defaults, level)

    def limits(self, side: Side, level: str | None) -> list[Limit]:
        """Return the limits of a side that bind at a level, tightest first.

        Limits on another base than the nearest region's are left out: 5% of one thing and 5% of another
        can't be compared.
        """
        base = next((entry.base for entry in self.entries if entry.base), None)
        found = [
            limit
            for entry in self.entries
            if entry.base is None or base is None or entry.base == base
            if (limit := at_level(entry.limits.get(side, {}), level)) is not None
        ]
        tightest_last = side in (Side.MIN, Side.ABOVE)
        return sorted(found, key=lambda limit: limit.value.number or limit.value.day, reverse=tightest_last)  # type: ignore[arg-type,return-value]

    def limit(self, side: Side, level: str | None) -> Limit | None:
        """Return the effective limit of a side at a level."""
        found = self.limits(side, level)
        return found[0] if found else None


@dataclass(frozen=True)
class Rules:
    """What holds in a region on a day. `chain` is the region and those above it, nearest first."""

    chain: tuple[Region, ...]
    parameters: dict[str, Rule]
    terms: dict[str, str]
    number_format: str | None


@lru_cache(maxsize=256)
def rules_for(library: Library, region_id: str, on: date) -> Rules:
    """Return what holds in a region on a day; the region must be in the library."""
    chain = _chain(library, region_id)
    parameters: dict[str, Rule] = {}
    for name in {name for region in chain for name in region.parameters}:
        entries = tuple(entry for region in chain if (entry := _in_force(region.parameters.get(name, ()), on)))
        defaults = next((entry.defaults for entry in entries if entry.defaults), {})
        parameters[name] = Rule(defaults, entries)
    terms: dict[str, str] = {}
    for region in reversed(chain):
        terms.update(region.terms)
    number_format = next((region.number_format for region in chain if region.number_format), None)
    return Rules(chain, parameters, terms, number_format)


def _chain(library: Library, region_id: str) -> tuple[Region, ...]:
    chain = [library.regions[region_id]]
    while chain[-1].parent:
        chain.append(library.regions[chain[-1].parent])
    return tuple(chain)


def _in_force(entries: tuple[Entry, ...], on: date) -> Entry | None:
    return next((entry for entry in entries if entry.start <= on and (entry.end is None or on <= entry.end)), None)
