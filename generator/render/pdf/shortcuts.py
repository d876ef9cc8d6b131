"""Spare WeasyPrint 70 what it does twice, or for nothing. The bytes that it writes stay the same.

In: nothing. Out: what it does changed, for this process. Lines: having broken one, it throws the line's layout
away, and makes it anew to draw it; here the layout is kept. Fonts: it copies every font file, 25 MB each, and then
uses only the subset; here a file is copied when it is asked for. Margin boxes: a page has sixteen, and it measures
all of them, though the empty ones, on our pages fifteen, are set to nothing right after; here those are left alone.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import weasyprint.formatting_structure.boxes
import weasyprint.layout.page
import weasyprint.pdf.fonts
import weasyprint.text.line_break

_FONTS: Any = weasyprint.pdf.fonts  # they are untyped
_LINES: Any = weasyprint.text.line_break
_PAGES: Any = weasyprint.layout.page
_MarginBox: Any = weasyprint.formatting_structure.boxes.MarginBox

_read_font = _FONTS.get_hb_object_data
_make_font = _FONTS.Font.__init__
_measure = _PAGES.resolve_percentages


def install() -> None:
    """Let WeasyPrint take the shortcuts, for this process."""
    _LINES.Layout.deactivate = _keep
    _LINES.Layout.reactivate = _take_up
    _FONTS.Font.__init__ = _make_font_unread
    _FONTS.Font.file_content = _ReadLate()
    _PAGES.resolve_percentages = _measure_unless_empty


def _keep(_layout: Any) -> None:
    """Stand in for `Layout.deactivate`, which lets go of what drawing needs."""


def _take_up(layout: Any, style: Any) -> None:
    """Stand in for `Layout.reactivate`. Only a line that was justified since it was broken is laid out again."""
    if style is not layout.style:
        layout.style = style
        _LINES.pango.pango_layout_set_width(layout.layout, -1)  # it is broken already
        layout.set_text(layout.text, justify=True)


def _make_font_unread(font: Any, *arguments: Any) -> None:
    """Stand in for `Font.__init__`, which reads the whole file."""
    _FONTS.get_hb_object_data = lambda face: partial(_read_font, face)
    try:
        _make_font(font, *arguments)
    finally:
        _FONTS.get_hb_object_data = _read_font


def _measure_unless_empty(box: Any, *arguments: Any) -> None:
    """Stand in for `resolve_percentages`, as far as pages call it."""
    if not isinstance(box, _MarginBox) or box.is_generated:
        _measure(box, *arguments)


class _ReadLate:
    """The attribute `Font.file_content`: a file's bytes, or what reads them, which is then done at the first use."""

    def __get__(self, font: Any, _owner: object = None) -> bytes:
        content = font.__dict__["file_content"]
        if isinstance(content, partial):
            content = font.__dict__["file_content"] = content()
        found: bytes = content
        return found

    def __set__(self, font: Any, content: object) -> None:
        font.__dict__["file_content"] = content
