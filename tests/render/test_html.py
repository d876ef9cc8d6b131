"""The preview: one file that holds every word, says where each value came from, and runs nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from generator.document.nodes import (
    Article,
    Basis,
    Chapter,
    Document,
    Fill,
    Inline,
    Node,
    Origin,
    Paragraph,
    Text,
)
from generator.document.walk import article_lines, articles, attachment_lines, document_lines
from generator.render.html import render_html
from tests.documents import HOSTILE, every_node

LAYOUT = Path(__file__).parents[2] / "templates" / "agreement"


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def parse(document: Document, layout: Path = LAYOUT) -> html.HtmlElement:
    return html.document_fromstring(render_html(document, layout))


def printed(element: html.HtmlElement) -> str:
    """Return an element's text without what the preview adds to it: bases and negotiated marks."""
    for extra in element.xpath(".//aside | .//p[@class='added']"):
        extra.drop_tree()
    return squeeze(element.text_content())


def with_inlines(*inlines: Inline, bases: tuple[Basis, ...] = ()) -> Document:
    article = Article(
        clause="one",
        number=1,
        label="第一条",
        title="一",
        bookmark="c_one",
        paragraphs=(Paragraph(inlines=inlines),),
    )
    chapter = Chapter(id="one", number=1, label="第一章", title="总则", articles=(article,))
    return every_node().model_copy(update={"chapters": (chapter,), "bases": bases})


# Nothing is lost


def test_every_article_is_a_section_that_holds_its_printed_text_and_no_more() -> None:
    document = every_node()
    page = parse(document)
    for article in articles(document):
        assert printed(page.get_element_by_id(article.bookmark)) == squeeze("".join(article_lines(article)))


def test_every_printed_line_of_the_document_stands_in_the_page() -> None:
    document = every_node(draft=True)
    text = squeeze(parse(document).find("body").text_content())
    assert [line for line in document_lines(document) if squeeze(line) not in text] == []


def test_an_attachment_keeps_its_text_and_signature_lines_together() -> None:
    document = every_node()
    (attachment,) = document.attachments
    section = parse(document).get_element_by_id(attachment.bookmark)
    assert printed(section) == squeeze("".join(("附件", *attachment_lines(attachment))))


def test_items_hang_on_their_paragraph_and_nested_items_on_their_item() -> None:
    page = parse(every_node())
    assert len(page.xpath("//section[@id='c_scope']/ol/li")) == 2
    assert squeeze(page.get_element_by_id("c_scope__visits").xpath("string(ol/li[2])")) == "2.急诊。"


@pytest.mark.parametrize(
    "name", [HOSTILE, "</p><script>alert(1)</script>", "{{ title }}{# #}", "&amp;lt; \" onload='x'"]
)
def test_a_name_comes_out_as_it_went_in_and_is_never_markup_or_template(name: str) -> None:
    page = parse(every_node(name=name))
    values = page.xpath("//*[@data-name='institution.name']")
    assert [value.text_content() for value in values] == [name] * 3
    assert all(len(value) == 0 for value in values)


def test_titles_and_names_of_who_negotiated_are_escaped_too() -> None:
    document = every_node()
    *chapters, last = document.chapters
    hostile = {"title": '"><b>', "added_by": "<i>&", "label": "<u>", "bookmark": 'c"'}
    spoiled = last.model_copy(update={"articles": (last.articles[-1].model_copy(update=hostile),), "title": "<s>"})
    page = parse(document.model_copy(update={"chapters": (*chapters, spoiled), "remarks": ("<u>&amp;",)}))
    assert page.xpath("//u | //s | //section//i") == []
    assert '"><b>' in page.xpath("string(//nav)")
    assert "<u>&amp;" in page.xpath("string(//main)")


class _Stranger(Node):
    """A node that no renderer knows."""


def test_an_unknown_node_is_refused_rather_than_dropped() -> None:
    document = every_node()
    paragraph = Paragraph.model_construct(inlines=(_Stranger(),))
    with pytest.raises(TypeError, match="_Stranger"):
        render_html(document.model_copy(update={"preamble": (paragraph,)}), LAYOUT)


# What the reader is told


@pytest.mark.parametrize("origin", [Origin.CASE, Origin.REGION, Origin.LAW, Origin.STRUCK])
def test_a_fill_is_marked_by_its_origin(origin: Origin) -> None:
    page = parse(with_inlines(Text(text="预留"), Fill(name="rate", text="4%", origin=origin)))
    (fill,) = page.xpath("//section[@id='c_one']//span[@data-name='rate']")
    assert fill.get("class") == f"fill {origin.value}"


