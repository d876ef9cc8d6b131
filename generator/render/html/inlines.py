"""Draw inlines as HTML.

In: inline nodes. Out: HTML text. Every text is escaped and every unknown node raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup, escape

from generator.document.nodes import Blank, CheckBox, Fill, HandFilled, Inline, Origin, Reference, Text
from generator.document.walk import inline_text

_UNDERSCORES = re.compile("_+")


def _text(inline: Text) -> str:
    return escape(inline.text)


def _fill(inline: Fill) -> str:
    if inline.origin is Origin.TERM:  # a term of art reads as fixed text
        return escape(inline.text)
    return f'<span class="fill {inline.origin.value}" data-name="{escape(inline.name)}">{escape(inline.text)}</span>'


def _blank(inline: Blank) -> str:
    return f'<span class="blank" data-name="{escape(inline.name)}">{escape(inline.shape)}</span>'


def _hand(inline: HandFilled) -> str:
    shape = _UNDERSCORES.sub(r'<span class="pen">\g<0></span>', str(escape(inline.shape)))
    return f'<span class="hand" data-name="{escape(inline.name)}">{shape}</span>'


def _reference(inline: Reference) -> str:
    return f'<a class="reference" href="#{escape(inline.target)}">{escape(inline.text)}</a>'


def _box(inline: CheckBox) -> str:
    return f'<span class="box" data-name="{escape(inline.name)}">{inline_text(inline)}</span>'


_DRAWERS: dict[type, Callable[[Any], str]] = {
    Text: _text,
    Fill: _fill,
    Blank: _blank,
    HandFilled: _hand,
    Reference: _reference,
    CheckBox: _box,
}


def write_line(inlines: Iterable[Inline]) -> str:
    """Return a line of inlines as HTML text. TypeError on a node that isn't known."""
    try:
        return "".join([_DRAWERS[type(inline)](inline) for inline in inlines])
    except KeyError as error:
        raise TypeError(f"unknown inline: {error.args[0].__name__}") from error


def draw_line(inlines: Iterable[Inline]) -> Markup:
    """Draw a line of inlines. TypeError on a node that isn't known."""
    return Markup(write_line(inlines))  # noqa: S704 - every part of it is escaped above
