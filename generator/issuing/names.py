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

AGREEMENT = "agreement"
"""The kind whose drafts need no title in their names."""

_UNSAFE = str.maketrans(
    {"/": "／", "\\": "＼", ":": "：", "*": "＊", "?": "？", '"': "＂", "<": "＜", ">": "＞", "|": "｜"}
)
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def file_stem(document: Document) -> str:
    """Return the stem of a document's files: its number, or what a draft has in its stead, then the institution's name.

    One institution has drafts of several kinds on one day, so those of all but the agreement itself carry their title.
    """
    names = (found.text for found in inlines(document) if isinstance(found, Fill) and found.name == "institution.name")
    name = next(names, document.title)
    if not document.draft:
        return safe_name(f"{document.number or '未编号'}_{name}")
    titled = document.kind != AGREEMENT and name != document.title
    return safe_name("_".join(("草案", document.date.isoformat(), *([document.title] if titled else []), name)))


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
