"""A fill's new text, put in place of the old one wherever a Document prints it.

In: a Document, the name of a fill, its new text. Out: the Document with it, None where it prints no such fill.
"""

from __future__ import annotations

from generator.document.nodes import (
    Attachment,
    Block,
    Cell,
    Chapter,
    Document,
    Fill,
    Inline,
    Item,
    Origin,
    Paragraph,
    Row,
    Signature,
    Table,
)


def with_fill(document: Document, name: str, text: str) -> Document | None:
    """Return the document with a fill's new text, None where it prints no fill of this name."""
    swap = _Swap(name, text)
    changed = document.model_copy(
        update={
            "cover": document.cover.model_copy(update={"rows": swap.rows(document.cover.rows)}),
            "parties": tuple(party.model_copy(update={"rows": swap.rows(party.rows)}) for party in document.parties),
            "preamble": swap.paragraphs(document.preamble),
            "chapters": tuple(swap.chapter(chapter) for chapter in document.chapters),
            "signatures": swap.signatures(document.signatures),
            "attachments": tuple(swap.attachment(attachment) for attachment in document.attachments),
        }
    )
    return changed if swap.done else None


class _Swap:
    """A fill's new text, put in place of the old one throughout."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.fill = Fill(name=name, text=text, origin=Origin.CASE)
        self.done = False

    def line(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if not any(getattr(inline, "name", None) == self.name for inline in inlines):
            return inlines
        self.done = True
        return tuple(self.fill if getattr(inline, "name", None) == self.name else inline for inline in inlines)

    def rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(row.model_copy(update={"value": self.line(row.value)}) for row in rows)

    def items(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(
            item.model_copy(update={"inlines": self.line(item.inlines), "items": self.items(item.items)})
            for item in items
        )

    def paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(
            one.model_copy(update={"inlines": self.line(one.inlines), "items": self.items(one.items)})
            for one in paragraphs
        )

    def chapter(self, chapter: Chapter) -> Chapter:
        return chapter.model_copy(
            update={
                "articles": tuple(
                    article.model_copy(update={"paragraphs": self.paragraphs(article.paragraphs)})
                    for article in chapter.articles
                )
            }
        )

    def signatures(self, signatures: tuple[Signature, ...]) -> tuple[Signature, ...]:
        return tuple(
            one.model_copy(update={"lines": tuple(self.line(line) for line in one.lines)}) for one in signatures
        )

    def block(self, block: Block) -> Block:
        if isinstance(block, Table):
            rows = tuple(tuple(self.cell(cell) for cell in row) for row in block.rows)
            return block.model_copy(update={"rows": rows})
        return self.paragraphs((block,))[0]

    def cell(self, cell: Cell) -> Cell:
        return cell.model_copy(update={"lines": tuple(self.line(line) for line in cell.lines)})

    def attachment(self, attachment: Attachment) -> Attachment:
        return attachment.model_copy(
            update={
                "blocks": tuple(self.block(block) for block in attachment.blocks),
                "signatures": self.signatures(attachment.signatures),
            }
        )
