"""File names for papers, made from numbers and names that people typed.

In: a Document. Out: the stem of its files' names: no path, no character that a file system or Windows minds,
180 bytes at the most.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from generator.document.nodes import Document, Fill
from generator.document.walk import inlines

LONGEST = 180
"""The longest stem in UTF-8 bytes; file systems take 255 with the ending and a staging mark."""

_UNSAFE = str.maketrans(
    {"/": "／", "\\": "＼", ":": "：", "*": "＊", "?": "？", '"': "＂", "<": "＜", ">": "＞", "|": "｜"}
)
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def file_stem(document: Document) -> str:
    """Return the stem of a document's files: its number, or 草案 and the day, then the institution's name."""
    names = (found.text for found in inlines(document) if isinstance(found, Fill) and found.name == "institution.name")
    name = next(names, document.title)
    first = f"草案_{document.date.isoformat()}" if document.draft else (document.number or "未编号")
    return safe_name(f"{first}_{name}")


def safe_name(text: str) -> str:
    """Return text as a file name that is safe everywhere; what is cut off is told apart by a hash."""
    name = unicodedata.normalize("NFC", text).translate(_UNSAFE)
    name = "".join(
        "_" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character for character in name
    )
    name = name.strip(" .") or "文书"
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    if len(name.encode()) <= LONGEST:
        return name
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    return name.encode()[: LONGEST - 9].decode(errors="ignore").rstrip(" .") + "~" + mark

