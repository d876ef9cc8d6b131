"""Two fingerprints of a Document.

`text_fingerprint`: SHA-256 of the clauses' text with the fills left out; the same for every hospital on the
same terms. `full_fingerprint`: SHA-256 of everything that is printed and of what it was made from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from generator.document.nodes import Blank, Block, CheckBox, Document, Fill, Inline, Item, Origin, Paragraph, Signature
from generator.document.walk import inline_text


class Fingerprints(NamedTuple):
    """Both fingerprints of a Document."""

    text: str
    full: str


def fingerprints_of(document: Document) -> Fingerprints:
    """Return both fingerprints."""
    return Fingerprints(text_fingerprint(document), full_fingerprint(document))


def text_fingerprint(document: Document) -> str:
    """Return the hexadecimal SHA-256 of the text without its fills, additions included."""
    digest = hashlib.sha256()
    for line in _bare_lines(document):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def text_parts(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield what the text fingerprint is of, part by part: an id, what the part is called, its text without fills."""
    yield "title", "标题", f"{document.kind} {document.title}"
    yield "addressee", "主送机关", _bare(document.addressee)
    yield "preamble", "序言", "\n".join(_paragraphs(document.preamble))
    for chapter in document.chapters:
        yield f"chapter {chapter.id}", chapter.label or "正文", f"{chapter.label} {chapter.title}"
        for article in chapter.articles:
            text = "\n".join(_paragraphs(article.paragraphs))
            yield article.clause, article.label or f"“{article.title}”一段", f"{article.label} {text}"
    yield "blocks", "正文", "\n".join(_blocks(document.blocks))
    yield "signatures", "签署页", "\n".join(_signed(document.signatures))
    for attachment in document.attachments:
        text = "\n".join((attachment.title, *_blocks(attachment.blocks), *_signed(attachment.signatures)))
        yield f"attachment {attachment.id}", f"附件《{attachment.title}》", text


def full_fingerprint(document: Document) -> str:
    """Return the hexadecimal SHA-256 of the whole Document, draft mark left aside."""
    return hashlib.sha256(document.model_dump_json(exclude={"draft"}).encode()).hexdigest()


def _bare_lines(document: Document) -> Iterator[str]:
    yield f"{document.kind} {document.title}"
    yield _bare(document.addressee)
    yield from _paragraphs(document.preamble)
    for chapter in document.chapters:
        yield f"{chapter.label} {chapter.title}"
        for article in chapter.articles:
            yield f"{article.label} {article.clause}"
            yield from _paragraphs(article.paragraphs)
    yield from _blocks(document.blocks)
    for signature in document.signatures:
        yield from (_bare(line) for line in signature.lines)
    for attachment in document.attachments:
        yield attachment.title
        yield from _blocks(attachment.blocks)
        for signature in attachment.signatures:
            yield from (_bare(line) for line in signature.lines)


def _signed(signatures: tuple[Signature, ...]) -> Iterator[str]:
    for signature in signatures:
        yield from (_bare(line) for line in signature.lines)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _paragraphs((block,))
        else:
            yield from ("｜".join(_bare(line) for cell in row for line in cell.lines) for row in block.rows)


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield _bare(paragraph.inlines)
        yield from _items(paragraph.items)


def _items(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        yield item.label + _bare(item.inlines)
        yield from _items(item.items)


def _bare(inlines: tuple[Inline, ...]) -> str:
    return "".join(_bare_inline(inline) for inline in inlines)


def _bare_inline(inline: Inline) -> str:
    if isinstance(inline, Blank | CheckBox) or (isinstance(inline, Fill) and inline.origin is not Origin.TERM):
        return f"{{{inline.name}}}"
    return inline_text(inline)
