"""Read what was written back, and find the whole Document in it.

In: a Document, a format and the file's bytes as the disk has them. Out: nothing, or a `ReadBackError` that
names what is missing. The readers are independent of the writers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.document.nodes import Blank, Document, Fill
from generator.document.walk import (
    article_lines,
    articles,
    attachment_lines,
    inlines,
    paragraph_lines,
    signature_lines,
)
from generator.errors import ReadBackError


def read_back(document: Document, name: str, data: bytes) -> None:
    """Check that a file of the format `name` holds the Document; raise `ReadBackError`."""
    {"docx": _read_docx, "pdf": _read_pdf, "html": _read_html, "json": _read_json}[name](document, data)


def _read_docx(document: Document, data: bytes) -> None:
    from generator.issuing.read_docx import read_docx_text

    find_document(document, read_docx_text(data), "Word 文件", squeeze)


def _read_pdf(document: Document, data: bytes) -> None:
    from generator.issuing.read_pdf import fold, read_pdf_text

    find_document(document, read_pdf_text(data), "PDF 文件", fold)


def _read_html(document: Document, data: bytes) -> None:
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    page = html.document_fromstring(data, parser=parser)
    find_document(document, "".join(str(part) for part in page.itertext(tag="*")), "网页文件", squeeze)


def _read_json(document: Document, data: bytes) -> None:
    if Document.model_validate_json(data) != document:
        raise ReadBackError("JSON 文件与文书内容不一致")


def squeeze(text: str) -> str:
    """Return text without white space."""
    return "".join(text.split())


def find_document(document: Document, text: str, file: str, fold: Callable[[str], str]) -> None:
    """Find every part of the Document, in its order, and every fill; `fold` makes both sides comparable."""
    held = fold(text)
    place = 0
    for what, lines in _parts(document):
        wanted = fold("".join(lines))
        found = held.find(wanted, place)
        if found < 0:
            raise ReadBackError(f"{file}里没有完整的{what}，文书没有签发。请检查版式最近的修改")
        place = found + len(wanted)
    for inline in inlines(document):
        if isinstance(inline, Fill) and fold(inline.text) not in held:
            what = f"{file}里没有所填的“{inline.text}”（{inline.name}）"
            raise ReadBackError(f"{what}，文书没有签发。请检查版式最近的修改")
        if isinstance(inline, Blank):
            raise ReadBackError(f"文书里还有空白（{inline.name}），没有签发")


def _parts(document: Document) -> Iterator[tuple[str, Iterable[str]]]:
    yield "标题", (document.title,)
    yield "序言", paragraph_lines(document.preamble)
    for article in articles(document):
        if article.added_by:
            yield f"{article.label}标号", (article.label,)
            yield article.label, paragraph_lines(article.paragraphs)
        else:
            yield article.label, article_lines(article)
    for signature in document.signatures:
        yield "签署页", signature_lines((signature,))
    for attachment in document.attachments:
        yield f"附件《{attachment.title}》", attachment_lines(attachment)
