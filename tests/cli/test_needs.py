"""What a case still lacks, whatever the form of its paper.

Lost without these: a notice to nobody, a form half empty, or a finding without its article, none of them asked for.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.case_file import CaseFile
from generator.cli.needs import ORDER, Need, label_of, missing
from generator.model.library import Library
from generator.reading.cases import read_case_text
from tests.cli.conftest import ROOT, Xieyi
from tests.reading.papers import read_papers

NOTICE = (ROOT / "examples" / "suspension-notice.yaml").read_text(encoding="utf-8")
SECOND = "findings:\n  - fact: 甲\n    address: 第一条\n    words: 某句\n  - fact: 乙   # 第二项\n    words: 某句\n"


def lacks(library: Library, text: str) -> dict[str, Need]:
    return {need.key: need for need in missing(library, read_case_text(text, "case.yaml"))}


def notice_without(*lines: str) -> str:
    """Return the example of a notice without some of its lines."""
    text = NOTICE
    for line in lines:
        assert line in text
        text = text.replace(line, "")
    return text


def with_second_finding() -> str:
    head, _, rest = NOTICE.partition("findings:\n")
    return head + SECOND + "\nfacts:" + rest.partition("\nfacts:")[2]


def test_a_whole_notice_lacks_nothing(library: Library) -> None:
    assert lacks(library, NOTICE) == {}


def test_whom_a_letter_goes_to_is_asked(library: Library) -> None:
    need = lacks(library, notice_without("  name: 呼和浩特市示例人民医院\n"))["institution.name"]
    assert "主送机关" in need.places


def test_a_passage_of_a_letter_is_named_without_a_number(library: Library) -> None:
    need = lacks(library, notice_without("  effective_on: 2026-04-15\n"))["facts.effective_on"]
    assert list(need.places)
    assert all(place.startswith("“") and place.endswith("一段") for place in need.places)


def test_the_entry_that_lacks_something_is_named(library: Library) -> None:
    need = lacks(library, with_second_finding())["findings.1.address"]
    assert need.label.endswith("第2项的条款位置")
    assert label_of(need.key, library, library.kinds["suspension-notice"]) == need.label


def test_an_answer_goes_into_its_entry() -> None:
    """Else it would stand beside the list, or in place of it."""
    file = CaseFile(with_second_finding(), ORDER)
    assert file.has("findings.1")
    assert not file.has("findings.2")
    file.put("findings.1.address", "第二条", "条款位置")
    assert file.value("findings.1.address") == "第二条"
    assert file.value("findings.0.address") == "第一条"
    findings = read_case_text(file.text(), "case.yaml").findings
    assert [finding.address for finding in findings] == ["第一条", "第二条"]
    assert "乙   # 第二项" in file.text()


def test_the_dialogue_asks_for_an_entry_and_writes_it_there(xieyi: Xieyi, folder: Path) -> None:
    (folder / "begun.yaml").write_text(with_second_finding(), encoding="utf-8")
    ran = xieyi("new", "--from", "begun.yaml", answers="第二条\n")
    assert "第2项的条款位置" in ran.out
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert lacks_address(text) == [False, False]


def lacks_address(text: str) -> list[bool]:
    return [finding.address is None for finding in read_case_text(text, "case.yaml").findings]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return read_papers(tmp_path_factory.mktemp("papers"))


def test_what_a_form_s_table_lacks_is_asked(papers: Library) -> None:
    sheet = next(kind for kind in papers.kinds.values() if kind.form == "sheet")
    found = lacks(papers, f"kind: {sheet.id}\nregion: neimenggu\ndate: 2026-06-01\n")
    assert any("表格" in need.places for need in found.values())
