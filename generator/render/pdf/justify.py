"""Justify Chinese lines, as Word and every browser do and WeasyPrint 70 doesn't.

In: a line box that WeasyPrint has broken, and the width it leaves over. Out: the same box with the
rest spread between its characters. WeasyPrint widens spaces alone; a Chinese line has none, so each
line that 标点避头尾 has shortened would end ragged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import weasyprint.formatting_structure.boxes
import weasyprint.layout.inline

_BOXES: Any = weasyprint.formatting_structure.boxes  # they are untyped
_INLINE: Any = weasyprint.layout.inline

# A line that lacks less than this is full already: at 28 characters a line, most are.
_LEAST = 0.25  # CSS px

# A line that lacks more than this share of its width was shortened by a long foreign word or by
# an address; stretched, it would look worse than ragged. Unless its style asks for it: a label of two
# characters that is to be as wide as one of four.
_MOST = 0.15


def install() -> None:
    """Let WeasyPrint justify with `justify_line`, for this process."""
    _INLINE.justify_line = justify_line


def justify_line(_context: Any, line: Any, extra_width: float) -> None:
    """Spread `extra_width` (CSS px) between the characters of a line."""
    gaps = sum(len(box.text) for box in _text_boxes(line)) - 1
    most = 1 if line.style["text_align_last"] == "justify" else _MOST
    if gaps > 0 and _LEAST < extra_width <= most * (line.width + extra_width):
        _spread(line, extra_width / gaps, 0)


def _text_boxes(box: Any) -> Iterator[Any]:
    if isinstance(box, _BOXES.TextBox):
        yield box
    elif isinstance(box, _BOXES.LineBox | _BOXES.InlineBox):
        for child in box.children:
            yield from _text_boxes(child)


def _spread(box: Any, spacing: float, advance: float) -> float:
    """Move a box by what stands before it, widen what it holds, and return where the next one moves to."""
    if isinstance(box, _BOXES.TextBox):
        box.position_x += advance
        # The box's layout is made anew from its style when it is drawn.
        style = box.style.copy()
        own = style["letter_spacing"]
        style["letter_spacing"] = spacing + (0 if own == "normal" else own)
        box.style = style
        widening = spacing * len(box.text)
    elif isinstance(box, _BOXES.LineBox | _BOXES.InlineBox):
        box.position_x += advance
        widening = 0.0
        for child in box.children:
            if child.is_in_normal_flow():
                widening = _spread(child, spacing, advance + widening) - advance
    else:
        box.translate(advance, 0)
        return advance
    box.width += widening
    return advance + widening
