"""`event`: what is refused, and that nothing has changed after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Xieyi
from tests.cli.lives import (
    CENTRE,
    HOSPITAL,
    RENEW,
    SUPPLEMENT,
    SUSPEND,
    written,
)
from tests.cli.test_event import refused, signed, take

__all__ = ["signed"]

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("fixed_day")]


def test_a_public_hospital_may_not_ask_to_be_suspended(xieyi: Xieyi, signed: Path) -> None:
    """Else a public hospital withdraws from its duty, against article 44."""
    text = """
date: 2026-08-10
facts: {by: institution, requested_on: 2026-04-20, request_received_on: 2026-04-21, requested_from: 2026-08-15,
        agency_agrees: true, decided_on: 2026-08-08, effective_on: 2026-08-15, suspended_to: 2026-10-15,
        reasons: 装修}
"""
    ran = take(xieyi, signed, "suspend", HOSPITAL, text)
    refused(ran)
    assert "公立" in ran.err
    assert "第四十四条" in ran.err


def test_a_ground_that_is_not_in_that_agreement_is_refused(xieyi: Xieyi, signed: Path) -> None:
    """Else a notice cites an item that the hospital never signed."""
    for old, new in (("item: untrue-data", "item: untrue-date"), ("ground: untrue-data", "ground: untrue-date")):
        ran = take(xieyi, signed, "suspend", HOSPITAL, SUSPEND.replace(old, new))
        refused(ran)
        assert "untrue-date" in ran.err
        assert "case.yaml:4 findings.0" in ran.err


def test_an_amendment_that_has_no_place_or_another_wording_is_refused(xieyi: Xieyi, signed: Path) -> None:
    """Else a supplement changes words that don't stand in the agreement."""
    nowhere = SUPPLEMENT.replace("yearly-settlement", "yearly-settlements")
    ran = take(xieyi, signed, "supplement", HOSPITAL, nowhere)
    refused(ran)
    assert "最接近的条款是“yearly-settlement”" in ran.err
    ran = take(xieyi, signed, "supplement", HOSPITAL, SUPPLEMENT.replace("after:", "before: 另一句话。, after:"))
    refused(ran)
    assert "写的原文不是协议里的" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("date: 2026-04-10", "date: 2025-12-30", "早于协议签订之日"),
        ("effective_on: 2026-04-15", "effective_on: 2026-04-01", "早于决定之日"),
        ("on: 2026-02-28", "on: 2025-02-28", "2025年2月28日"),
        ("suspended_to: 2026-07-14", "suspended_to: 2026-04-14", "早于开始"),
        ("by: agency, ", "", "没有写明中止由谁提出"),
    ],
)
def test_dates_and_facts_that_can_not_be_are_refused(
    xieyi: Xieyi, signed: Path, old: str, new: str, message: str
) -> None:
    """Else a notice is dated before the agreement that it belongs to, or says nothing of who decides."""
    assert old in SUSPEND
    ran = take(xieyi, signed, "suspend", HOSPITAL, SUSPEND.replace(old, new))
    refused(ran)
    assert message in ran.err


def test_a_case_of_another_hospital_or_agreement_is_refused(xieyi: Xieyi, signed: Path) -> None:
    """Else a slip in the number suspends the hospital next door."""
    for more, message in (
        ("institution: {code: H15010200001}", "不是协议内医保协〔2026〕0002号的乙方"),
        (f"agreement: {{number: {HOSPITAL}}}", f"案卷写的是协议{HOSPITAL}，要办理的是协议{CENTRE}"),
        ("region: jiangsu/nantong", "案卷写的是“jiangsu/nantong”"),
        ("kind: rescission-notice", "案卷写的是“rescission-notice”"),
    ):
        ran = take(xieyi, signed, "suspend", CENTRE, f"{SUSPEND}{more}\n")
        refused(ran)
        assert message in ran.err


def test_an_unknown_agreement_is_told_with_the_nearest(xieyi: Xieyi, signed: Path) -> None:
    """Else a slip of the hand ends in a traceback."""
    ran = take(xieyi, signed, "suspend", "内医保协〔2026〕0009号")
    refused(ran)
    assert "登记簿里没有协议“内医保协〔2026〕0009号”" in ran.err
    assert "最接近的是" in ran.err


def test_a_paper_is_no_agreement(xieyi: Xieyi, signed: Path) -> None:
    """Else an event is ordered on a notice and nobody says which agreement is meant."""
    assert take(xieyi, signed, "suspend").code == 0
    ran = take(xieyi, signed, "resume", "内医保通〔2026〕1号")
    refused(ran)
    assert f"它所属的协议是“{HOSPITAL}”" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["stop", HOSPITAL, "case.yaml"], "没有“stop”这种事件。可用：renew（续签）"),
        (["suspend", HOSPITAL, "case.yaml", "--kind", "renewal"], "--kind 可用：suspension-notice"),
        (["suspend", HOSPITAL, "case.yaml", "--format", "odt"], "没有“odt”这种格式"),
    ],
)
def test_wrong_usage_exits_2(xieyi: Xieyi, signed: Path, arguments: list[str], message: str) -> None:
    """Else a slip on the command line looks like a fault of the case."""
    written(signed, SUSPEND)
    ran = xieyi("event", *arguments)
    assert ran.code == 2
    assert message in ran.err


def test_an_event_of_several_papers_says_which_there_are(xieyi: Xieyi, signed: Path) -> None:
    """Else it only says that a key is missing, and not what may be written."""
    ran = take(xieyi, signed, "renew", HOSPITAL, RENEW)
    refused(ran)
    assert "--kind" in ran.err
    assert "agreement、renewal" in ran.err
