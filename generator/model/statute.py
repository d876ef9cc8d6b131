"""Statutes: their whole text by article, paragraph (款) and item (项), and when they are in force."""

import unicodedata
from datetime import date

from generator.model.base import Model
from generator.model.citation import Citation

_UNIFIED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "〔": "[", "〕": "]", "。": ".", "、": ","})


def normalise(text: str) -> str:
    """Return text without white space and with half- and full-width forms unified, for comparing quotes."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_UNIFIED).split())


class ParagraphText(Model):
    """A 款 and its items: (numeral, text) each."""

    text: str
    items: tuple[tuple[str, str], ...] = ()

    def whole(self) -> str:
        """Return the paragraph with its items."""
        return "".join([self.text, *(f"（{label}）{text}" for label, text in self.items)])


class StatuteArticle(Model):
    """A 条 of a statute."""

    number: int
    paragraphs: tuple[ParagraphText, ...]

    def whole(self) -> str:
        """Return the article's text, one line a paragraph."""
        return "\n".join(paragraph.whole() for paragraph in self.paragraphs)


class Statute(Model):
    """A statute, or a model contract that is cited like one. `effective_to` is the last day in force."""

    id: str
    title: str
    number: str | None = None
    issuer: str | None = None
    nature: str
    issued: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    articles: tuple[StatuteArticle, ...]
    file: str

    def in_force(self, on: date) -> bool:
        """Say whether the statute is in force on a day; one without dates always is."""
        return (self.effective_from is None or self.effective_from <= on) and (
            self.effective_to is None or on <= self.effective_to
        )

    def cited_text(self, citation: Citation) -> str | None:
        """Return the text that a citation points at, None where there is no such place."""
        if not 1 <= citation.article <= len(self.articles):
            return None
        paragraphs = self.articles[citation.article - 1].paragraphs
        if citation.paragraph is not None:
            if not 1 <= citation.paragraph <= len(paragraphs):
                return None
            paragraphs = (paragraphs[citation.paragraph - 1],)
        if citation.item is None:
            return "".join(paragraph.whole() for paragraph in paragraphs)
        texts = [text for paragraph in paragraphs for label, text in paragraph.items if label == citation.item]
        return texts[0] if texts else None

    def passage(self, citation: Citation, quote: str = "") -> str | None:
        """Return what a reader needs to see around a quote: its 款, or its 项 below the words that open the list.

        One line a 款 or 项; the whole cited place where there is no quote or it runs over several; None where there
        is no such place.
        """
        if not 1 <= citation.article <= len(self.articles):
            return None
        paragraphs = self.articles[citation.article - 1].paragraphs
        if citation.paragraph is not None:
            paragraphs = paragraphs[citation.paragraph - 1 : citation.paragraph]
        if citation.item is not None:
            paragraphs = tuple(found for found in paragraphs if citation.item in dict(found.items))[:1]
        holding = tuple(found for found in paragraphs if normalise(quote) in normalise(found.whole()))
        return "\n".join(_around(found, citation.item, quote) for found in holding or paragraphs) or None

    def name(self) -> str:
        """Return the printed name: 《…》（number）."""
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "")


def _around(paragraph: ParagraphText, item: str | None, quote: str) -> str:
    """Return a 款 with those of its 项 that are meant: the cited one, those that hold the quote, or else all."""
    if item is None and quote and normalise(quote) in normalise(paragraph.text):
        return paragraph.text
    words = normalise(quote)
    meant = [label for label, text in paragraph.items if label == item or (words and words in normalise(text))]
    kept = [item] if item else meant or [label for label, _ in paragraph.items]
    return "\n".join([paragraph.text, *(f"（{label}）{text}" for label, text in paragraph.items if label in kept)])
