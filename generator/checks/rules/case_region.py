"""Only a region that numbers its papers issues them; a province or the nation above may not."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem
from generator.selection.rules import NUMBER_FORMATS


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for a region without a number format."""
    if facts.declares("number") and facts.kind.series not in facts.rules.number_formats:
        key = NUMBER_FORMATS[facts.kind.series]
        able = [f"{region.title}（{name}）" for name, region in facts.library.regions.items() if getattr(region, key)]
        message = f"“{facts.rules.regions[0].title}”没有规定{facts.label('number')}的格式，不能签发"
        mend = f"请改为具体的统筹地区：{'、'.join(able)}；或在它的 region.yaml 写明 {key}"
        yield facts.problem(__name__, "region", message, mend=mend)
