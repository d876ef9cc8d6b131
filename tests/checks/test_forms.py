"""Checks of papers that belong to an agreement: what they lack is told, what only a whole agreement has isn't asked.

Lost without these: a notice could go out without its grounds, or be stopped for the beds of a hospital it ends.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.checks import check
from generator.model.library import Library
from generator.problems import Severity
from generator.reading import read_case_text
from tests.reading.papers import FILES, read_papers

LETTER = """
kind: letter
region: neimenggu
date: 2026-06-01
number: {number}
agency: {{name: 示例中心}}
institution: {{name: 示例医院, level: 一级甲等, type: 没有的类别, code: 错, beds: 0, postcode: "1", phone: 无}}
services: [inpatient]
term: {{start: 2026-05-01, end: 2026-04-01}}
agreement: {{number: 内医保协〔2026〕0001号, date: 2026-01-01}}
findings:
  - {{fact: 虚构服务, address: 第六十五条第（三）项}}
"""
AGREEMENT = "agreement: {number: 内医保协〔2026〕0001号, date: 2026-01-01, start: 2026-01-01, end: 2026-12-31}"
DEED = f"""
kind: deed
region: neimenggu
date: 2026-06-01
number: 内医保协〔2026〕0002号
agency: {{name: 示例中心}}
institution: {{name: 示例医院}}
{AGREEMENT}
amendments:
  - {{clause: term, address: 第八十一条, after: 一款。}}
facts: {{effective_on: 2026-07-01, copies: 4}}
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return read_papers(tmp_path_factory.mktemp("papers"))


def told(papers: Library, text: str) -> list[str]:
    """Return code and words of every problem."""
    return [f"{problem.code} {problem}" for problem in check(papers, read_case_text(text, "case.yaml"))]


def letter(papers: Library) -> str:
    """Return a faultless letter's case, numbered as the region numbers notices."""
    written = papers.regions["neimenggu"].notice_number_format
    assert written
    return LETTER.format(number=written.format(year=2026, serial=7))


def test_a_faultless_deed_and_letter_have_no_problem(papers: Library) -> None:
    """The letter's case holds what would stop an agreement: none of it is printed in a letter."""
    assert told(papers, DEED) == []
    assert told(papers, letter(papers)) == []


def test_a_letter_is_numbered_as_a_notice(papers: Library) -> None:
    written = LETTER.format(number="内医保协〔2026〕0001号")
    assert [line.split()[0] for line in told(papers, written)] == ["number_format"]
    missing = letter(papers).replace("number: ", "renews: ", 1)
    assert [line.split()[0] for line in told(papers, missing)] == ["number_missing"]


def test_what_the_agreement_must_say_is_asked(papers: Library) -> None:
    bare = DEED.replace(AGREEMENT, "").replace("effective_on: 2026-07-01, ", "")
    assert told(papers, bare) == [
        "required_facts case.yaml:11 facts.effective_on 生效日期没有写，第二条要用。"
        "请写成“facts: {effective_on: 2026-01-01}”的样子。",
        "required_facts case.yaml agreement.number 主协议编号没有写，序言要用。请写成“agreement: {number: …}”的样子。",
        "required_facts case.yaml agreement.date 主协议签订日期没有写，序言要用。"
        "请写成“agreement: {date: 2026-01-01}”的样子。",
    ]


def test_the_entry_that_lacks_something_is_named(papers: Library) -> None:
    """Of twenty findings, the officer must know which one has no article."""
    text = letter(papers) + "  - {fact: 拒不配合}\n"
    assert told(papers, text) == [
        "blank_unfilled case.yaml:13 findings.1.address 认定第2项的条款位置没有写，“认定”一段要用。"
        "请在 findings 第2项写“address: …”。"
    ]


def test_a_paper_before_its_agreement(papers: Library) -> None:
    assert told(papers, DEED.replace("date: 2026-01-01, start", "date: 2026-07-01, start")) == [
        "agreement_dates case.yaml:4 date 本文书的日期2026年6月1日早于主协议的签订日期2026年7月1日。"
        "请核对本文书的日期和 agreement 下的 date。"
    ]
    assert told(papers, DEED.replace("end: 2026-12-31", "end: 2025-12-31")) == [
        "agreement_dates case.yaml:8 agreement.end 主协议止于2025年12月31日，早于起始的2026年1月1日。"
        "请照主协议改正起止日期。"
    ]


