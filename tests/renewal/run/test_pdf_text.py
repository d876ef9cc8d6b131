"""Without this a paper could be entered whose PDF lacks a sentence, or a good one be refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.assembly import assemble
from generator.document.nodes import Document
from generator.errors import ReadBackError
from generator.issuing.read_back import find_document
from generator.issuing.read_pdf import fold, read_pdf_text
from generator.model.library import Library
from generator.render.typst import render_typst
from generator.renewal.run.pdf_text import read_typst_text
from tests.documents import every_node
from tests.renewal.run.plans import signed

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def document(read: Library) -> Document:
    """An agreement."""
    return assemble(read, signed(1))


@pytest.fixture(scope="module")
def pdf(read: Library, document: Document) -> bytes:
    """Its PDF."""
    return render_typst(document, read.layout(document.layout))


def test_both_readers_read_the_same(pdf: bytes) -> None:
    """Footers and all: else what one of them finds would say nothing of what is there."""
    assert fold(read_typst_text(pdf)) == fold(read_pdf_text(pdf))


@pytest.mark.parametrize("name", ["示例（第一）医院", "A(B)C[D]医院\\甲", "“示例”·医院——𠮷林"])
def test_what_a_name_may_hold(read: Library, name: str) -> None:
    """Brackets and strokes are syntax in a PDF's strings."""
    document = every_node(name=name)
    data = render_typst(document, read.layout(document.layout))
    text = fold(read_typst_text(data))
    assert text == fold(read_pdf_text(data))
    assert fold(name) in text


def test_a_missing_sentence_is_noticed(document: Document, pdf: bytes) -> None:
    """Else the quick reader would be no reader at all."""
    find_document(document, read_typst_text(pdf), "PDF 文件", fold)
    other = assemble_other(document)
    with pytest.raises(ReadBackError):
        find_document(other, read_typst_text(pdf), "PDF 文件", fold)


def assemble_other(document: Document) -> Document:
    """Return the Document with one character of one article changed."""
    (chapter, *chapters) = document.chapters
    (article, *articles) = chapter.articles
    (paragraph, *paragraphs) = article.paragraphs
    (text, *inlines) = paragraph.inlines
    changed = text.model_copy(update={"text": f"不{getattr(text, 'text', '')}"})
    paragraph = paragraph.model_copy(update={"inlines": (changed, *inlines)})
    article = article.model_copy(update={"paragraphs": (paragraph, *paragraphs)})
    chapter = chapter.model_copy(update={"articles": (article, *articles)})
    return document.model_copy(update={"chapters": (chapter, *chapters)})


@pytest.mark.parametrize("spoil", [b"", b"%PDF-1.7", b"PK\x03\x04" * 30])
def test_what_is_no_such_pdf_is_refused(spoil: bytes) -> None:
    """Else a torn file would pass, or end the run."""
    with pytest.raises(ReadBackError):
        read_typst_text(spoil)


def test_a_pdf_cut_off_is_refused(pdf: bytes, tmp_path: Path) -> None:
    """A disk that lost the end of a file leaves such."""
    for share in (0.3, 0.9, 0.999):
        cut = pdf[: int(len(pdf) * share)]
        (tmp_path / "cut.pdf").write_bytes(cut)
        with pytest.raises(ReadBackError):
            read_typst_text((tmp_path / "cut.pdf").read_bytes())
