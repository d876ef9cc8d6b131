"""PDF in bulk: Typst against WeasyPrint, and against LibreOffice given all files at once.

The same agreements on every side, each another hospital's, and all of the machine's cores for every side: as many
warm workers as cores for Typst and for WeasyPrint, as a run has them; LibreOffice gets the Word files that the project
writes, in one command with a profile of its own, and takes what it can.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
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
from generator.render.bounded import Renderer
from generator.render.docx import render_docx
from generator.render.formats import PDF_ENGINES

BOUNDS = {"weasyprint": 6.0, "soffice": 5.0}
LABELS = {"weasyprint": "WeasyPrint", "soffice": "LibreOffice"}
FILES = 48


def measure_bulk(library: Library, folder: Path, rounds: int) -> Iterator[Finding]:
    """Yield a finding for each of the others: how many times their documents a second Typst makes."""
    seconds: dict[str, list[float]] = {"typst": [], "weasyprint": [], "soffice": []}
    numbers = count()
    with ExitStack() as stack:
        cores = len(os.sched_getaffinity(0))
        workers = {
            name: [stack.enter_context(Renderer()) for _ in range(cores)] for name in ("typst", "weasyprint")
        }  # fmt: skip
        for name, warm in workers.items():  # a warm-up that isn't counted
            _make(warm, name, [assemble(library, make_case(next(numbers))) for _ in warm], library)
        for _ in range(rounds):
            documents = [assemble(library, make_case(next(numbers))) for _ in range(FILES)]
            for name, warm in workers.items():
                taken, last = _make(warm, name, documents, library)
                seconds[name].append(taken)
                (folder / f"{name}.pdf").write_bytes(last)
                require_text(folder / f"{name}.pdf", documents[-1])
            seconds["soffice"].append(_convert(documents, library, folder))
    for other, bound in BOUNDS.items():
        figure, spread = ratio(seconds[other], seconds["typst"])
        measured = {"本项目": _rate(seconds["typst"]), LABELS[other]: _rate(seconds[other])}
        what = f"批量 PDF 每秒份数与 {LABELS[other]} 之比"
        yield Finding(f"pdf-bulk-{other}", what, figure, bound, "倍", measured, spread, at_least=True)


def _make(workers: Sequence[Renderer], name: str, documents: list[Document], library: Library) -> tuple[float, bytes]:
    """Time Documents to PDFs, each worker with its share; return the last one too."""

    def share(place: int) -> bytes:
        data = b""
        for document in documents[place :: len(workers)]:
            data = workers[place].render(PDF_ENGINES[name], document, library.layout(document.layout))
        return data

    with ThreadPoolExecutor(len(workers)) as threads:
        start = time.perf_counter()
        made = list(threads.map(share, range(len(workers))))
        taken = time.perf_counter() - start
    return taken, made[(len(documents) - 1) % len(workers)]


def _convert(documents: list[Document], library: Library, folder: Path) -> float:
    """Time LibreOffice over all Word files at once; writing those isn't counted."""
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
