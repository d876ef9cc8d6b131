"""Articles on paper: what would be lost is the page of 22 lines, or a signature under half a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from generator.document.nodes import Document, Paragraph, Text
from generator.render.pdf import render_pdf
from tests.documents import every_node

LAYOUT = Path(__file__).parents[2] / "templates" / "agreement"

pytestmark = pytest.mark.system


def with_articles(count: int, last: str) -> Document:
    """Return a Document of one chapter, its articles of one line each but for the last."""
    document = every_node(name="某医院")
    chapter = document.chapters[-1]
    article = chapter.articles[-1].model_copy(update={"added_by": None})
    articles = tuple(
        article.model_copy(
            update={
                "bookmark": f"c_{number}",
                "paragraphs": (Paragraph(inlines=(Text(text=last if number == count else "从其约定。"),)),),
            }
        )
        for number in range(1, count + 1)
    )
    return document.model_copy(
        update={"chapters": (chapter.model_copy(update={"articles": articles}),), "bases": (), "attachments": ()}
    )


def pages_of(document: Document) -> list[list[str]]:
    pdf: Any = pypdfium2.PdfDocument(render_pdf(document, LAYOUT))
    return [page.get_textpage().get_text_range().split("\r\n") for page in pdf]


def test_a_page_of_articles_holds_22_lines_too() -> None:
    """A label's font sits otherwise on the line; were it to make the line taller, the page would lose one."""
    pages = pages_of(with_articles(80, "从其约定。"))
    *full, _ = (page for page in pages if all(line.startswith("第") for line in page))  # one gives to the signing page
    assert len(full) >= 2
    assert {len(page) for page in full} == {23}  # the footer is one more


@pytest.mark.parametrize("count", range(6, 14))
def test_the_last_paragraph_is_whole_on_the_signing_page(count: int) -> None:
    """On the page that is signed there stands a whole sentence, wherever the page happens to end."""
    last = "本协议一式两份，甲乙双方各执一份，" * 4 + "具有同等效力。"
    (signed,) = [page for page in pages_of(with_articles(count, last)) if "甲方（公章）：" in page]
    assert "".join(signed).count("本协议一式两份") == 4
