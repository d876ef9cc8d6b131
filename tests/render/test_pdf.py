"""The paper that is signed: its page, its outline, its closing, and that the same input gives the same bytes."""

from __future__ import annotations

import ctypes
import hashlib
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pypdfium2
import pypdfium2.raw as raw
import pytest

from generator.document.nodes import Document, Fill, Origin, Paragraph, Reference, Text
from generator.errors import LayoutError, MissingPartError
from generator.issuing.read_pdf import fold
from generator.render.pdf import describe_engine, render_pdf
from tests.documents import every_node

ROOT = Path(__file__).parents[2]
LAYOUT = ROOT / "templates" / "agreement"

pytestmark = pytest.mark.system

MM = 72 / 25.4  # points
CELL = 156 / 28  # mm
NEVER_FIRST = set("，。、；：？！）》〉」』】〕”’％")
NEVER_LAST = set("（《〈「『【〔“‘")

# Full-width text in which every line would break somewhere else, so that punctuation meets both edges.
PROSE = "".join(
    f"乙方应当按照约定，{'甲' * (n % 5)}如实报送（含更正）数据；《办法》另有规定的，从其规定。" for n in range(60)
)


def with_last_article(*lines: str, name: str = "某医院") -> Document:
    """Return a Document whose last article holds these paragraphs."""
    document = every_node(name=name)
    *chapters, last = document.chapters
    *others, article = last.articles
    paragraphs = tuple(Paragraph(inlines=(Text(text=line),)) for line in lines)
    article = article.model_copy(update={"paragraphs": paragraphs, "added_by": None})
    chapter = last.model_copy(update={"articles": (*others, article)})
    return document.model_copy(update={"chapters": (*chapters, chapter)})


def open_pdf(document: Document) -> Any:
    return pypdfium2.PdfDocument(render_pdf(document, LAYOUT))


def lines_of(page: Any) -> list[str]:
    text: str = page.get_textpage().get_text_range()
    return text.split("\r\n")


@pytest.fixture(scope="module")
def draft() -> Any:
    return open_pdf(every_node(draft=True))


@pytest.fixture(scope="module")
def prose() -> Any:
    return open_pdf(with_last_article(PROSE))


@pytest.fixture(autouse=True)
def nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """An unknown style or a broken link is only a line in the engine's log, and a flaw on the paper."""
    with caplog.at_level(logging.WARNING, "weasyprint"):
        yield
    assert [record.getMessage() for record in caplog.records if record.name.startswith("weasyprint")] == []


# The page of GB/T 9704-2012


def boxes_by_line(page: Any) -> list[list[tuple[str, float, float, float]]]:
    """Return the page's characters by line: each its text, left and right edges and baseline in mm from the top."""
    reader = page.get_textpage()
    lines: list[list[tuple[str, float, float, float]]] = [[]]
    for place in range(reader.count_chars()):
        character = reader.get_text_range(place, 1)
        if character in ("\r", "\n"):
            if lines[-1]:
                lines.append([])
            continue
        left, _, right, _ = reader.get_charbox(place, loose=True)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(reader, place, x, y)
        lines[-1].append((character, left / MM, right / MM, 297 - y.value / MM))
    return [line for line in lines if line]


def test_every_page_is_a4(draft: Any) -> None:
    sizes = {tuple(round(side / MM) for side in page.get_size()) for page in draft}
    assert sizes == {(210, 297)}


def test_a_full_page_has_22_lines_of_28_characters_inside_the_type_area(prose: Any) -> None:
    page = next(page for page in prose if len(lines_of(page)) == 23)  # the footer is one more
    *body, _ = boxes_by_line(page)
    assert len(body) == 22
    baselines = [line[0][3] for line in body]
    assert [round(below - above, 1) for above, below in pairwise(baselines)] == [10.2] * 21
    assert baselines[0] > 37
    assert baselines[-1] < 37 + 225
    assert max(len(line) for line in body) == 28
    assert min(line[0][1] for line in body) == pytest.approx(28, abs=0.2)
    assert max(line[-1][1] for line in body) == pytest.approx(28 + 27 * CELL, abs=0.1)


