"""Deeds, letters and sheets in Word: what is lost if these fail is a cell, an addressee, or a file that Word opens."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest
from lxml import etree

from generator.document.nodes import Document, Table
from generator.errors import LayoutError
from generator.render.docx import render_docx
from tests.documents import every_node
from tests.render.docx.frames import W, parts_of
from tests.short_documents import deed, letter, receipt_table, sheet

TEMPLATES = Path(__file__).parents[3] / "templates"
SHORT = {"deed": deed, "letter": letter, "sheet": sheet}
TEXT_WIDTH = 8845  # twips: 156 mm


def draw(document: Document) -> etree._Element:
    return etree.fromstring(parts_of(render_docx(document, TEMPLATES / document.layout))["word/document.xml"])


def spoilt(folder: Path, layout: str, changes: Mapping[str, str]) -> Path:
    """Return a layout whose frame's text is changed; each changed word must be there."""
    parts = parts_of((TEMPLATES / layout / "frame.docx").read_bytes())
    text = parts["word/document.xml"].decode()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    with zipfile.ZipFile(folder / "frame.docx", "w") as archive:
        for name, content in {**parts, "word/document.xml": text.encode()}.items():
            archive.writestr(name, content)
    return folder


def style_of(paragraph: etree._Element) -> str | None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if style is None else style.get(W + "val")


def text_of(element: etree._Element) -> str:
    return "".join(element.itertext(W + "t"))


