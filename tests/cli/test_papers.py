"""Papers that belong to no agreement, from the command line: issued, listed, shown, voided."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Xieyi
from tests.cli.lives import HOSPITAL, QUICK, sign_both

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("fixed_day", "applied")]

APPLICATION = ROOT / "examples" / "application-file.yaml"
NUMBER = "登记〔2026〕000001号"


@pytest.fixture
def applied(xieyi: Xieyi, folder: Path) -> Path:
    """Return a folder; the register holds one application."""
    ran = xieyi("issue", APPLICATION, *QUICK)
    assert ran.code == 0, ran.err
    return folder


def test_it_is_listed_apart_from_the_agreements(xieyi: Xieyi) -> None:
    """Else the list of agreements counts other papers, or these are nowhere."""
    sign_both(xieyi)
    out = xieyi("register", "list", "--papers").out
    assert NUMBER in out
    assert "南通示例口腔门诊部" in out
    assert HOSPITAL not in out
    assert NUMBER not in xieyi("register", "list").out
    (row,) = json.loads(xieyi("register", "list", "--papers", "--json").out)["papers"]
    assert (row["number"], row["kind"], row["state"]) == (NUMBER, "application-file", "issued")
    elsewhere = xieyi("register", "list", "--papers", "--region", "neimenggu", "--json")
    assert json.loads(elsewhere.out)["papers"] == []
    assert xieyi("register", "list", "--papers", "--state", "ended").code == 2


def test_it_is_shown_by_its_number(xieyi: Xieyi) -> None:
    """Else what an applicant handed in can't be read any more."""
    assert "52320600MJ0000042X" in xieyi("show", NUMBER).out
    early = xieyi("show", NUMBER, "--on", "2026-03-01")
    assert (early.code, "才签发" in early.err) == (2, True)
    shown = xieyi("register", "show", NUMBER)
    assert "申请材料登记" in shown.out
    assert "南通示例口腔门诊部" in shown.out
    assert json.loads(xieyi("register", "show", NUMBER, "--json").out)["region"] == "jiangsu/nantong"
    unknown = xieyi("show", "登记〔2026〕000009号")
    assert (unknown.code, "登记簿里没有" in unknown.err) == (3, True)


def test_it_can_be_voided_and_is_not_shown_as_if_it_held(xieyi: Xieyi) -> None:
    """Else a copy of a spoilt paper is taken for the one that holds."""
    assert xieyi("register", "void", NUMBER, "--reason", "写错了名称").code == 0
    ran = xieyi("show", NUMBER)
    assert (ran.code, "已经作废" in ran.err) == (3, True)
    assert "作废" in xieyi("register", "show", NUMBER).out
    assert xieyi("register", "verify").code == 0


def test_the_periods_of_an_application_are_due(xieyi: Xieyi) -> None:
    """Else an agency learns of an evaluation's last day when it has passed."""
    (row,) = json.loads(xieyi("due", "--on", "2026-03-20", "--json").out)["due"]
    assert (row["application"], row["agreement"], row["day"]) == (NUMBER, "", "2026-04-07")
    out = xieyi("due", "--on", "2026-03-20").out
    assert NUMBER in out
    assert "2026-04-07" in out
    assert "None" not in out
