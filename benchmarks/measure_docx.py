"""Word, warm: from Case to bytes against plain docxtpl; from Document to bytes against deflating its XML."""

from __future__ import annotations

from collections.abc import Iterator
from json import dumps
from pathlib import Path
from statistics import median

from cases import make_case
from findings import Finding, milliseconds, ratio
from side import Side, UnusableError
from typed import lines_of, type_agreement, values_of

from generator.assembly import assemble
from generator.document.nodes import Document
from generator.document.walk import article_lines, articles
from generator.model.library import Library
from generator.render.docx import render_docx

DOCXTPL_BOUND, DEFLATE_BOUND = 10.0, 2.0
OURS, THEIRS = 200, 10
"""How many documents a side makes in one round."""


def write_template(library: Library, folder: Path) -> Path:
    """Write the agreement that somebody typed for docxtpl; return its path."""
    document = assemble(library, make_case(0))
    path = folder / "typed.docx"
    path.write_bytes(type_agreement(document, render_docx(document, library.layout(document.layout))))
    return path


def measure_docx(library: Library, folder: Path, rounds: int) -> Iterator[Finding]:
    """Yield both findings about Word files. The first round of each side is a warm-up and isn't counted."""
    template = write_template(library, folder)
    contexts = folder / "contexts.jsonl"
    values = [values_of(assemble(library, make_case(number))) for number in range((rounds + 1) * OURS)]
    contexts.write_text("\n".join(dumps(one, ensure_ascii=False) for one in values), encoding="utf-8")
    own, other = folder / "own.docx", folder / "docxtpl.docx"
    ours, theirs = [], []
    with Side("own.py") as us, Side("plain_docxtpl.py", template, contexts) as them:
        for first in range(0, (rounds + 1) * OURS, OURS):
            ours.append(OURS / us.ask("make", first=first, count=OURS, keep=str(own))["seconds"])
            start = first + OURS - THEIRS
            theirs.append(THEIRS / them.ask("make", first=start, count=THEIRS, keep=str(other))["seconds"])
            _require_same_text(library, first + OURS - 1, own, other)
    figure, spread = ratio(ours[1:], theirs[1:])
    measured = {"本项目每秒": f"{median(ours[1:]):.0f} 份", "docxtpl 每秒": f"{median(theirs[1:]):.1f} 份"}
    what = "Word 每秒份数与 docxtpl 之比"
    yield Finding("docx-rate", what, figure, DOCXTPL_BOUND, "倍", measured, spread, at_least=True)
    yield _against_deflate(rounds)


def _against_deflate(rounds: int) -> Finding:
    drawing, deflating = [], []
    with Side("own.py") as us:
        for first in range(0, (rounds + 1) * OURS, OURS):
            answer = us.ask("deflate", first=first, count=OURS)
            drawing.append(answer["seconds"] / OURS)
            deflating.append(answer["deflating"] / OURS)
    figure, spread = ratio(drawing[1:], deflating[1:])
    measured = {"写成一份": milliseconds(drawing[1:]), "只压缩正文": milliseconds(deflating[1:])}
    what = "由 Document 写成 Word 与只压缩其正文 XML 之比"
    return Finding("docx-deflate", what, figure, DEFLATE_BOUND, "倍", measured, spread)


def _require_same_text(library: Library, number: int, own: Path, other: Path) -> None:
    """Raise UnusableError unless both files say the same, and all that the agreement says."""
    ours, theirs = lines_of(own.read_bytes()), lines_of(other.read_bytes())
    if ours != theirs:
        differ = next((pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]), ("行数", "不同"))
        raise UnusableError(f"两份 Word 的文字不同：“{differ[0][:60]}”与“{differ[1][:60]}”")
    require_lines(own, assemble(library, make_case(number)))


def require_lines(path: Path, document: Document) -> None:
    """Raise UnusableError unless a Word file holds every line of every article."""
    printed = {line.replace("\u3000", "") for line in lines_of(path.read_bytes())}
    for article in articles(document):
        lost = [line for line in article_lines(article) if line not in printed]
        if lost:
            raise UnusableError(f"{path.name} 里没有这一行：{lost[0][:60]}")