def test_lines_shortened_by_punctuation_still_end_at_the_edge(prose: Any) -> None:
    """Ragged edges are what a director sees first."""
    lasts = [line[-1][1] for page in prose for line in boxes_by_line(page)[:-1] if len(line) == 27 and line[0][1] < 29]
    assert len(lasts) > 10
    assert lasts == pytest.approx([28 + 27 * CELL] * len(lasts), abs=0.1)


def test_no_line_begins_or_ends_with_punctuation_that_must_not(prose: Any) -> None:
    lines = [line for page in prose for line in lines_of(page) if line]
    assert [line for line in lines if line[0] in NEVER_FIRST or line[-1] in NEVER_LAST] == []


def test_every_page_but_the_cover_says_which_of_how_many_it_is(draft: Any) -> None:
    footers = [[line for line in lines_of(page) if line.startswith("第 ")] for page in draft]
    total = len(draft)
    assert footers == [[]] + [[f"第 {number} 页　共 {total} 页"] for number in range(2, total + 1)]


def test_the_cover_and_the_attachment_stand_on_pages_of_their_own(draft: Any) -> None:
    pages = ["".join(lines_of(page)) for page in draft]
    assert "签订日期" in pages[0]
    assert "经甲乙双方" not in pages[0]
    assert "附件承诺书本机构声明" in pages[-1]
    assert "单位盖章" in pages[-1]
    assert "公章" not in pages[-1]


def test_a_draft_says_so_on_every_page(draft: Any) -> None:
    assert ["草案" in "".join(lines_of(page)) for page in draft] == [True] * len(draft)


@pytest.mark.parametrize("count", [0, 2, 4, 21])
def test_the_signing_block_stays_whole_and_takes_the_last_lines_along(count: int) -> None:
    """A signature on a page of its own could be put under any text."""
    pdf = open_pdf(with_last_article("约定如下。", *(f"第{n}款，另行约定。" for n in range(count))))
    pages = [lines_of(page) for page in pdf]
    (signed,) = [page for page in pages if any("甲方（公章）" in line for line in page)]
    assert "约定" in signed[0]
    assert sum("法定代表人" in line for line in signed) >= 1
    assert fold("".join(signed)).count("____年__月__日") == 2


# The file


def test_the_outline_leads_to_chapters_and_articles_by_their_titles(draft: Any) -> None:
    outline = [(item.level, item.get_title()) for item in draft.get_toc()]
    expected: list[tuple[int, str]] = []
    for chapter in every_node().chapters:
        expected.append((0, f"{chapter.label}　{chapter.title}"))
        expected.extend((1, f"{article.label} {article.title}") for article in chapter.articles)
    assert outline == [*expected, (0, "承诺书")]


def test_title_and_language_are_set_and_no_date_is() -> None:
    data = render_pdf(every_node(), LAYOUT)
    pdf = pypdfium2.PdfDocument(data)
    information = pdf.get_metadata_dict(skip_empty=True)
    assert information["Title"] == every_node().title
    assert not {"CreationDate", "ModDate"} & set(information)
    language = (ctypes.c_ushort * 64)()
    raw.FPDFCatalog_GetLanguage(pdf, language, 64)
    assert "".join(map(chr, language)).rstrip("\0") == "zh-CN"


def test_the_same_document_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import hashlib, pathlib, sys; from generator.render.pdf import render_pdf; "
        "from tests.documents import every_node; "
        "print(hashlib.sha256(render_pdf(every_node(), pathlib.Path(sys.argv[1]))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program, str(LAYOUT)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "4711")
    }
    assert digests == {hashlib.sha256(render_pdf(every_node(), LAYOUT)).hexdigest().encode()}


def test_the_engine_is_loaded_only_when_a_pdf_is_drawn() -> None:
    program = "import sys, generator.render.pdf; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