def test_a_term_of_art_reads_as_fixed_text() -> None:
    page = parse(with_inlines(Fill(name="terms.province", text="自治区", origin=Origin.TERM)))
    assert page.xpath("//section[@id='c_one']//*[@data-name]") == []


def test_blanks_are_marked_and_counted() -> None:
    page = parse(every_node(draft=True))
    assert len(page.xpath("//main//*[@class='blank'][@data-name]")) == 3
    assert "还有 3 处" in page.xpath("string(//aside[@class='legend'])")


def test_a_number_is_followed_by_its_basis_where_one_is_known() -> None:
    page = parse(every_node())
    notes = page.xpath("//aside[@class='bases']")
    assert [note.getparent().get("id") for note in notes] == ["c_quality_deposit"]
    (basis,) = every_node().bases
    told = notes[0].text_content()
    assert all(part in told for part in (basis.label, basis.statement, basis.citation, basis.quote))


def test_a_limit_that_is_printed_by_itself_shows_the_basis_of_its_value() -> None:
    basis = Basis(name="rate", label="比例", statement="不超过5%", citation="第一条", quote="不超过5%")
    page = parse(with_inlines(Fill(name="rate.max", text="5%", origin=Origin.LAW), bases=(basis,)))
    assert len(page.xpath("//section[@id='c_one']/aside")) == 1


def test_a_value_and_its_limit_show_their_common_basis_once() -> None:
    limit = Basis(name="rate.max", label="比例", statement="不超过5%", citation="第一条", quote="不超过5%")
    value = limit.model_copy(update={"name": "rate"})
    page = parse(
        with_inlines(
            Fill(name="rate", text="4%", origin=Origin.CASE),
            Fill(name="rate.max", text="5%", origin=Origin.LAW),
            bases=(value, limit),
        )
    )
    assert len(page.xpath("//section[@id='c_one']/aside//li")) == 1


def test_a_negotiated_article_says_so_in_the_text_and_in_the_contents() -> None:
    page = parse(every_node())
    assert page.xpath("string(//section[@id='c_addition_1']/p[@class='added'])") == "【协商约定：双方协商】"
    assert page.xpath("string(//nav//a[@href='#c_addition_1'])").endswith("协商约定")


def test_remarks_are_shown() -> None:
    document = every_node()
    shown = [line.text_content() for line in parse(document).xpath("//div[@class='remarks']/p")]
    assert shown == ["说明：", *(f"{number}. {remark}" for number, remark in enumerate(document.remarks, 1))]


def test_a_draft_says_so_and_an_issued_paper_does_not() -> None:
    assert parse(every_node(draft=True)).xpath("string(//div[@class='watermark'])") == "草案"
    assert "草案" not in parse(every_node()).find("body").text_content()


# Finding one's way


def test_contents_and_references_lead_to_what_they_name() -> None:
    page = parse(every_node())
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    targets = [href.removeprefix("#") for href in page.xpath("//a/@href")]
    assert set(targets) <= set(identifiers)
    for article in articles(every_node()):
        assert squeeze(page.xpath(f"string(//nav//a[@href='#{article.bookmark}'])")).startswith(
            article.label + article.title
        )
    assert page.xpath("//a[@class='reference'][@href='#c_quality_deposit']/text()") == ["第二条"]


def test_headings_and_language_are_there_for_a_screen_reader() -> None:
    page = parse(every_node())
    assert page.get("lang") == "zh-CN"
    assert page.xpath("string(//title)") == page.xpath("string(//h1)") == every_node().title
    assert [squeeze(h.text_content()) for h in page.xpath("//section[@class='chapter']/h2")] == [
        "第一章总则",
        "第二章费用结算",
    ]
    labels = page.xpath("//section[starts-with(@class, 'article')]//*[@role='heading'][@aria-level='3']/text()")
    assert labels == ["第一条", "第二条", "第三条"]


# One file, and always the same


def test_the_page_refers_to_nothing_outside_itself_and_runs_nothing() -> None:
    data = render_html(every_node(draft=True), LAYOUT).decode()
    page = html.document_fromstring(data)
    assert (
        page.xpath("//script | //link | //iframe | //object | //@src | //@srcset | //@*[starts-with(name(), 'on')]")
        == []
    )
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    assert "url(" not in data
    assert "@import" not in data


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_html(every_node(), LAYOUT) == render_html(every_node(), LAYOUT)
