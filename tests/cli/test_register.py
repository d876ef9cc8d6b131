"""`register` and `issue` into it: numbers, void and reissue, agreements of before, backup, and the chain."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import TERTIARY, Xieyi
from tests.cli.lives import CENTRE, COMMUNITY, HOSPITAL, QUICK, SUSPEND, sign_both, written

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("fixed_day")]

BEFORE = COMMUNITY.read_text(encoding="utf-8").replace(
    "date: 2026-01-01", "number: 内医保协〔2025〕0101号\ndate: 2025-12-20"
)
OLD = "内医保协〔2025〕0101号"


def serials(xieyi: Xieyi) -> dict[str, str]:
    """Return what became of each number."""
    return {one["number"]: one["state"] for one in json.loads(xieyi("register", "numbers", "--json").out)["numbers"]}


def typed_off(shown: str) -> str:
    """Return the text of a short agreement of before: three articles, the suspension's in nearly today's words."""
    first, last = shown.index("第六十二条"), shown.index("第六十三条")
    suspension = shown[first:last].replace("第六十二条", "第二条　", 1).replace("经查实，乙方", "经甲方查实，乙方", 1)
    return f"第一章 总则\n第一条 双方遵守医疗保障规定。\n\n第二章 违约\n{suspension}第三条 争议由双方协商。\n"


def test_numbers_are_given_in_turn_and_each_is_accounted_for(xieyi: Xieyi, folder: Path) -> None:
    """Else two hospitals get one number, or an auditor finds a gap that nobody can explain."""
    sign_both(xieyi)
    assert serials(xieyi) == {HOSPITAL: "issued", CENTRE: "issued"}
    names = sorted(path.name for path in (folder / "output").glob("*.record.json"))
    assert [name.split("_")[0] for name in names] == [HOSPITAL, CENTRE]
    assert "没有缺号" in xieyi("register", "numbers", "--year", "2026", "--region", "neimenggu").out
    assert json.loads(xieyi("register", "numbers", "--year", "2025", "--json").out)["numbers"] == []


def test_a_number_of_ones_own_is_refused(xieyi: Xieyi, folder: Path) -> None:
    """Else a case decides its number, and the run of numbers has a hole."""
    text = TERTIARY.read_text(encoding="utf-8").replace("date: 2026", "number: 内医保协〔2026〕0088号\ndate: 2026")
    ran = xieyi("issue", written(folder, text), *QUICK)
    assert ran.code == 3
    assert "应是“内医保协〔2026〕0001号”" in ran.err
    assert "请删去 number 这一行" in ran.err
    assert not list(folder.glob("output/*.json"))


def test_check_accepts_what_issue_numbers(xieyi: Xieyi) -> None:
    """Else check refuses a case for want of a number that nobody may write."""
    ran = xieyi("check", TERTIARY)
    assert (ran.code, ran.out) == (0, "核对通过，可以签发。\n")


@pytest.mark.usefixtures("folder")
def test_the_same_case_again_is_the_same_paper(xieyi: Xieyi) -> None:
    """Else a second key stroke signs a second agreement."""
    sign_both(xieyi)
    ran = xieyi("issue", TERTIARY, *QUICK)
    assert ran.code == 0
    assert "没有重复办理" in ran.err
    assert list(serials(xieyi)) == [HOSPITAL, CENTRE]


@pytest.mark.usefixtures("folder")
def test_the_list_and_an_agreement_are_shown(xieyi: Xieyi) -> None:
    """Else an officer can't see what there is, in which state, on which day."""
    sign_both(xieyi)
    out = xieyi("register", "list", "--on", "2026-06-01").out
    assert "截至2026年6月1日" in out
    assert "共2份。" in out
    found = json.loads(xieyi("register", "list", "--state", "ended", "--on", "2027-06-01", "--json").out)
    assert [one["number"] for one in found["agreements"]] == [HOSPITAL, CENTRE]
    assert json.loads(xieyi("register", "list", "--region", "jiangsu", "--json").out)["agreements"] == []
    assert json.loads(xieyi("register", "list", "--on", "2025-06-01", "--json").out)["agreements"] == []
    ran = xieyi("register", "show", HOSPITAL, "--on", "2026-06-01")
    assert "签订日期：2026-01-01" in ran.out
    assert "示例经办人登记" in ran.out
    assert f"output/{HOSPITAL}" in ran.out
    ran = xieyi("register", "list", "--state", "asleep")
    assert ran.code == 2
    assert "--state 可用：in_force" in ran.err


