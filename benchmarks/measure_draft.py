"""`xieyi draft` from cold, Word and PDF, against a docxtpl script that lets LibreOffice make the PDF.

Cold is a new process for every document; the files of both sides are in the system's memory already, LibreOffice's
user folder and our library cache are there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from json import dumps
from pathlib import Path
from statistics import median

from cases import CASE
from findings import Finding, ratio
from measure_docx import require_lines, write_template
from pdf_text import require_text
from side import PEERS, UnusableError, run
from typed import values_of

from generator.assembly import assemble
from generator.document.nodes import Document
from generator.model.library import Library
from generator.reading.cases import read_case

BOUND = 1.0
XIEYI = Path(sys.executable).with_name("xieyi")


def measure_draft(library: Library, folder: Path, rounds: int) -> Iterator[Finding]:
    """Yield the findings about drafts. The first round is a warm-up and isn't counted."""
    values, theirs_out = folder / "values.json", folder / "theirs"
    document = assemble(library, read_case(CASE))
    values.write_text(dumps(values_of(document), ensure_ascii=False), encoding="utf-8")
    theirs_out.mkdir()
    script = [sys.executable, PEERS / "docxtpl_soffice.py", write_template(library, folder), values]
    theirs_command = [*map(str, script), str(theirs_out), str(folder / "office")]
    ours, theirs = [], []
    for _ in range(rounds + 1):
        ours.append(_draft(folder, folder / "cache", document))
        theirs.append(run(theirs_command).wall)
        _take_away(theirs_out, document)
    figure, spread = ratio(ours[1:], theirs[1:])
    measured = {"本项目": f"{median(ours[1:]):.2f} 秒", "docxtpl 加 soffice": f"{median(theirs[1:]):.2f} 秒"}
    what = "xieyi draft 冷启动（Word 和 PDF）与 docxtpl 加 soffice 之比"
    yield Finding("draft-cold", what, figure, BOUND, "倍", measured, spread)


def _draft(folder: Path, cache: Path, document: Document) -> float:
    out = folder / "ours"
    command = [str(XIEYI), "draft", str(CASE), "--format", "docx,pdf", "-o", str(out)]
    cost = run(command, {"XDG_CACHE_HOME": str(cache)})
    _take_away(out, document)
    return cost.wall


def _take_away(out: Path, document: Document) -> None:
    """Remove the Word file and the PDF; raise UnusableError where they aren't there or lack a part."""
    found = {path.suffix: path for path in out.iterdir()}
    if set(found) != {".docx", ".pdf"}:
        raise UnusableError(f"{out.name} 里应有一份 Word 和一份 PDF，实际是：{'、'.join(sorted(found))}")
    require_lines(found[".docx"], document)
    require_text(found[".pdf"], document)
    for path in found.values():
        path.unlink()
