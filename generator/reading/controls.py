"""Invisible characters that no paper may hold: controls, direction marks, surrogates, non-characters."""

from __future__ import annotations

import re

_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
"""Controls (Cc), marks of direction, line and paragraph separators, surrogates, and what is no character at all."""


def control_at(text: str, allowed: str = "") -> int | None:
    """Return where the first such character of a text stands, None where it has none."""
    return next((found.start() for found in _CONTROL.finditer(text) if found.group() not in allowed), None)


def first_control(text: str, allowed: str = "") -> str | None:
    """Return what to say of the first such character of a text, None where it has none."""
    at = control_at(text, allowed)
    return None if at is None else f"的第{at + 1}个字是不可见的控制字符（U+{ord(text[at]):04X}）"
