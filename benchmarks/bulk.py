"""PDF in bulk: Typst in one warm worker against WeasyPrint in one, and against LibreOffice given all files at once.

The same agreements on every side, each another hospital's; LibreOffice gets them as the Word files that the project
writes, in one command with a profile of its own. By itself: python benchmarks/bulk.py prints the findings.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from cases import make_case
from findings import Finding, ratio
from pdf_text import require_text
from side import run

from generator.assembly import assemble
from generator.document.nodes import Document
from generator.model.library import Library
from generator.reading import load_library
from generator.render.bounded import Renderer
from generator.render.formats import PDF_ENGINES

BOUNDS = {"weasyprint": 6.0, "soffice": 5.0}
LABELS = {"weasyprint": "WeasyPrint", "soffice": "LibreOffice"}
FILES = 20


def measure_bulk(library: Library, folder: Path, rounds: int) -> Iterator[Finding]:
    """Yield a finding for each of the others: how many times their documents a second Typst makes."""
    seconds: dict[str, list[float]] = {"typst": [], "weasyprint": [], "soffice": []}
    numbers = count()
    with Renderer() as typst, Renderer() as weasyprint:
        workers = {"typst": typst, "weasyprint": weasyprint}
        for name, worker in workers.items():  # a warm-up that isn't counted
            _make(worker, name, [_document(library, next(numbers))], library, folder)
        for _ in range(rounds):
            documents = [_document(library, next(numbers)) for _ in range(FILES)]
            for name, worker in workers.items():
                seconds[name].append(_make(worker, name, documents, library, folder))
                require_text(folder / f"{name}.pdf", documents[-1])
            seconds["soffice"].append(_convert(documents, library, folder))
    for other, bound in BOUNDS.items():
        figure, spread = ratio(seconds[other], seconds["typst"])
        measured = {"本项目": _rate(seconds["typst"]), LABELS[other]: _rate(seconds[other])}
        what = f"批量 PDF 每秒份数与 {LABELS[other]} 之比"
        yield Finding(f"pdf-bulk-{other}", what, figure, bound, "倍", measured, spread, at_least=True)


def _document(library: Library, number: int) -> Document:
    return assemble(library, make_case(number))


def _make(worker: Renderer, name: str, documents: list[Document], library: Library, folder: Path) -> float:
    """Time Documents to PDFs; the last one is kept."""
    data = b""
    start = time.perf_counter()
    for document in documents:
        data = worker.render(PDF_ENGINES[name], document, library.layout(document.layout))
    taken = time.perf_counter() - start
    (folder / f"{name}.pdf").write_bytes(data)
    return taken


def _convert(documents: list[Document], library: Library, folder: Path) -> float:
    """Time LibreOffice over all Word files at once; writing those isn't counted."""
    from generator.render.docx import render_docx

    with TemporaryDirectory(dir=folder) as work:
        files = [Path(work) / f"{place}.docx" for place in range(len(documents))]
        for file, document in zip(files, documents, strict=True):
            file.write_bytes(render_docx(document, library.layout(document.layout)))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", work, *map(str, files)]
        cost = run(command)
        assert all(file.with_suffix(".pdf").is_file() for file in files)
    return cost.wall


def _rate(seconds: list[float]) -> str:
    middle = sorted(seconds)[len(seconds) // 2]
    return f"{FILES / middle:.1f} 份/秒"


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        for finding in measure_bulk(load_library(), Path(place), 1):
            print(finding.line())
