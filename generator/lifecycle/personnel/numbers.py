"""The numbers that points are measured by.

In: a Library, a region, a day. Out: thresholds, lengths, bands, as the region's parameters and points.yaml have them
on that day; each limit with the words it stands on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.errors import UsageError
from generator.model.library import Library
from generator.model.personnel import Passage, Personnel, PointsScheme
from generator.model.region import Limit, Side
from generator.problems import Ground
from generator.selection import Rules, rules_for

SUSPENSION_POINTS, TERMINATION_POINTS = "personnel_suspension_points", "personnel_termination_points"
REMINDER_POINTS, BAND_SHIFT = "personnel_reminder_points", "personnel_band_shift"
MONTHS = "personnel_suspension_months"
BAN_ACCUMULATED, BAN_AT_ONCE = "personnel_ban_years_accumulated", "personnel_ban_years_at_once"


def personnel_of(library: Library) -> Personnel:
    """Return the library's table of a person's events; raise `UsageError` where it has none."""
    if library.personnel is None:
        raise UsageError("条款库没有 regions/personnel.yaml，不能办理相关人员的事项")
    return library.personnel


def passage_ground(library: Library, passage: Passage) -> Ground:
    """Return a passage as the ground of a problem."""
    return library.ground(passage.cite, passage.quote)


def cited(ground: Ground) -> str:
    """Return a ground as it is put behind a line: （《…》第二十九条“…”）."""
    return f"（{ground.citation}“{ground.quote}”）"


@dataclass(frozen=True)
class Numbers:
    """What a region measures points by on a day."""

    library: Library
    rules: Rules

    def limit(self, name: str, side: Side) -> Limit:
        """Return a limit; raise `UsageError` where the region has none on the day."""
        rule = self.rules.parameters.get(name)
        found = rule.limit(side, None) if rule else None
        if found is None:
            raise UsageError(f"{self.rules.regions[0].title}在这一天没有参数 {name}，不能按记分办理")
        return found

    def number(self, name: str, side: Side) -> int:
        """Return a limit's number."""
        return int(self.limit(name, side).value.number or 0)

    def years(self, name: str) -> int:
        """Return the years of a ban: what the region sets, else the least that it may."""
        default = self.rules.parameters[name].default(None) if name in self.rules.parameters else None
        return int(default.number) if default and default.number else self.number(name, Side.MIN)

    def ground(self, name: str, side: Side) -> Ground:
        """Return a limit as the ground of a problem or of a line."""
        limit = self.limit(name, side)
        return self.library.ground(limit.cite, limit.quote)

    @property
    def known(self) -> bool:
        """Whether there is law on points on the day at all."""
        return TERMINATION_POINTS in self.rules.parameters and bool(self.rules.parameters[TERMINATION_POINTS].entries)


@lru_cache(maxsize=256)
def numbers_on(library: Library, region: str, on: date) -> Numbers:
    """Return what a region measures points by on a day."""
    return Numbers(library, rules_for(library, region, on))


def scheme_on(library: Library, region: str, on: date) -> PointsScheme | None:
    """Return the bands that hold in a region on a day: the nearest region's that has any, else why there are none."""
    schemes = [
        scheme
        for above in rules_for(library, region, on).chain
        for scheme in library.points.get(above.id, ())
        if scheme.in_force(on)
    ]
    return next((scheme for scheme in schemes if scheme.bands), schemes[0] if schemes else None)
