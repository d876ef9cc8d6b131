"""The text of an agreement that was signed elsewhere, as it was typed off, → chapters and articles with clause ids.

In: lines of plain text (第一章 …, 第一条 …, （一）…, 1. …), and the clauses of the library that it may be like. Out:
Chapters whose words are those of the text. An article is given the id of the clause that it says the same as, so that
grounds and later papers can name it; one that is like none is `article-<number>`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.document.bookmarks import bookmark_name
from generator.document.lookup import items_in, part_text
from generator.document.nodes import Article, Chapter, Item, Paragraph, Text
from generator.model.numerals import numeral
from generator.problems import Place, Problem

ALIKE = 0.6
"""How like a clause's text an article must be to be taken for it, from 0 to 1."""

_DIGITS = "〇零一二三四五六七八九十百0-9"
_CHAPTER = re.compile(rf"第(?P<number>[{_DIGITS}]+)章[\s　]*(?P<title>.*)")
_ARTICLE = re.compile(rf"第(?P<number>[{_DIGITS}]+)条[\s　]*(?P<text>.*)")
_ITEM = re.compile(rf"(?P<label>[（(][{_DIGITS}]+[）)])[\s　]*(?P<text>.*)")
_SMALLER = re.compile(r"(?P<label>[0-9]+[.．、])[\s　]*(?P<text>.*)")


@dataclass
class _Item:
    label: str
    text: str
    items: list[_Item] = field(default_factory=list)


@dataclass
class _Paragraph:
    text: str
    items: list[_Item] = field(default_factory=list)


@dataclass
class _Article:
    number: int
    paragraphs: list[_Paragraph]


@dataclass
class _Chapter:
    title: str
    articles: list[_Article] = field(default_factory=list)


def read_transcription(
    text: str, file: str, known: Iterable[Article]
) -> tuple[tuple[Chapter, ...], tuple[Problem, ...]]:
    """Return the chapters of a text, and what is wrong with its numbering."""
    reading = _Reading(file)
    for place, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            reading.line(line.strip(), place)
    reading.end()
    return _numbered(reading.chapters, list(known)), tuple(reading.problems)


class _Reading:
    """A text on its way, line by line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.chapters: list[_Chapter] = []
        self.problems: list[Problem] = []
        self.count = 0

    def line(self, line: str, place: int) -> None:
        chapter, article = _CHAPTER.fullmatch(line), _ARTICLE.fullmatch(line)
        if chapter:
            self.chapters.append(_Chapter(chapter["title"].strip()))
        elif article:
            self._article(article, place)
        elif not self.chapters or not self.chapters[-1].articles:
            self._refuse(place, f"“{line[:20]}”不在任何一条里", "正文应以“第一条”开头；封面、首页和序言不必抄录")
        else:
            self._within(self.chapters[-1].articles[-1], line)

    def end(self) -> None:
        if not self.count:
            self._refuse(1, "没有找到任何一条", "每一条应以“第……条”开头，各占一行")

    def _article(self, found: re.Match[str], place: int) -> None:
        self.count += 1
        if found["number"] not in (numeral(self.count), str(self.count)):
            message = f"这里应是第{numeral(self.count)}条，写的是第{found['number']}条"
            self._refuse(place, message, "请补上漏抄的条，或改正条号")
        if not self.chapters:
            self.chapters.append(_Chapter(""))
        self.chapters[-1].articles.append(_Article(self.count, [_Paragraph(found["text"])]))

    def _within(self, article: _Article, line: str) -> None:
        item, smaller = _ITEM.fullmatch(line), _SMALLER.fullmatch(line)
        last = article.paragraphs[-1]
        if item:
            last.items.append(_Item(item["label"].replace("(", "（").replace(")", "）"), item["text"]))
        elif smaller and last.items:
            last.items[-1].items.append(_Item(smaller["label"], smaller["text"]))
        else:
            article.paragraphs.append(_Paragraph(line))

    def _refuse(self, line: int, message: str, mend: str) -> None:
        where = Place(file=self.file, line=line)
        self.problems.append(Problem(code="transcription", message=message, where=where, mend=mend))


def _numbered(chapters: list[_Chapter], known: Sequence[Article]) -> tuple[Chapter, ...]:
    matching = _Matching(known)
    return tuple(
        Chapter(
            id=f"chapter-{number}",
            number=number,
            label=f"第{numeral(number)}章" if chapter.title else "",
            title=chapter.title,
            articles=tuple(_article(article, matching) for article in chapter.articles),
        )
        for number, chapter in enumerate(chapters, start=1)
    )


def _article(article: _Article, matching: _Matching) -> Article:
    label = f"第{numeral(article.number)}条"
    bare = Article(
        clause=f"article-{article.number}", number=article.number, label=label, title="", bookmark="",
        paragraphs=tuple(
            Paragraph(
                address=label if len(article.paragraphs) == 1 else f"{label}第{numeral(place)}款",
                inlines=(Text(text=paragraph.text),),
                items=_items(paragraph.items, label),
            )
            for place, paragraph in enumerate(article.paragraphs, start=1)
        ),
    )  # fmt: skip
    return matching.named(bare)


def _items(items: list[_Item], address: str) -> tuple[Item, ...]:
    return tuple(
        Item(
            label=item.label, address=f"{address}第{item.label}项", inlines=(Text(text=item.text),),
            items=_items(item.items, f"{address}第{item.label}项"),
        )
        for item in items
    )  # fmt: skip


class _Matching:
    """Which clause an article is, each clause being given away once."""

    def __init__(self, known: Sequence[Article]) -> None:
        self.left = {article.clause: article for article in known}
        self.texts = {article.clause: part_text(article) for article in known}

    def named(self, article: Article) -> Article:
        """Return an article with the ids of the clause, and of its items, that say the same."""
        clause = self._clause(part_text(article))
        if clause is None:
            return article.model_copy(update={"bookmark": bookmark_name("c", article.clause)})
        model = self.left.pop(clause)
        ids = {
            part_text(item).rstrip("；。;"): item.id
            for paragraph in model.paragraphs for item in items_in(paragraph.items) if item.id
        }  # fmt: skip
        paragraphs = tuple(
            paragraph.model_copy(update={"items": tuple(_with_ids(item, ids, clause) for item in paragraph.items)})
            for paragraph in article.paragraphs
        )
        return article.model_copy(
            update={
                "clause": clause, "title": model.title, "bookmark": bookmark_name("c", clause),
                "paragraphs": paragraphs,
            }
        )  # fmt: skip

    def _clause(self, text: str) -> str | None:
        best, found = ALIKE, None
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(text)
        for clause in self.left:
            matcher.set_seq1(self.texts[clause])
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
                best, found = ratio, clause
        return found


def _with_ids(item: Item, ids: dict[str, str], clause: str) -> Item:
    near = difflib.get_close_matches(part_text(item).rstrip("；。;"), list(ids), n=1, cutoff=0.8)
    name = ids.pop(near[0]) if near else None
    nested = tuple(_with_ids(inner, ids, clause) for inner in item.items)
    bookmark = bookmark_name("c", clause, name) if name else None
    return item.model_copy(update={"id": name, "bookmark": bookmark, "items": nested})
