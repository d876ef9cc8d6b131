"""What is lost if these fail: a sentence, a reference, a name, or the same bytes for the same paper."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import docx
import pytest
from lxml import etree

from generator.document.nodes import Article, Chapter, Fill, Origin, Paragraph, Text
from generator.document.walk import document_lines
from generator.errors import XieyiError
from generator.render.docx import render_docx
from tests.documents import HOSTILE, every_node
from tests.render.docx.frames import LAYOUT, W, draw, parts_of


def printed(root: etree._Element) -> str:
    return "".join("".join(root.itertext(W + "t")).split())


@pytest.mark.parametrize("draft", [True, False])
def test_every_line_of_the_document_is_printed(draft: bool) -> None:
    document = every_node(draft=draft)
    text = printed(draw(document))
    for line in document_lines(document):
        assert "".join(line.split()) in text


@pytest.mark.parametrize(
    "name",
    [HOSTILE, "医" * 200, "{_{ x }_}", "]]>&amp;&#60;", "㐂𠮷𮯰\ue000堃", "  两端 与  中间的空格 ", "<w:t>名</w:t>"],
)
def test_a_name_comes_out_as_it_went_in(name: str) -> None:
    root = draw(every_node(name=name))
    runs = [run for run in root.iter(W + "r") if run.findtext(W + "t") == name]
    assert len(runs) == 3  # on the cover, among the particulars, in the negotiated article
    if name != name.strip() or "  " in name:
        assert all(run.find(W + "t").attrib.values() == ["preserve"] for run in runs)


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\n", "\ud800", "\ufffe"])
def test_a_control_character_is_an_error_and_not_a_file_that_word_cannot_open(sign: str) -> None:
    with pytest.raises(XieyiError, match=f"U\\+{ord(sign):04X}"):
        render_docx(every_node(name=f"甲{sign}乙"), LAYOUT)


def test_an_unknown_node_is_an_error_and_not_a_gap() -> None:
    stranger = Paragraph.model_construct(address=None, inlines=(object(),), items=())
    with pytest.raises(TypeError, match="unknown inline"):
        render_docx(every_node().model_copy(update={"preamble": (stranger,)}), LAYOUT)


def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    code = (
        "import sys, hashlib; from tests.documents import every_node; from generator.render.docx import render_docx;"
        "from tests.render.docx.frames import LAYOUT;"
        "print(hashlib.sha256(render_docx(every_node(), LAYOUT)).hexdigest())"
    )
    root = LAYOUT.parents[1]
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, cwd=root, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_chapters_and_articles_are_headings_of_word() -> None:
    word = docx.Document(io.BytesIO(render_docx(every_node(), LAYOUT)))
    headings = [(p.style.name, p.text[:3]) for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "第一章"),
        ("Heading 2", "第一条"),
        ("Heading 1", "第二章"),
        ("Heading 2", "第二条"),
        ("Heading 2", "第三条"),
    ]


def test_every_reference_leads_to_a_bookmark_and_every_bookmark_is_whole() -> None:
    root = draw(every_node())
    starts = {mark.get(W + "id"): mark.get(W + "name") for mark in root.iter(W + "bookmarkStart")}
    ends = [mark.get(W + "id") for mark in root.iter(W + "bookmarkEnd")]
    anchors = {link.get(W + "anchor") for link in root.iter(W + "hyperlink")}
    assert sorted(starts) == sorted(ends)
    assert len(set(ends)) == len(ends)
    assert {"c_scope", "c_scope__visits", "c_quality_deposit", "c_addition_1", "a_commitment"} == set(starts.values())
    assert anchors <= set(starts.values())


def test_fills_limits_and_blanks_can_be_told_from_fixed_text() -> None:
    styles = {}
    for run in draw(every_node(draft=True, name="某某医院")).iter(W + "r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        styles.setdefault(run.findtext(W + "t"), set()).add(None if style is None else style.get(W + "val"))
    assert styles["4%"] == {"Fill"}
    assert styles["5%"] == {"Limit"}
    assert styles["某某医院"] == {"Fill", "CellFill"}
    assert styles["________"] == {"Blank"}
    assert styles["____"] == styles["__"] == {"HandFilled"}  # widened; 年, 月 and 日 are not
    assert styles["乙方提供的服务包括："] == {None}


def test_what_the_region_sets_is_styled_apart_from_what_the_case_states() -> None:
    """Underlined is what the parties agreed; a reader must not take the region's rule for it."""
    article = every_node().chapters[1].articles[0]
    rate = Fill(name="rate", text="85%", origin=Origin.REGION)
    article = article.model_copy(update={"paragraphs": (Paragraph(inlines=(rate,)),)})
    chapter = every_node().chapters[1].model_copy(update={"articles": (article,)})
    root = draw(every_node().model_copy(update={"chapters": (chapter,)}))
    (run,) = [run for run in root.iter(W + "r") if run.findtext(W + "t") == "85%"]
    assert run.find(f"{W}rPr/{W}rStyle").get(W + "val") == "Regional"


