"""Draw a Document in the Word frame of its layout."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from generator.document.nodes import Document, Form
from generator.errors import LayoutError
from generator.render.docx.frame import Frame, compile_frame
from generator.render.docx.probe import require_complete

FRAME = "frame.docx"


def render_docx(document: Document, layout: Path) -> bytes:
    """Return a Word file of `document`, drawn in `layout / "frame.docx"`.

    The same Document and frame give the same bytes. Raises LayoutError where the frame is missing,
    broken or leaves something out; TypeError on a node that it doesn't know.
    """
    path = layout / FRAME
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LayoutError(f"{path}：读不到 Word 版式（{error.strerror}）。请放回这个文件。") from error
    return _load_frame(data, str(path), document.form).draw(document)


@lru_cache(maxsize=8)
def _load_frame(data: bytes, where: str, form: Form) -> Frame:
    frame = compile_frame(data, where)
    require_complete(frame, form)
    return frame
