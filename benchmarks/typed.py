"""The agreement as somebody would have typed it in Word for docxtpl.

In: a Word file that we made and its Document. Out: the same file, in the same styles, with `{{ name }}` at each
value that the hospital or the region gives, and without what nobody types: bookmarks, links to articles, empty
runs. Limits of the law and the region's terms of art stay as text. All of that makes it lighter for docxtpl.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from side import UnusableError

from generator.document.nodes import Document, Fill, Origin
from generator.document.walk import inlines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT, STYLES = "word/document.xml", "word/styles.xml"
FILLED = ("填充", "表内填充", "地区规定值")
"""The styles in which the frame shows what the hospital and the region give."""


def values_of(document: Document) -> dict[str, str]:
    """Return what docxtpl is to print, by name: the very words that we print."""
    return {_typed_name(fill.name): fill.text for fill in _fills(document)}


def type_agreement(document: Document, word: bytes) -> bytes:
    """Return the typed agreement."""
    with ZipFile(BytesIO(word)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = _parse(parts[TEXT])
    styles = _parse(parts[STYLES])
    _mark_fills(root, _ids(styles, FILLED), document)
    for style in _ids(styles, ("术语",)):
        for look in root.findall(f".//{W}rPr/{W}rStyle[@{W}val='{style}']/.."):
            _drop(look)
    _drop_unseen(root)
    _join_runs(root)
    parts[TEXT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def lines_of(word: bytes) -> list[str]:
    """Return the text of each paragraph of a Word file."""
    with ZipFile(BytesIO(word)) as archive:
        root = _parse(archive.read(TEXT))
    lines = ("".join(text.text or "" for text in paragraph.iter(W + "t")) for paragraph in root.iter(W + "p"))
    return [line for line in lines if line]


def _parse(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _fills(document: Document) -> Iterator[Fill]:
    for inline in inlines(document):
        if isinstance(inline, Fill) and inline.origin in (Origin.CASE, Origin.REGION):
            yield inline


def _typed_name(name: str) -> str:
    return name.replace(".", "_")


def _ids(styles: etree._Element, names: tuple[str, ...]) -> set[str]:
    found = {style.get(W + "styleId", "") for style in styles.iter(W + "style")
             for name in style.iter(W + "name") if name.get(W + "val") in names}  # fmt: skip
    if len(found) != len(names):
        raise UnusableError(f"Word 版式里缺少样式，应有：{'、'.join(names)}")
    return found


def _mark_fills(root: etree._Element, styles: set[str], document: Document) -> None:
    runs = [run for run in root.iter(W + "r") for style in run.iter(W + "rStyle") if style.get(W + "val") in styles]
    texts = [text for run in runs for text in run.iter(W + "t")]
    fills = list(_fills(document))
    if [text.text for text in texts] != [fill.text for fill in fills]:
        raise UnusableError(f"Word 里样式为{'、'.join(FILLED)}的文字与文书里填的值对不上")
    for text, fill in zip(texts, fills, strict=True):
        text.text = f"{{{{ {_typed_name(fill.name)} }}}}"


def _drop_unseen(root: etree._Element) -> None:
    for mark in [*root.iter(W + "bookmarkStart", W + "bookmarkEnd")]:
        _drop(mark)
    for link in [*root.iter(W + "hyperlink")]:
        for run in list(link):
            link.addprevious(run)
        _drop(link)
    for run in [*root.iter(W + "r")]:
        if not "".join(str(text) for text in run.itertext()) and run.find(W + "br") is None:
            _drop(run)


def _join_runs(root: etree._Element) -> None:
    """Make one run of neighbours that have no look of their own."""
    for run in [*root.iter(W + "r")]:
        before = run.getprevious()
        if before is None or not (_is_bare(before) and _is_bare(run)):
            continue
        run[0].text = (before[0].text or "") + (run[0].text or "")
        _drop(before)


def _is_bare(run: etree._Element) -> bool:
    return run.tag == W + "r" and [child.tag for child in run] == [W + "t"]


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
