"""After the end of an agreement: what is left to do follows from how it ended."""

from __future__ import annotations

import pytest

from generator.assembly import assemble
from generator.model.library import Library
from tests.clauses.papers import PLACES, paper, text_of


@pytest.mark.parametrize("effect", ["suspended", "ended", "rescinded"])
def test_closing_tasks_follow_the_ending(library: Library, effect: str) -> None:
    """Model 80 leaves the sign up in a suspension; Jiangsu #38 checks, recovers, settles and copies on rescission."""
    for region, on in PLACES[:2]:
        printed = text_of(assemble(library, paper(library, "closing-tasks", region, on, effect=effect)))
        assert ("取下定点医疗机构标识" in printed) is (effect != "suspended")
        assert "营业场所显著位置公告" in printed
        own = effect == "rescinded" and region.startswith("jiangsu")
        for task in ("全面核查", "收回预拨的医保基金", "清算", "抄送同级卫生健康行业主管部门"):
            assert (task in printed) is own
