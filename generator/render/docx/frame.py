"""A frame, compiled once for its content.

In: the bytes of `frame.docx`. Out: a Frame that draws Documents. Its parts are deflated once, but
for those with tags (the text, headers, footers, notes), which docxtpl patches and Jinja compiles.
The properties are written anew for each Document: Word puts the names of people and machines there.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import basename
from xml.sax.saxutils import escape as escape_xml

from docxtpl.template import DocxTemplate
from jinja2 import Template, TemplateError
from lxml import etree

from generator.document.nodes import Document
from generator.errors import LayoutError
from generator.render.docx.package import Entry, deflate, parse_xml, read_parts, write_package
from generator.render.docx.styles import W, find_styles
from generator.render.docx.tags import compile_tags
from generator.render.docx.values import Writers, make_values

_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TEXT = _WORD + "document.main+xml"
_WITH_TAGS = {_TEXT, *(_WORD + kind + "+xml" for kind in ("header", "footer", "footnotes", "endnotes"))}
_STYLES = _WORD + "styles+xml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_A4_TEXT = 8845  # twips: 156 mm
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_APP_PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>xieyi</Application></Properties>"
)
_CORE_PROPERTIES = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    '<dc:language>zh-CN</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{date}T00:00:00Z'
    '</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:modified>'
    "</cp:coreProperties>"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A compiled frame: what is static, what is drawn, in the order of the file."""

    where: str
    parts: Mapping[str, Entry | Template]
    text: str  # the name of the part that holds the clauses
    core: str | None  # the name of the part with title and dates
    writers: Writers

    def fill(self, document: Document) -> dict[str, str]:
        """Return the drawn parts by name, as XML without a declaration."""
        values = make_values(document, self.writers)
        try:
            return {name: part.render(values) for name, part in self.parts.items() if isinstance(part, Template)}
        except (TemplateError, TypeError) as error:
            raise LayoutError(f"{self.where}：标签用错了地方（{error}）。请在 Word 中改正。") from error

    def draw(self, document: Document) -> bytes:
        """Return a Word file of `document`."""
        drawn = {name: (_DECLARATION + xml).encode() for name, xml in self.fill(document).items()}
        if self.core is not None:
            core = _CORE_PROPERTIES.format(title=escape_xml(document.title), date=document.date)
            drawn[self.core] = (_DECLARATION + core).encode()
        return write_package(
            part if isinstance(part, Entry) and name != self.core else deflate(name, drawn[name])
            for name, part in self.parts.items()
        )


def compile_frame(data: bytes, where: str) -> Frame:
    """Return the frame in `data`; messages call it `where`. Raises LayoutError where it is broken."""
    contents = read_parts(data, where)
    types = _read_types(contents, where)
    text = next((name for name, kind in types.items() if kind == _TEXT), None)
    styles = next((name for name, kind in types.items() if kind == _STYLES), None)
    if text is None or styles is None:
        raise LayoutError(f"{where}：不是 Word 文档（.docx）。请用 Word 另存为 .docx。")
    parts: dict[str, Entry | Template] = {}
    for name, content in contents.items():
        kind = types.get(name, "")
        if name.endswith(".rels"):
            _require_own_parts(_parse(content, name, where), where)
        template = _compile_part(content, name, where) if kind in _WITH_TAGS else None
        if kind == _APP:
            content = (_DECLARATION + _APP_PROPERTIES).encode()
        parts[name] = template or deflate(name, content, level=9)
    found = find_styles(_parse(contents[styles], styles, where), where)
    width = _text_width(_parse(contents[text], text, where))
    core = next((name for name, kind in types.items() if kind == _CORE), None)
    return Frame(where, parts, text, core, Writers.of(found, width))


def _read_types(contents: Mapping[str, bytes], where: str) -> dict[str, str]:
    """Return each part's content type by its name, for the parts that the package names one by one."""
    if _TYPES not in contents:
        raise LayoutError(f"{where}：不是 Word 文档（.docx）。请用 Word 另存为 .docx。")
    root = _parse(contents[_TYPES], _TYPES, where)
    named = ((child.get("PartName", "").lstrip("/"), child.get("ContentType", "")) for child in root)
    return {name: kind for name, kind in named if name in contents}


def _text_width(root: etree._Element) -> int:
    """Return how wide the text is, in twips: its last section's paper without margins; A4's if that isn't said."""
    width = sum(
        sign * int(value)
        for name, key, sign in (("pgSz", "w", 1), ("pgMar", "left", -1), ("pgMar", "right", -1))
        for element in [*root.iter(W + name)][-1:]
        if (value := element.get(W + key, "")).isdecimal()
    )
    return width if width > 0 else _A4_TEXT


def _parse(content: bytes, name: str, where: str) -> etree._Element:
    try:
        root = parse_xml(content)
    except etree.XMLSyntaxError as error:
        raise LayoutError(f"{where}：其中的 {name} 不是完好的 XML。请用 Word 重新另存。") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise LayoutError(f"{where}：其中的 {name} 带有 DOCTYPE，不予读取。请用 Word 重新另存。")
    return root


def _require_own_parts(root: etree._Element, where: str) -> None:
    """Refuse what Word would fetch from elsewhere: pictures by link, a template on somebody's disk."""
    for relationship in root.iter(_RELATIONSHIP):
        kind = basename(relationship.get("Type", ""))
        if relationship.get("TargetMode") == "External" and kind != "hyperlink":
            target = relationship.get("Target", "")
            raise LayoutError(f"{where}：引用了外部文件 {target}（{kind}）。请在 Word 中改为嵌入，或去掉它。")


def _compile_part(content: bytes, name: str, where: str) -> Template | None:
    """Return a part's template, or None where it has no tags."""
    source = etree.tostring(_parse(content, name, where), encoding="unicode")
    patched: str = DocxTemplate(io.BytesIO()).patch_xml(source)  # type: ignore[no-untyped-call]
    if not any(mark in patched for mark in ("{{", "{%", "{#")):
        return None
    return compile_tags(patched, f"{where}（{basename(name)}）")
