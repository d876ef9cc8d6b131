"""`draft` and `issue`: what they write, print, and refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import TERTIARY, Xieyi

pytestmark = pytest.mark.system


def test_a_draft_is_made_of_an_unfinished_case_and_says_what_is_missing(xieyi: Xieyi, folder: Path) -> None:
    """Else nothing can be shown before everything is known."""
    (folder / "case.yaml").write_text("kind: agreement\nregion: neimenggu\ndate: 2026-01-01\n", encoding="utf-8")
    ran = xieyi("draft", "case.yaml", "-o", "out", "--format", "html,json")
    assert ran.code == 0, ran.err
    written = sorted(path.suffix for path in (folder / "out").iterdir())
    assert written == [".html", ".json"]
    assert all(str(path.relative_to(folder)) in ran.out for path in (folder / "out").iterdir())
    assert "签发前还要处理：" in ran.out
    assert "质量保证金比例没有写" in ran.out


def test_issue_writes_the_formats_and_the_record_and_lists_them(xieyi: Xieyi, folder: Path) -> None:
    """Else the officer has to look for what was made."""
    ran = xieyi("issue", TERTIARY, "-o", "out", "--format", "html，json", "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert [Path(name).suffix for name in found["files"]] == [".html", ".json"]
    assert {folder / name for name in [*found["files"], found["record"]]} == {*(folder / "out").iterdir()}


@pytest.mark.parametrize("command", ["issue", "draft"])
def test_a_case_that_cannot_be_used_exits_3_and_leaves_no_file(xieyi: Xieyi, folder: Path, command: str) -> None:
    """Else half a document lies about, or a refusal passes for success."""
    (folder / "case.yaml").write_text("kind: agreement\nregion: nowhere\ndate: 2026-01-01\n", encoding="utf-8")
    ran = xieyi(command, "case.yaml", "-o", "out")
    assert ran.code == 3
    assert "没有“nowhere”这个统筹地区" in ran.err
    assert "没有生成文书" in ran.err
    assert [path.name for path in folder.rglob("*")] == ["case.yaml"]
    found = json.loads(xieyi(command, "case.yaml", "--json").out)
    assert found["ok"] is False
    assert [problem["code"] for problem in found["problems"]] == ["region_unknown"]


def test_issue_refuses_exactly_what_check_refuses(xieyi: Xieyi, folder: Path) -> None:
    """Else check says yes and issue says no."""
    text = TERTIARY.read_text(encoding="utf-8").replace("quality_deposit_rate: 4%", "quality_deposit_rate: 6%")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    refused, checked = xieyi("issue", "case.yaml"), xieyi("check", "case.yaml")
    assert (refused.code, checked.code) == (3, 3)
    assert "values.quality_deposit_rate" in refused.err
    assert not (folder / "output").exists()
