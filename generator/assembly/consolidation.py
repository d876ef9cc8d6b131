"""The text of an agreement as it stands on a day: the issued one with what its supplements changed.

In: the Document as it was issued, and the changes in the order in which they were signed. Out: a Document whose
articles keep their numbers, because other papers cite them: what is put in between is 第二十四条之一, what is taken out
stays as an empty number. Nothing is lost: each change is told on the page of remarks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.document.bookmarks import bookmark_name
from generator.document.lookup import find_part, items_in, part_text
from generator.document.nodes import (
    Article,
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
    Text,
)
from generator.model.case import Amendment
from generator.model.numerals import numeral
from generator.model.units import print_date

PARTICULARS, VALUES = "particulars", "values"
"""The `clause` of an amendment of the parties' particulars, or of a value: its `item` is the name of the fill."""


class AmendmentError(ValueError):
    """An amendment doesn't fit the text that it changes; the message is Chinese."""


@dataclass(frozen=True)
class Change:
    """A supplement that was signed: its number and title, the day from which it holds, what it changes."""

    number: str
    title: str
    effective_on: date
    amendments: tuple[Amendment, ...]


def consolidate(document: Document, changes: Iterable[Change], on: date) -> Document:
    """Return the agreement as it stands on a day; raise `AmendmentError` for a change that has no place in it."""
    remarks = list(document.remarks)
    for change in changes:
        if change.effective_on > on:
            continue
        for amendment in change.amendments:
            document = apply(document, amendment)
            remarks.append(_remark(change, amendment))
    return document.model_copy(update={"remarks": tuple(remarks)})


def apply(document: Document, amendment: Amendment) -> Document:
    """Return the document with one amendment carried out; raise `AmendmentError`."""
    if amendment.clause in (PARTICULARS, VALUES):
        return _with_fill(document, amendment)
    part = find_part(document, amendment.clause, paragraph=amendment.paragraph, item=amendment.item)
    if part is None:
        raise AmendmentError(f"协议里没有{_what(amendment)}，不能修改")
    if amendment.action != "insert" and amendment.before is not None and amendment.before != part_text(part):
        raise AmendmentError(f"{_what(amendment)}的原文与补充协议所写的不一致，不能修改")
    chapters = tuple(_chapter(chapter, amendment) for chapter in document.chapters)
    return document.model_copy(update={"chapters": chapters})


def _what(amendment: Amendment) -> str:
    paragraph = f"第{numeral(amendment.paragraph)}款" if amendment.paragraph else ""
    item = f"“{amendment.item}”项" if amendment.item else ""
    return f"条款“{amendment.clause}”{paragraph}{item}"


def _remark(change: Change, amendment: Amendment) -> str:
    done = {"replace": "修改", "insert": "增加", "delete": "删去"}[amendment.action]
    place = amendment.address or _what(amendment)
    if amendment.clause in (PARTICULARS, VALUES):
        place = f"所填“{amendment.address or amendment.item}”"
    where = f"{place}之后" if amendment.action == "insert" else place
    return f"{where}：由《{change.title}》（{change.number}）{done}，自{print_date(change.effective_on)}起。"


def _chapter(chapter: Chapter, amendment: Amendment) -> Chapter:
    articles = list(chapter.articles)
    place = next((place for place, article in enumerate(articles) if article.clause == amendment.clause), None)
    if place is None:
        return chapter
    if amendment.action != "insert":
        articles[place] = _amended(articles[place], amendment)
    else:
        beside = [index for index, article in enumerate(articles) if article.number == articles[place].number]
        articles.insert(beside[-1] + 1, _inserted(articles[place], amendment, len(beside)))
    return chapter.model_copy(update={"articles": tuple(articles)})


def _inserted(before: Article, amendment: Amendment, place: int) -> Article:
    label = f"第{numeral(before.number)}条之{numeral(place)}"
    slug = f"{before.clause}-{place}"
    return Article(
        clause=slug, number=before.number, label=label, title=amendment.title or "", bookmark=bookmark_name("c", slug),
        paragraphs=_paragraphs(amendment.after or "", label),
    )  # fmt: skip


def _paragraphs(text: str, address: str) -> tuple[Paragraph, ...]:
    """Return plain text as paragraphs, a line each; whatever it looks like, it is no item."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return tuple(
        Paragraph(address=address if len(lines) == 1 else f"{address}第{numeral(place)}款", inlines=(Text(text=line),))
        for place, line in enumerate(lines, start=1)
    )


def _amended(article: Article, amendment: Amendment) -> Article:
    after = amendment.after or "" if amendment.action == "replace" else "（删去）"
    if amendment.paragraph is None and amendment.item is None:
        return article.model_copy(update={"paragraphs": _paragraphs(after, article.label)})
    paragraphs = []
    for place, paragraph in enumerate(article.paragraphs, start=1):
        if amendment.item is not None and any(item.id == amendment.item for item in items_in(paragraph.items)):
            items = tuple(_item(item, amendment.item, after) for item in paragraph.items)
            paragraph = paragraph.model_copy(update={"items": items})
        elif amendment.item is None and place == amendment.paragraph:
            paragraph = Paragraph(address=paragraph.address, inlines=(Text(text=" ".join(after.split("\n"))),))
        paragraphs.append(paragraph)
    return article.model_copy(update={"paragraphs": tuple(paragraphs)})


def _item(item: Item, wanted: str, after: str) -> Item:
    if item.id == wanted:
        return item.model_copy(update={"inlines": (Text(text=" ".join(after.split("\n"))),), "items": ()})
    return item.model_copy(update={"items": tuple(_item(inner, wanted, after) for inner in item.items)})


def _with_fill(document: Document, amendment: Amendment) -> Document:
    """Put a particular's new value wherever the agreement prints the old one."""
    swap = _Swap(amendment.item or "", amendment.after or "")
    changed = document.model_copy(
        update={
            "cover": document.cover.model_copy(update={"rows": swap.rows(document.cover.rows)}),
            "parties": tuple(
                party.model_copy(update={"rows": swap.rows(party.rows)}) for party in document.parties
            ),
            "preamble": swap.paragraphs(document.preamble),
            "chapters": tuple(swap.chapter(chapter) for chapter in document.chapters),
            "signatures": swap.signatures(document.signatures),
            "attachments": tuple(swap.attachment(attachment) for attachment in document.attachments),
        }
    )  # fmt: skip
    if not swap.done:
        raise AmendmentError(f"协议里没有印“{amendment.item}”，不能变更")
    return changed


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
