"""The paper in bulk: that it is the same page as WeasyPrint's."""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw
import pytest

from generator.document.nodes import Blank, Block, Document, Fill, Origin, Paragraph, Reference, Table, Text
from generator.errors import UsageError
from generator.issuing.read_back import find_document
from generator.issuing.read_pdf import fold, read_pdf_text
from generator.render.formats import choose_engine
from generator.render.pdf import render_pdf
from generator.render.typst import describe_typst, render_typst
from tests.documents import every_node, text
from tests.render.test_same_text import paper_lines
from tests.short_documents import deed, letter, sheet

ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "templates"
LAYOUT = TEMPLATES / "agreement"
MM = 72 / 25.4  # points

_PDFIUM: Any = pypdfium2  # it is untyped
raw: Any = pypdfium2.raw

pytestmark = pytest.mark.system

# Full-width text in which every line would break somewhere else, with marks that meet and marks at both edges.
PROSE = "".join(
    f"乙方应当按照约定，{'甲' * (n % 5)}如实报送（含更正）、保存数据；《办法》《条例》另有规定的（见附件），从其规定。"
    for n in range(60)
)


def with_preamble(*lines: str) -> Document:
    paragraphs = tuple(Paragraph(inlines=text(line)) for line in lines)
    return every_node(name="某医院").model_copy(update={"preamble": paragraphs})


def open_pdf(data: bytes) -> Any:
    return _PDFIUM.PdfDocument(data)


def lines_of(data: bytes) -> list[tuple[str, int, float, float, float]]:
    """Return a PDF's lines: text without spaces, page, left edge, baseline and last character's left edge in mm."""
    return [
        ("".join(found[0] for found in line), number, line[0][1], line[0][2], line[-1][1])
        for number, page in enumerate(open_pdf(data))
        for line in characters_by_line(page)
    ]


def characters_by_line(page: Any) -> list[list[tuple[str, float, float]]]:
    reader = page.get_textpage()
    lines: list[list[tuple[str, float, float]]] = [[]]
    for place in range(reader.count_chars()):
        character = reader.get_text_range(place, 1)
        if character in ("\r", "\n"):
            lines.append([])
        elif not character.isspace():
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(reader, place, x, y)
            lines[-1].append((character, x.value / MM, 297 - y.value / MM))
    return [line for line in lines if line]


def test_it_prints_the_document_in_its_order_and_nothing_else() -> None:
    """A word that one engine alone prints would make the signed copies differ."""
    for document in (every_node(name="某某医院"), every_node(draft=True, name="某某医院")):
        assert fold(read_pdf_text(render_typst(document, LAYOUT))) == fold("".join(paper_lines(document)))


def issued(document: Document) -> Document:
    """Return a Document with no blanks, and no cell over several rows: Typst writes such a cell after its row."""
    blank = re.compile(r'"type":"blank","name":"[^"]*","shape":"[^"]*"')
    found = Document.model_validate_json(blank.sub('"type":"text","text":"无"', document.model_dump_json()))
    attachments = tuple(
        attachment.model_copy(update={"blocks": flat(attachment.blocks)}) for attachment in found.attachments
    )
    return found.model_copy(update={"blocks": flat(found.blocks), "attachments": attachments})


def flat(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        block.model_copy(update={"rows": (*block.rows[:3], *block.rows[5:])}) if isinstance(block, Table) else block
        for block in blocks
    )


@pytest.mark.parametrize("document", [deed(), letter(), sheet(), every_node()], ids=lambda found: found.layout)
def test_what_is_written_is_found_when_it_is_read_back(document: Document) -> None:
    """Every form, with a name full of signs that mean something to Typst."""
    whole = issued(document)
    written = read_pdf_text(render_typst(whole, TEMPLATES / whole.layout))
    find_document(whole, written, "PDF", fold)
    assert fold(written) == fold("".join(paper_lines(whole)))


@pytest.mark.parametrize("document", [deed(), letter(), every_node()], ids=lambda found: found.layout)
def test_its_pages_are_those_of_the_other_engine(document: Document) -> None:
    folder = TEMPLATES / document.layout
    ours, theirs = (lines_of(data) for data in (render_typst(document, folder), render_pdf(document, folder)))
    assert ours[-1][1] == theirs[-1][1]
    alike = {line[:2] for line in ours} & {line[:2] for line in theirs}
    assert len(alike) >= 0.9 * len({line[:2] for line in theirs})  # a reader tells apart lines of a cell at will


def test_lines_break_where_the_other_engine_breaks_them() -> None:
    """Without it a mark at a line's end would be halved, and a line would hold 29 characters."""
    document = with_preamble(PROSE)
    ours, theirs = (lines_of(render(document, LAYOUT)) for render in (render_typst, render_pdf))
    matcher = SequenceMatcher(None, [line[0] for line in ours], [line[0] for line in theirs], autojunk=False)
    pairs = [
        (ours[block.a + place], theirs[block.b + place])
        for block in matcher.get_matching_blocks()
        for place in range(block.size)
    ]
    assert len(pairs) >= 0.99 * len(theirs)
    assert max(abs(our[3] - their[3]) for our, their in pairs) < 0.1
    assert max(abs(our[4] - their[4]) for our, their in pairs if our[0][0] not in "（《") < 0.4
    assert max(len(our[0]) for our, _ in pairs) == 28


