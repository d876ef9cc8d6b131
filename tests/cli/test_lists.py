"""`lists`: the case file of a list comes from the register, with what is still to be written, and can be issued."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Xieyi
from tests.cli.lives import HOSPITAL, QUICK, RESCIND, SUSPEND, sign_both, written

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("fixed_day")]
QUARTER = ("lists", "quarterly-statistics", "--region", "neimenggu", "--from", "2026-04-01", "--to", "2026-06-30")


@pytest.fixture
def signed(xieyi: Xieyi, folder: Path) -> Path:
    """Return a folder; the register holds two agreements."""
    sign_both(xieyi)
    return folder


def test_a_list_is_written_checked_and_issued(xieyi: Xieyi, signed: Path) -> None:
    """Else a clerk types off the register, and leaves somebody out."""
    assert xieyi("event", "rescind", HOSPITAL, written(signed, RESCIND), *QUICK).code == 0
    ran = xieyi("lists", "rescinded-list", "--region", "neimenggu", "--from", "2026-07-01", "-o", "list.yaml")
    assert ran.code == 0, ran.err
    assert "list.yaml（1家）" in ran.out
    text = (signed / "list.yaml").read_text(encoding="utf-8")
    assert "  - fact: 呼和浩特市示例人民医院\n" in text
    assert "  rescinded_until: 2026-11-22 # 名单截至之日\n" in text
    assert "date: 2026-11-22 # 落款日期" in text
    assert xieyi("check", "list.yaml").code == 0
    assert xieyi("issue", "list.yaml", *QUICK).code == 0


def test_what_the_register_does_not_know_is_left_open_and_asked_for(xieyi: Xieyi, signed: Path) -> None:
    """Else a quarter's table goes out that says nothing of the liabilities, or that somebody made them up."""
    assert xieyi("event", "suspend", HOSPITAL, written(signed, SUSPEND), *QUICK).code == 0
    assert xieyi(*QUARTER, "-o", "q.yaml").code == 0
    path = signed / "q.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("    statute_words:\n") == 1
    ran = xieyi("check", "q.yaml")
    assert ran.code == 3
    assert "findings.0.statute_words" in ran.err + ran.out
    assert "定点医疗机构第1项的违约责任履行情况没有写" in ran.err + ran.out  # as its column is headed
    assert "# 定点医疗机构：fact 名称，words 违约情况，address 协议处理情况，statute_words 违约责任履行情况" in text
    path.write_text(text.replace("    statute_words:\n", "    statute_words: 整改完成\n"), encoding="utf-8")
    assert xieyi("check", "q.yaml").code == 0


@pytest.mark.usefixtures("signed")
def test_a_list_can_be_printed_and_read_by_machines(xieyi: Xieyi) -> None:
    """Else another program has to read a file for people."""
    printed = xieyi("lists", "signed-list", "--region", "neimenggu", "--to", "2026-03-01").out
    assert printed.startswith("# 案卷：由 xieyi lists 从登记簿写成")
    found = json.loads(xieyi("lists", "signed-list", "--region", "neimenggu", "--json").out)
    assert found["rows"] == 2
    assert found["case"]["facts"] == {"signed_until": "2026-11-22"}


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("filing", "--region", "neimenggu"), "“filing”不能由登记簿写出"),
        (("signed-list", "--region", "beijing"), "没有“beijing”这个统筹地区"),
        (("signed-list", "--region", "neimenggu", "--to", "明天"), "--to 的“明天”不是日期"),
        (("rescinded-list", "--region", "neimenggu"), "请用 --from 写明"),
        (
            ("rescinded-list", "--region", "neimenggu", "--from", "2026-01-01"),
            "没有要列入《解除医保协议的医疗机构名单》",
        ),
        ((*QUARTER[1:-1], "2026-07-01"), "--from 2026-04-01 --to 2026-06-30"),
    ],
)
def test_wrong_usage_says_what_is_right(xieyi: Xieyi, arguments: tuple[str, ...], message: str) -> None:
    """Else half a quarter is reported as a quarter, or an empty list is put up."""
    ran = xieyi("lists", *arguments)
    assert ran.code == 2
    assert message in ran.err


def test_a_file_that_is_there_stays(xieyi: Xieyi, signed: Path) -> None:
    """Else what somebody has filled in is gone."""
    (signed / "list.yaml").write_text("kept", encoding="utf-8")
    ran = xieyi("lists", "signed-list", "--region", "neimenggu", "-o", "list.yaml")
    assert ran.code == 2
    assert "没有动它" in ran.err
    assert (signed / "list.yaml").read_text(encoding="utf-8") == "kept"
