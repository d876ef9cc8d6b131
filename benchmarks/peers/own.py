"""Our side of the warm comparisons: one process, the library loaded once, each document another hospital's."""

from __future__ import annotations

import sys
import time
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

from cases import make_case
from serve import serve

from generator.assembly import assemble
from generator.reading import load_library
from generator.render.docx import render_docx
from generator.render.html import render_html
from generator.render.pdf import render_pdf

LEVEL = 6
TEXT = "word/document.xml"
library = load_library()


def make(first: int, count: int, keep: str | None = None) -> dict[str, Any]:
    """Go from Case to the bytes of a Word file `count` times; the last file is kept where `keep` names one."""
    cases = [make_case(number) for number in range(first, first + count)]
    data = b""
    start = time.perf_counter()
    for case in cases:
        document = assemble(library, case)
        data = render_docx(document, library.layout(document.layout))
    seconds = time.perf_counter() - start
    if keep:
        Path(keep).write_bytes(data)
    return {"seconds": seconds}


def deflate(first: int, count: int) -> dict[str, Any]:
    """Time Document to bytes, and the deflating of the text part that was written, in turns."""
    drawing = deflating = 0.0
    for number in range(first, first + count):
        document = assemble(library, make_case(number))
        layout = library.layout(document.layout)
        start = time.perf_counter()
        data = render_docx(document, layout)
        drawn = time.perf_counter()
        with ZipFile(BytesIO(data)) as archive:
            text, packed = archive.read(TEXT), archive.getinfo(TEXT).compress_size
        ready = time.perf_counter()
        bare = zlib.compress(text, LEVEL)
        deflating += time.perf_counter() - ready
        drawing += drawn - start
        # zlib wraps the same stream in 2 + 4 bytes: the file was deflated at this level and no lower one.
        assert packed == len(bare) - 6, f"{TEXT} is not deflated at level {LEVEL}"
    return {"seconds": drawing, "deflating": deflating}


def write_html(number: int, html: str) -> dict[str, Any]:
    """Write the page of a document for the other side."""
    document = assemble(library, make_case(number))
    Path(html).write_bytes(render_html(document, library.layout(document.layout), screen=False))
    return {}


def make_pdf(number: int, keep: str) -> dict[str, Any]:
    """Time Document to PDF; the file is kept."""
    document = assemble(library, make_case(number))
    start = time.perf_counter()
    data = render_pdf(document, library.layout(document.layout))
    seconds = time.perf_counter() - start
    Path(keep).write_bytes(data)
    return {"seconds": seconds}


if __name__ == "__main__":
    serve(make=make, deflate=deflate, write_html=write_html, make_pdf=make_pdf)