def test_a_table_has_its_grid_spans_and_head_cells() -> None:
    (table,) = draw(letter(name="某某医院")).iter(W + "tbl")
    grid = [int(column.get(W + "w")) for column in table.iter(W + "gridCol")]
    assert sum(grid) == TEXT_WIDTH
    assert grid == [round(TEXT_WIDTH * end / 14) - round(TEXT_WIDTH * start / 14) for start, end in
                    ((0, 3), (3, 7), (7, 10), (10, 14))]  # fmt: skip
    rows = list(table.iter(W + "tr"))
    for row in rows:
        spans = [int(span.get(W + "val")) if (span := cell.find(f".//{W}gridSpan")) is not None else 1
                 for cell in row.iter(W + "tc")]  # fmt: skip
        assert sum(spans) == len(grid)
        widths = [int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w")) for cell in row.iter(W + "tc")]
        assert sum(widths) == TEXT_WIDTH
        assert row.find(f"{W}trPr/{W}cantSplit") is not None
    merges = [[merge.get(W + "val") for merge in row.iter(W + "vMerge")] for row in rows]
    assert merges == [[], [], [], ["restart", "restart"], [None, None], []]
    heads = {text_of(p) for p in table.iter(W + "p") if style_of(p) == "TableHead"}
    assert {"受送达人", "签收", "备注"} <= heads
    assert [text_of(p) for p in table.iter(W + "p") if style_of(p) == "TableText"][1] == "某某医院"


def test_word_itself_reads_the_merged_cells_as_one() -> None:
    """python-docx resolves spans as Word does."""
    document = letter(name="某某医院")
    word = docx.Document(io.BytesIO(render_docx(document, TEMPLATES / "letter")))
    (table,) = word.tables
    assert table.cell(3, 0)._tc is table.cell(4, 0)._tc
    assert table.cell(0, 1)._tc is table.cell(0, 3)._tc
    assert table.cell(3, 3).text == "送达人\n（两人）"


def test_two_tables_are_kept_apart_and_a_paragraph_ends_the_text() -> None:
    """Word joins tables that nothing parts, and repairs a file whose text ends with one."""
    root = draw(sheet().model_copy(update={"blocks": (receipt_table(), receipt_table()), "signatures": ()}))
    for table in root.iter(W + "tbl"):
        assert table.getnext().tag == W + "p"


def test_a_table_is_as_wide_as_the_text_of_a_restyled_page(tmp_path: Path) -> None:
    layout = spoilt(tmp_path, "letter", {'w:right="1474"': 'w:right="2474"'})
    root = etree.fromstring(parts_of(render_docx(letter(), layout))["word/document.xml"])
    (table,) = root.iter(W + "tbl")
    assert table.find(f"{W}tblPr/{W}tblW").get(W + "w") == str(TEXT_WIDTH - 1000)


def test_the_last_row_stays_with_the_place_for_signing() -> None:
    *_, table = draw(sheet()).iter(W + "tbl")
    (*_, row) = table.iter(W + "tr")
    assert row.find(f".//{W}keepNext") is not None
    assert table.getnext().find(f"{W}pPr/{W}keepNext") is not None


def test_a_table_in_an_agreement_is_drawn_too() -> None:
    document = every_node()
    (attachment,) = document.attachments
    changed = attachment.model_copy(update={"blocks": (*attachment.blocks, receipt_table())})
    root = draw(document.model_copy(update={"attachments": (changed,)}))
    assert "送达文书名称及文号" in text_of(root)


def test_a_table_that_its_cells_do_not_fill_is_an_error_and_not_a_gap() -> None:
    hole = Table(widths=(1, 1), rows=(receipt_table().rows[4],))
    narrow = hole.model_copy(update={"widths": (1, 1, 1)})
    with pytest.raises(TypeError, match="doesn't fill"):
        draw(sheet().model_copy(update={"blocks": (narrow,)}))


def test_an_unknown_block_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(TypeError, match="unknown block"):
        draw(sheet().model_copy(update={"blocks": (object(),)}))


def test_a_letter_has_its_head_in_the_order_of_the_standard_and_its_passages_are_no_headings() -> None:
    """GB/T 9704-2012, 7.2 and 7.3."""
    styles = [(style_of(p), text_of(p)) for p in draw(letter(name="某某医院")).iter(W + "p") if text_of(p)]
    assert styles[:5] == [
        ("Issuer", "呼和浩特市医疗保险服务中心"),
        ("LetterNumber", "呼医保中心通〔2026〕3号"),
        ("LetterTitle", "关于中止履行医保协议的通知"),
        ("Addressee", "某某医院："),
        ("Clause", "你单位与我中心签订的医保协议（编号：内医保协〔2026〕0001号）在履行中。"),
    ]
    assert not {"Chapter", "Article", "ArticleLabel"} & {style for style, _ in styles}


def test_a_letter_numbers_its_pages_on_the_outer_side_and_marks_a_draft_on_all_of_them() -> None:
    parts = parts_of(render_docx(letter(draft=True), TEMPLATES / "letter"))
    assert b"evenAndOddHeaders" in parts["word/settings.xml"]
    (section,) = etree.fromstring(parts["word/document.xml"]).iter(W + "sectPr")
    kinds = [(child.tag.removeprefix(W), child.get(W + "type")) for child in section][:4]
    assert kinds == [
        ("headerReference", "default"),
        ("headerReference", "even"),
        ("footerReference", "default"),
        ("footerReference", "even"),
    ]
    assert parts["word/header.xml"].decode().count('string="草案"') == 1


def test_an_attachment_named_in_a_list_is_bookmarked_once() -> None:
    """Word drops a second bookmark of the same name, and may drop the first."""
    names = [mark.get(W + "name") for mark in draw(letter()).iter(W + "bookmarkStart")]
    assert sorted(names) == sorted(set(names))
    assert "a_receipt" in names


def test_an_article_of_a_deed_stands_under_no_empty_chapter() -> None:
    headings = [text_of(p)[:3] for p in draw(deed()).iter(W + "p") if style_of(p) in ("Chapter", "Article")]
    assert headings == ["第一条", "第二条"]


def test_both_parties_of_a_deed_sign_on_one_page() -> None:
    table = next(t for t in draw(deed()).iter(W + "tbl") if "甲方（公章）" in text_of(t))
    assert "乙方（公章）" in text_of(table)
    assert table.find(f"{W}tr/{W}trPr/{W}cantSplit") is not None
    assert table.getprevious().find(f"{W}pPr/{W}keepNext") is not None


@pytest.mark.parametrize(
    ("make", "old", "said"),
    [
        (letter, "{{r issuer }}", "发文机关（issuer）"),
        (letter, "{{r addressee }}", "主送机关（addressee）"),
        (letter, "{{r docket.value }}", "封面首行（docket）"),
        (letter, "{{r line }}", "签章"),
        (letter, "{{ remark }}", "说明"),
        (deed, "{{ docket.label }}", "封面首行的名称"),
        (deed, "{{ party.role }}", "双方的称谓"),
        (sheet, "{{p body }}", "正文"),
        (sheet, "{{r line }}", "左边签章、右边签章"),
    ],
)
def test_a_frame_that_leaves_something_out_is_told(
    tmp_path: Path, make: Callable[[], Document], old: str, said: str
) -> None:
    with pytest.raises(LayoutError, match=said):
        render_docx(make(), spoilt(tmp_path, make().layout, {old: ""}))


def test_a_frame_of_one_form_is_not_taken_as_proved_for_another() -> None:
    """A deed's frame has no place for an addressee: the notice would go out to nobody."""
    render_docx(deed(), TEMPLATES / "deed")
    with pytest.raises(LayoutError, match="主送机关"):
        render_docx(letter(), TEMPLATES / "deed")


def test_the_script_draws_the_frames_that_are_delivered(tmp_path: Path) -> None:
    """Else what the script says and what is printed would part ways unseen."""
    script = TEMPLATES.parent / "scripts" / "build_short_frames.py"
    subprocess.run([sys.executable, script, tmp_path], check=True)
    for name in SHORT:
        assert (tmp_path / name / "frame.docx").read_bytes() == (TEMPLATES / name / "frame.docx").read_bytes()
