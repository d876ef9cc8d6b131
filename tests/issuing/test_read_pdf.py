"""Reading the written PDF back: what `issue` relies on before it says that a paper holds its text."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.document.nodes import Article, Chapter, Document, Fill, Inline, Item, Origin, Paragraph, Text
from generator.document.walk import article_lines, articles, document_lines, inline_text, inlines
from generator.errors import ReadBackError
from generator.fonts.faces import faces
from generator.fonts.roles import read_roles
from generator.issuing.read_pdf import fold, read_pdf_text
from generator.render.pdf import render_pdf
from tests.documents import every_node

TEMPLATES = Path(__file__).parents[2] / "templates"
LAYOUT = TEMPLATES / "agreement"

pytestmark = pytest.mark.system

PHONE = "0471-6600000转8001"


def _inlines(number: int) -> tuple[Inline, ...]:
    """Return a line whose length grows with the number, so that page and line breaks fall everywhere."""
    return (
        Text(
            text=f"乙方应当在{'每个自然年度内' * (number % 7)}按照约定如实报送第{number}项数据（HIS、PACS），比例不高于"
        ),
        Fill(name=f"rate_{number}", text=f"{number}.5%", origin=Origin.CASE),
        Text(text="，联系电话"),
        Fill(name="phone", text=PHONE, origin=Origin.CASE),
        Text(text="；《办法》另有规定的，从其规定。"),
    )


def long_document(name: str = "内蒙古自治区人民医院", *, draft: bool = False) -> Document:
    """Return a Document of 84 articles, a few lines each, on some thirty pages."""
    chapters = []
    for chapter in range(1, 8):
        drawn = []
        for number in range(12 * chapter - 11, 12 * chapter + 1):
            items = tuple(Item(label=f"（{n}）", address="", inlines=_inlines(number + 100 * n)) for n in (1, 2))
            drawn.append(
                Article(
                    clause=f"a-{number}",
                    number=number,
                    label=f"第{number}条",
                    title=f"第{number}",
                    bookmark=f"c_a_{number}",
                    paragraphs=(Paragraph(inlines=_inlines(number)), Paragraph(inlines=_inlines(number), items=items)),
                )
            )
        chapters.append(
            Chapter(id=f"c{chapter}", number=chapter, label=f"第{chapter}章", title="服务", articles=tuple(drawn))
        )
    whole = every_node(name=name, draft=draft)
    return whole.model_copy(update={"chapters": tuple(chapters)})


@pytest.fixture(scope="module")
def long_text() -> str:
    return fold(read_pdf_text(render_pdf(long_document(), LAYOUT)))


def missing(document: Document, text: str) -> list[str]:
    return [article.label for article in articles(document) if fold("".join(article_lines(article))) not in text]


def test_every_article_is_found_across_page_breaks(long_text: str) -> None:
    assert missing(long_document(), long_text) == []


def test_every_printed_line_and_every_fill_is_found(long_text: str) -> None:
    document = long_document()
    assert [line for line in document_lines(document) if fold(line) not in long_text] == []
    assert [inline for inline in inlines(document) if fold(inline_text(inline)) not in long_text] == []


@pytest.mark.parametrize("other", ["20.6%", "21.5%", ""])
def test_an_article_that_differs_in_one_value_is_not_found(long_text: str, other: str) -> None:
    document = long_document()
    chapters = list(document.chapters)
    article = chapters[1].articles[7]
    text, fill, *rest = article.paragraphs[0].inlines
    assert isinstance(fill, Fill)
    assert fill.text == "20.5%"
    tampered = article.model_copy(
        update={
            "paragraphs": (
                Paragraph(inlines=(text, fill.model_copy(update={"text": other}), *rest)),
                article.paragraphs[1],
            )
        }
    )
    assert fold("".join(article_lines(article))) in long_text
    assert fold("".join(article_lines(tampered))) not in long_text


def test_footers_and_the_watermark_are_left_out() -> None:
    document = every_node(draft=True)
    text = fold(read_pdf_text(render_pdf(document, LAYOUT)))
    assert "草案" not in text
    assert "共5页" not in text
    assert missing(document, text) == []


@pytest.mark.parametrize(
    "name",
    [
        """& < > " ' {{ x }} {% if %} ＆""",
        "𠮷㙍䶮医院",
        "⼀⼈⺠⾧ 一人民长 戶户⼾",
        "豈更車 豈更車",
        "ﬁ ﬂ ﬀ ﬃ fi fl ff ffi Office",
        "Å Å é é Ω Ω µ μ",
        "０１％（）＆！ ﹙﹚ ㎡ ㈠ ① ➀ Ⅷ ½",
        "… ⋯ — – - ‐ ‑ · ・ • ‧ ∕ ／ 〜 ～",
        "《〈「『【〔〕】』」〉》“”‘’",
        "0471-0000000" * 16,
        "한글ｶﾀｶﾅㄅㄆ",
        "\u3000全　角\u00a0空 格\u2003",
    ],
)
def test_a_name_is_found_though_fonts_draw_twins_with_one_glyph(name: str) -> None:
    document = every_node(name=name)
    text = fold(read_pdf_text(render_pdf(document, LAYOUT)))
    assert text.count(fold(name)) == 3
    assert missing(document, text) == []


def _is_common(code: int) -> bool:
    try:
        chr(code).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize("role", ["title", "body", "heading"])
def test_characters_that_the_fallback_font_draws_alike_are_folded_alike(role: str) -> None:
    """Else a hospital with a radical in its name could change how every 一 of its paper reads back."""
    fonts = read_roles(TEMPLATES / "fonts.yaml")[role]
    face = faces(fonts.families[-1:], bold=fonts.weight == "bold")[0]
    drawn = defaultdict(set)
    with TTFont(face.file, fontNumber=face.index, lazy=True) as font:
        for code, glyph in font.getBestCmap().items():
            drawn[glyph].add(code)
    groups = [codes for codes in drawn.values() if any(map(_is_common, codes))]
    assert len(groups) > 7000
    assert [codes for codes in groups if len({fold(chr(code)) for code in codes}) > 1] == []


def test_folding_keeps_common_characters_apart() -> None:
    """A comparison that took one character for another would pass a paper that says something else."""
    folded = defaultdict(list)
    for code in filter(_is_common, range(0x21, 0x10000)):
        folded[fold(chr(code))].append(chr(code))
    assert [group for group in folded.values() if len(group) > 1] == []


def test_what_is_no_pdf_is_told() -> None:
    with pytest.raises(ReadBackError, match="打不开"):
        read_pdf_text(b"%PDF-1.7\nnothing")
