"""What is lost if these fail: a notice without its addressee, or a receipt without a cell, would be called issued."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.document.nodes import Cell, Chapter, Document, Fill, Table, Text
from generator.errors import ReadBackError
from generator.issuing.read_back import find_document, read_back, squeeze
from generator.issuing.read_docx import read_docx_text
from generator.render.formats import render_document
from tests.documents import every_node
from tests.short_documents import deed, letter, sheet

TEMPLATES = Path(__file__).parents[2] / "templates"
SHORT = {"deed": deed, "letter": letter, "sheet": sheet}
FORMATS = ["docx", "html", "json", pytest.param("pdf", marks=pytest.mark.system)]


def drawn(document: Document, name: str) -> bytes:
    return render_document(name, document, TEMPLATES / document.layout)


def with_other_cell(document: Document) -> Document:
    """Return the paper with one word of one cell changed, the last row's, where only a table's reader would see it."""
    (attachment,) = document.attachments
    *others, table = attachment.blocks
    assert isinstance(table, Table)
    head, _ = table.rows[-1]
    row = (head, Cell(lines=((Text(text="无此备注"),),), columns=3))
    changed = table.model_copy(update={"rows": (*table.rows[:-1], row)})
    return document.model_copy(update={"attachments": (attachment.model_copy(update={"blocks": (*others, changed)}),)})


def without_cover(document: Document) -> Document:
    return document.model_copy(update={"cover": document.cover.model_copy(update={"rows": ()})})


def tall_table() -> Table:
    """Return 新旧条款对照: two cells higher than a page, alike but for a word."""
    before = "".join(f"第{number}句旧文，甲方应当按月结算；" for number in range(1, 91))
    cells = tuple(Cell(lines=((Text(text=text),),)) for text in (before, before.replace("旧文", "新文")))
    last = tuple(Cell(lines=((Text(text=text),),)) for text in ("以上为旧", "以上为新"))
    return Table(widths=(1, 1), rows=(cells, last))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("make", SHORT.values(), ids=SHORT)
def test_every_form_is_found_whole_in_every_format(make: Callable[..., Document], name: str) -> None:
    document = make(name="某某医院")
    read_back(document, name, drawn(document, name))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("make", [letter, deed])
def test_a_cell_that_says_something_else_is_seen(make: Callable[..., Document], name: str) -> None:
    document = make(name="某某医院")
    with pytest.raises(ReadBackError):
        read_back(with_other_cell(document), name, drawn(document, name))


@pytest.mark.parametrize("name", FORMATS)
def test_a_letter_to_somebody_else_is_seen(name: str) -> None:
    document = letter(name="某某医院")
    other = document.model_copy(update={"addressee": (Fill(name="institution.name", text="另一家", origin="case"),)})
    with pytest.raises(ReadBackError):
        read_back(other, name, drawn(document, name))


@pytest.mark.parametrize("name", ["docx", "html", pytest.param("pdf", marks=pytest.mark.system)])
def test_a_passage_that_is_not_printed_is_named(name: str) -> None:
    document = letter(name="某某医院")
    (chapter,) = document.chapters
    printed: Chapter = chapter.model_copy(update={"articles": (chapter.articles[0], chapter.articles[2])})
    with pytest.raises(ReadBackError, match="“decision”一段"):
        read_back(document, name, drawn(document.model_copy(update={"chapters": (printed,), "bases": ()}), name))


def test_particulars_of_another_hospital_are_seen() -> None:
    """They are on the first page alone: no article would show it."""
    document = every_node(name="某某医院")
    whole = squeeze("定点医疗机构医疗保障服务协议甲方名称呼和浩特市医疗保险服务中心电话0471-0000001乙方")
    with pytest.raises(ReadBackError, match="甲方信息“电话”"):
        find_document(document, whole, "文件", squeeze)


def test_a_paper_without_its_number_is_seen() -> None:
    """Where no cover tells the number, it is no fill of the text."""
    document = without_cover(deed(name="某某医院"))
    with pytest.raises(ReadBackError, match="没有编号"):
        read_back(document, "docx", drawn(document.model_copy(update={"number": None}), "docx"))


def test_a_form_that_is_only_filed_under_its_number_is_found_whole() -> None:
    document = without_cover(sheet(name="某某医院"))
    data = drawn(document, "docx")
    read_back(document, "docx", data)
    assert document.number not in read_docx_text(data)


@pytest.mark.system
def test_cells_higher_than_a_page_are_found_piece_by_piece() -> None:
    """A page holds the first lines of both cells, the next one the rest of both."""
    document = sheet(name="某某医院").model_copy(update={"blocks": (tall_table(),)})
    data = drawn(document, "pdf")
    read_back(document, "pdf", data)
    before, after = tall_table().rows[0]
    lost = Cell(lines=((Text(text=after.lines[0][0].text.replace("第60句新文", "第60句新交")),),))
    other = tall_table().model_copy(update={"rows": ((before, lost), tall_table().rows[1])})
    with pytest.raises(ReadBackError, match="表格（第1行）"):
        read_back(document.model_copy(update={"blocks": (other,)}), "pdf", data)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("标题甲乙丙丁戊己庚辛", True),
        ("标题甲乙丙丁旁格戊己庚辛", True),
        ("标题甲乙丙丁旁格戊己庚", False),
        ("标题戊己庚辛甲乙丙丁", False),
        ("标题甲乙丙旁丁戊己庚旁辛", False),
    ],
    ids=["whole", "in two pieces", "the end is missing", "the wrong way round", "in crumbs"],
)
def test_a_cell_may_be_parted_but_never_lack_a_character(text: str, found: bool) -> None:
    cell = Cell(lines=((Text(text="甲乙丙丁戊己庚辛"),),))
    document = sheet().model_copy(
        update={
            "title": "标题",
            "number": None,
            "cover": sheet().cover.model_copy(update={"rows": ()}),
            "blocks": (Table(widths=(1,), rows=((cell,),)),),
            "signatures": (),
        }
    )
    if found:
        find_document(document, text, "文件", squeeze)
    else:
        with pytest.raises(ReadBackError, match="表格（第1行）"):
            find_document(document, text, "文件", squeeze)
