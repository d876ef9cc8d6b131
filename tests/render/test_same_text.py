"""One Document, one text: a word that one format alone prints would make the signed copies differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html

from generator.document.nodes import Article, Attachment, Cover, Document, Form
from generator.document.walk import (
    article_lines,
    attachment_lines,
    block_lines,
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
from tests.short_documents import deed, letter, sheet

TEMPLATES = Path(__file__).parents[2] / "templates"

# What the preview shows besides the paper: the way about, what the marks mean, what bounds a value.
_BESIDES = "//nav | //aside | //div[@class='watermark']"


def html_text(document: Document) -> str:
    page = html.document_fromstring(render_html(document, TEMPLATES / document.layout))
    for extra in page.xpath(_BESIDES):
        extra.drop_tree()
    return str(page.body.text_content())


def docx_text(document: Document) -> str:
    return read_docx_text(render_docx(document, TEMPLATES / document.layout))


def pdf_text(document: Document) -> str:
    return read_pdf_text(render_pdf(document, TEMPLATES / document.layout))


def paper_lines(document: Document) -> Iterator[str]:
    """Yield what a paper prints, from the head to the last attachment."""
    if document.form is Form.AGREEMENT:
        yield from cover_lines(document)
        yield from remark_lines(document)
        yield document.title
    elif document.form is Form.LETTER:
        yield from letterhead_lines(document)
    else:
        yield from head_lines(document)
    yield from paragraph_lines(document.preamble)
    for chapter in document.chapters:
        yield chapter.label + chapter.title
        for article in chapter.articles:
            yield from marked_lines(article)
    yield from block_lines(document.blocks)
    if document.form is Form.LETTER:
        yield from enclosure_lines(document)
    yield from signature_lines(document.signatures)
    for place, attachment in enumerate(document.attachments, 1):
        yield "附件" if len(document.attachments) == 1 else f"附件{place}"
        yield from attachment_lines(attachment)
    if document.form is not Form.AGREEMENT:
        yield from remark_lines(document)


def cover_lines(document: Document) -> Iterator[str]:
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


def head_lines(document: Document) -> Iterator[str]:
    yield document.title
    if not document.cover.rows:
        yield f"编号：{document.number}"
    for row in document.cover.rows:
        yield f"{row.label}：{line_text(row.value)}"
    for party in document.parties:
        yield party.role
        for row in party.rows:
            yield f"{row.label}：{line_text(row.value)}"


def letterhead_lines(document: Document) -> Iterator[str]:
    number, issuer = document.cover.rows
    yield line_text(issuer.value)
    yield line_text(number.value)
    yield document.title
    yield f"{line_text(document.addressee)}："


def enclosure_lines(document: Document) -> Iterator[str]:
    alone = len(document.attachments) == 1
    if document.attachments:
        yield "附件："
    for place, attachment in enumerate(document.attachments, 1):
        yield attachment.title if alone else f"{place}. {attachment.title}"


def remark_lines(document: Document) -> Iterator[str]:
    if document.remarks:
        yield "说明："
    for place, remark in enumerate(document.remarks, 1):
        yield f"{place}. {remark}"


def marked_lines(article: Article) -> Iterator[str]:
    if article.added_by is not None:
        yield f"【协商约定：{article.added_by}】"
    yield from article_lines(article)


def with_two_attachments(document: Document) -> Document:
    (first,) = document.attachments
    second: Attachment = first.model_copy(update={"id": "second", "bookmark": "a_second", "title": "第二份"})
    return document.model_copy(update={"attachments": (first, second), "remarks": ("甲事。", "乙事。")})


DOCUMENTS = {
    "issued": every_node(name="某某医院"),
    "draft": every_node(draft=True, name="某某医院"),
    "two attachments, two remarks": with_two_attachments(every_node(name="某某医院")),
    "nothing that may be absent": every_node(name="某某医院").model_copy(
        update={"chapters": (), "attachments": (), "remarks": (), "bases": ()}
    ),
    "letter": letter(name="某某医院"),
    "letter, draft": letter(draft=True, name="某某医院"),
    "letter with two attachments": with_two_attachments(letter(name="某某医院")),
    "letter without attachments": letter(name="某某医院").model_copy(
        update={"attachments": (), "remarks": (), "chapters": ()}
    ),
    "deed": deed(name="某某医院"),
    "deed whose cover does not tell its number": deed(name="某某医院").model_copy(update={"cover": Cover(rows=())}),
    "deed, draft": deed(draft=True, name="某某医院"),
    "sheet": sheet(name="某某医院"),
}


@pytest.mark.parametrize("read", [html_text, docx_text, pytest.param(pdf_text, marks=pytest.mark.system)])
@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_every_format_prints_the_document_in_its_order_and_nothing_else(
    document: Document, read: Callable[[Document], str]
) -> None:
    assert fold(read(document)) == fold("".join(paper_lines(document)))
