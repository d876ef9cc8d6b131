"""The frame's styles that the clauses are written in.

In: a frame's styles part. Out: the ids of the styles, found by the names that Word shows: Word
makes up new ids when it saves a file, a name stays.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from lxml import etree

from generator.errors import LayoutError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Styles:
    """The id of each style that the writer uses."""

    chapter: str
    article: str
    paragraph: str
    item: str
    subitem: str
    label: str
    fill: str
    cell_fill: str
    regional: str
    limit: str
    term: str
    struck: str
    blank: str
    hand: str
    negotiated: str
    table_head: str
    table_text: str


# What each is called in Word, its kind, and the built-in style that also does.
_NAMES = {
    "chapter": ("章", "paragraph", "heading 1"),
    "article": ("条", "paragraph", "heading 2"),
    "paragraph": ("款", "paragraph", None),
    "item": ("项", "paragraph", None),
    "subitem": ("目", "paragraph", None),
    "label": ("条号", "character", None),
    "fill": ("填充", "character", None),
    "cell_fill": ("表内填充", "character", None),
    "regional": ("地区规定值", "character", None),
    "limit": ("法定限值", "character", None),
    "term": ("术语", "character", None),
    "struck": ("划去", "character", None),
    "blank": ("空白", "character", None),
    "hand": ("手填", "character", None),
    "negotiated": ("协商约定", "paragraph", None),
    "table_head": ("表头", "paragraph", None),
    "table_text": ("表内文字", "paragraph", None),
}


def find_styles(root: etree._Element, where: str) -> Styles:
    """Return the styles of a styles part. Raises LayoutError that names every style that is missing."""
    found: dict[tuple[str, str], str] = {}
    for style in root.iter(W + "style"):
        kind, style_id = style.get(W + "type", ""), style.get(W + "styleId", "")
        for child in style.iter(W + "name", W + "aliases"):
            for name in child.get(W + "val", "").split(","):
                found.setdefault((name.strip(), kind), style_id)
    ids: dict[str, str] = {}
    missing: list[str] = []
    for field in fields(Styles):
        name, kind, builtin = _NAMES[field.name]
        match = found.get((name, kind)) or (found.get((builtin, kind)) if builtin else None)
        if match is None:
            missing.append(f"“{name}”（{'段落' if kind == 'paragraph' else '字符'}样式）")
        else:
            ids[field.name] = match
    if missing:
        raise LayoutError(f"{where}：缺少样式{'、'.join(missing)}。请在 Word 的“样式”中按此名称建立。")
    return Styles(**ids)
