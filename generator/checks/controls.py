"""Invisible characters that no paper may hold: controls, direction marks, surrogates, non-characters."""

from __future__ import annotations

import unicodedata


def first_control(text: str, allowed: str = "") -> str | None:
    """Return what to say of the first such character of a text, None where it has none."""
    for position, character in enumerate(text, start=1):
        if character in allowed:
            continue
        code = ord(character)
        hidden = unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or code & 0xFFFE == 0xFFFE
        if hidden or unicodedata.bidirectional(character) in _DIRECTIONS or character in "\u200e\u200f\ufeff":
            return f"的第{position}个字是不可见的控制字符（U+{code:04X}）"
    return None


_DIRECTIONS = ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
