"""Walk a Document: its articles, its text, its fills.

In: a Document or a part of it. Out: iterators and plain strings. An unknown node is an error,
never a gap in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.nodes import (
    Article,
    Attachment,
    Blank,
    Block,
    CheckBox,
    Document,
    Fill,
    HandFilled,
    Inline,
    Item,
    Paragraph,
    Reference,
    Signature,
    Table,
    Text,
)

BOXES = {True: "■", False: "□"}
"""How a box is printed: the fonts of official papers have no ☑."""


def inline_text(inline: Inline) -> str:
    """Return what an inline prints."""
    match inline:
        case Text() | Fill() | Reference():
            return inline.text
        case Blank() | HandFilled():
            return inline.shape
        case CheckBox():
            return BOXES[inline.checked]
    raise TypeError(f"unknown inline: {type(inline).__name__}")


def line_text(inlines: tuple[Inline, ...]) -> str:
    """Return what a line of inlines prints."""
    return "".join(inline_text(inline) for inline in inlines)


def item_lines(items: tuple[Item, ...]) -> Iterator[str]:
    """Yield each item's printed line, label first, nested ones after their parent."""
    for item in items:
        yield item.label + line_text(item.inlines)
        yield from item_lines(item.items)


def paragraph_lines(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    """Yield the printed lines of paragraphs and of their items."""
    for paragraph in paragraphs:
        yield line_text(paragraph.inlines)
        yield from item_lines(paragraph.items)


def plain_paragraphs(blocks: tuple[Block, ...]) -> tuple[Paragraph, ...]:
    """Return blocks as paragraphs, for a writer that has no tables; raise TypeError for one."""
    found = tuple(block for block in blocks if isinstance(block, Paragraph))
    if len(found) != len(blocks):
        raise TypeError("a table where only paragraphs can be written")
    return found


def block_lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the printed lines of paragraphs and tables, a table's cell by cell."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from paragraph_lines((block,))
            case Table():
                yield from (line_text(line) for row in block.rows for cell in row for line in cell.lines)
            case _:
                raise TypeError(f"unknown block: {type(block).__name__}")


def article_lines(article: Article) -> Iterator[str]:
    """Yield an article's printed lines; the first begins with its label."""
    lines = paragraph_lines(article.paragraphs)
    yield article.label + next(lines, "")
    yield from lines


def signature_lines(signatures: tuple[Signature, ...]) -> Iterator[str]:
    """Yield the printed lines of signatures, one party after the other."""
    for signature in signatures:
        for line in signature.lines:
            yield line_text(line)


def attachment_lines(attachment: Attachment) -> Iterator[str]:
    """Yield an attachment's printed lines, title first."""
    yield attachment.title
    yield from block_lines(attachment.blocks)
    yield from signature_lines(attachment.signatures)


def articles(document: Document) -> Iterator[Article]:
    """Yield the articles in order."""
    for chapter in document.chapters:
        yield from chapter.articles


def document_lines(document: Document) -> Iterator[str]:
    """Yield every printed line of the document, from the cover to the last attachment."""
    yield document.title
    for row in document.cover.rows:
        yield row.label + line_text(row.value)
    for party in document.parties:
        yield party.role
        for row in party.rows:
            yield row.label + line_text(row.value)
    if document.addressee:
        yield line_text(document.addressee)
    yield from paragraph_lines(document.preamble)
    for chapter in document.chapters:
        if chapter.title:
            yield f"{chapter.label} {chapter.title}"
        for article in chapter.articles:
            yield from article_lines(article)
    yield from block_lines(document.blocks)
    yield from signature_lines(document.signatures)
    for attachment in document.attachments:
        yield from attachment_lines(attachment)


def _item_inlines(items: tuple[Item, ...]) -> Iterator[Inline]:
    for item in items:
        yield from item.inlines
        yield from _item_inlines(item.items)


def paragraph_inlines(paragraphs: tuple[Paragraph, ...]) -> Iterator[Inline]:
    """Yield every inline of paragraphs and of their items."""
    for paragraph in paragraphs:
        yield from paragraph.inlines
        yield from _item_inlines(paragraph.items)


def block_inlines(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    """Yield every inline of paragraphs and tables."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from paragraph_inlines((block,))
            case Table():
                yield from (inline for row in block.rows for cell in row for line in cell.lines for inline in line)
            case _:
                raise TypeError(f"unknown block: {type(block).__name__}")


def _signature_inlines(signatures: tuple[Signature, ...]) -> Iterator[Inline]:
    for signature in signatures:
        for line in signature.lines:
            yield from line


def inlines(document: Document) -> Iterator[Inline]:
    """Yield every inline of the document in printed order."""
    for row in document.cover.rows:
        yield from row.value
    for party in document.parties:
        for row in party.rows:
            yield from row.value
    yield from document.addressee
    yield from paragraph_inlines(document.preamble)
    for article in articles(document):
        yield from paragraph_inlines(article.paragraphs)
    yield from block_inlines(document.blocks)
    yield from _signature_inlines(document.signatures)
    for attachment in document.attachments:
        yield from block_inlines(attachment.blocks)
        yield from _signature_inlines(attachment.signatures)