# What must never be printed


@pytest.mark.parametrize(
    "asking",
    [
        "<img src='file:///etc/hostname'>",
        "<img src='http://localhost:9/x.png'>",
        "<link rel=stylesheet href='file:///etc/hostname'>",
        "<style>p { background: url(file:///etc/hostname) }</style><p>甲",
        "<style>@import 'https://localhost:9/x.css'</style>",
        "<style>@font-face { font-family: x; src: url(file:///x.ttf) } p { font-family: x }</style><p>甲",
        "<object data='file:///etc/hostname'></object>",
    ],
)
def test_nothing_is_fetched(asking: str) -> None:
    from generator.render.pdf.engine import write_pdf

    with pytest.raises(LayoutError, match="已拒绝读取"):
        write_pdf(f"<!doctype html><html lang=zh-CN><title>甲</title>{asking}")


@pytest.fixture
def expected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    caplog.clear()


@pytest.mark.usefixtures("expected_log")
def test_a_character_that_no_font_holds_stops_the_paper() -> None:
    with pytest.raises(MissingPartError, match=r"U\+E000"):
        render_pdf(every_node(name="某\ue000医院"), LAYOUT)


@pytest.mark.usefixtures("expected_log")
def test_a_reference_that_leads_nowhere_stops_the_paper() -> None:
    gone = Paragraph(inlines=(Reference(target="c_gone", text="第九条"),))
    with pytest.raises(LayoutError, match="c_gone"):
        render_pdf(every_node().model_copy(update={"preamble": (gone,)}), LAYOUT)


def test_a_missing_library_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.render.pdf.system import require_libraries

    def load(name: str) -> None:
        if "subset" in name or "pangoft2" in name:
            raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", load)
    with pytest.raises(MissingPartError, match=r"libpangoft2-1\.0-0、libharfbuzz-subset0"):
        require_libraries()


def test_without_any_of_the_fonts_the_package_is_named(tmp_path: Path) -> None:
    shutil.copytree(LAYOUT, tmp_path / "agreement")
    fonts = (LAYOUT.parent / "fonts.yaml").read_text(encoding="utf-8")
    (tmp_path / "fonts.yaml").write_text(fonts.replace("Noto ", "没有 "), encoding="utf-8")
    with pytest.raises(MissingPartError, match="fonts-noto-cjk"):
        render_pdf(every_node(), tmp_path / "agreement")


def test_the_record_names_the_engine_and_the_faces() -> None:
    """Without it nobody could say later why the same case gives other bytes."""
    record = describe_engine(LAYOUT)
    assert record["weasyprint"] == metadata.version("weasyprint")
    assert re.fullmatch(r"[\d.]+ [\d.]+", f"{record['pango']} {record['harfbuzz']}")
    fonts = cast(list[dict[str, str]], record["fonts"])
    assert {len(font["sha256"]) for font in fonts} == {64}
    assert [font["file"] for font in fonts] == [
        "NotoSerifCJK-Bold.ttc",
        "NotoSerifCJK-Regular.ttc",
        "NotoSansCJK-Regular.ttc",
    ]


def test_a_name_of_two_hundred_characters_stays_on_the_cover() -> None:
    name = "内蒙古自治区某某某某医院" * 16 + "abcdefgh"
    pdf = open_pdf(every_node(name=name))
    assert "".join(lines_of(pdf[0])).count("某某某某") == 16
    assert lines_of(pdf[1])[:2] == ["协议双方基本信息", "甲方"]


def test_a_long_word_breaks_rather_than_run_off_the_page() -> None:
    document = every_node()
    long = Paragraph(inlines=(Fill(name="x", text="A" * 120, origin=Origin.CASE),))
    pdf = open_pdf(document.model_copy(update={"preamble": (long,)}))
    edges = [line[-1][2] for page in pdf for line in boxes_by_line(page) if line[0][0] == "A"]
    assert edges
    assert max(edges) < 184.5
