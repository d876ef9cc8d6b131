"""Write a Document as the data that a Typst layout draws.

In: a Document. Out: plain dictionaries and lists for JSON, and the name of the part that each line belongs to. A line
is numbered in the order of the Document, so that what a layout leaves out is noticed. Text stays text: the layout puts
it on the page as it is, never as markup. An unknown node raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from generator.document.nodes import (
    Article,
    Attachment,
    Blank,
    Block,
    Cell,
    Chapter,
    CheckBox,
    Document,
    Fill,
    Form,
    HandFilled,
    Inline,
    Item,
    Origin,
    Paragraph,
    Party,
    Reference,
    Row,
    Signature,
    Table,
    Text,
)
from generator.document.walk import articles, inline_text, inlines
from generator.render.grid import place_cells, signed_by_hand
from generator.render.heading import Heading, read_heading
from generator.render.typst.gaps import Part, add_gaps

DRAFT_MARK = "草案"

Line = dict[str, Any]

_UNDERSCORES = re.compile("(_+)")
_SPACES = re.compile(r"[ \t\r\n\f]+")  # a page prints them as one, as HTML does


def draw_data(document: Document) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a Document's data for a layout, and for each line's number the part of the paper that it stands in.

    Raises TypeError on a node that isn't known.
    """
    lines = _Lines(document)
    data = {
        "name": document.title,
        "draft": DRAFT_MARK if document.draft else None,
        "title": lines.plain("title", document.title),
        **lines.head(read_heading(document)),
        "parties": [lines.party(party) for party in document.parties],
        "remarks": [lines.plain("remarks", f"{n}. {text}") for n, text in enumerate(document.remarks, 1)],
        "addressee": lines.given("addressee", document.addressee),
        "preamble": lines.blocks("preamble", document.preamble),
        "chapters": [lines.chapter(chapter) for chapter in document.chapters],
        "blocks": lines.blocks("blocks", document.blocks),
        "signatures": lines.signatures("signatures", document.signatures),
        "attachments": [lines.attachment(document, attachment) for attachment in document.attachments],
    }
    return {**data, "count": len(lines.places)}, tuple(lines.places)


