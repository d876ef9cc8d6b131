"""Only a region that numbers its agreements issues them; a province or the nation above may not."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for a region without a number format."""
    if facts.rules.number_format is None:
        able = [region.title + f"（{name}）" for name, region in facts.library.regions.items() if region.number_format]
        message = f"“{facts.rules.regions[0].title}”没有规定协议编号的格式，不能签发"
        mend = f"请改为具体的统筹地区：{'、'.join(able)}；或在它的 region.yaml 写明 number_format"
        yield facts.problem(__name__, "region", message, mend=mend)
