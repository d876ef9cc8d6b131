"""What is lost if these fail: office staff who break the frame get a paper with a hole, or a traceback."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import etree

from generator.errors import LayoutError
from generator.fonts.roles import read_roles
from generator.render.docx import render_docx
from tests.documents import every_node
from tests.render.docx.frames import LAYOUT, W, broken_layout, parts_of

BROKEN = {
    "no body": ("{{p body }}", "", "正文"),
    "no signatures": ("{{r line }}", "　", "签章"),
    "no number": ("{{r row.value }}", "　", "封面各行、双方信息"),
    "body without p": ("{{p body }}", "{{ body }}", "少了 p 或 r"),
    "value without r": ("{{r row.value }}", "{{ row.value }}", "少了 p 或 r"),
    "syntax error": ("{{ title }}", "{{ title", "标签写错了"),
    "loop without an end": ("{%tr for row in cover %}", "", "标签写错了"),
    "unknown tag": ("{{ title }}", "{% include 'x' %}", "只能写"),
    "unknown name": ("{{ title }}", "{{ titel }}", "是不是 title"),
    "unknown attribute": ("{{ row.label }}", "{{ row.lable }}", "是不是 label"),
    "attribute of another": ("{{ row.label }}", "{{ row.left }}", "标签用错了地方"),
    "private attribute": ("{{ title }}", "{{ title.__class__ }}", "__class__"),
    "call": ("{{ title }}", "{{ title.format() }}", "只能写"),
    "filter": ("{{ title }}", "{{ title|safe }}", "只能写"),
    "endless loop": ("{{ title }}", "{% for i in range(10**9) %}x{% endfor %}", "只能"),
    "loop over a text": ("{{ title }}", "{% for i in 'x' %}x{% endfor %}", "for 只能"),
    "nested loops": (
        "{{ title }}",
        "{% for a in cover %}" * 9 + "x" + "{% endfor %}" * 9,
        "最多套 3 层",
    ),
    "gigabyte": ("{{ title }}", '{{ "x"*10**9 }}', "只能写"),
    "constant folding": ("{{ title }}", "{% if draft %}{{ 7**3000000 }}{% endif %}", "只能写"),
    "long number": ("{{ title }}", "{{ " + "7" * 5000 + " }}", "过于复杂"),
    "deep nesting": ("{{ title }}", "{{ " + "(" * 50000 + "title" + ")" * 50000 + " }}", "过于复杂"),
    "loop across a cell": ("{%tr endfor %}", "{% endfor %}", "标签拆散了表格|只能|少了"),
}


@pytest.mark.parametrize(("old", "new", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_frame_is_told_with_its_file_and_at_once(tmp_path: Path, old: str, new: str, message: str) -> None:
    layout = broken_layout(tmp_path, {old: new})
    start = time.perf_counter()
    with pytest.raises(LayoutError, match=message) as caught:
        render_docx(every_node(), layout)
    assert str(layout / "frame.docx") in str(caught.value)
    assert time.perf_counter() - start < 5


def test_a_missing_style_is_named_as_word_shows_it(tmp_path: Path) -> None:
    layout = broken_layout(tmp_path, {'w:val="填充"': 'w:val="着重"'}, "word/styles.xml")
    with pytest.raises(LayoutError, match="“填充”（字符样式）"):
        render_docx(every_node(), layout)


def test_styles_are_found_by_name_when_word_has_renamed_their_ids(tmp_path: Path) -> None:
    layout = broken_layout(tmp_path, {'w:styleId="Fill"': 'w:styleId="a7"'}, "word/styles.xml")
    text = parts_of(render_docx(every_node(), layout))["word/document.xml"].decode()
    assert '<w:rStyle w:val="a7"/>' in text
    assert '<w:rStyle w:val="Fill"/>' not in text


def test_tags_that_word_has_split_into_runs_are_read(tmp_path: Path) -> None:
    split = "{{ ti</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tle }}"
    document = every_node()
    data = render_docx(document, broken_layout(tmp_path, {"{{ title }}": split}))
    text = parts_of(data)["word/document.xml"].decode()
    assert document.title in text
    assert "{{" not in text.replace("{{ x }}", "")  # the hostile name's own braces stay


def test_a_frame_that_would_fetch_something_is_refused(tmp_path: Path) -> None:
    link = (
        '<Relationship Id="rId9" TargetMode="External" Target="http://example.invalid/x.dotm" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )
    layout = broken_layout(tmp_path, {"</Relationships>": link}, "word/_rels/document.xml.rels")
    with pytest.raises(LayoutError, match="外部文件"):
        render_docx(every_node(), layout)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "frame.docx").write_bytes(content)
    with pytest.raises(LayoutError, match="Word 文档"):
        render_docx(every_node(), tmp_path)


def test_a_missing_frame_is_told(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="读不到 Word 版式"):
        render_docx(every_node(), tmp_path)


def test_an_edited_frame_is_read_anew(tmp_path: Path) -> None:
    """Else a restyled frame would not be drawn until the workbench is started again."""
    render_docx(every_node(), broken_layout(tmp_path, {"协议双方基本信息": "双方"}))
    again = render_docx(every_node(), broken_layout(tmp_path, {"协议双方基本信息": "各方"}))
    assert "各方" in parts_of(again)["word/document.xml"].decode()


def test_the_script_redraws_a_frame_that_works(tmp_path: Path) -> None:
    script = LAYOUT.parents[1] / "scripts" / "build_frame.py"
    subprocess.run([sys.executable, script, tmp_path / "frame.docx"], check=True)
    assert len(render_docx(every_node(), tmp_path)) > 5000


def test_the_frame_names_other_fonts_for_machines_without_the_first() -> None:
    """Else a machine without 仿宋_GB2312 would draw the agreement in whatever it likes."""
    table = etree.fromstring(parts_of((LAYOUT / "frame.docx").read_bytes())["word/fontTable.xml"])
    others = {font.get(W + "name"): font.find(W + "altName").get(W + "val") for font in table.iter(W + "font")}
    for role in read_roles(LAYOUT.parent / "fonts.yaml").values():
        assert others[role.word].split(",") == [family for family in role.families if family != role.word]
