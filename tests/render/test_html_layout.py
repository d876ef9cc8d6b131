"""The layout of the preview is a file that anybody may edit: what they spoil is told, with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.errors import LayoutError
from generator.render.html import render_html
from tests.documents import every_node

LAYOUT = Path(__file__).parents[2] / "templates" / "agreement"


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    """A copy of the layout that a test may spoil."""
    shutil.copytree(LAYOUT, tmp_path / "agreement")
    shutil.copy(LAYOUT.parent / "fonts.yaml", tmp_path)
    return tmp_path / "agreement"


def test_fonts_come_from_the_fonts_file(layout: Path) -> None:
    file = layout.parent / "fonts.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("families: [黑体,", "families: [汉仪大黑,"), encoding="utf-8"
    )
    assert '--heading-font: "汉仪大黑", ' in render_html(every_node(), layout).decode()


def test_an_edited_frame_is_used_at_once(layout: Path) -> None:
    render_html(every_node(), layout)
    frame = layout / "page.html"
    frame.write_text(frame.read_text(encoding="utf-8").replace("签署页", "签字盖章页"), encoding="utf-8")
    assert "签字盖章页" in render_html(every_node(), layout).decode()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("page.html", "{{ body }}", "", "没有印出 body"),
        ("page.html", "{{ preamble }}", "", "没有印出 preamble"),
        ("page.html", "{{ docket.value }}", "", "没有印出 docket"),
        ("page.html", "<td>{{ row.value }}</td>", "<td></td>", "没有印出 (cover|parties)"),
        ("page.html", "{{ attachment.body }}", "", "没有印出 attachments"),
        ("page.html", "{{ remark }}", "", "没有印出 remarks"),
        ("page.html", "<p>{{ line }}</p>", "", "没有印出 signatures"),
        ("page.html", '<div class="watermark" aria-hidden="true">{{ draft_mark }}</div>', "", "watermark"),
        ("page.html", "{{ body }}", "{{ bodi }}", r"page.html:\d+：.*bodi"),
        ("page.html", "{{ body }}", "{{ body }", r"page.html:\d+：模板写法有误"),
        ("page.html", "{{ body }}", "{{ body }}{{ title.__class__ }}", r"page.html:\d+：版式画不出来"),
        ("page.html", "{{ body }}", "{{ body }}{{ cover['x'] }}", r"page.html:\d+：版式画不出来"),
        ("page.html", "{{ body }}", "{{ body }}{% for a, b in cover %}{% endfor %}", r"不能用 Tuple"),
        ("page.html", "{{ body }}", "{{ body }}{% include 'x' %}", r"page.html:\d+：模板里不能用 Include"),
        ("page.html", "{{ body }}", "{{ body }}{{ 7**3000000 }}", "不能用 Pow"),
        ("page.html", "{{ body }}", "{{ body }}{{ 'x' * 1000000000 }}", "不能用 Mul"),
        ("page.html", "{{ body }}", "{{ body }}{% for i in range(9) %}{% endfor %}", "不能用 Call"),
        ("page.html", "{{ body }}", "{{ body|safe }}", "不能用 Filter"),
        ("page.html", "<main>", '<main><img src="logo.png">', r"page.html:\d+：“src="),
        ("page.html", "</head>", '<link rel="stylesheet" href="x.css"></head>', "<link"),
        ("page.html", "</body>", "<SCRIPT>1</SCRIPT></body>", "自成一体"),
        ("page.html", "<main>", '<main onclick="x()">', "onclick"),
        ("page.html", "<main>", '<main><a href="https://example.org">x</a>', "href"),
        ("screen.css", ":root", "@import 'x.css';\n:root", r"screen.css:\d+：“@import"),
        ("paper.css", "color: #000;", "background: url(paper.png);", r"paper.css:\d+：“url"),
        ("paper.css", "color: #000;", "content: '</style>';", "paper.css"),
    ],
)
def test_a_spoilt_layout_is_told_with_its_file(layout: Path, file: str, old: str, new: str, said: str) -> None:
    path = layout / file
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    with pytest.raises(LayoutError, match=said):
        render_html(every_node(draft=True), layout)


def test_a_watermark_on_an_issued_paper_is_told(layout: Path) -> None:
    frame = layout / "page.html"
    content = frame.read_text(encoding="utf-8")
    frame.write_text(content.replace("{% if draft %}", "{% if title %}"), encoding="utf-8")
    with pytest.raises(LayoutError, match="watermark"):
        render_html(every_node(), layout)


def test_a_layout_without_its_frame_is_told(layout: Path) -> None:
    (layout / "page.html").unlink()
    with pytest.raises(LayoutError, match=r"page\.html：读不到"):
        render_html(every_node(), layout)
