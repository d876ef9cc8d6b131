"""Find a place in a Document by the ids that stay: a clause, one of its paragraphs, one of its items.

In: a Document and ids. Out: the node that stands there, its printed address and its text.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.nodes import Article, Blank, Document, Fill, Form, Inline, Item, Paragraph, Row
from generator.document.walk import articles, inlines, item_lines, line_text, paragraph_lines


def number_row(document: Document) -> Row | None:
    """Return the row of the cover that has the paper's number, None where no row has it."""
    return next((row for row in document.cover.rows if any(_is_number(inline) for inline in row.value)), None)


def prints_number(document: Document) -> bool:
    """Say whether a paper bears its number: a sheet whose cover has no place for it is only filed under it."""
    return document.number is not None and (document.form is not Form.SHEET or number_row(document) is not None)


def _is_number(inline: Inline) -> bool:
    return isinstance(inline, Fill | Blank) and inline.name == "number"


def find_article(document: Document, clause: str) -> Article | None:
    """Return the article of a clause, None where this document hasn't got it."""
    return next((article for article in articles(document) if article.clause == clause), None)


def find_part(document: Document, clause: str, *, paragraph: int | None = None, item: str | None = None) -> (
    Article | Paragraph | Item | None
):  # fmt: skip
    """Return what a clause, a paragraph of it (from 1) or an item of it is in this document, None where it isn't."""
    article = find_article(document, clause)
    if article is None or (paragraph is None and item is None):
        return article
    within = article.paragraphs
    if paragraph is not None:
        within = within[paragraph - 1 : paragraph]
        if item is None:
            return within[0] if within else None
    return next((found for one in within for found in items_in(one.items) if found.id == item), None)


def items_in(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield items and those nested in them."""
    for item in items:
        yield item
        yield from items_in(item.items)


def part_address(part: Article | Paragraph | Item) -> str:
    """Return the printed address of a place: 第六十五条, 第四十三条第二款, 第六十五条第（三）项."""
    return part.label if isinstance(part, Article) else part.address or ""


def part_text(part: Article | Paragraph | Item) -> str:
    """Return the words that stand at a place, without its own number; lines are parted by a line break."""
    match part:
        case Article():
            return "\n".join(paragraph_lines(part.paragraphs))
        case Paragraph():
            return "\n".join(paragraph_lines((part,)))
        case Item():
            return "\n".join((line_text(part.inlines), *item_lines(part.items)))


def fill_text(document: Document, name: str) -> str | None:
    """Return what the document prints for a fact or parameter, None where it prints none."""
    return next((_text(inline) for inline in inlines(document) if getattr(inline, "name", None) == name), None)


def _text(inline: Inline) -> str:
    return line_text((inline,))
