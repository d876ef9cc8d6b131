"""Deeds, letters and sheets as HTML: in the right official form, readable on a telephone, nothing left out."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from generator.document.nodes import Cell, Document, Table, Text
from generator.errors import LayoutError
from generator.render.html import render_html
from generator.render.html.layout import layout_files
from tests.documents import every_node
from tests.short_documents import deed, letter, receipt_table, sheet

TEMPLATES = Path(__file__).parents[2] / "templates"
SHORT = {"deed": deed, "letter": letter, "sheet": sheet}


def page_of(document: Document, *, screen: bool = True) -> html.HtmlElement:
    return html.document_fromstring(render_html(document, TEMPLATES / document.layout, screen=screen))


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the layouts that a test may spoil."""
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    return tmp_path / "templates"


@pytest.mark.parametrize("screen", [True, False])
@pytest.mark.parametrize("make", SHORT.values(), ids=SHORT)
def test_a_short_paper_has_no_contents_no_cover_and_no_empty_heading(
    make: Callable[[], Document], screen: bool
) -> None:
    page = page_of(make(), screen=screen)
    assert page.xpath("//nav | //*[@class='cover']") == []
    assert [h for h in page.xpath("//h1 | //h2 | //h3 | //*[@role='heading']") if not h.text_content().strip()] == []
    assert page.xpath("string(//h1)") == make().title


def test_a_letter_is_headed_by_issuer_number_title_and_addressee_in_this_order() -> None:
    """GB/T 9704-2012, 7.2 and 7.3."""
    page = page_of(letter(name="某某医院"), screen=False)
    told = [line.text_content().strip() for line in page.xpath("//main//p | //main//h1")][:4]
    assert told == ["呼和浩特市医疗保险服务中心", "呼医保中心通〔2026〕3号", "关于中止履行医保协议的通知", "某某医院："]


def test_a_passage_of_a_letter_has_no_label_and_no_place_in_the_outline() -> None:
    page = page_of(letter(), screen=False)
    assert page.xpath("//*[@class='label'] | //@data-outline") == []


def test_an_article_of_a_deed_keeps_its_label() -> None:
    assert page_of(deed()).xpath("//*[@class='label']/text()") == ["第一条", "第二条"]


def test_a_basis_stands_below_the_passage_whose_value_it_bounds() -> None:
    (note,) = page_of(letter()).xpath("//aside[@class='bases']")
    assert note.getparent().get("id") == "c_decision"


def test_a_table_keeps_spans_heads_and_lines() -> None:
    (table,) = page_of(letter(name="某某医院")).xpath("//table[@class='form']")
    (sign,) = table.xpath(".//th[normalize-space()='签收']")
    assert sign.get("rowspan") == "2"
    assert table.xpath(".//td[normalize-space()='中止履行医保协议通知书']/@colspan") == ["3"]
    assert len(table.xpath(".//td[starts-with(., '送达人')]/br")) == 1
    widths = [float(style.removeprefix("width: ").removesuffix("%")) for style in table.xpath(".//col/@style")]
    assert widths == pytest.approx([300 / 14, 400 / 14, 300 / 14, 400 / 14], abs=0.001)


def test_text_in_a_table_is_never_markup() -> None:
    table = Table(widths=(1,), rows=((Cell(lines=((Text(text="<b>&amp;"),),)),),))
    page = page_of(sheet().model_copy(update={"blocks": (table,)}))
    assert page.xpath("//table//b") == []
    assert page.xpath("string(//table//td)") == "<b>&amp;"


def test_a_table_in_an_agreement_is_drawn_with_its_lines_and_without_one_nothing_changes() -> None:
    """The sheet for tables is taken only where there is one: other agreements keep their bytes."""
    document = every_node()
    (attachment,) = document.attachments
    changed = attachment.model_copy(update={"blocks": (*attachment.blocks, receipt_table())})
    with_table = render_html(document.model_copy(update={"attachments": (changed,)}), TEMPLATES / "agreement")
    assert b".form {" in with_table
    assert b'<table class="form">' in with_table
    assert b".form {" not in render_html(document, TEMPLATES / "agreement")


@pytest.mark.parametrize(
    ("make", "old", "said"),
    [
        (letter, "{{ issuer }}", "没有印出 issuer"),
        (letter, "{{ addressee }}", "没有印出 addressee"),
        (letter, "{{ docket.value }}", "没有印出 docket"),
        (letter, "{{ attachment.body }}", "没有印出 attachments"),
        (deed, "{{ docket.label }}", "没有印出 docket"),
        (deed, "{{ row.value }}", "没有印出 (cover|parties)"),
        (sheet, "{{ body }}", "没有印出 body"),
    ],
)
def test_a_layout_that_leaves_something_out_is_told(
    templates: Path, make: Callable[[], Document], old: str, said: str
) -> None:
    frame = templates / make().layout / "page.html"
    content = frame.read_text(encoding="utf-8")
    assert old in content
    frame.write_text(content.replace(old, ""), encoding="utf-8")
    with pytest.raises(LayoutError, match=said):
        render_html(make(), frame.parent)


def test_a_shared_sheet_that_is_gone_is_told_with_the_line_that_takes_it(templates: Path) -> None:
    (templates / "shared" / "short.css").unlink()
    with pytest.raises(LayoutError, match=r"page\.html:\d+：.*short"):
        render_html(letter(), templates / "letter")


def test_a_shared_sheet_may_fetch_nothing_either(templates: Path) -> None:
    (templates / "shared" / "tables.css").write_text("@import 'x.css';", encoding="utf-8")
    with pytest.raises(LayoutError, match=r"tables\.css:1：“@import"):
        render_html(letter(), templates / "letter")


def test_a_look_depends_on_every_file_that_a_change_would_show_in() -> None:
    """The record of an issued paper holds their digest: one left out could be changed unnoticed."""
    named = {path.relative_to(TEMPLATES).as_posix() for path in layout_files(TEMPLATES / "letter")}
    assert named >= {
        "fonts.yaml",
        "letter/frame.docx",
        "letter/page.html",
        "letter/paper.css",
        "letter/screen.css",
        "agreement/paper.css",
        "agreement/screen.css",
        "shared/short.css",
        "shared/tables.css",
    }
    assert "deed/page.html" not in named
