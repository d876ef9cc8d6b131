"""Draw the tree's nodes as HTML: in sections and lists for the screen, in plain paragraphs for paper.

In: parts of a Document. Out: Markup. Every text is escaped and every unknown node raises, so that nothing is lost
and nothing in a case can become markup. Both ways print the same text and carry the classes that `paper.css` names.
Paper needs no more: each element that a page is made of costs the engine as much as a line of text.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from generator.document.nodes import (
    Article,
    Basis,
    Blank,
    Block,
    Chapter,
    Document,
    Fill,
    Inline,
    Item,
    Paragraph,
    Reference,
    Table,
)
from generator.document.walk import articles, block_inlines, inlines, paragraph_inlines
from generator.render.html.inlines import write_line
from generator.render.html.tables import write_table


def chapter_anchor(chapter: Chapter) -> str:
    """Return the id of a chapter's section; an article's is its bookmark."""
    return f"chapter-{chapter.number}"


def _start(tag: str, *classes: str, **attributes: str | None) -> str:
    """Return a start tag. What is empty is left out."""
    given = {"class": " ".join(name for name in classes if name), **attributes}
    written = (f' {name}="{escape(value)}"' for name, value in given.items() if value)
    return f"<{tag}{''.join(written)}>"


class _Body:
    """Draws a Document's text. What is called `last` is what is printed last before the signing page."""

    def __init__(self, document: Document) -> None:
        self._last = _last_printed(document)

    def draw_chapters(self, chapters: Iterable[Chapter]) -> Markup:
        """Draw chapters with their headings and articles. TypeError on a node that isn't known."""
        return Markup("".join(map(self._chapter, chapters)))  # noqa: S704 - every part of it is escaped

    def draw_blocks(self, blocks: tuple[Block, ...]) -> Markup:
        """Draw what stands outside the articles: the preamble, a sheet's tables, an attachment."""
        return Markup("".join(map(self._block, blocks)))  # noqa: S704 - every part of it is escaped

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Table():
                return write_table(block)
        raise TypeError(f"unknown block: {type(block).__name__}")

    def _chapter(self, chapter: Chapter) -> str:
        raise NotImplementedError

    def _items(self, items: tuple[Item, ...]) -> str:
        raise NotImplementedError

    def _paragraph(self, paragraph: Paragraph, label: str = "", **attributes: str | None) -> str:
        start = self._start_line(paragraph, **attributes)
        return f"{start}{label}{write_line(paragraph.inlines)}</p>{self._items(paragraph.items)}"

    def _start_line(self, node: Paragraph | Item, **attributes: str | None) -> str:
        return _start("p", "last" if node is self._last else "", **attributes)


class ScreenBody(_Body):
    """Draws for the screen: a section for each article, and in it what bounds its values."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._notes = _Notes(document.bases)

    def draw_blocks(self, blocks: tuple[Block, ...]) -> Markup:
        """Draw what stands outside the articles, and what bounds its values."""
        return super().draw_blocks(blocks) + Markup(self._notes.draw(block_inlines(blocks)))  # noqa: S704 - as above

    def _chapter(self, chapter: Chapter) -> str:
        section = _start("section", "chapter", id=chapter_anchor(chapter))
        return f"{section}{_heading(chapter)}{''.join(map(self._article, chapter.articles))}</section>"

    def _article(self, article: Article) -> str:
        added = "" if article.added_by is None else f"{_start('p', 'added')}{_added(article)}</p>"
        names = "article", "negotiated" if added else ""
        section = _start("section", *names, **{"id": article.bookmark, "data-outline": _outline(article)})
        first, *rest = _paragraphs(article)
        text = self._paragraph(first, _label(article)) + "".join(map(self._paragraph, rest))
        return f"{section}{added}{text}{self._notes.draw(paragraph_inlines(article.paragraphs))}</section>"

    def _items(self, items: tuple[Item, ...], *names: str) -> str:
        if not items:
            return ""
        drawn = []
        for item in items:
            number = f"{_start('span', 'number', *names)}{escape(item.label)}</span>"
            line = f"{self._start_line(item)}{number}{write_line(item.inlines)}</p>"
            drawn.append(f"{_start('li', id=item.bookmark)}{line}{self._items(item.items, 'nested')}</li>")
        # A list whose marks are switched off is still a list to a reader's ear only if it says so.
        return f'<ol role="list">{"".join(drawn)}</ol>'


class PaperBody(_Body):
    """Draws for paper: headings and paragraphs, one after the other, and an anchor where a reference leads to."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._targets = {inline.target for inline in inlines(document) if isinstance(inline, Reference)}

    def _chapter(self, chapter: Chapter) -> str:
        return _heading(chapter) + "".join(map(self._article, chapter.articles))

    def _article(self, article: Article) -> str:
        opening = {"id": self._anchor(article.bookmark), "data-outline": _outline(article)}
        added = ""
        if article.added_by is not None:
            added, opening = f"{_start('p', 'added', **opening)}{_added(article)}</p>", {}
        first, *rest = _paragraphs(article)
        return added + self._paragraph(first, _label(article), **opening) + "".join(map(self._paragraph, rest))

    def _items(self, items: tuple[Item, ...], *names: str) -> str:
        drawn = []
        for item in items:
            number = f"{_start('span', *names)}{escape(item.label)}</span>" if names else escape(item.label)
            start = self._start_line(item, id=self._anchor(item.bookmark))
            drawn.append(f"{start}{number}{write_line(item.inlines)}</p>{self._items(item.items, 'nested')}")
        return "".join(drawn)

    def _anchor(self, bookmark: str | None) -> str | None:
        return bookmark if bookmark in self._targets else None


def _last_printed(document: Document) -> Paragraph | Item | None:
    printed: list[Block] = [paragraph for article in articles(document) for paragraph in article.paragraphs]
    printed += document.blocks
    if not printed or isinstance(printed[-1], Table):  # a table's rows stay whole by themselves
        return None
    node: Paragraph | Item = printed[-1]
    while node.items:
        node = node.items[-1]
    return node


def _heading(chapter: Chapter) -> str:
    if not chapter.title:
        return ""
    return f"{_start('h2', 'heading')}{escape(chapter.label)}　{escape(chapter.title)}</h2>"


def _label(article: Article) -> str:
    if not article.label:
        return ""
    return f'<span class="label" role="heading" aria-level="3">{escape(article.label)}</span>'


def _outline(article: Article) -> str:
    return f"{article.label} {article.title}" if article.label else ""


def _added(article: Article) -> str:
    return f"【协商约定：{escape(article.added_by)}】"


def _paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """Return an article's paragraphs, an empty one for its label where there are none."""
    return article.paragraphs or (Paragraph(inlines=()),)


class _Notes:
    """The bases of a Document by the name of the fill that they bound."""

    def __init__(self, bases: Iterable[Basis]) -> None:
        self._bases: dict[str, list[Basis]] = {}
        for basis in bases:
            self._bases.setdefault(basis.name, []).append(basis)

    def draw(self, printed: Iterable[Inline]) -> str:
        """Draw what bounds these values, each basis once; empty where nothing does."""
        if not self._bases:
            return ""
        names = (inline.name for inline in printed if isinstance(inline, Fill | Blank))
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