def test_a_fill_or_a_reference_costs_a_line_no_character() -> None:
    """Spacing is missing at the end of a run; 28 characters in several runs would be too wide for the line."""
    fill = Fill(name="x", text="甲乙丙丁", origin=Origin.CASE)
    link = Reference(target="c_scope", text="第一条")
    line = (Text(text="一二三四五"), fill, Text(text="六"), fill, Text(text="，"), link, Text(text="、"), link)
    document = with_preamble().model_copy(update={"preamble": (Paragraph(inlines=(*line, Text(text="七" * 60))),)})
    first = next(found for found in lines_of(render_typst(document, LAYOUT)) if found[0].startswith("一二三"))
    assert len(first[0]) == 26


def test_a_long_word_breaks_rather_than_run_off_the_page() -> None:
    long = Paragraph(inlines=(Fill(name="x", text="A" * 120, origin=Origin.CASE),))
    document = every_node(name="a" * 200).model_copy(update={"preamble": (long,)})
    assert max(line[4] for line in lines_of(render_typst(document, LAYOUT))) < 184


# The file


def test_the_outline_leads_to_chapters_and_articles_by_their_titles() -> None:
    document = every_node()
    expected: list[tuple[int, str]] = []
    for chapter in document.chapters:
        expected.append((0, f"{chapter.label}　{chapter.title}"))
        expected.extend((1, f"{article.label} {article.title}") for article in chapter.articles)
    outline = [(item.level, item.get_title()) for item in open_pdf(render_typst(document, LAYOUT)).get_toc()]
    assert outline == [*expected, (0, "承诺书")]


def test_references_are_links_within_the_file() -> None:
    pages = open_pdf(render_typst(every_node(), LAYOUT))
    links = sum(
        raw.FPDFAnnot_GetSubtype(raw.FPDFPage_GetAnnot(page, place)) == raw.FPDF_ANNOT_LINK
        for page in pages
        for place in range(raw.FPDFPage_GetAnnotCount(page))
    )
    assert links == 2


def test_title_and_language_are_set_and_no_date_is() -> None:
    pdf = open_pdf(render_typst(every_node(), LAYOUT))
    information = pdf.get_metadata_dict(skip_empty=True)
    assert information["Title"] == every_node().title
    assert not {"CreationDate", "ModDate"} & set(information)
    language = (ctypes.c_ushort * 64)()
    raw.FPDFCatalog_GetLanguage(pdf, language, 64)
    assert "".join(map(chr, language)).rstrip("\0") == "zh-CN"


def test_the_same_document_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import hashlib, pathlib, sys; from generator.render.typst import render_typst; "
        "from tests.documents import every_node; "
        "print(hashlib.sha256(render_typst(every_node(), pathlib.Path(sys.argv[1]))).hexdigest())"
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
    render_typst(every_node(name="前一份"), LAYOUT)  # what the compiler keeps must not show
    assert digests == {hashlib.sha256(render_typst(every_node(), LAYOUT)).hexdigest().encode()}


def test_every_page_of_a_draft_says_so_and_no_other_paper_does() -> None:
    pages = open_pdf(render_typst(every_node(draft=True), LAYOUT))
    assert all("草案" in page.get_textpage().get_text_range() for page in pages)
    assert not any("草案" in line[0] for line in lines_of(render_typst(every_node(), LAYOUT)))


def test_the_record_names_the_engine_and_the_faces() -> None:
    """Without it nobody could say later why the same case gives other bytes."""
    record = describe_typst(LAYOUT)
    assert re.fullmatch(r"[\d.]+", str(record["typst"]))
    assert "'sha256': '" in str(record["fonts"])


def test_the_engine_is_chosen_by_name() -> None:
    assert [choose_engine(name, "typst") for name in ("pdf", "docx")] == ["pdf:typst", "docx"]
    assert choose_engine("pdf", "weasyprint") == "pdf"
    with pytest.raises(UsageError, match="weasyprint、typst"):
        choose_engine("pdf", "latex")


# What must never be printed


def test_a_blank_is_seen() -> None:
    """A blank that looks like fixed text would be overlooked."""
    blank = Paragraph(inlines=(Blank(name="x", shape="____%"),))
    marked, plain = (
        open_pdf(render_typst(every_node().model_copy(update={"preamble": (found,)}), LAYOUT))
        for found in (blank, Paragraph(inlines=text("____%")))
    )
    counts = [sum(item.type == raw.FPDF_PAGEOBJ_PATH for item in found[3].get_objects()) for found in (marked, plain)]
    assert counts[0] > counts[1]
