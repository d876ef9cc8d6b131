"""Draw the tree's nodes as HTML.

In: parts of a Document. Out: Markup. Every text is escaped and every unknown node raises, so that
nothing is lost and nothing in a case can become markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup, escape

from generator.document.nodes import (
    Article,
    Basis,
    Blank,
    Chapter,
    Fill,
    HandFilled,
    Inline,
    Item,
    Origin,
    Paragraph,
    Reference,
    Text,
)
from generator.document.walk import paragraph_inlines

_UNDERSCORES = re.compile("_+")


def _text(inline: Text) -> str:
    return escape(inline.text)


def _fill(inline: Fill) -> str:
    if inline.origin is Origin.TERM:  # a term of art reads as fixed text
        return escape(inline.text)
    return f'<span class="fill {inline.origin.value}" data-name="{escape(inline.name)}">{escape(inline.text)}</span>'


def _blank(inline: Blank) -> str:
    return f'<span class="blank" data-name="{escape(inline.name)}">{escape(inline.shape)}</span>'


def _hand(inline: HandFilled) -> str:
    shape = _UNDERSCORES.sub(r'<span class="pen">\g<0></span>', str(escape(inline.shape)))
    return f'<span class="hand" data-name="{escape(inline.name)}">{shape}</span>'


def _reference(inline: Reference) -> str:
    return f'<a class="reference" href="#{escape(inline.target)}">{escape(inline.text)}</a>'


_DRAWERS: dict[type, Callable[[Any], str]] = {
    Text: _text,
    Fill: _fill,
    Blank: _blank,
    HandFilled: _hand,
    Reference: _reference,
}


def _line(inlines: Iterable[Inline]) -> str:
    try:
        return "".join([_DRAWERS[type(inline)](inline) for inline in inlines])
    except KeyError as error:
        raise TypeError(f"unknown inline: {error.args[0].__name__}") from error


def draw_line(inlines: Iterable[Inline]) -> Markup:
    """Draw a line of inlines. TypeError on a node that isn't known."""
    return Markup(_line(inlines))  # noqa: S704 - every part of it is escaped above


def _items(items: tuple[Item, ...]) -> str:
    if not items:
        return ""
    drawn = []
    for item in items:
        anchor = f' id="{escape(item.bookmark)}"' if item.bookmark else ""
        drawn.append(
            f'<li{anchor}><p><span class="number">{escape(item.label)}</span>{_line(item.inlines)}</p>'
            f"{_items(item.items)}</li>"
        )
    # A list whose marks are switched off is still a list to a reader's ear only if it says so.
    return f'<ol role="list">{"".join(drawn)}</ol>'


def _paragraph(paragraph: Paragraph, label: str = "") -> str:
    return f"<p>{label}{_line(paragraph.inlines)}</p>{_items(paragraph.items)}"


class Notes:
    """The bases of a Document by the name of the fill that they bound."""

    def __init__(self, bases: Iterable[Basis]) -> None:
        self._bases: dict[str, list[Basis]] = {}
        for basis in bases:
            self._bases.setdefault(basis.name, []).append(basis)

    def draw(self, paragraphs: tuple[Paragraph, ...]) -> str:
        """Draw what bounds the values of these paragraphs, each basis once; empty where nothing does."""
        if not self._bases:
            return ""
        names = (inline.name for inline in paragraph_inlines(paragraphs) if isinstance(inline, Fill | Blank))
        # By what is read, for a value and its limit printed beside it have one basis under two names.
        found = dict.fromkeys(_basis(basis) for name in names for basis in self._of(name))
        if not found:
            return ""
        return f'<aside class="bases" aria-label="依据"><ul>{"".join(found)}</ul></aside>'

    def _of(self, name: str) -> list[Basis]:
        """Find the bases of `rate`, and those of the value itself for its limit, `rate.max`."""
        return self._bases.get(name) or self._bases.get(name.rpartition(".")[0], [])


def _whole(basis: Basis) -> str:
    """Draw the cited place in full, folded away where it says more than the quote."""
    if not basis.text or basis.text == basis.quote:
        return ""
    return f"<details><summary>条文</summary><p>{escape(basis.text)}</p></details>"


def _basis(basis: Basis) -> str:
    return (
        f"<li><b>{escape(basis.label)}</b><span>{escape(basis.statement)}</span>"
        f"<cite>{escape(basis.citation)}</cite><q>{escape(basis.quote)}</q>{_whole(basis)}</li>"
    )


def _article(article: Article, notes: Notes) -> str:
    label = f'<span class="label" role="heading" aria-level="3">{escape(article.label)}</span>'
    first, *rest = article.paragraphs or (Paragraph(inlines=()),)
    added = ""
    if article.added_by is not None:
        added = f'<p class="added">【协商约定：{escape(article.added_by)}】</p>'
    outline = escape(f"{article.label} {article.title}")
    return (
        f'<section class="article{" negotiated" if added else ""}" id="{escape(article.bookmark)}"'
        f' data-outline="{outline}">{added}{_paragraph(first, label)}'
        f"{''.join(map(_paragraph, rest))}{notes.draw(article.paragraphs)}</section>"
    )


def chapter_anchor(chapter: Chapter) -> str:
    """Return the id of a chapter's section; an article's is its bookmark."""
    return f"chapter-{chapter.number}"


def draw_chapters(chapters: Iterable[Chapter], notes: Notes) -> Markup:
    """Draw chapters: a section each, its heading, and a section for each article."""
    drawn = []
    for chapter in chapters:
        drawn.append(
            f'<section class="chapter" id="{chapter_anchor(chapter)}">'
            f"<h2>{escape(chapter.label)}　{escape(chapter.title)}</h2>"
        )
        drawn.extend(_article(article, notes) for article in chapter.articles)
        drawn.append("</section>")
    return Markup("".join(drawn))  # noqa: S704 - every part of it is escaped above


def draw_paragraphs(paragraphs: tuple[Paragraph, ...], notes: Notes) -> Markup:
    """Draw paragraphs that stand outside the articles: the preamble, an attachment."""
    drawn = "".join(map(_paragraph, paragraphs)) + notes.draw(paragraphs)
    return Markup(drawn)  # noqa: S704 - every part of it is escaped above
