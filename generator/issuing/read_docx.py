"""Read the text back out of a Word file, ours or one that a hospital returned.

In: the bytes of a .docx. Out: its text, a line a paragraph, in the order of the file. It shares no
code with the writer, so that a mistake there can't hide itself here: a paper counts as issued only
if every article and every fill is found in what this module reads.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from generator.errors import ReadBackError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LARGEST = 256 * 1024 * 1024  # bytes of all parts, unpacked

# What a reader doesn't see: text deleted or moved away with tracked changes, and the second drawing
# of a text box for old programs.
_UNSEEN = (_W + "del", _W + "moveFrom", _FALLBACK)
# A paragraph in a text box is a line of its own; w:tab in a paragraph's properties is no tab.
_APART = (_W + "p", _W + "pPr")
_SIGNS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}


def read_docx_text(data: bytes) -> str:
    """Return the text of a Word file's main part, without headers, footers and notes.

    Text in insertions, content controls, hyperlinks, tables and text boxes is included. Raises
    ReadBackError where the bytes are no whole Word file.
    """
    body = _read_main_part(data)
    for element in list(body.iter(*_UNSEEN)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    if next(body.iter(_W + "txbxContent"), None) is None:
        return _read_lines(body)
    return "\n".join(_read_paragraph(paragraph) for paragraph in body.iter(_W + "p"))


def _read_main_part(data: bytes) -> etree._Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST or archive.testzip() is not None:
                raise ReadBackError("Word 文件已损坏，或大得不合情理。")
            content = archive.read("word/document.xml")
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ReadBackError("不是完好的 Word 文件（.docx）。") from error
    except KeyError as error:
        raise ReadBackError("不是 Word 文件（.docx）：没有正文。") from error
    except etree.XMLSyntaxError as error:
        raise ReadBackError(f"Word 文件的正文不是完好的 XML（{error.msg}）。") from error


def _read_lines(body: etree._Element) -> str:
    """Return the text of paragraphs none of which stands in another, in one pass."""
    parts: list[str] = []
    for element in body.iter(_W + "p", _W + "t", *_SIGNS):
        tag = element.tag
        if tag == _W + "t":
            parts.append(element.text or "")
        elif tag == _W + "p":
            parts.append("\n")
        elif element.getparent().tag != _W + "tabs":  # type: ignore[union-attr] # a sign is never the root
            parts.append(_SIGNS[tag])
    return "".join(parts)[1:]


def _read_paragraph(paragraph: etree._Element) -> str:
    """Return a paragraph's own text."""
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == _W + "t":
            parts.append(element.text or "")
        elif element.tag in _SIGNS:
            parts.append(_SIGNS[element.tag])
        elif element.tag not in _APART:
            waiting += reversed(element)
    return "".join(parts)
