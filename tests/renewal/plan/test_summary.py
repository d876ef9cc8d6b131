"""The plan in a page."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.model.library import Library
from generator.renewal.plan.summary import money, plan_page
from generator.renewal.plan.words import Reason
from tests.renewal.plan.books import plan_of, said_of, signed

if TYPE_CHECKING:
    from generator.register.register import Register


def test_the_page_tells_counts_levels_reasons_and_sums(register: Register, library: Library) -> None:
    """Else a director signs off a year without seeing what is in it."""
    rows = [
        said_of(signed(1), 2, yearly_amount=Decimal(123_000_000)),
        said_of(signed(2), 3, yearly_amount=Decimal(45_000), performance="不合格"),
        said_of(signed(3), 4),
    ]
    page = plan_page(library, plan_of(register, library, 3, rows)).decode()
    tiles = dict(re.findall(r'class="tile"[^>]*>(\S+?)<b>(\d+)</b>', page))
    assert tiles == {"照原样续签": "2", "改条件续签": "0", "待人工决定": "1", "不续签": "0", "未到期": "0"}
    assert "合计1.23亿元；另有1份没有写金额，不计在内" in page
    assert "年度考核不合格" in page
    assert "第四十一条第一款" in page
    reasons = re.findall(r'class="strip"><svg[^>]*aria-label="([^"]*)"', page)
    assert {"可以续签 2", "年度考核不合格 1"} <= set(reasons)
    assert page.count("<svg") == 3 + len(reasons)
    assert "三级甲等" in page


def test_the_page_needs_no_network_and_runs_nothing(register: Register, library: Library) -> None:
    """Else the page is empty in an office without the internet, or runs what stands in a name."""
    plan = plan_of(register, library, 1)
    bad = replace(plan.rows[0], level="<script>x</script>", reasons=(Reason("<b>理由", "“&”"),))
    page = plan_page(library, replace(plan, rows=(bad,))).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;理由" in page
    assert not re.search(r"(?:src|href)=|url\(|@import", page)


def test_a_plan_without_sums_says_so(register: Register, library: Library) -> None:
    """Else sums that nobody gave look like nothing at stake."""
    assert "名册没有写年度金额" in plan_page(library, plan_of(register, library, 1)).decode()


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("0", "0.00元"), ("9999.995", "10,000.00元"), ("10000", "1.00万元"), ("123456789", "1.23亿元")],
)
def test_sums_are_told_as_people_say_them(amount: str, shown: str) -> None:
    """Else a director reads 8600 for 86 million."""
    assert money(Decimal(amount)) == shown
