"""The paper in bulk: no layout loses anything, fetches anything or runs for ever."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.document.nodes import Paragraph, Reference
from generator.errors import LayoutError, MissingPartError
from generator.issuing.read_pdf import fold, read_pdf_text
from generator.render.bounded import Renderer
from generator.render.typst import render_typst
from tests.documents import every_node

ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "templates"
LAYOUT = TEMPLATES / "agreement"

pytestmark = pytest.mark.system


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    """A copy of the layouts that a test may spoil; the agreement's folder."""
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    return tmp_path / "templates" / "agreement"


def spoil(file: Path, old: str, new: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new), encoding="utf-8")


# The same paper as the other engine's


def test_a_character_that_no_font_holds_stops_the_paper() -> None:
    """Typst prints an empty box and says nothing."""
    with pytest.raises(MissingPartError, match=r"U\+E000"):
        render_typst(every_node(name="某\ue000医院"), LAYOUT)


def test_a_reference_that_leads_nowhere_stops_the_paper() -> None:
    gone = Paragraph(inlines=(Reference(target="c_gone", text="第九条"),))
    with pytest.raises(LayoutError, match="c_gone"):
        render_typst(every_node().model_copy(update={"preamble": (gone,)}), LAYOUT)


@pytest.mark.parametrize(
    ("call", "part"),
    [
        ("blocks(fonts, paper.preamble)", "preamble"),
        ("signing(fonts, paper.signatures)", "signatures"),
        ("for it in paper.attachments { attachment(fonts, it) }", "attachments"),
        ("blocks(fonts, chapter.lines)", "chapters"),
        ("if paper.parties.len() > 0 { parties(paper) }", "parties"),
    ],
)
def test_a_layout_that_leaves_a_part_out_is_refused(layout: Path, call: str, part: str) -> None:
    spoil(layout / "page.typ", call, "")
    with pytest.raises(LayoutError, match=f"没有印出 {part}"):
        render_typst(every_node(), layout)


def test_a_draft_that_does_not_say_so_is_refused(layout: Path) -> None:
    spoil(layout.parent / "shared" / "paper.typ", "foreground: if paper.draft != none", "foreground: if false")
    with pytest.raises(LayoutError, match="草案的每一页"):
        render_typst(every_node(draft=True), layout)


@pytest.mark.parametrize(
    ("asking", "told"),
    [
        ('#read("/etc/hostname")', r"page\.typ:\d+：版式画不出来"),
        ('#read("../../fonts.yaml")', r"page\.typ:\d+：版式画不出来"),
        ('#import "@preview/cetz:0.2.0"', r"page\.typ:\d+：\"@preview/cetz:0\.2\.0 是要下载的程序包"),
        ('#let name = "@" + "preview/cetz:0.2.0"\n#import name', r"127\.0\.0\.1:0|Connection Failed|Proxy"),
        ("#let x = nonsense", r"page\.typ:\d+：版式画不出来（unknown variable: nonsense）"),
        ("#while true {}", r"page\.typ:\d+：版式画不出来"),
        ('#let whole = draw\n#let draw(paper) = { whole(paper); text(font: "没有")[甲] }', "（unknown font family"),
    ],
)  # fmt: skip
def test_a_layout_reaches_nothing_and_its_mistakes_are_told_with_their_line(
    layout: Path, asking: str, told: str
) -> None:
    with (layout / "page.typ").open("a", encoding="utf-8") as file:
        file.write(f"\n{asking}\n")
    with pytest.raises(LayoutError, match=told):
        render_typst(every_node(), layout)


def test_a_layout_without_a_typst_frame_says_so(layout: Path) -> None:
    (layout / "page.typ").unlink()
    with pytest.raises(LayoutError, match="没有这种版式的 Typst 版面"):
        render_typst(every_node(), layout)


def test_text_is_never_markup() -> None:
    """A hospital that is named like a command must not run one."""
    name = '#panic("x") $x^2$ *粗* _斜_ `码` \\ <c_scope> @c_scope = 题 // 注 /* 注 */ #read("/etc/hostname")'
    printed = fold(read_pdf_text(render_typst(every_node(name=name), LAYOUT)))
    assert fold(name) in printed


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    with Renderer(seconds=3) as found:
        yield found


def test_a_layout_that_never_ends_is_stopped(layout: Path, renderer: Renderer) -> None:
    with (layout / "page.typ").open("a", encoding="utf-8") as file:
        file.write(
            "\n#let draw(paper) = for x in range(100000) { for y in range(100000) { let z = calc.sin(x + y) } }\n"
        )
    with pytest.raises(LayoutError, match="3 秒还没有画完"):
        renderer.render("pdf:typst", every_node(), layout)
    assert renderer.render("pdf:typst", every_node(), LAYOUT).startswith(b"%PDF")
