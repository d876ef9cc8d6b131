"""Word frames for tests: the one that is delivered, and ones broken on purpose."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from generator.document.nodes import Document
from generator.render.docx import render_docx

LAYOUT = Path(__file__).parents[3] / "templates" / "agreement"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file; every CRC is checked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def draw(document: Document) -> etree._Element:
    """Return the main part of `document`, drawn in the delivered frame."""
    return etree.fromstring(parts_of(render_docx(document, LAYOUT))["word/document.xml"])


def broken_layout(folder: Path, changes: Mapping[str, str], part: str = "word/document.xml") -> Path:
    """Return a layout whose frame has words of one part replaced; each of them must be there."""
    parts = parts_of((LAYOUT / "frame.docx").read_bytes())
    text = parts[part].decode()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    parts[part] = text.encode()
    with zipfile.ZipFile(folder / "frame.docx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return folder
