"""The agreement's clauses against the model that they were taken from, to the character.

`source/neimenggu-model.txt` is the model with white space and page numbers out and punctuation in full
width, one line a paragraph or item. If a test here fails, hospitals would sign words that the model
doesn't have, or miss words that it has.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from generator.assembly import assemble
from generator.document.nodes import Article, Document
from generator.document.walk import (
    article_lines,
    articles,
    attachment_lines,
    document_lines,
    paragraph_lines,
    signature_lines,
)
from generator.model.library import Library
from generator.reading import read_case_text
from generator.reading.assembled import read_library

ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).parent / "source" / "neimenggu-model.txt"
ARTICLES = 84
NOTHING_FILLED = """
kind: agreement
region: neimenggu
date: 2026-01-01
options: {optional_clauses: keep}
"""
_NUMERAL = "[一二三四五六七八九十]+"
_ARTICLE = re.compile(rf"第{_NUMERAL}条(?!、)")
_CHAPTER = re.compile(r"第[一二三四五六七八]章.{1,10}")
_ITEM = re.compile(rf"（{_NUMERAL}）")
_SIGNING = "甲方（公章）："


def normalise(text: str) -> str:
    """Return text without white space and without the rule, empty or struck, of a blank; widths unified."""
    return "".join(unicodedata.normalize("NFKC", re.sub("[_／]", "", text)).split())


class Source:
    """The model's lines, parted into preamble, chapters, articles, signing page and commitment."""

    def __init__(self, lines: list[str]) -> None:
        self.preamble: list[str] = []
        self.chapters: list[str] = []
        self.articles: list[list[str]] = []
        signing = lines.index(next(line for line in lines if line.startswith(_SIGNING)))
        commitment = lines.index("承诺书")
        self.signing = lines[signing:commitment]
        self.commitment = lines[commitment:]
        for line in lines[:signing]:
            if _CHAPTER.fullmatch(line):
                self.chapters.append(line)
            elif _ARTICLE.match(line):
                self.articles.append([line])
            else:
                (self.articles[-1] if self.articles else self.preamble).append(line)


@cache
def source() -> Source:
    return Source(SOURCE.read_text(encoding="utf-8").splitlines())


def assembled(library: Library) -> Document:
    return assemble(library, read_case_text(NOTHING_FILLED, "nothing-filled.yaml"))


@cache
def document() -> Document:
    """The model's own text: no additions laid over it, no term filled in by a rule."""
    return assembled(without(read_library(ROOT, "test"), variants={}, agreement_terms=()))


def without(library: Library, **less: object) -> Library:
    regions = {name: region.model_copy(update=less) for name, region in library.regions.items()}
    return replace(library, regions=regions)


def article(number: int) -> Article:
    return list(articles(document()))[number - 1]


def test_source_is_whole() -> None:
    """Without it, a source cut short would let clauses go unread."""
    assert len(source().articles) == ARTICLES
    assert len(source().chapters) == 8
    assert source().preamble
    assert source().commitment[-1] == "日期："


def test_articles_are_all_there() -> None:
    """Without it, an article too many would stand in the agreement unseen."""
    assert [one.number for one in articles(document())] == list(range(1, ARTICLES + 1))


def test_preamble() -> None:
    assert [normalise(line) for line in paragraph_lines(document().preamble)] == [
        normalise(line) for line in source().preamble
    ]


def test_chapters() -> None:
    assert [normalise(chapter.label + chapter.title) for chapter in document().chapters] == [
        normalise(line) for line in source().chapters
    ]


@pytest.mark.parametrize("number", range(1, ARTICLES + 1))
def test_article(number: int) -> None:
    """Line by line, so that a lost break between two 款, which would move every citation, is seen too."""
    printed = [normalise(line) for line in article_lines(article(number))]
    assert printed == [normalise(line) for line in source().articles[number - 1]]


def test_signing_page() -> None:
    """The model prints both parties side by side; here each has a column."""
    columns = [list(map(normalise, signature_lines((party,)))) for party in document().signatures]
    rows = ["".join(line) for line in zip(*columns, strict=True)]
    assert rows == [normalise(line) for line in source().signing]


def test_commitment() -> None:
    (commitment,) = document().attachments
    assert [normalise(line) for line in attachment_lines(commitment)] == [
        normalise(line) for line in source().commitment
    ]


def test_every_item_of_the_lists_that_others_cite_has_an_id() -> None:
    """Without ids, a notice that names a ground could only name its number, which changes."""
    cited = (3, 4, 5, 6, 7, 57, 61, 62, 63, 64, 65, 66, 78)
    for number in cited:
        items = [item for paragraph in article(number).paragraphs for item in paragraph.items]
        ids = [item.id for item in items]
        assert all(ids), number
        lines = [line for line in source().articles[number - 1] if _ITEM.match(line)]
        assert len(set(ids)) == len(lines), number


def test_text_holds_nothing_but_the_model() -> None:
    """Without it, a sentence could creep in between articles where no other test looks."""
    printed = "".join(normalise(line) for line in document_lines(document()))
    body = "".join(normalise(line) for line in SOURCE.read_text(encoding="utf-8").splitlines())
    start = normalise(source().preamble[0])
    end = normalise(source().articles[-1][-1])
    assert printed[printed.index(start) : printed.index(end)] == body[: body.index(end)]


def test_what_the_region_signs_is_the_model_and_the_topics_that_later_law_asks_for(library: Library) -> None:
    """Without it, a national addition could change an article of the model on its way into an agreement."""
    signed = {one.clause: one for one in articles(assembled(without(library, agreement_terms=())))}
    assert set(signed) - {one.clause for one in articles(document())} == {"staff-qualification"}
    for one in articles(document()):
        assert unnumbered(signed[one.clause]) == unnumbered(one)


def unnumbered(found: Article) -> str:
    return re.sub(rf"第{_NUMERAL}条", "", normalise("".join(article_lines(found))))
