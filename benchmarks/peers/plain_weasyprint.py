"""The other side for PDF: WeasyPrint's own `HTML(string=…).write_pdf()`, in a process of its own."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import weasyprint
from serve import serve

HTML: Any = weasyprint.HTML  # it is untyped


def make(html: str, keep: str) -> dict[str, Any]:
    """Set the page in the file `html`, and keep the PDF in the file `keep`."""
    page = Path(html).read_text(encoding="utf-8")
    start = time.perf_counter()
    data = HTML(string=page).write_pdf()
    seconds = time.perf_counter() - start
    Path(keep).write_bytes(data)
    return {"seconds": seconds}


if __name__ == "__main__":
    serve(make=make)
    assert "generator" not in sys.modules
