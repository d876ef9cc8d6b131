"""Deeds, letters, sheets and kinds that are based on another, as they come out of assembly.

Lost without these: a notice whose findings are left out or whose table loses a cell, a supplement whose articles can't
be cited, or a region's text that a standing agreement doesn't have.
"""

from __future__ import annotations

import pytest

from generator.assembly import assemble
from generator.document.nodes import Blank, Document, Fill, Form, Table
from generator.document.walk import article_lines, articles, block_lines, document_lines, inlines, line_text
from generator.model.library import Library
from generator.reading import read_case_text
from tests.reading.papers import read_papers

BASE = """
region: neimenggu
date: 2026-06-01
agency: {name: 示例中心}
institution: {name: 示例医院}
agreement: {number: 内医保协〔2026〕0001号, date: 2026-01-01}
"""
AMENDMENTS = """
amendments:
  - {clause: term, address: 第八十一条, after: "一款。\\n二款。"}
  - {clause: dispute, address: 第七十九条, action: delete}
"""
FINDINGS = """
findings:
  - {fact: 虚构服务, on: 2026-03-02, address: 第六十五条第（三）项}
  - {fact: "| 伪造 | ^ |"}
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return read_papers(tmp_path_factory.mktemp("papers"))


def made(papers: Library, kind: str, extra: str = "", base: str = BASE) -> Document:
    return assemble(papers, read_case_text(f"kind: {kind}\n{base}{extra}", "case.yaml"))


def test_a_deed_numbers_its_clauses_in_one_chapter_without_a_title(papers: Library) -> None:
    document = made(papers, "deed", AMENDMENTS + "facts: {published: 'true', effective_on: 2026-07-01}\n")
    assert (document.form, document.cover.rows, document.attachments) == (Form.DEED, (), ())
    (chapter,) = document.chapters
    assert (chapter.id, chapter.label, chapter.title) == ("", "", "")
    assert [(article.label, article.clause) for article in chapter.articles] == [
        ("第一条", "changes"),
        ("第二条", "publicity"),
        ("第三条", "effect"),
    ]
    assert "本协议已公示，见第一条。" in list(document_lines(document))[-4]


def test_new_wording_is_printed_paragraph_by_paragraph_and_counts_as_one(papers: Library) -> None:
    changes = next(articles(made(papers, "deed", AMENDMENTS)))
    assert list(article_lines(changes)) == [
        "第一条对原协议作如下变更：",
        "第八十一条修改为：“一款。",
        "二款。”。",
        "删去第七十九条。",
        "变更以本条为准。",
    ]
    assert [paragraph.address for paragraph in changes.paragraphs] == [
        "第一条第一款",
        "第一条第二款",
        "第一条第二款",
        "第一条第三款",
        "第一条第四款",
    ]


def test_free_facts_are_printed_by_their_type(papers: Library) -> None:
    facts = "facts: {effective_on: 2026-07-01, copies: 4}\n"
    effect = list(articles(made(papers, "deed", facts)))[-1]
    assert list(article_lines(effect)) == ["第二条本协议自2026年7月1日起生效，一式4份。"]


@pytest.mark.parametrize(("written", "printed"), [("true", True), ("false", False)])
def test_a_truth_is_no_text(papers: Library, written: str, printed: bool) -> None:
    """The word "false" is not nothing: as a text it would hold."""
    document = made(papers, "deed", f"facts: {{published: {written}}}\n")
    assert ("publicity" in [article.clause for article in articles(document)]) is printed


def test_a_free_fact_that_cannot_be_read_is_a_blank(papers: Library) -> None:
    document = made(papers, "deed", "facts: {effective_on: 七月一日}\n")
    blanks = {inline.name: inline.shape for inline in inlines(document) if isinstance(inline, Blank)}
    assert blanks == {"facts.effective_on": "____年__月__日", "facts.copies": "____"}


def test_a_letter_has_an_addressee_and_passages_without_numbers(papers: Library) -> None:
    document = made(papers, "letter", FINDINGS)
    assert (document.form, line_text(document.addressee), document.preamble) == (Form.LETTER, "示例医院", ())
    findings, decision = articles(document)
    assert list(article_lines(findings)) == [
        "经查：",
        "（一）虚构服务（2026年3月2日），依据第六十五条第（三）项；",
        "（二）| 伪造 | ^ |，依据____。",
    ]
    assert list(article_lines(decision)) == ["据此作出决定。", "回执见《送达回证》。"]
    assert (findings.label, decision.label) == ("", "")
    assert [paragraph.address for article in (findings, decision) for paragraph in article.paragraphs] == [None] * 3
    assert [line_text(line) for signature in document.signatures for line in signature.lines] == [
        "示例中心",
        "2026年6月1日",
    ]


def test_what_a_finding_leaves_out_is_a_blank_with_its_place(papers: Library) -> None:
    document = made(papers, "letter", FINDINGS)
    found = [inline for inline in inlines(document) if inline.type in ("fill", "blank")]
    assert [inline.name for inline in found if "findings" in inline.name] == [
        "findings[1].fact", "findings[1].on", "findings[1].address", "findings[2].fact", "findings[2].address",
    ]  # fmt: skip
    assert Blank(name="findings[2].address", shape="____") in found


def test_an_attachment_holds_its_table(papers: Library) -> None:
    (attachment,) = made(papers, "letter").attachments
    (table,) = attachment.blocks
    assert isinstance(table, Table)
    assert table.widths == (2, 3, 2, 3)
    assert list(block_lines((table,))) == [
        "受送达人", "示例医院", "文书", "名称", "文号", "文号", "________", "处理决定", "签收人", "", "____年__月__日",
    ]  # fmt: skip
    assert [(cell.columns, cell.rows) for cell in table.rows[0]] == [(1, 1), (3, 1)]
    assert [(cell.columns, cell.rows) for cell in table.rows[1]] == [(1, 2), (1, 1), (1, 1), (1, 1)]


def test_a_sheet_is_blocks_and_a_finding_forges_no_row(papers: Library) -> None:
    document = made(papers, "sheet", FINDINGS)
    assert (document.form, document.chapters) == (Form.SHEET, ())
    paragraph, table = document.blocks
    assert list(block_lines((paragraph,))) == ["单位：示例医院"]
    assert isinstance(table, Table)
    assert [len(row) for row in table.rows] == [2, 2, 2]
    assert list(block_lines((table,)))[-2:] == ["| 伪造 | ^ |", "____"]


def test_a_based_kind_has_the_regions_text_and_its_own(papers: Library) -> None:
    base = BASE.replace("neimenggu", "jiangsu/nantong")
    book = {article.clause: article for article in articles(made(papers, "book", base=base))}
    agreement = {article.clause: article for article in articles(made(papers, "agreement", base=base))}
    assert next(article_lines(book["dispute"])).endswith("争议由双方协商，续签自内医保协〔2026〕0001号。")
    assert {*book} == {*agreement, "standing"} - {"interfaces"}
    assert book["suspension"].paragraphs[0].inlines == agreement["suspension"].paragraphs[0].inlines


def test_two_kinds_of_one_text_are_not_mixed_up(papers: Library) -> None:
    """Articles are kept by their clause, which kinds share; the paper's own title and remarks must stay its own."""
    book, agreement = made(papers, "book"), made(papers, "agreement")
    assert (book.title, agreement.title) == ("固定协议", "定点医疗机构医疗保障服务协议")
    assert [article.number for article in articles(book)] == list(range(1, len(list(articles(book))) + 1))
    fills = {inline.name for inline in inlines(book) if isinstance(inline, Fill)}
    assert "agreement.number" in fills
