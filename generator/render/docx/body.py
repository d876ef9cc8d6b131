"""The clauses as WordprocessingML paragraphs.

In: preamble, chapters, blocks, attachments. Out: XML text of whole paragraphs in the frame's styles: 章 and
条 are its heading styles, so that Word's navigation shows them, and every article and every item
with an id lies within a bookmark. An article is written once for as long as its node lives: the
documents of a batch share theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from generator.document.nodes import Article, Attachment, Block, Chapter, Document, Item, Paragraph, Table
from generator.document.recent import Recent
from generator.render.docx.runs import RunWriter, escape, run
from generator.render.docx.styles import Styles
from generator.render.docx.tables import AFTER_TABLE, TableWriter

# Where the ids of bookmarks begin. They must differ within a file, and be the same every time.
_IDS_OF_ARTICLE = 1_000
_IDS_OF_ATTACHMENT = 100_000_000
_IDS_OF_PREAMBLE = 2_000_000_000
_IDS_OF_BLOCKS = 2_100_000_000

_END_OF_PARAGRAPH = "</w:p>"


def _bookmark(name: str, number: int) -> tuple[str, str]:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/>'
    return start, f'<w:bookmarkEnd w:id="{number}"/>'


def _append(paragraphs: str, runs: str) -> str:
    """Return paragraphs with runs put at the end of the last one."""
    return paragraphs[: -len(_END_OF_PARAGRAPH)] + runs + _END_OF_PARAGRAPH


def _keep_with_next(paragraphs: str) -> str:
    """Return paragraphs of which the last one stays whole and on the page of what follows, or a table's last row."""
    if paragraphs.endswith(AFTER_TABLE):
        paragraphs, after = paragraphs[: -len(AFTER_TABLE)], AFTER_TABLE
    else:
        after = ""
    head, end, tail = paragraphs.rpartition("</w:pPr>")
    return f"{head}<w:keepNext/><w:keepLines/>{end}{tail}{after}" if end else paragraphs


class BodyWriter:
    """Writes clauses in a frame's styles, and remembers the articles that it wrote; `width` is the text's, in twips."""

    def __init__(self, styles: Styles, width: int) -> None:
        self._tables = TableWriter(styles, width)
        self._runs = RunWriter(styles)
        self._styles = styles
        self._articles: Recent[int, tuple[Article, str]] = Recent()

    def write(self, document: Document) -> str:
        """Return the preamble, the chapters and the blocks; the last lines stay with the place for signing."""
        parts = [self._paragraphs(document.preamble, count(_IDS_OF_PREAMBLE))]
        parts += [part for chapter in document.chapters for part in self._chapter(chapter)]
        if document.blocks:
            parts.append(self._blocks(document.blocks, count(_IDS_OF_BLOCKS)))
        parts[-1] = _keep_with_next(parts[-1])
        return "".join(parts)

    def write_attachment(self, attachment: Attachment, place: int) -> str:
        """Return the paragraphs of an attachment; `place` counts the attachments from 1."""
        body = self._blocks(attachment.blocks, count(_IDS_OF_ATTACHMENT * place + 1))
        return _keep_with_next(body) if attachment.signatures else body

    def write_attachment_title(self, attachment: Attachment, place: int) -> str:
        """Return the runs of an attachment's title, within its bookmark."""
        start, end = _bookmark(attachment.bookmark, _IDS_OF_ATTACHMENT * place)
        return start + run(attachment.title) + end

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        if chapter.title:
            yield self._paragraph(self._styles.chapter, run(f"{chapter.label}\u3000{chapter.title}"))
        for article in chapter.articles:
            yield self._article(article)

    def _article(self, article: Article) -> str:
        # By identity: nodes are immutable, and hashing a tree by its content costs more than writing it.
        # The entry holds the node, so that its id can't pass to another one.
        known = self._articles.get(id(article))
        if known is not None:
            return known[1]
        written = self._write_article(article)
        self._articles.put(id(article), (article, written))
        return written

    def _write_article(self, article: Article) -> str:
        ids = count(article.number * _IDS_OF_ARTICLE)
        start, end = _bookmark(article.bookmark, next(ids))
        head = start + (run(article.label + chr(0x3000), self._styles.label) if article.label else "")
        # A passage without a number is no heading of Word's navigation.
        style = self._styles.article if article.label else self._styles.paragraph
        first = article.paragraphs[0].inlines if article.paragraphs else ()
        lines = [self._paragraph(style, head + self._runs.write(first))]
        if article.paragraphs:
            lines += self._items(article.paragraphs[0].items, ids, self._styles.item)
        lines.append(self._paragraphs(article.paragraphs[1:], ids))
        return self._mark(article) + _append("".join(lines), end)

    def _mark(self, article: Article) -> str:
        """Return the line that tells a negotiated article; outside its bookmark, for it is no text of the article."""
        if article.added_by is None:
            return ""
        return self._paragraph(self._styles.negotiated, run(f"【协商约定：{article.added_by}】"))

    def _blocks(self, blocks: tuple[Block, ...], ids: Iterator[int]) -> str:
        return "".join(self._block(block, ids) for block in blocks)

    def _block(self, block: Block, ids: Iterator[int]) -> str:
        match block:
            case Paragraph():
                return self._paragraphs((block,), ids)
            case Table():
                return self._tables.write(block)
        raise TypeError(f"unknown block: {type(block).__name__}")

    def _paragraphs(self, paragraphs: tuple[Paragraph, ...], ids: Iterator[int]) -> str:
        lines: list[str] = []
        for paragraph in paragraphs:
            lines.append(self._paragraph(self._styles.paragraph, self._runs.write(paragraph.inlines)))
            lines += self._items(paragraph.items, ids, self._styles.item)
        return "".join(lines)

    def _items(self, items: tuple[Item, ...], ids: Iterator[int], style: str) -> Iterator[str]:
        for item in items:
            start, end = _bookmark(item.bookmark, next(ids)) if item.bookmark else ("", "")
            own = self._paragraph(style, start + self._runs.write(item.inlines, item.label))
            nested = "".join(self._items(item.items, ids, self._styles.subitem))
            yield _append(own + nested, end)

    @staticmethod
    def _paragraph(style: str, runs: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'
