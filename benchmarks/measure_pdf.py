"""PDF, warm: `render_pdf` against WeasyPrint's own time for the same HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cases import make_case
from findings import Finding, milliseconds, ratio
from pdf_text import pages_of, require_text
from side import Side, UnusableError

from generator.assembly import assemble
from generator.model.library import Library

BOUND = 1.3


def measure_pdf(library: Library, folder: Path, rounds: int) -> Iterator[Finding]:
    """Yield the finding about PDF. The first document of each side is a warm-up and isn't counted."""
    page, own, other = folder / "page.html", folder / "own.pdf", folder / "weasyprint.pdf"
    ours, theirs = [], []
    with Side("own.py") as us, Side("plain_weasyprint.py") as them:
        for number in range(rounds + 1):
            us.ask("write_html", number=number, html=str(page))
            ours.append(us.ask("make_pdf", number=number, keep=str(own))["seconds"])
            theirs.append(them.ask("make", html=str(page), keep=str(other))["seconds"])
            if pages_of(own) != pages_of(other):
                raise UnusableError("两份 PDF 各页的文字不同")
            require_text(own, assemble(library, make_case(number)))
    figure, spread = ratio(ours[1:], theirs[1:])
    measured = {"本项目": milliseconds(ours[1:]), "WeasyPrint": milliseconds(theirs[1:])}
    yield Finding("pdf-weasyprint", "PDF 与 WeasyPrint 排同一 HTML 之比", figure, BOUND, "倍", measured, spread)
