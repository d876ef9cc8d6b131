"""What renewal.yaml may say, and what is said of one that is at fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.errors import LibraryError
from generator.model.library import Library
from generator.renewal.plan.law import RenewalLaw, renewal_law
from generator.renewal.plan.words import Decision
from generator.selection import rules_for
from tests.renewal.plan.books import with_regions

RULE = """
rules:
  - id: renewal-performance
    decision: hold
    force: may
    cite: nhsa-order-2#41.1
    quote: 双方根据医保协议履行情况和绩效考核情况等决定是否续签
    asks: [{fact: performance_result, label: 年度考核结果, type: text}]
    test: {not: {fact: performance_result, is: 不合格}}
    message: 年度考核不合格
    mend: 请决定
"""
ADJUSTMENT = """
adjustments:
  - id: deposit-up
    parameter: quality_deposit_rate
    direction: up
    step: 1%
    force: may
    cite: neimenggu-model#59.2
    quote: 可适当增加预留的质量保证金比例
    asks: [{fact: violations, label: 被处理过}]
    test: {fact: violations, is: true}
    message: 有违规处理
    mend: 请商定
"""


def law(library: Library, region: str, on: date) -> RenewalLaw:
    """Return what holds in a region on a day."""
    return renewal_law(library, rules_for(library, region, on))


@pytest.mark.parametrize(
    ("region", "on", "statute"),
    [
        ("neimenggu", date(2027, 1, 1), "nhsa-order-2"),
        ("jiangsu/nantong", date(2027, 1, 1), "jiangsu-2023-3"),
        ("jiangsu/nantong", date(2023, 12, 31), "nhsa-order-2"),
        ("guangdong/foshan", date(2023, 12, 31), "foshan-2021-93"),
        ("guangdong/foshan", date(2024, 1, 1), "nhsa-order-2"),
    ],
)
def test_the_nearest_region_s_rule_holds_while_its_statute_does(
    library: Library, region: str, on: date, statute: str
) -> None:
    """Else a plan cites a statute that isn't in force, or the nation's where the region has its own."""
    found = {hold.rule.id: hold for hold in law(library, region, on).holds}
    assert found["renewal-performance"].rule.cite.statute == statute
    assert found["renewal-performance"].decision is Decision.HOLD
    assert found["renewal-licence"].rule.cite.statute == "nhsa-order-2"


def test_no_region_sets_a_step_that_no_source_gives(library: Library) -> None:
    """Else deposits move by a number that somebody made up."""
    found = [one for region in library.regions for one in law(library, region, date(2027, 1, 1)).adjustments]
    assert found
    assert all(one.step is None for one in found)


@pytest.mark.parametrize(
    ("text", "old", "new", "message"),
    [
        (RULE, "双方根据", "两方根据", "引语“两方根据"),
        (RULE, "decision: hold", "decision: wait", "decision"),
        (RULE, "fact: performance_result, is", "fact: result, is", "检验“result”，却没有在 asks 里问它"),
        (RULE, "nhsa-order-2#41.1", "nhsa-order-3#41.1", "nhsa-order-3"),
        (ADJUSTMENT, "quality_deposit_rate", "deposit_rate", "没有“deposit_rate”这个参数"),
        (ADJUSTMENT, "step: 1%", "step: '1'", "没有写百分号"),
        (ADJUSTMENT, "direction: up", "direction: sideways", "direction"),
    ],
)
def test_a_file_at_fault_is_refused_with_its_place(
    library: Library, tmp_path: Path, text: str, old: str, new: str, message: str
) -> None:
    """Else a plan cites words that no statute holds, or a rule never counts and nobody notices."""
    assert old in text
    broken = with_regions(library, tmp_path / "own", neimenggu__renewal=text.replace(old, new))
    with pytest.raises(LibraryError) as caught:
        law(broken, "neimenggu", date(2027, 1, 1))
    told = "\n".join(map(str, caught.value.problems))
    assert "regions/neimenggu/renewal.yaml" in told
    assert message in told
