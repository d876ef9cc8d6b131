"""`due`: what falls due, on which day, by which article, and which days are provisional."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Xieyi
from tests.cli.lives import CENTRE, CHANGE, HOSPITAL, NOT_RENEW, QUICK, SUSPEND, sign_both, written

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("fixed_day")]


@pytest.fixture
def signed(xieyi: Xieyi, folder: Path) -> Path:
    """Return a folder; the register holds two agreements."""
    sign_both(xieyi)
    return folder


def due(xieyi: Xieyi, on: str, *more: str) -> list[dict[str, Any]]:
    """Return what is due."""
    found: list[dict[str, Any]] = json.loads(xieyi("due", "--on", on, "--json", *more).out)["due"]
    return found


@pytest.mark.usefixtures("signed")
def test_the_last_day_to_ask_for_a_renewal_is_told_with_its_article(xieyi: Xieyi) -> None:
    """Else a hospital asks a day too late, and nobody warned it."""
    found = due(xieyi, "2026-09-01")
    assert {(one["agreement"], one["day"]) for one in found} == {(HOSPITAL, "2026-09-30"), (CENTRE, "2026-09-30")}
    assert all("第四十一条第一款" in one["citation"] or "第四十四条第一款" in one["citation"] for one in found)
    out = xieyi("due", "--on", "2026-09-01").out
    assert "2026年9月1日起30日内到期的，和已过期的：" in out
    assert "2026年9月没有31日" in out
    assert "定点医疗机构" in out


@pytest.mark.usefixtures("signed")
def test_how_far_ahead_and_which_region_can_be_said(xieyi: Xieyi) -> None:
    """Else a yearly list can't be had, or one region's office reads another's."""
    assert due(xieyi, "2026-09-01", "--within", "10") == []
    assert [one["day"] for one in due(xieyi, "2026-10-15", "--within", "90")] == ["2026-12-31", "2026-12-31"]
    assert due(xieyi, "2026-10-15", "--within", "90", "--region", "jiangsu/nantong") == []
    ran = xieyi("due", "--within", "-1")
    assert ran.code == 2
    assert "--within" in ran.err


def test_the_end_of_a_suspension_waits_for_a_decision_even_when_it_is_past(xieyi: Xieyi, signed: Path) -> None:
    """Else a suspension runs out and nobody decides."""
    assert xieyi("event", "suspend", HOSPITAL, written(signed, SUSPEND), *QUICK).code == 0
    (ahead,) = [one for one in due(xieyi, "2026-07-01") if one["agreement"] == HOSPITAL]
    assert (ahead["day"], ahead["overdue"]) == ("2026-07-14", False)
    (past,) = [one for one in due(xieyi, "2026-08-01") if one["agreement"] == HOSPITAL]
    assert (past["day"], past["overdue"]) == ("2026-07-14", True)


def test_a_hospital_that_leaves_is_not_asked_to_renew(xieyi: Xieyi, signed: Path) -> None:
    """Else who has said no is reminded as if nothing had been said."""
    text = NOT_RENEW.replace("2026-10-12", "2026-08-12").replace("2026-10-10", "2026-08-10")
    text = text.replace("2026-09-24", "2026-07-24").replace("2026-09-25", "2026-07-25")
    assert xieyi("event", "not-renew", HOSPITAL, written(signed, text), *QUICK).code == 0
    assert {one["agreement"] for one in due(xieyi, "2026-09-01")} == {CENTRE}


@pytest.mark.usefixtures("signed")
def test_working_days_past_the_published_schedule_are_provisional(xieyi: Xieyi) -> None:
    """Else a day is promised that the State Council's schedule for the next year may move."""
    assert xieyi("register", "note", HOSPITAL, "--day", "change_approved_on=2026-11-20").code == 0
    (one,) = [one for one in due(xieyi, "2026-12-05", "--within", "60") if one["provisional"]]
    assert one["day"].startswith("2027-01-")
    assert one["day"].endswith("*")
    assert "2027" in one["provisional"]
    out = xieyi("due", "--on", "2026-12-05", "--within", "60").out
    assert one["day"] in out
    assert f"* 暂定：{one['provisional']}" in out


def test_a_change_that_was_signed_is_no_longer_due_though_its_day_was_noted(xieyi: Xieyi, signed: Path) -> None:
    """Else a hospital that reported its change is told until the day is over that it has yet to."""
    assert xieyi("register", "note", HOSPITAL, "--day", "change_approved_on=2026-05-06").code == 0
    assert [one["deadline"] for one in due(xieyi, "2026-11-22", "--within", "30")] == []
    (asked,) = due(xieyi, "2026-06-01", "--within", "30")
    assert asked["deadline"] == "重大信息变更申请"
    assert xieyi("event", "change", HOSPITAL, written(signed, CHANGE), *QUICK).code == 0
    assert asked["day"] == "2026-06-16"  # Saturday 9 May is worked
    assert due(xieyi, "2026-06-16", "--within", "10") == []