@pytest.mark.usefixtures("folder")
def test_who_works_is_entered(xieyi: Xieyi, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else nobody can be asked about an entry."""
    assert xieyi("issue", TERTIARY, *QUICK, "--by", "李某").code == 0
    monkeypatch.setenv("XIEYI_BY", "王某")
    assert xieyi("issue", COMMUNITY, *QUICK).code == 0
    by = [json.loads(xieyi("register", "show", one, "--json").out)["events"][0]["by"] for one in (HOSPITAL, CENTRE)]
    assert by == ["李某", "王某"]


def test_a_spoilt_paper_is_voided_and_issued_again(xieyi: Xieyi, folder: Path) -> None:
    """Else a wrong agreement can't be taken back, or its number vanishes."""
    wrong = COMMUNITY.read_text(encoding="utf-8").replace("quality_deposit_rate: 3%", "quality_deposit_rate: 2%")
    assert xieyi("issue", written(folder, wrong), *QUICK).code == 0
    ran = xieyi("register", "void", HOSPITAL, "--reason", "质量保证金比例打错")
    assert ran.code == 0
    assert "已作废：质量保证金比例打错" in ran.out
    assert xieyi("issue", COMMUNITY, *QUICK).code == 0
    assert serials(xieyi) == {HOSPITAL: "void", CENTRE: "issued"}
    assert "质量保证金比例打错" in xieyi("register", "numbers").out
    assert [one["number"] for one in json.loads(xieyi("register", "list", "--json").out)["agreements"]] == [CENTRE]
    ran = xieyi("event", "suspend", HOSPITAL, written(folder, SUSPEND), *QUICK)
    assert ran.code == 3
    assert "已经作废" in ran.err
    assert xieyi("register", "verify").code == 0


def test_what_others_stand_on_is_not_voided(xieyi: Xieyi, folder: Path) -> None:
    """Else a suspension hangs on an agreement that never was."""
    sign_both(xieyi)
    assert xieyi("event", "suspend", HOSPITAL, written(folder, SUSPEND), *QUICK).code == 0
    ran = xieyi("register", "void", HOSPITAL, "--reason", "打错")
    assert ran.code == 3
    assert "请先作废后面的文书" in ran.err
    assert xieyi("register", "void", "内医保通〔2026〕1号", "--reason", "打错").code == 0
    found = json.loads(xieyi("register", "show", HOSPITAL, "--on", "2026-05-01", "--json").out)
    assert found["state"] == "in_force"
    assert [paper["state"] for paper in found["papers"]] == ["issued", "void"]
    assert xieyi("register", "void", HOSPITAL).code == 2  # no reason


def test_an_agreement_of_before_is_taken_in_by_its_clauses(xieyi: Xieyi, folder: Path) -> None:
    """Else what was signed before the register was there can never be suspended."""
    ran = xieyi("register", "import", written(folder, BEFORE))
    assert ran.code == 0, ran.err
    assert f"已收入：{OLD}" in ran.out
    found = json.loads(xieyi("register", "show", OLD, "--on", "2026-02-01", "--json").out)
    assert (found["signed_on"], found["state"]) == ("2025-12-20", "in_force")
    ran = xieyi("event", "suspend", OLD, written(folder, SUSPEND, "event.yaml"), *QUICK, "--json")
    assert ran.code == 0, ran.err
    assert "第六十二条第（二）项" in Path(json.loads(ran.out)["files"][0]).read_text(encoding="utf-8")
    assert serials(xieyi) == {"内医保通〔2026〕1号": "issued"}  # its own number isn't of this run


def test_a_later_notice_cites_the_transcribed_article(xieyi: Xieyi, folder: Path) -> None:
    """Else a notice to a hospital with an old agreement cites an article of another text than the one it signed."""
    sign_both(xieyi)
    text = written(folder, typed_off(xieyi("show", CENTRE).out), "text.txt")
    ran = xieyi("register", "import", written(folder, BEFORE), "--text", text, "--json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["number"] == OLD
    ran = xieyi("event", "suspend", OLD, written(folder, SUSPEND, "event.yaml"), *QUICK, "--json")
    assert ran.code == 0, ran.err
    paper = Path(json.loads(ran.out)["files"][0]).read_text(encoding="utf-8")
    assert "第二条第（二）项" in paper
    assert "向甲方及医疗保障行政部门提供的有关数据不真实的" in paper
    assert "第六十二条" not in paper


def test_what_can_not_be_taken_in_is_told_with_its_place(xieyi: Xieyi, folder: Path) -> None:
    """Else half an agreement is in the register, or nobody knows which line of the text is wrong."""
    case = written(folder, BEFORE)
    ran = xieyi("register", "import", case, "--text", written(folder, "第一条 甲\n第三条 乙\n", "text.txt"))
    assert ran.code == 3
    assert "text.txt:2" in ran.err
    assert "这里应是第二条，写的是第三条" in ran.err
    ran = xieyi("register", "import", case, "--text", folder / "none.txt")
    assert ran.code == 3
    assert "none.txt" in ran.err
    ran = xieyi("register", "import", written(folder, BEFORE.replace(f"number: {OLD}\n", "")))
    assert ran.code == 3
    assert "没有写编号" in ran.err
    ran = xieyi("register", "import", TERTIARY.parent / "suspension-notice.yaml")
    assert ran.code == 3
    assert "收入的应是协议" in ran.err
    assert json.loads(xieyi("register", "list", "--json").out)["agreements"] == []


def test_a_backup_is_restored_and_verified(xieyi: Xieyi, folder: Path) -> None:
    """Else a broken disk takes the register with it."""
    sign_both(xieyi)
    assert xieyi("register", "backup", "b.sqlite3").code == 0
    assert xieyi("register", "backup", "b.sqlite3").code == 2  # never over another
    ran = xieyi("--register", folder / "new.sqlite3", "register", "restore", "b.sqlite3")
    assert ran.code == 0, ran.err
    assert "核对无误" in ran.out
    assert "共2份。" in xieyi("--register", folder / "new.sqlite3", "register", "list").out
    ran = xieyi("--register", folder / "new.sqlite3", "register", "restore", "b.sqlite3")
    assert ran.code == 2
    assert "恢复不会盖掉它" in ran.err


def test_an_edit_and_a_truncation_are_found(xieyi: Xieyi, folder: Path, own_register: Path) -> None:
    """Else the register proves nothing to the other party."""
    sign_both(xieyi)
    assert xieyi("register", "head", "-o", "head.txt").code == 0
    assert xieyi("register", "head", "-o", "head.txt").code == 2  # never over another
    assert xieyi("register", "head").out == (folder / "head.txt").read_text(encoding="utf-8") + "\n"
    ran = xieyi("register", "verify", "--head", "head.txt", "--files", "output")
    assert ran.code == 0, ran.err
    assert "登记簿完好" in ran.out
    backup = folder / "early.sqlite3"
    early = ("--register", folder / "restored.sqlite3")
    assert xieyi("register", "backup", backup).code == 0
    assert xieyi(*early, "register", "restore", backup).code == 0
    assert xieyi("register", "void", CENTRE, "--reason", "打错").code == 0
    assert xieyi("register", "head", "-o", "later.txt").code == 0
    assert xieyi(*early, "register", "verify").code == 0
    ran = xieyi(*early, "register", "verify", "--head", "later.txt", "--json")
    assert ran.code == 3
    assert {problem["code"] for problem in json.loads(ran.out)["problems"]} == {"register_head"}
    next((folder / "output").glob(f"{HOSPITAL}*.json")).write_text("{}", encoding="utf-8")
    ran = xieyi("register", "verify", "--files", "output")
    assert ran.code == 3
    assert HOSPITAL in ran.err
    ran = xieyi("register", "verify", "--head", folder / "output")
    assert ran.code == 2
    assert own_register.exists()


@pytest.mark.parametrize("command", [["register", "list"], ["register", "verify"], ["due"], ["show", HOSPITAL]])
def test_a_register_that_is_not_there_is_not_made_by_looking(
    xieyi: Xieyi, own_register: Path, command: list[str]
) -> None:
    """Else a slip in the path makes an empty register, and all agreements seem lost."""
    ran = xieyi(*command)
    assert ran.code == 2
    assert "还没有" in ran.err
    assert not own_register.exists()


def test_a_file_that_is_no_register_is_told(xieyi: Xieyi, folder: Path) -> None:
    """Else any file is taken for a register, or ends in a traceback."""
    (folder / "notes.txt").write_text("mine" * 500, encoding="utf-8")
    ran = xieyi("--register", folder / "notes.txt", "register", "list")
    assert ran.code in (1, 2, 3)
    assert "notes.txt" in ran.err
    with closing(sqlite3.connect(folder / "other.sqlite3")) as other:
        other.execute("create table mine (x)")
        other.commit()
    ran = xieyi("--register", folder / "other.sqlite3", "register", "list")
    assert ran.code in (1, 2, 3)
    assert "other.sqlite3" in ran.err