def test_a_negotiated_article_is_told_by_a_line_of_its_own_before_it() -> None:
    """Within the article the mark would be read as its text, and compared with it."""
    root = draw(every_node())
    (line,) = [p for p in root.iter(W + "p") if "".join(p.itertext(W + "t")) == "【协商约定：双方协商】"]
    assert line.find(f"{W}pPr/{W}pStyle").get(W + "val") == "Negotiated"
    assert line.find(f".//{W}bookmarkStart") is None
    assert "".join(line.getnext().itertext(W + "t")).startswith("第三条")


def test_the_last_lines_stay_with_the_place_for_signing() -> None:
    root = draw(every_node())
    table = next(t for t in root.iter(W + "tbl") if "甲方（公章）" in "".join(t.itertext()))
    last = table.getprevious()
    assert "为准。" in "".join(last.itertext())
    assert last.find(f"{W}pPr/{W}keepNext") is not None
    assert last.find(f"{W}pPr/{W}keepLines") is not None
    assert table.find(f"{W}tr/{W}trPr/{W}cantSplit") is not None


@pytest.mark.parametrize(("draft", "marks"), [(True, 1), (False, 0)])
def test_the_watermark_is_on_every_page_of_a_draft_alone(draft: bool, marks: int) -> None:
    parts = parts_of(render_docx(every_node(draft=draft), LAYOUT))
    assert parts["word/header.xml"].decode().count('string="草案"') == marks
    sections = etree.fromstring(parts["word/document.xml"]).iter(W + "sectPr")
    references = [
        (s.find(W + "headerReference") is not None, s.find(W + "footerReference") is not None) for s in sections
    ]
    assert references == [(True, False), (True, True)]  # no page number on the cover


def test_the_properties_tell_the_title_and_nothing_of_who_drew_the_frame() -> None:
    word = docx.Document(io.BytesIO(render_docx(every_node(), LAYOUT)))
    assert word.core_properties.title == "定点医疗机构医疗保障服务协议"
    assert word.core_properties.author == ""
    assert word.core_properties.created.date() == every_node().date


def test_articles_are_remembered_by_identity_and_never_mixed_up() -> None:
    """Two documents whose articles differ in text alone, drawn in turn, each keep their own."""
    for turn in range(300):
        article = Article(
            clause="a",
            number=1,
            label="第一条",
            title="",
            bookmark="a",
            paragraphs=(Paragraph(inlines=(Text(text=f"第{turn}次"),)),),
        )
        chapter = Chapter(id="c", number=1, label="第一章", title="总则", articles=(article,))
        text = printed(draw(every_node().model_copy(update={"chapters": (chapter,)})))
        assert f"第一条第{turn}次甲方" in text


def test_every_entry_of_the_zip_carries_the_fixed_time() -> None:
    with zipfile.ZipFile(io.BytesIO(render_docx(every_node(), LAYOUT))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
