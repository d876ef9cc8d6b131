"""How high the rows of a table are, and how wide a letter's head is, as each format prints them.

Lost without these: a receipt without room to sign in, or an issuer's name that breaks over two red lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.document.nodes import Cell, Document, Fill, HandFilled, Inline, Origin, Row, Table, Text
from generator.render.docx import render_docx
from generator.render.html import render_html
from generator.render.pdf import render_pdf
from generator.render.typst import render_typst
from tests.render.docx.frames import parts_of
from tests.render.typst.test_typst import lines_of
from tests.short_documents import letter, sheet

TEMPLATES = Path(__file__).parents[2] / "templates"
SEAL, DAY = HandFilled(name="hand.seal", shape=""), HandFilled(name="hand.day", shape="____年__月__日")
PDF = pytest.mark.parametrize("render", [render_pdf, render_typst])


def table_of(*rows: tuple[Inline, ...], spanned: int = 1) -> Document:
    """Return a sheet with one column of rows beside a cell that spans the first of them."""
    side = Cell(lines=((SEAL,),), rows=spanned)
    cells = [(Cell(lines=(row,)),) for row in rows]
    first = () if spanned == 1 else (side,)
    empty = () if spanned == 1 else (Cell(lines=()),)
    drawn = tuple((*(first if n == 0 else empty if n >= spanned else ()), *row) for n, row in enumerate(cells))
    return sheet().model_copy(update={"blocks": (Table(widths=(1,) * (1 + len(first)), rows=drawn),)})


ROWS = table_of((Text(text="甲甲"),), (Text(text="乙乙"), DAY), (Text(text="丙丙"), SEAL), (Text(text="丁丁"),))


def baselines(render: Callable[[Document, Path], bytes], document: Document) -> list[float]:
    """Return how far below the top each row's first line stands, in mm."""
    written = lines_of(render(document, TEMPLATES / document.layout))
    return [next(line[3] for line in written if line[0].startswith(mark)) for mark in ("甲甲", "乙乙", "丙丙", "丁丁")]


@pytest.mark.system
@PDF
def test_rows_are_nine_millimetres_high_and_fourteen_where_somebody_signs(
    render: Callable[[Document, Path], bytes],
) -> None:
    """Text stands in the middle of its row: between two of them lies half of each."""
    first, second, signed, last = baselines(render, ROWS)
    assert second - first == pytest.approx(9, abs=0.3)
    assert signed - second == pytest.approx((9 + 14) / 2, abs=0.3)
    assert last - signed == pytest.approx((14 + 9) / 2, abs=0.3)


@pytest.mark.system
@PDF
def test_a_row_with_more_text_than_that_grows(render: Callable[[Document, Path], bytes]) -> None:
    long = table_of((Text(text="甲甲"),), (Text(text="乙乙" * 60),), (Text(text="丙丙"),), (Text(text="丁丁"),))
    _, second, third, last = baselines(render, long)
    assert third - second > 4 * 7
    assert last - third == pytest.approx(9, abs=0.3)


def heights(document: Document) -> list[int]:
    """Return the least heights of a Word file's rows, in twips."""
    text = parts_of(render_docx(document, TEMPLATES / document.layout))["word/document.xml"].decode()
    return [int(found) for found in re.findall(r'<w:trHeight w:val="(\d+)" w:hRule="atLeast"/>', text)]


def test_word_keeps_the_same_least_heights() -> None:
    assert heights(ROWS) == [510, 510, 794, 510]


def test_a_place_for_the_pen_over_several_rows_makes_none_of_them_higher() -> None:
    """It has the height of all its rows already."""
    rows = [(Text(text=mark),) for mark in ("甲甲", "乙乙", "丙丙", "丁丁")]
    document = table_of(*rows, spanned=2)
    assert heights(document) == [510] * 4
    assert b'by-hand"' not in render_html(document, TEMPLATES / "sheet")
    assert render_html(ROWS, TEMPLATES / "sheet").count(b'<tr class="by-hand">') == 1


def issued_by(name: str) -> Document:
    """Return a letter of an agency."""
    agency = Fill(name="agency.name", text=name, origin=Origin.CASE)
    document = letter(name="某某医院")
    number, _ = document.cover.rows
    signature = document.signatures[0].model_copy(update={"lines": ((agency,),)})
    cover = document.cover.model_copy(update={"rows": (number, Row(label="发文机关", value=(agency,)))})
    return document.model_copy(update={"cover": cover, "signatures": (signature,)})


@pytest.mark.system
@PDF
def test_an_issuer_of_sixteen_characters_stands_on_one_line(render: Callable[[Document, Path], bytes]) -> None:
    name = "内蒙古自治区示例市医疗保险服务中心"[:16]
    written = lines_of(render(issued_by(name), TEMPLATES / "letter"))
    assert written[0][0] == name


def test_word_prints_the_issuer_in_26_points() -> None:
    styles = parts_of((TEMPLATES / "letter" / "frame.docx").read_bytes())["word/styles.xml"].decode()
    style = next(found for found in re.findall("<w:style .*?</w:style>", styles, re.DOTALL) if "发文机关标志" in found)
    assert '<w:sz w:val="52"/>' in style
