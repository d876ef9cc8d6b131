"""What a layout may use, and what is said of one that is broken, stands in the handbook."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.errors import LayoutError
from generator.render.docx import styles, tags
from generator.render.html import page
from generator.render.html.layout import read_layout
from generator.render.html.page import render_html
from tests.conftest import ROOT
from tests.docs.handbook import code_in, table, tables
from tests.documents import every_node
from tests.render.docx.frames import broken_layout

AGREEMENT = ROOT / "templates" / "agreement"


def test_the_names_of_a_word_frame_are_told() -> None:
    """Else office staff can't tell what a tag may say."""
    assert set(table("names: docx-names").names()) == set(tags.NAMES)
    assert [code_in(row[0])[0] for row in table("names: docx-attributes").rows] == list(tags.ATTRIBUTES)


def test_the_styles_of_a_word_frame_are_told() -> None:
    """Else a style is renamed that the program writes in."""
    kinds = {"paragraph": "段落", "character": "字符"}
    told = {code_in(row[0])[0]: row[1] for row in table("names: docx-styles").rows}
    assert told == {name: kinds[kind] for name, kind, _ in styles._NAMES.values()}


def test_the_names_of_a_page_are_told() -> None:
    """Else office staff can't tell what a page may show."""
    known = page._context(every_node(), read_layout(AGREEMENT), screen=True)
    assert set(table("names: html-names").names()) == set(known)


WORD = {
    "没有印出正文": ("{{p body }}", ""),
    "名称 titel 不认识，是不是 title": ("{{ title }}", "{{ titel }}"),
    "只能写名称、属性、比较、if 和 for，不能计算、调用或用过滤器": ("{{ title }}", "{{ title|safe }}"),
    "少了 p 或 r": ("{{p body }}", "{{ body }}"),
}
PAGE = {
    "没有印出 body，文书会缺内容": ("{{ body }}", ""),
    "草案的每一页都要印“草案”": ('<div class="watermark" aria-hidden="true">{{ draft_mark }}</div>', ""),
    "模板里不能用 Mul": ("{{ body }}", "{{ 7 * 8 }}{{ body }}"),
    "会引用文件以外的内容或运行脚本": ("{{ body }}", '<img src="x">{{ body }}'),
}
STYLE = "缺少样式“填充”"


@pytest.mark.parametrize(("message", "change"), WORD.items())
def test_what_is_said_of_a_broken_frame(message: str, change: tuple[str, str], tmp_path: Path) -> None:
    """Else the handbook quotes words that nobody will see."""
    from generator.render.docx import render_docx

    with pytest.raises(LayoutError) as caught:
        render_docx(every_node(), broken_layout(tmp_path, dict([change])))
    assert message in str(caught.value)


@pytest.mark.parametrize(("message", "change"), PAGE.items())
def test_what_is_said_of_a_broken_page(message: str, change: tuple[str, str], tmp_path: Path) -> None:
    """Else the handbook quotes words that nobody will see."""
    shutil.copytree(AGREEMENT, tmp_path / "agreement")
    shutil.copy(AGREEMENT.parent / "fonts.yaml", tmp_path)
    frame = tmp_path / "agreement" / "page.html"
    before = frame.read_text(encoding="utf-8")
    assert change[0] in before
    frame.write_text(before.replace(*change), encoding="utf-8")
    document = every_node().model_copy(update={"draft": True})
    with pytest.raises(LayoutError) as caught:
        render_html(document, tmp_path / "agreement")
    assert message in str(caught.value)


def test_a_missing_style_is_told_as_the_handbook_says(tmp_path: Path) -> None:
    """Else the handbook quotes words that nobody will see."""
    from generator.render.docx import render_docx

    layout = broken_layout(tmp_path, {'w:val="填充"': 'w:val="着重"'}, "word/styles.xml")
    with pytest.raises(LayoutError, match=STYLE):
        render_docx(every_node(), layout)


def test_every_message_that_is_quoted_is_tried_here() -> None:
    """Else the handbook quotes words of a layout that no test has seen."""
    told = {row[1] for found in tables() if found.titles == ("改动", "程序说") for row in found.rows}
    assert told == {*WORD, *PAGE, STYLE}
