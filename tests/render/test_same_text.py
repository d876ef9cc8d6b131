"""One Document, one text: a word that one format alone prints would make the signed copies differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html

from generator.document.nodes import Article, Attachment, Document
from generator.document.walk import (
    article_lines,
    attachment_lines,
    line_text,
    paragraph_lines,
    signature_lines,
)
from generator.issuing.read_docx import read_docx_text
from generator.issuing.read_pdf import fold, read_pdf_text
from generator.render.docx import render_docx
from generator.render.html import render_html
from generator.render.pdf import render_pdf
from tests.documents import every_node

LAYOUT = Path(__file__).parents[2] / "templates" / "agreement"

# What the preview shows besides the paper: the way about, what the marks mean, what bounds a value.
_BESIDES = "//nav | //aside | //div[@class='watermark']"


def html_text(document: Document) -> str:
    page = html.document_fromstring(render_html(document, LAYOUT))
    for extra in page.xpath(_BESIDES):
        extra.drop_tree()
    return str(page.body.text_content())


def docx_text(document: Document) -> str:
    return read_docx_text(render_docx(document, LAYOUT))


def pdf_text(document: Document) -> str:
    return read_pdf_text(render_pdf(document, LAYOUT))


def paper_lines(document: Document) -> Iterator[str]:
    """Yield what a paper prints, from the cover to the last attachment."""
    number, *rows = document.cover.rows
    yield number.label + line_text(number.value)
    yield document.title
    for row in rows:
        yield row.label + line_text(row.value)
    yield "协议双方基本信息"
    for party in document.parties:
        yield party.role
        for row in party.rows:
            yield row.label + line_text(row.value)
    if document.remarks:
        yield "说明："
    for place, remark in enumerate(document.remarks, 1):
        yield f"{place}. {remark}"
    yield document.title
    yield from paragraph_lines(document.preamble)
    for chapter in document.chapters:
        yield chapter.label + chapter.title
        for article in chapter.articles:
            yield from marked_lines(article)
    yield from signature_lines(document.signatures)
    for place, attachment in enumerate(document.attachments, 1):
        yield "附件" if len(document.attachments) == 1 else f"附件{place}"
        yield from attachment_lines(attachment)


def marked_lines(article: Article) -> Iterator[str]:
    if article.added_by is not None:
        yield f"【协商约定：{article.added_by}】"
    yield from article_lines(article)


def with_two_attachments() -> Document:
    document = every_node(name="某某医院")
    (first,) = document.attachments
    second: Attachment = first.model_copy(update={"id": "second", "bookmark": "a_second", "title": "第二份"})
    return document.model_copy(update={"attachments": (first, second), "remarks": ("甲事。", "乙事。")})


DOCUMENTS = {
    "issued": every_node(name="某某医院"),
    "draft": every_node(draft=True, name="某某医院"),
    "two attachments, two remarks": with_two_attachments(),
    "nothing that may be absent": every_node(name="某某医院").model_copy(
        update={"chapters": (), "attachments": (), "remarks": (), "bases": ()}
    ),
}


@pytest.mark.parametrize("read", [html_text, docx_text, pytest.param(pdf_text, marks=pytest.mark.system)])
@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_every_format_prints_the_document_in_its_order_and_nothing_else(
    document: Document, read: Callable[[Document], str]
) -> None:
    assert fold(read(document)) == fold("".join(paper_lines(document)))
