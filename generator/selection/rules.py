"""What a region sets and caps on a day, worked out from it and the regions above it.

In: a Library, a region's id, a day. Out: `Rules`: for each parameter its default and its effective limits
(the intersection, which can say where each side came from), and the region's terms of art.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from generator.model.case import Case
from generator.model.citation import Citation
from generator.model.law import Conflict
from generator.model.library import Library
from generator.model.region import Entry, Limit, Region, Side
from generator.model.statute import Statute
from generator.model.units import Quantity

T = TypeVar("T")

NUMBER_FORMATS = {"agreement": "number_format", "notice": "notice_number_format", "form": "form_number_format"}
"""The key of region.yaml that holds the format of a series' numbers."""


def at_level(values: dict[str, T], level: str | None) -> T | None:
    """Return what holds at a level: its own entry, else the longest prefix (二级 for 二级甲等), else that for all."""
    if level:
        for end in range(len(level), 0, -1):
            if level[:end] in values:
                return values[level[:end]]
    return values.get("")


@dataclass(frozen=True)
class Rule:
    """What holds for one parameter: the defaults by level and, nearest region first, the entries in force.

    `aside` are citations whose limits a recorded conflict sets aside.
    """

    defaults: dict[str, Quantity]
    entries: tuple[Entry, ...]
    aside: frozenset[Citation] = frozenset()

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
            if (limit := at_level(entry.limits.get(side, {}), level)) is not None and limit.cite not in self.aside
        ]
        tightest_last = side in (Side.MIN, Side.ABOVE)
        return sorted(found, key=lambda limit: limit.value.number or limit.value.day, reverse=tightest_last)  # type: ignore[arg-type,return-value]

    def limit(self, side: Side, level: str | None) -> Limit | None:
        """Return the effective limit of a side at a level."""
        found = self.limits(side, level)
        return found[0] if found else None


@dataclass(frozen=True)
class Rules:
    """What holds in a region on a day.

    `regions` is the region and those above it, nearest first; `chain` those of them whose rules hold on the day,
    `lapsed` the statutes of the others: their values and variants don't hold, the law above them does.
    """

    regions: tuple[Region, ...]
    chain: tuple[Region, ...]
    lapsed: tuple[Statute, ...]
    conflicts: tuple[Conflict, ...]
    parameters: dict[str, Rule]
    terms: dict[str, str]
    number_formats: dict[str, str]  # by series, as NUMBER_FORMATS

    @property
    def number_format(self) -> str | None:
        """Return the format of agreements' numbers, None where the region signs none."""
        return self.number_formats.get("agreement")


@lru_cache(maxsize=512)
def rules_for(library: Library, region_id: str, on: date, *, keep_lapsed: bool = False) -> Rules:
    """Return what holds in a region on a day; the region must be in the library.

    `keep_lapsed` lets rules hold that are not in force: a case may keep its region's own terms, with a reason.
    """
    regions = ancestry(library.regions, region_id)
    lapsed = tuple({found.id: found for region in regions if (found := _lapsed(library, region, on))}.values())
    chain = tuple(region for region in regions if keep_lapsed or _lapsed(library, region, on) is None)
    kept = frozenset(statute.id for statute in lapsed) if keep_lapsed else frozenset()
    conflicts = _conflicts(library, chain, on, kept)
    aside = frozenset(cite for conflict in conflicts for cite in conflict.sets_aside)
    parameters: dict[str, Rule] = {}
    day = _nearest_day(lapsed, on) if keep_lapsed else on
    for name in {name for region in chain for name in region.parameters}:
        entries = tuple(
            entry
            for region in chain
            if (entry := _in_force(region.parameters.get(name, ()), day if _lapsed(library, region, on) else on))
        )
        defaults = next((entry.defaults for entry in entries if entry.defaults), {})
        parameters[name] = Rule(defaults, entries, aside)
    terms: dict[str, str] = {}
    for region in reversed(regions):
        terms.update(region.terms)
    return Rules(regions, chain, lapsed, conflicts, parameters, terms, _number_formats(regions))


def _number_formats(regions: tuple[Region, ...]) -> dict[str, str]:
    """Return the format of each series: the nearest region's that has one."""
    found = {
        series: next((written for region in regions if (written := getattr(region, key))), None)
        for series, key in NUMBER_FORMATS.items()
    }
    return {series: written for series, written in found.items() if written is not None}


def _conflicts(library: Library, chain: tuple[Region, ...], on: date, kept: frozenset[str]) -> tuple[Conflict, ...]:
    """Return the conflicts between sources that are all in force on a day; `kept` are lapsed ones that a case keeps."""
    recorded = [*library.conflicts, *(conflict for region in chain for conflict in region.conflicts)]
    return tuple(
        conflict
        for conflict in recorded
        if all(cite.statute in kept or library.statutes[cite.statute].in_force(on) for cite in conflict.between)
    )


def engine_for(library: Library, region_id: str) -> str:
    """Return the engine that a region's agency has its PDFs made by: the nearest region's choice, else WeasyPrint."""
    if region_id not in library.regions:
        return "weasyprint"
    return next(
        (region.pdf_engine for region in ancestry(library.regions, region_id) if region.pdf_engine), "weasyprint"
    )


def rules_of(library: Library, case: Case) -> Rules:
    """Return what holds for a case."""
    return rules_for(library, case.region, case.date, keep_lapsed=case.options.lapsed_rules == "keep")


def ancestry(regions: dict[str, Region], region_id: str) -> tuple[Region, ...]:
    """Return a region and those above it, nearest first."""
    found = [regions[region_id]]
    while found[-1].parent:
        found.append(regions[found[-1].parent])
    return tuple(found)


def _lapsed(library: Library, region: Region, on: date) -> Statute | None:
    """Return the statute that a region stands on, if it isn't in force on a day."""
    statute = library.statutes.get(region.stands_on or "")
    return statute if statute is not None and not statute.in_force(on) else None


def _nearest_day(lapsed: tuple[Statute, ...], on: date) -> date:
    """Return the day nearest to one on which the lapsed statutes were, or will be, in force."""
    for statute in lapsed:
        if statute.effective_to is not None and on > statute.effective_to:
            return statute.effective_to
        if statute.effective_from is not None and on < statute.effective_from:
            return statute.effective_from
    return on


def _in_force(entries: tuple[Entry, ...], on: date) -> Entry | None:
    return next((entry for entry in entries if entry.start <= on and (entry.end is None or on <= entry.end)), None)
