"""The text of an agreement as it stands on a day: the issued one with what its supplements changed.

In: the Document as it was issued, and the changes in the order in which they were signed. Out: a Document whose
articles keep their numbers, because other papers cite them: what is put in between is 第二十四条之一, what is taken out
stays as an empty number. Nothing is lost: each change is told on the page of remarks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.assembly.refilling import with_fill
from generator.document.bookmarks import bookmark_name
from generator.document.lookup import find_part, items_in, part_text
from generator.document.nodes import (
    Article,
    Chapter,
    Document,
    Item,
    Paragraph,
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
class Carried:
    """An article of a supplement that becomes one of the agreement: it takes the place of the one of its clause.

    Where the agreement has none, it comes after the article of the clause `after`.
    """

    article: Article
    after: str


@dataclass(frozen=True)
class Change:
    """A supplement that was signed: its number and title, the day from which it holds, what it changes."""

    number: str
    title: str
    effective_on: date
    amendments: tuple[Amendment, ...] = ()
    carried: tuple[Carried, ...] = ()


def consolidate(document: Document, changes: Iterable[Change], on: date) -> Document:
    """Return the agreement as it stands on a day; raise `AmendmentError` for a change that has no place in it."""
    remarks = list(document.remarks)
    for change in changes:
        if change.effective_on > on:
            continue
        for amendment in change.amendments:
            document = apply(document, amendment)
            remarks.append(_remark(change, amendment))
        for carried in change.carried:
            document, told = carry(document, carried)
            remarks.append(
                f"{told}：由《{change.title}》（{change.number}）订立，自{print_date(change.effective_on)}起。"
            )
    return document.model_copy(update={"remarks": tuple(remarks)})


def apply(document: Document, amendment: Amendment) -> Document:
    """Return the document with one amendment carried out; raise `AmendmentError`."""
    if amendment.clause in (PARTICULARS, VALUES):
        changed = with_fill(document, amendment.item or "", amendment.after or "")
        if changed is None:
            raise AmendmentError(f"协议里没有印“{amendment.item}”，不能变更")
        return changed
    part = find_part(document, amendment.clause, paragraph=amendment.paragraph, item=amendment.item)
    if part is None:
        raise AmendmentError(f"协议里没有{_what(amendment)}，不能修改")
    if amendment.action != "insert" and amendment.before is not None and amendment.before != part_text(part):
        raise AmendmentError(f"{_what(amendment)}的原文与补充协议所写的不一致，不能修改")
    chapters = tuple(_chapter(chapter, amendment) for chapter in document.chapters)
    return document.model_copy(update={"chapters": chapters})


def carry(document: Document, carried: Carried) -> tuple[Document, str]:
    """Return the document with a supplement's article in it, and its number there; raise `AmendmentError`."""
    own = find_part(document, carried.article.clause)
    before = own or find_part(document, carried.after)
    if not isinstance(before, Article):
        raise AmendmentError(f"协议里没有条款“{carried.after}”，“{carried.article.title}”没有地方放")
    found = []
    label = before.label
    for chapter in document.chapters:
        articles = list(chapter.articles)
        if before in articles:
            place = articles.index(before)
            if own is None:
                beside = [index for index, article in enumerate(articles) if article.number == before.number]
                place, label = beside[-1] + 1, f"第{numeral(before.number)}条之{numeral(len(beside))}"
            articles[place : place + (own is not None)] = [_moved(carried.article, before.number, label)]
        found.append(chapter.model_copy(update={"articles": tuple(articles)}))
    return document.model_copy(update={"chapters": tuple(found)}), label


def _moved(article: Article, number: int, label: str) -> Article:
    """Return an article under another number, its addresses too."""
    paragraphs = tuple(
        paragraph.model_copy(
            update={
                "address": (paragraph.address or "").replace(article.label, label, 1),
                "items": tuple(_moved_item(item, article.label, label) for item in paragraph.items),
            }
        )
        for paragraph in article.paragraphs
    )
    return article.model_copy(update={"number": number, "label": label, "paragraphs": paragraphs})


def _moved_item(item: Item, old: str, new: str) -> Item:
    nested = tuple(_moved_item(inner, old, new) for inner in item.items)
    return item.model_copy(update={"address": item.address.replace(old, new, 1), "items": nested})


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
