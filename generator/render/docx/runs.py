"""Inlines as WordprocessingML runs.

In: inline nodes. Out: XML text. A fill, a blank, a limit of the law … each stands in a character
style of its own, so that it can be told from fixed text. An unknown node is an error.
"""

from __future__ import annotations

import re

from generator.document.nodes import Blank, CheckBox, Fill, HandFilled, Inline, Origin, Reference, Text
from generator.document.walk import inline_text
from generator.errors import XieyiError
from generator.render.docx.styles import Styles

_UNDERSCORES = re.compile("(_+)")
_FORBIDDEN = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


def require_printable(text: str) -> str:
    """Return `text` itself. Raises XieyiError where it holds a character that no Word file can hold."""
    if (found := _FORBIDDEN.search(text)) is not None:
        raise XieyiError(
            f"文字中有不能写入 Word 的控制字符 U+{ord(found[0]):04X}：“{text[: found.start()][-20:]}”之后。"
        )
    return text


def escape(text: str) -> str:
    """Return `text` as XML, for content and for attributes in double quotes."""
    # Nearly all text is plain, and str.isprintable is some ten times as fast as a pattern.
    if not text.isprintable():
        require_printable(text)
    if "&" in text or "<" in text or ">" in text or '"' in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text


def run(text: str, style: str | None = None) -> str:
    """Return one run; `style` is the id of a character style."""
    look = "" if style is None else f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>'
    # Word drops the white space at the ends of a text, unless told not to.
    keep = ' xml:space="preserve"' if text[:1] == " " or text[-1:] == " " or "  " in text else ""
    return f"<w:r>{look}<w:t{keep}>{escape(text)}</w:t></w:r>"


class RunWriter:
    """Writes inlines in a frame's styles. `in_table` picks the style of fills that stand in a table."""

    def __init__(self, styles: Styles, *, in_table: bool = False) -> None:
        given = styles.cell_fill if in_table else styles.fill
        self._fills = {
            Origin.CASE: given,
            Origin.REGION: styles.regional,
            Origin.LAW: styles.limit,
            Origin.TERM: styles.term,
            Origin.STRUCK: styles.struck,
        }
        self._blank = styles.blank
        self._hand = styles.hand

    def write(self, inlines: tuple[Inline, ...], lead: str = "") -> str:
        """Return the runs of a line, with `lead` (the label of an item) before it."""
        if len(inlines) == 1 and type(inlines[0]) is Text:
            return run(lead + inlines[0].text)
        head = run(lead) if lead else ""
        return head + "".join([self._inline(inline) for inline in inlines])

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return run(inline.text)
            case Fill():
                return run(inline.text, self._fills[inline.origin])
            case Reference():
                anchor = escape(inline.target)
                return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(inline.text)}</w:hyperlink>'
            case Blank():
                return run(inline.shape, self._blank)
            case HandFilled():
                return self._by_hand(inline.shape)
            case CheckBox():
                return run(inline_text(inline))
        raise TypeError(f"unknown inline: {type(inline).__name__}")

    def _by_hand(self, shape: str) -> str:
        """Return a place for the pen; only its lines stand in the style, which widens them."""
        pieces = [piece for piece in _UNDERSCORES.split(shape) if piece]
        return "".join([run(piece, self._hand if piece[0] == "_" else None) for piece in pieces])
