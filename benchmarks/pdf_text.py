"""What a PDF says, to see that two sides made the same paper.

In: a PDF file. Out: its text without white space, in compatibility form: LibreOffice and WeasyPrint name some
characters by different code points.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pypdfium2
from side import UnusableError

from generator.document.nodes import Document
from generator.document.walk import article_lines, articles

PDF: Any = pypdfium2.PdfDocument  # it is untyped
_FOOTER = re.compile(r"第\d+页共\d+页")


def pages_of(path: Path) -> list[str]:
    """Return the text of each page."""
    with PDF(path) as pdf:
        return [_flat(page.get_textpage().get_text_bounded()) for page in pdf]


def require_text(path: Path, document: Document) -> None:
    """Raise UnusableError unless a PDF holds every line of every article; a draft's mark is left aside."""
    whole = "".join(_FOOTER.sub("", page) for page in pages_of(path)).replace("草案", "")
    for article in articles(document):
        for line in article_lines(article):
            if _flat(line).replace("草案", "") not in whole:
                raise UnusableError(f"{path.name} 里没有这一行：{line[:60]}")


def _flat(text: str) -> str:
    return re.sub(r"[\s\ufffe\x02]", "", normalize("NFKC", text))
