"""The other side for Word: docxtpl as its documentation shows it, in a process of its own.

Arguments: the typed agreement (.docx with `{{ }}`), the values of each document (one JSON object a line).
"""

from __future__ import annotations

import json
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl.template import DocxTemplate
from serve import serve

TEMPLATE, CONTEXTS = Path(sys.argv[1]), Path(sys.argv[2])
contexts = [json.loads(line) for line in CONTEXTS.read_text(encoding="utf-8").splitlines()]


def draw(context: dict[str, str]) -> bytes:
    """Return a Word file of one context."""
    template = DocxTemplate(TEMPLATE)
    template.render(context, autoescape=True)
    file = BytesIO()
    template.save(file)
    return file.getvalue()


def make(first: int, count: int, keep: str | None = None) -> dict[str, Any]:
    """Draw `count` documents from number `first` on; the last one is kept as a file where `keep` names one."""
    data = b""
    start = time.perf_counter()
    for number in range(first, first + count):
        data = draw(contexts[number])
    seconds = time.perf_counter() - start
    if keep:
        Path(keep).write_bytes(data)
    return {"seconds": seconds}


if __name__ == "__main__":
    serve(make=make)
    assert "generator" not in sys.modules
