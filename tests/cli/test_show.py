"""`show`: the text of an agreement as it stands on a day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Xieyi
from tests.cli.lives import CHANGE, HOSPITAL, QUICK, SUPPLEMENT, sign_both, written

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("fixed_day")]

BEFORE, AFTER = "与乙方定期核对账目", "甲方与乙方按月核对账目，并与乙方开展年终清算。"


@pytest.fixture
def supplemented(xieyi: Xieyi, folder: Path) -> Path:
    """Return a folder; the register holds two agreements, and a supplement to the first from 15 July 2026."""
    sign_both(xieyi)
    ran = xieyi("event", "supplement", HOSPITAL, written(folder, SUPPLEMENT), *QUICK)
    assert ran.code == 0, ran.err
    return folder


@pytest.mark.usefixtures("supplemented")
def test_the_text_changes_on_the_day_of_the_supplement(xieyi: Xieyi) -> None:
    """Else a breach of July is judged by the words of August."""
    before, after = (xieyi("show", HOSPITAL, "--on", day).out for day in ("2026-07-14", "2026-07-15"))
    assert (BEFORE in before, AFTER in before) == (True, False)
    assert (BEFORE in after, AFTER in after) == (False, True)
    assert ("内医保协〔2026〕0003号" in before, "内医保协〔2026〕0003号" in after) == (False, True)  # what changed it


def test_particulars_change_with_a_change_of_information(xieyi: Xieyi, folder: Path) -> None:
    """Else the next paper goes to a representative who has left."""
    sign_both(xieyi)
    assert xieyi("event", "change", HOSPITAL, written(folder, CHANGE), *QUICK).code == 0
    assert "法定代表人示例乙" in xieyi("show", HOSPITAL, "--on", "2026-06-14").out
    assert "法定代表人示例癸" in xieyi("show", HOSPITAL, "--on", "2026-06-15").out


def test_the_text_is_written_into_files_that_are_no_issued_papers(xieyi: Xieyi, supplemented: Path) -> None:
    """Else a print of the text in force passes for the agreement that was signed."""
    ran = xieyi("show", HOSPITAL, "--on", "2026-08-01", "-o", "copies", "--format", "html,json", "--json")
    assert ran.code == 0, ran.err
    files = [Path(name) for name in json.loads(ran.out)["files"]]
    assert sorted(file.suffix for file in files) == [".html", ".json"]
    assert all("2026-08-01" in file.name for file in files)
    assert AFTER in files[0].read_text(encoding="utf-8")
    assert not list((supplemented / "copies").glob("*.record.json"))
    assert "已写成：" in xieyi("show", HOSPITAL, "--on", "2026-07-01", "-o", "copies", "--format", "json").out


@pytest.mark.usefixtures("supplemented")
def test_json_is_the_whole_document(xieyi: Xieyi) -> None:
    """Else another program has to take the printed text apart."""
    document = json.loads(xieyi("show", HOSPITAL, "--on", "2026-08-01", "--json").out)
    assert document["number"] == HOSPITAL
    articles = {one["clause"]: one for chapter in document["chapters"] for one in chapter["articles"]}
    assert articles["yearly-settlement"]["label"] == "第四十条"
    assert AFTER in json.dumps(articles["yearly-settlement"], ensure_ascii=False)


@pytest.mark.usefixtures("supplemented")
def test_a_day_before_the_signing_and_a_paper_have_no_text_of_an_agreement(xieyi: Xieyi) -> None:
    """Else a text is shown that bound nobody yet."""
    ran = xieyi("show", HOSPITAL, "--on", "2025-12-31")
    assert ran.code == 2
    assert "在2026年1月1日才签订" in ran.err
    ran = xieyi("show", "内医保协〔2026〕0003号")
    assert ran.code == 3
    assert f"它所属的协议是“{HOSPITAL}”" in ran.err
