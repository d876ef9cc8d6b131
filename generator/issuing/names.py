"""File names for papers, made from numbers and names that people typed.

In: a Document. Out: the stem of its files' names: no path, no character that a file system or Windows minds,
180 bytes at the most.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from generator.document.nodes import Document, Fill, Form
from generator.document.walk import inlines

LONGEST = 180
"""The longest stem in UTF-8 bytes; file systems take 255 with the ending and a staging mark."""

_INSTITUTION, _PERSON = "institution.name", "person.name"

AGREEMENT = "agreement"
"""The kind whose drafts need no title in their names."""

_UNSAFE = str.maketrans(
    {"/": "／", "\\": "＼", ":": "：", "*": "＊", "?": "？", '"': "＂", "<": "＜", ">": "＞", "|": "｜"}
)
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def file_stem(document: Document) -> str:
    """Return the stem of a document's files: its number, or what a draft has in its stead, then whom it is about.

    That is the institution, and the person where there is one: an institution has thousands of forms. It has drafts of
    several kinds on one day, so those of all but the agreement itself carry their title.
    """
    names = _names(document)
    name = names.get(_INSTITUTION, document.title)
    person = [names[_PERSON]] if _PERSON in names else []
    if not document.draft:
        return safe_name("_".join((document.number or "未编号", name, *person)))
    title = [document.title] if document.kind != AGREEMENT and name != document.title else []
    return safe_name("_".join(("草案", document.date.isoformat(), *title, name, *person)))


def _names(document: Document) -> dict[str, str]:
    """Return the institution's and the person's name, as the document first has them."""
    wanted = {_INSTITUTION} if document.form in (Form.AGREEMENT, Form.DEED) else {_INSTITUTION, _PERSON}
    found: dict[str, str] = {}
    for inline in inlines(document):
        if isinstance(inline, Fill) and inline.name in wanted - found.keys():
            found[inline.name] = inline.text
        if len(found) == len(wanted):
            break
    return found


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