@pytest.mark.parametrize(
    ("amendment", "message"),
    [
        ("{clause: term, address: 甲}", "第1项变更是改写（replace），却没有写改后的文字"),
        ("{clause: term, address: 甲, action: insert, title: 乙}", "第1项变更是增加一条（insert），却没有写改后的文字"),
        ("{clause: term, address: 甲, action: insert, after: 乙}",
         "第1项变更是增加一条（insert），却没有写这一条的标题"),
        ("{clause: term, address: 甲, action: delete, after: 乙}", "第1项变更是删去（delete），却写了改后的文字"),
    ],
)  # fmt: skip
def test_an_amendment_holds_what_its_action_needs(papers: Library, amendment: str, message: str) -> None:
    text = DEED.replace("{clause: term, address: 第八十一条, after: 一款。}", amendment)
    found = [line for line in told(papers, text) if line.startswith("amendment_empty")]
    assert len(found) == 1
    assert message in found[0]


def test_an_amendment_holds_no_invisible_character(papers: Library) -> None:
    """It would turn the new wording around, or vanish from it."""
    text = DEED.replace("after: 一款。", 'after: "一\\u202E款。\\n二款。"')
    assert told(papers, text) == [
        "amendment_text case.yaml:10 amendments.0.after 第1项变更改后的文字的第2个字是不可见的控制字符（U+202E）。"
        "请删去这个字符，分段用换行。"
    ]


def test_entries_that_nothing_prints_are_refused(papers: Library) -> None:
    """A finding that the paper doesn't print was found for nothing."""
    text = DEED + "findings: [{fact: 虚构服务}]\n"
    assert told(papers, text) == [
        "entry_unused case.yaml:12 findings 案卷列了认定的事实（findings），而《补充协议书》不印它。"
        "请删去，或改用印它的文书种类。"
    ]


def test_facts_of_the_kind_are_known_and_read_by_their_type(papers: Library) -> None:
    text = DEED.replace("effective_on: 2026-07-01, copies: 4", "effective_on: 七月一日, copies: 四, copied: 4")
    assert [line for line in told(papers, text) if line.startswith("fact_unknown")] == [
        "fact_unknown case.yaml:11 facts.effective_on 生效日期：“七月一日”应写成“2026-01-01”的样子。请改正。",
        "fact_unknown case.yaml:11 facts.copies 份数：“四”应写成“12”的样子。请改正。",
        "fact_unknown case.yaml:11 facts.copied 没有规则要问“copied”这一事实，本文书也不印它。最接近的是“copies”。",
    ]


def test_nothing_is_negotiated_in_a_letter(papers: Library) -> None:
    text = letter(papers) + "additions: [{after: decision, text: 甲, by: 乙}]\n"
    assert told(papers, text) == [
        "addition_anchor case.yaml:13 additions.0.after 《处理决定通知书》是单方的文书，不能有其他约定。"
        "请删去；需要约定的，另签补充协议。"
    ]


def test_a_standing_agreement_is_asked_as_an_agreement_is(papers: Library) -> None:
    """Its text is the agreement's: topics, particulars and limits bind it alike."""
    text = "kind: book\nregion: neimenggu\ndate: 2026-01-01\nvalues: {quality_deposit_rate: 6%}\n"
    problems = check(papers, read_case_text(text, "case.yaml"))
    codes = {problem.code for problem in problems if problem.severity is Severity.ERROR}
    assert {"limit_exceeded", "party_particulars", "required_facts"} <= codes
    assert "topic_missing" in codes  # it leaves out the interfaces, which the ministry wants regulated


def test_a_form_that_others_sign_has_a_number_of_its_own_run(tmp_path: Path) -> None:
    """A kind of one's own that prints the number of such a form must be checked as the register will number it."""
    kind = FILES["sheet/kind.yaml"].replace("form: sheet", "form: sheet\n        series: form")
    kind = kind.replace("facts:", "facts:\n          number: {label: 登记号, blank: ________}")
    library = read_papers(tmp_path, changed={"sheet/kind.yaml": kind})
    sheet = "kind: sheet\nregion: neimenggu\ndate: 2026-06-01\ninstitution: {name: 示例医院}\n"
    assert any("number_missing" in one and "登记〔2026〕000001号" in one for one in told(library, sheet))
    assert not any("number" in one for one in told(library, sheet + "number: 登记〔2026〕000001号\n"))
    regions = {name: region.model_copy(update={"form_number_format": None}) for name, region in library.regions.items()}
    unnumbered = told(replace(library, regions=regions), sheet)
    assert any("case_region" in one and "写明 form_number_format" in one for one in unnumbered)
