"""How many points a decision gives: each breach within its band, one breach of several kinds once, several added up.

In: a Library, a region, Breaches, the day of the decision. Out: a Score with Chinese lines, or the Problems
(nhsa-personnel-2024#25, #26). The bands are those of the region's points.yaml on that day; where it has none nothing
can be checked, and that wants a recorded reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.lifecycle.personnel.numbers import BAND_SHIFT, cited, numbers_on, passage_ground, personnel_of, scheme_on
from generator.lifecycle.personnel.records import Breach, Score
from generator.model.library import Library
from generator.model.personnel import Band, Personnel, PointsScheme, Situation, Span, Weight
from generator.model.region import Side
from generator.problems import Ground, Place, Problem, Severity
from generator.reading.validation import nearest
from generator.selection.waiving import how_to_waive

KEY = "facts.breaches"


def score(library: Library, region: str, breaches: Sequence[Breach], day: date) -> Score:
    """Return the points of a decision of a day; problems stand at the key `facts.breaches`."""
    scheme = scheme_on(library, region, day)
    if scheme is None or not scheme.bands:
        return _unchecked(library, region, breaches, scheme)
    marking = _Marking(library, region, scheme, day)
    problems = tuple(problem for breach in breaches for problem in marking.problems(breach))
    if problems:
        return Score(None, (), problems)
    total, lines = _added_up(library, breaches, {one.id: one.label for one in scheme.situations})
    return Score(total, lines, ())


def _unchecked(library: Library, region: str, breaches: Sequence[Breach], scheme: PointsScheme | None) -> Score:
    """Return the points as they are stated: there are no bands to check them against."""
    total, lines = _added_up(library, breaches, {})
    why = f"（{scheme.missing}）" if scheme and scheme.missing else ""
    message = f"{library.regions[region].title}还没有填写记分档次{why}，本次记分不能按档次核对"
    mend = f"请照省级实施细则填写 regions/{region}/points.yaml{how_to_waive('points_bands_empty', KEY)}"
    law = (passage_ground(library, personnel_of(library).passages.in_band),)
    problem = Problem(
        code="points_bands_empty", severity=Severity.REASON, message=message, where=Place(key=KEY), law=law, mend=mend
    )
    return Score(total if breaches else None, lines, (problem,))


def _added_up(library: Library, breaches: Sequence[Breach], labels: dict[str, str]) -> tuple[int, tuple[str, ...]]:
    """Return the sum of the conducts' points, each the highest of its kinds, and how it came about."""
    passages, label = personnel_of(library).passages, personnel_of(library).label
    highest: dict[int, Breach] = {}
    counts: dict[int, int] = {}
    for one in breaches:
        counts[one.conduct] = counts.get(one.conduct, 0) + 1
        before = highest.get(one.conduct)
        highest[one.conduct] = one if before is None or one.points > before.points else before
    lines = []
    for conduct, one in highest.items():
        why = cited(passage_ground(library, passages.highest)) if counts[conduct] > 1 else ""
        lines.append(f"{labels.get(one.situation, one.situation)}，{label(one.responsibility)}：{one.points}分{why}")
    total = sum(one.points for one in highest.values())
    if len(highest) > 1:
        lines.append(f"合计{total}分{cited(passage_ground(library, passages.adds_up))}")
    return total, tuple(lines)


@dataclass(frozen=True)
class _Marking:
    """The bands of a region on a day, and what is wrong with a breach that is marked by them."""

    library: Library
    region: str
    scheme: PointsScheme
    day: date

    @property
    def table(self) -> Personnel:
        """The table of a person's events."""
        return personnel_of(self.library)

    def problems(self, breach: Breach) -> Iterator[Problem]:
        """Yield what is wrong with a breach as it is marked."""
        situation = self.scheme.situation(breach.situation)
        if situation is None:
            known = [one.id for one in self.scheme.situations]
            close = nearest(breach.situation, known)
            mend = f"最接近的是“{close}”" if close else f"可用：{'、'.join(known)}"
            yield self._problem("points_situation_unknown", f"没有“{breach.situation}”这个负面情形", mend, ())
            return
        weight = self.table.weights.get(breach.weight or "")
        if breach.weight and (weight is None or breach.circumstance not in weight.circumstances):
            yield self._unweighed(breach, weight)
            return
        yield from self._outside(breach, situation, weight)

    def _unweighed(self, breach: Breach, weight: Weight | None) -> Problem:
        """Return the problem of a weight that there isn't, or that its circumstance doesn't carry."""
        if weight is None:
            message, known = f"没有“{breach.weight}”这种轻重", self.table.weights
            return self._problem("points_weight", message, f"可用：{'、'.join(known)}", ())
        message = f"“{breach.circumstance}”不是{weight.label}记分的事由"
        listed = "、".join(f"{name}（{label}）" for name, label in weight.circumstances.items())
        return self._problem("points_weight", message, f"可用：{listed}", (self._ground(weight),))

    def _outside(self, breach: Breach, situation: Situation, weight: Weight | None) -> Iterator[Problem]:
        place = self.scheme.place_of(situation.band)
        band = self._moved(place, weight) if place is not None else None
        if weight is not None and band is None:
            message = (
                f"“{situation.label}”已经是最{'轻' if weight.towards == 'lighter' else '重'}的一档，不能{weight.label}"
            )
            yield self._problem("points_weight", message, "请在本档次内记分", (self._ground(weight),))
            return
        span = self._span(breach, band, weight) if band is not None else None
        if band is None or span is None or span.low <= breach.points <= span.high:
            return
        how = f"{weight.label}以后" if weight else ""
        who = self.table.label(breach.responsibility)
        message = f"“{situation.label}”{who}{how}应在{band.label}记{span}，写的是{breach.points}分"
        yield self._problem(
            "points_outside_band", message, f"请改为{span}，或者核对情形和责任", self._law(band, weight)
        )

    def _moved(self, place: int, weight: Weight | None) -> Band | None:
        """Return the band that a breach is marked in, None where there is no further one."""
        if weight is None or not weight.moves:
            return self.scheme.bands[place]
        shift = numbers_on(self.library, self.region, self.day).number(BAND_SHIFT, Side.MAX)
        moved = place + (shift if weight.towards == "heavier" else -shift)
        return self.scheme.bands[moved] if 0 <= moved < len(self.scheme.bands) else None

    @staticmethod
    def _span(breach: Breach, band: Band, weight: Weight | None) -> Span:
        """Return what a responsibility may have; lighter or heavier within the band opens it to that side."""
        own = band.by[breach.responsibility]
        if weight is None or weight.moves:
            return own
        if weight.towards == "lighter":
            return Span(low=band.whole.low, high=own.high)
        return Span(low=own.low, high=band.whole.high)

    def _law(self, band: Band, weight: Weight | None) -> tuple[Ground, ...]:
        own = (self.library.ground(band.cite, band.quote),) if band.cite and band.quote else ()
        named = self._ground(weight) if weight else passage_ground(self.library, self.table.passages.in_band)
        return (named, *own)

    def _ground(self, weight: Weight) -> Ground:
        return self.library.ground(weight.cite, weight.quote)

    @staticmethod
    def _problem(code: str, message: str, mend: str, law: tuple[Ground, ...]) -> Problem:
        return Problem(code=code, message=message, where=Place(key=KEY), law=law, mend=mend)
