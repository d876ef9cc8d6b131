"""`check`: its report for people and machines, and its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, TERTIARY, Xieyi

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def changed(folder: Path, old: str, new: str) -> Path:
    """Write the tertiary hospital's case with one thing changed."""
    text = TERTIARY.read_text(encoding="utf-8")
    assert old in text
    path = folder / "case.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_may_be_issued(xieyi: Xieyi, example: Path) -> None:
    """Else the first thing that a newcomer tries is refused."""
    ran = xieyi("check", example)
    assert ran.code == 0, ran.out
    assert "核对通过，可以签发" in ran.out


def test_there_is_an_example_with_and_one_without_an_internet_hospital() -> None:
    """Else the demonstration doesn't show what optional clauses do."""
    assert {"hohhot-tertiary", "community-centre"} <= {path.stem for path in EXAMPLES}
    assert "    agreement: true" in TERTIARY.read_text(encoding="utf-8")
    assert "  internet_hospital:" not in (ROOT / "examples" / "community-centre.yaml").read_text(encoding="utf-8")


def test_a_problem_is_told_with_place_reason_law_and_mend(xieyi: Xieyi, folder: Path) -> None:
    """Else the clerk knows that something is wrong, and not what, where or why."""
    path = changed(folder, "quality_deposit_rate: 4%", "quality_deposit_rate: 6%")
    line = path.read_text(encoding="utf-8").split("quality_deposit_rate")[0].count("\n") + 1
    ran = xieyi("check", path)
    assert ran.code == 3
    assert "错误（1项）" in ran.out
    assert f"{path}:{line} values.quality_deposit_rate" in ran.out
    assert "依据：" in ran.out
    assert "改法：" in ran.out
    assert ran.out.endswith("还不能签发：1项错误。\n")


def test_the_article_is_shown_below_its_citation(xieyi: Xieyi, folder: Path) -> None:
    """Else the clerk has to look up what the law says around the three words that are quoted."""
    path = changed(folder, "quality_deposit_rate: 4%", "quality_deposit_rate: 6%")
    lines = xieyi("check", path).out.splitlines()
    cited = next(number for number, line in enumerate(lines) if "依据：" in line)
    assert lines[cited].endswith("第三十三条“不超过5%”")
    assert lines[cited + 1].startswith("       为确保乙方严格履行医保协议")
    (ground,) = json.loads(xieyi("check", path, "--json").out)["problems"][0]["law"]
    assert ground["citation"].endswith("第三十三条")
    assert ground["quote"] == "不超过5%"
    assert ground["text"] == lines[cited + 1].strip()


def test_what_only_wants_a_reason_is_counted_apart(xieyi: Xieyi, folder: Path) -> None:
    """Else what a waiver lifts looks like what nothing lifts."""
    ran = xieyi("check", changed(folder, "综合医院  ", "门诊部"))
    assert ran.code == 3
    assert "须说明理由（" in ran.out
    assert "项须说明理由" in ran.out.splitlines()[-1]


def test_json_says_the_same(xieyi: Xieyi, folder: Path) -> None:
    """Else another program has to read Chinese prose."""
    path = changed(folder, "quality_deposit_rate: 4%", "quality_deposit_rate: 6%")
    ran = xieyi("check", path, "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["ok"]) == (3, False)
    assert [problem["where"]["key"] for problem in found["problems"]] == ["values.quality_deposit_rate"]
    assert json.loads(xieyi("check", TERTIARY, "--json").out) == {"ok": True, "event": None, "problems": []}


def test_a_case_that_cannot_be_read_is_reported_the_same_way(xieyi: Xieyi, folder: Path) -> None:
    """Else bad YAML gets another kind of answer than a bad value."""
    path = changed(folder, "kind: agreement", "kind: agreement\nkidn: x")
    ran = xieyi("check", path)
    assert ran.code == 3
    assert "没有“kidn”这个键" in ran.out
    assert json.loads(xieyi("check", path, "--json").out)["problems"][0]["code"] == "unknown_key"


def test_control_characters_in_names_are_shown_and_not_obeyed(xieyi: Xieyi, folder: Path) -> None:
    """Else a file's name can repaint the terminal and hide a problem."""
    path = changed(folder, "quality_deposit_rate: 4%", "quality_deposit_rate: 6%")
    hostile = path.rename(folder / "a\x1b[2Jb.yaml")
    ran = xieyi("check", hostile)
    assert "\x1b" not in ran.out
    assert "a\\u001b[2Jb.yaml" in ran.out


def test_a_value_of_the_wrong_type_hides_no_other_problem(xieyi: Xieyi, folder: Path) -> None:
    """Else the clerk mends one mistake, and meets the next one only then."""
    path = changed(folder, "quality_deposit_rate: 4%", "quality_deposit_rate: 6%")
    text = path.read_text(encoding="utf-8").replace("beds: ", "beds: 约").replace("uscc: 1", "uscc: 2")
    path.write_text(text, encoding="utf-8")
    keys = [one["where"]["key"] for one in json.loads(xieyi("check", path, "--json").out)["problems"]]
    assert {"institution.beds", "institution.uscc", "values.quality_deposit_rate"} <= set(keys)
    assert keys.count("institution.beds") == 1
