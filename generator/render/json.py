"""Step 4 · Document → JSON: the Document itself, for machines.

In: a Document. Out: UTF-8 with the fields in the order in which the nodes declare them, one space
of indent and a newline at the end, so that two files can be compared line by line.
"""

from __future__ import annotations

from pathlib import Path

from generator.document.nodes import Document


def render_json(document: Document, _layout: Path) -> bytes:
    """Return the Document as canonical JSON. A layout has no say in it."""
    return document.model_dump_json(indent=1).encode() + b"\n"
