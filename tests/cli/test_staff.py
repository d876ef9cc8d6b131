"""`staff`: what an officer enters of a person and reads of them, at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Xieyi
from tests.cli.lives import HOSPITAL, QUICK, SUSPEND, sign_both, written

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("fixed_day")]

CODE = "H15010200001"
WHO = "11010519491231002X"
PERSON = f"region: neimenggu\ninstitution: {{code: {CODE}}}\nperson: {{name: 示例庚, identity_number: {WHO}}}\n"
POINTS = """
date: 2026-06-11
facts: {violation: 将不属于支付范围的检查项目串换为可以支付的项目, points: 10, suspension_months: 3,
        points_decided_on: 2026-06-05}
waivers: [{problem: points_bands_empty, reason: 按省级实施细则核对过, by: 示例审批人}]
"""


def case(folder: Path, name: str, more: str) -> Path:
    """Write a case of the person and return its path."""
    path = folder / f"{name}.yaml"
    path.write_text(PERSON + more, encoding="utf-8")
    return path


@pytest.fixture
def registered(xieyi: Xieyi, folder: Path) -> Path:
    """Return a folder; the register holds two agreements and a registered person."""
    sign_both(xieyi)
    assert xieyi("staff", "event", "promise", case(folder, "promise", "date: 2026-03-02\n"), *QUICK).code == 0
    assert xieyi("staff", "event", "register", ROOT / "examples" / "staff-registration.yaml", *QUICK).code == 0
    return folder


def test_a_notice_of_points_changes_what_is_shown(xieyi: Xieyi, registered: Path) -> None:
    """Else points are on paper and nowhere else."""
    ran = xieyi("staff", "event", "points", case(registered, "points", POINTS), *QUICK, "--json")
    told = json.loads(ran.out)
    assert ran.code == 0
    assert told["number"].startswith("内医保通")
    assert any("提出书面申诉" in one["what"] for one in told["deadlines"])
    shown = xieyi("staff", "show", "D150102000001", "--on", "2026-06-20")
    assert "暂停，至2026-09-10；2026年度累计记分10分" in shown.out
    assert "110105********002X" in shown.out
    assert WHO not in shown.out
    assert WHO in xieyi("staff", "show", WHO, "--full").out
    listed = json.loads(xieyi("staff", "list", "--institution", CODE, "--on", "2026-06-20", "--json").out)["staff"]
    assert [(one["identity"], one["state"], one["points"]) for one in listed] == [("110105********002X", "暂停", 10)]
    assert "共0人" in xieyi("staff", "list", "--state", "终止").out
    due = json.loads(xieyi("due", "--on", "2026-11-22", "--json").out)["due"]
    assert {one["person"] for one in due if one["who"] == "person"} == {"示例庚（110105********002X）"}


def test_the_day_of_receipt_starts_the_time_for_an_objection(xieyi: Xieyi, registered: Path) -> None:
    """Else nobody is told until when an objection counts."""
    assert xieyi("staff", "event", "points", case(registered, "points", POINTS), *QUICK).code == 0
    ran = xieyi("staff", "note", WHO, "--day", "points_received_on=2026-11-20")
    assert (ran.code, "points_received_on=2026-11-20" in ran.out) == (0, True)
    due = json.loads(xieyi("due", "--on", "2026-11-22", "--json").out)["due"]
    assert {one["day"] for one in due if one["deadline"] == "提出书面申诉"} == {"2026-12-04"}
    assert "登记日期" in xieyi("staff", "show", WHO).out
    more = xieyi("staff", "note", WHO, "--day", "defence_received_on=2026-11-21", "--json")
    assert json.loads(more.out)["notice"].startswith("内医保通")
    assert xieyi("staff", "note", WHO, "--day", "nothing=2026-11-21").code == 3


def test_a_draft_enters_nothing(xieyi: Xieyi, registered: Path) -> None:
    """Else looking at a notice gives points."""
    ran = xieyi("staff", "event", "points", case(registered, "points", POINTS), *QUICK, "--draft")
    assert ran.code == 0
    assert "草案" in ran.out
    assert "没有“points_bands_empty”这个校验代码" not in ran.err
    assert "累计记分0分" in xieyi("staff", "show", WHO, "--on", "2026-06-20").out
    assert "可以办理，没有登记" in xieyi("staff", "event", "cancel", _cancel(registered), "--draft").out
    assert "正常" in xieyi("staff", "show", WHO, "--on", "2026-07-02").out


def _cancel(folder: Path) -> Path:
    return case(folder, "cancel", "date: 2026-07-01\n")


def test_an_event_without_a_paper_is_entered_once(xieyi: Xieyi, registered: Path) -> None:
    """Else who runs a command twice has two entries, or none."""
    assert "已登记。" in xieyi("staff", "event", "cancel", _cancel(registered)).out
    twice = xieyi("staff", "event", "cancel", _cancel(registered))
    assert (twice.code, "没有重复登记" in twice.err) == (0, True)
    assert "现在没有" in xieyi("staff", "show", WHO, "--on", "2026-07-02").out
    assert json.loads(xieyi("staff", "event", "cancel", _cancel(registered), "--json").out)["ok"]


def test_those_responsible_are_named_after_the_suspension(xieyi: Xieyi, registered: Path) -> None:
    """Else the agreement is suspended and those who caused it go on."""
    assert xieyi("event", "suspend", HOSPITAL, written(registered, SUSPEND), *QUICK).code == 0
    ran = xieyi("staff", "responsible", HOSPITAL, WHO)
    assert (ran.code, "已登记：示例庚" in ran.out) == (0, True)
    assert "暂停" in xieyi("staff", "list", "--on", "2026-11-22").out
    assert json.loads(xieyi("staff", "responsible", HOSPITAL, WHO, "--json").out)["entered"] == []


def test_those_responsible_are_named_with_the_suspension(xieyi: Xieyi, registered: Path) -> None:
    """Else the agreement is suspended by one command, and who answers for it waits for another."""
    order = written(registered, SUSPEND)
    draft = xieyi("event", "suspend", HOSPITAL, order, *QUICK, "--draft", "--responsible", WHO)
    assert "负有责任的人员一并调整（草案）：示例庚" in draft.out
    assert "共0人" in xieyi("staff", "list", "--state", "暂停", "--on", "2026-11-22").out
    ran = xieyi("event", "suspend", HOSPITAL, order, *QUICK, "--responsible", WHO)
    assert (ran.code, "负有责任的人员一并调整：示例庚" in ran.out) == (0, True)
    again = xieyi("event", "suspend", HOSPITAL, order, *QUICK, "--responsible", WHO, "--json")
    assert json.loads(again.out)["responsible"] == []
    assert "共1人" in xieyi("staff", "list", "--state", "暂停", "--on", "2026-11-22").out


def test_a_mistaken_entry_is_taken_back_with_a_reason(xieyi: Xieyi, registered: Path) -> None:
    """Else who cancelled the wrong person's registration can't mend it, or nobody can see why it was mended."""
    assert xieyi("staff", "event", "cancel", _cancel(registered)).code == 0
    ran = xieyi("staff", "undo", WHO, "cancel", "--reason", "没有离职")
    assert (ran.code, "已撤销：取消登记备案（2026-07-01）" in ran.out) == (0, True)
    shown = xieyi("staff", "show", WHO, "--on", "2026-07-02").out
    assert "正常" in shown
    assert "已撤销：没有离职" in shown
    assert xieyi("staff", "event", "cancel", _cancel(registered)).code == 0
    assert json.loads(xieyi("staff", "undo", WHO, "cancel", "--reason", "没有离职", "--json").out)["undone"] == "cancel"
    refused = xieyi("staff", "undo", WHO, "cancel", "--reason", "再来")
    assert (refused.code, "最后登记的是登记备案" in refused.err) == (3, True)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("show", "11010519491231003X"), 3, "最接近的是“110105********002X”"),
        (("list", "--state", "停职"), 2, "正常、暂停、终止"),
        (("event", "retire", "case.yaml"), 2, "没有“retire”这种事项"),
    ],
)
@pytest.mark.usefixtures("registered")
def test_what_is_not_known_is_said_with_what_is(
    xieyi: Xieyi, arguments: tuple[str, ...], code: int, said: str
) -> None:  # fmt: skip
    """Else an officer guesses."""
    ran = xieyi("staff", *arguments)
    assert ran.code == code
    assert said in ran.err


def test_a_fact_that_nothing_asks_for_is_refused(xieyi: Xieyi, registered: Path) -> None:
    """Else a misspelt fact is entered, or lost."""
    wrong = case(registered, "cancel", "date: 2026-07-01\nfacts: {handling: suspension}\n")
    ran = xieyi("staff", "event", "cancel", wrong)
    assert (ran.code, "取消登记备案不问“handling”这一事实" in ran.err) == (3, True)
    wrong = case(registered, "restore", "date: 2026-07-01\nfacts: {restoration_recieved_on: 2026-06-30}\n")
    assert "最接近的是“restoration_received_on”" in xieyi("staff", "event", "restore", wrong).err