class _Lines:
    """Numbers the lines of one Document as they are written."""

    def __init__(self, document: Document) -> None:
        self.places: list[str] = []
        self._targets = {inline.target for inline in inlines(document) if isinstance(inline, Reference)}
        self._last = _last_printed(document)
        self._bare = document.form is Form.LETTER  # everybody knows a 发文字号

    def line(self, place: str, inlines: Iterable[Inline], *before: Part) -> Line:
        """Write a line: its number and its parts."""
        parts = list(before)
        for inline in inlines:
            parts += _inline(inline)
        self.places.append(place)
        return {"n": len(self.places) - 1, "parts": add_gaps(_merge(parts))}

    def plain(self, place: str, text: str) -> Line:
        """Write a line of fixed text."""
        return self.line(place, (Text(text=text),))

    def given(self, place: str, inlines: tuple[Inline, ...]) -> Line | None:
        """Write a line where there is one."""
        return self.line(place, inlines) if inlines else None

    def head(self, heading: Heading) -> dict[str, Any]:
        """Write the number, the other rows of the cover, and who issues a letter."""
        docket = None if heading.docket is None else self.row("docket", heading.docket, bare=self._bare)
        return {
            "docket": docket,
            "cover": [self.row("cover", row) for row in heading.rows],
            "issuer": self.given("issuer", heading.issuer),
        }

    def row(self, place: str, row: Row, *, bare: bool = False) -> dict[str, Line | None]:
        """Write a row; a bare one's label isn't printed."""
        label = None if bare or not row.label else self.plain(place, row.label)
        return {"label": label, "value": self.line(place, row.value)}

    def party(self, party: Party) -> dict[str, Any]:
        role = self.plain("parties", party.role)
        return {"role": role, "rows": [self.row("parties", row) for row in party.rows]}

    def chapter(self, chapter: Chapter) -> dict[str, Any]:
        """Write a chapter's heading, none where it has no title, and the lines of its articles."""
        heading = None
        if chapter.title:
            outline = f"{chapter.label}　{chapter.title}"
            heading = {**self.plain("chapters", outline), "outline": outline}
        return {"heading": heading, "lines": [line for found in chapter.articles for line in self.article(found)]}

    def article(self, article: Article) -> list[Line]:
        opening: dict[str, Any] = {
            "id": self._anchor(article.bookmark),
            "outline": f"{article.label} {article.title}" if article.label else None,
        }
        written = []
        if article.added_by is not None:
            mark = self.plain("chapters", f"【协商约定：{article.added_by}】")
            written.append(_paragraph(mark, added=True, **opening))
            opening = {}
        label: tuple[Part, ...] = ({"kind": "label", "text": article.label},) if article.label else ()
        first, *rest = article.paragraphs or (Paragraph(inlines=()),)
        written += self.paragraph("chapters", first, *label, **opening)
        for paragraph in rest:
            written += self.paragraph("chapters", paragraph)
        return written

    def paragraph(self, place: str, paragraph: Paragraph, *label: Part, **attributes: Any) -> list[Line]:
        """Write a paragraph and the items that hang on it, a line each."""
        line = self.line(place, paragraph.inlines, *label)
        written = [_paragraph(line, last=paragraph is self._last, **attributes)]
        return written + self.items(place, paragraph.items, nested=False)

    def items(self, place: str, items: tuple[Item, ...], *, nested: bool) -> list[Line]:
        written = []
        for item in items:
            number: Part = {"kind": "number", "text": item.label} if nested else item.label
            line = self.line(place, item.inlines, number)
            written.append(_paragraph(line, last=item is self._last, id=self._anchor(item.bookmark)))
            written += self.items(place, item.items, nested=True)
        return written

    def blocks(self, place: str, blocks: Iterable[Block]) -> list[Line]:
        """Write paragraphs and tables."""
        written = []
        for block in blocks:
            match block:
                case Paragraph():
                    written += self.paragraph(place, block)
                case Table():
                    written.append(self.table(place, block))
                case _:
                    raise TypeError(f"unknown block: {type(block).__name__}")
        return written

    def table(self, place: str, table: Table) -> dict[str, Any]:
        """Write a table's rows, each the cells that begin there. TypeError where they don't fill it."""
        rows = [
            {
                "by_hand": signed_by_hand(row),
                "cells": [self.cell(place, slot.cell) for slot in row if slot.cell is not None],
            }
            for row in place_cells(table)
        ]
        return {"type": "table", "widths": table.widths, "rows": rows}

    def cell(self, place: str, cell: Cell) -> dict[str, Any]:
        lines = [self.line(place, line) for line in cell.lines]
        return {"columns": cell.columns, "rows": cell.rows, "head": cell.head, "lines": lines}

    def signatures(self, place: str, signatures: tuple[Signature, ...]) -> list[list[Line]]:
        return [[self.line(place, line) for line in signature.lines] for signature in signatures]

    def attachment(self, document: Document, attachment: Attachment) -> dict[str, Any]:
        """Write an attachment with its mark, 附件, counted where there are several."""
        several = len(document.attachments) > 1
        place = f"attachments（{attachment.title}）"
        return {
            "mark": self.plain(place, f"附件{document.attachments.index(attachment) + 1}" if several else "附件"),
            "title": self.plain(place, attachment.title),
            "id": attachment.bookmark,
            "outline": attachment.title,
            "blocks": self.blocks(place, attachment.blocks),
            "signatures": self.signatures(place, attachment.signatures),
        }

    def _anchor(self, bookmark: str | None) -> str | None:
        return bookmark if bookmark in self._targets else None


def _paragraph(line: Line, **attributes: Any) -> Line:
    return {"type": "paragraph", "id": None, "outline": None, "last": False, "added": False} | line | attributes


def _inline(inline: Inline) -> list[Part]:
    match inline:
        case Text():
            return [inline.text]
        case Fill(origin=Origin.CASE):
            return [{"kind": "case", "text": inline.text}]
        case Fill():  # on paper they read as fixed text
            return [inline.text]
        case Blank():
            return [{"kind": "blank", "text": inline.shape}]
        case HandFilled():
            pieces = _UNDERSCORES.split(inline.shape)
            return [{"kind": "pen", "text": piece} if piece.startswith("_") else piece for piece in pieces]
        case Reference():
            return [{"kind": "reference", "text": inline.text, "target": inline.target}]
        case CheckBox():
            return [inline_text(inline)]
    raise TypeError(f"unknown inline: {type(inline).__name__}")


def _merge(parts: list[Part]) -> list[Part]:
    """Return the parts with neighbouring texts as one and white space as HTML prints it; what is empty is left out."""
    merged: list[Part] = []
    for part in parts:
        if isinstance(part, str):
            if part and merged and isinstance(merged[-1], str):
                merged[-1] += part
            elif part:
                merged.append(part)
        elif part is not None and part["text"]:
            merged.append({**part, "text": _SPACES.sub(" ", part["text"])})
    return [_SPACES.sub(" ", part) if isinstance(part, str) else part for part in merged]


def _last_printed(document: Document) -> Paragraph | Item | None:
    """Find what is printed last before the signatures; a table's rows stay whole by themselves."""
    printed: list[Block] = [paragraph for article in articles(document) for paragraph in article.paragraphs]
    printed += document.blocks
    if not printed or not isinstance(printed[-1], Paragraph):
        return None
    node: Paragraph | Item = printed[-1]
    while node.items:
        node = node.items[-1]
    return node
