"""What a paper's record says of its fills, read without the rest of it.

In: the text of a record (`issuing.record`). Out: its fills; its head, which is what stands before the Document. A
Document is nine tenths of a record, and of thousands only the fills are asked for.
"""

from __future__ import annotations

import json
import re
from typing import Any

Fills = dict[str, tuple[str, str]]
"""A fill's text and origin, by its name."""

_FILL = re.compile(r'\{\s*"type":\s*"fill"')  # within a text the quotes would be escaped
_DOCUMENT = re.compile(r',\s*"document":')
_DECODER = json.JSONDecoder()


def fills_in(record: str) -> Fills:
    """Return the fills of a record, in the order of the text; of one that prints in several ways, all."""
    found: dict[str, tuple[dict[str, None], str]] = {}
    for begin in _FILL.finditer(record):
        node, _ = _DECODER.raw_decode(record, begin.start())
        found.setdefault(node["name"], ({}, node["origin"]))[0][node["text"]] = None
    return {name: ("；".join(texts), origin) for name, (texts, origin) in found.items()}


def head_of(record: str) -> dict[str, Any]:
    """Return what a record says beside its Document; raise `ValueError` for what is no record."""
    begin = _DOCUMENT.search(record)
    if begin is None:
        raise ValueError("a record without a Document")
    head: dict[str, Any] = json.loads(f"{record[: begin.start()]}}}")
    return head


def document_in(record: str) -> str:
    """Return the JSON of a record's Document."""
    return json.dumps(json.loads(record)["document"], ensure_ascii=False)
