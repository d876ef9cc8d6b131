"""The page that the PDF is set from: the same text as the preview's, with no more around it than is printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from generator.document.nodes import Article, Document, Item, Paragraph, Text
from generator.document.walk import articles
from generator.render.html import render_html
from tests.documents import HOSTILE, every_node

LAYOUT = Path(__file__).parents[2] / "templates" / "agreement"


def page_of(document: Document, *, screen: bool = False) -> html.HtmlElement:
    return html.document_fromstring(render_html(document, LAYOUT, screen=screen))


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def with_last_article(*paragraphs: Paragraph) -> Document:
    document = every_node()
    *chapters, chapter = document.chapters
    *others, article = chapter.articles
    changed: Article = article.model_copy(update={"paragraphs": paragraphs})
    return document.model_copy(
        update={"chapters": (*chapters, chapter.model_copy(update={"articles": (*others, changed)}))}
    )


@pytest.mark.parametrize("document", [every_node(), every_node(draft=True), every_node(name=HOSTILE)])
def test_paper_and_screen_say_the_same(document: Document) -> None:
    """Else what was previewed isn't what is signed."""
    screen, paper = page_of(document, screen=True), page_of(document)
    for extra in screen.xpath("//nav | //aside"):
        extra.drop_tree()
    assert squeeze(paper.body.text_content()) == squeeze(screen.body.text_content())


def test_paper_carries_the_outline_of_each_article_once_in_order() -> None:
    """The PDF's outline is made from it."""
    outline = page_of(every_node()).xpath("//@data-outline")
    assert outline == [f"{article.label} {article.title}" for article in articles(every_node())]


def test_on_paper_there_are_anchors_only_where_references_lead_to() -> None:
    """Each anchor becomes a named place in the PDF, and costs as much as a line."""
    page = page_of(every_node())
    targets = {href.removeprefix("#") for href in page.xpath("//a/@href")}
    assert targets
    anchors = set(page.xpath("//main/p/@id | //main/section[@class='attachment']/@id"))
    assert anchors == targets | {attachment.bookmark for attachment in every_node().attachments}


@pytest.mark.parametrize("screen", [True, False])
@pytest.mark.parametrize(
    ("paragraphs", "last"),
    [
        ((Paragraph(inlines=(Text(text="甲。"),)), Paragraph(inlines=(Text(text="乙。"),))), "乙。"),
        (
            (
                Paragraph(
                    inlines=(Text(text="如下："),),
                    items=(Item(label="（一）", address="第三条第（一）项", inlines=(Text(text="丙。"),)),),
                ),
            ),
            "（一）丙。",
        ),
    ],
)
def test_what_is_printed_last_before_the_signatures_is_marked(
    paragraphs: tuple[Paragraph, ...], last: str, screen: bool
) -> None:
    """It must not break over the page, or the signing page would begin in the middle of a sentence."""
    marked = page_of(with_last_article(*paragraphs), screen=screen).xpath("//*[contains(@class, 'last')]")
    assert [squeeze(one.text_content()) for one in marked] == [last]
