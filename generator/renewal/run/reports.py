"""What a run leaves beside the papers: manifest.csv, manifest.json, report.html and report.xlsx.

In: the register, the batch, the papers' records on the disk. Out: the files, the same for the same state of the run
however it came about, for they are written from what the register and the disk hold and from nothing else.
"""

from __future__ import annotations

import csv
import filecmp
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from generator.issuing.place import sync_folder, write_errors
from generator.model.library import Library
from generator.renewal.run.fills import head_of
from generator.renewal.run.page import write_page
from generator.renewal.run.proof import Proof
from generator.renewal.run.rows import known_numbers
from generator.renewal.run.words import Batch, BatchRow, Failure
from generator.renewal.run.workbook import write_workbook

if TYPE_CHECKING:
    from generator.office.signing import Desk
    from generator.register.words import PaperRecord

MANIFEST, TABLE, PAGE, WORKBOOK = "manifest.json", "manifest.csv", "report.html", "report.xlsx"

_HEADINGS = ("编号", "机构代码", "机构名称", "{subject}", "格式", "文件", "字节", "SHA-256", "文本指纹", "全文指纹")


@dataclass(frozen=True)
class Issued:
    """A paper of the run as register and disk hold it."""

    row: BatchRow
    paper: PaperRecord
    record: str


def write_reports(desk: Desk, batch: Batch, failures: Sequence[Failure], staging: Path) -> tuple[Path, ...]:
    """Write manifest and reports; what is there already and says the same is left alone. Raise `WriteError`."""
    broken: list[Failure] = []
    with write_errors(desk.out), tempfile.TemporaryDirectory(prefix="reports-", dir=staging) as name:
        folder = Path(name)
        with Proof(folder / "spool") as proof:
            _gather(issued(desk, batch, broken), proof, folder, batch.subject)
            told = tuple(sorted((*failures, *broken), key=lambda failure: failure.row))
            label = labels(desk.library, batch)
            write_workbook(folder / WORKBOOK, proof, told, label, batch.subject)
            write_page(folder / PAGE, batch, proof, told)
        placed = tuple(_place(folder / file, desk.out / file) for file in (MANIFEST, TABLE, PAGE, WORKBOOK))
    sync_folder(desk.out)
    return placed


def issued(desk: Desk, batch: Batch, broken: list[Failure]) -> Iterator[Issued]:
    """Yield the papers of a batch that are entered, in its order; a record that isn't what was entered is told."""
    known = known_numbers(desk, batch)
    alone = desk.register.issued_for_many([row.fingerprint for row in batch.rows if row.fingerprint not in known])
    rows: dict[str, BatchRow] = {}  # each number once, under its first row
    for row in batch.rows:
        number = known.get(row.fingerprint) or alone.get(row.fingerprint)
        if number is not None:
            rows.setdefault(number, row)
    for paper in desk.register.papers_by_number(tuple(rows)):
        row, data = rows[paper.number], _record(paper)
        if data is None or sha256(data).hexdigest() != paper.record:
            reason = f"{paper.number} 的签发记录不见了，或与登记的不一致"
            broken.append(Failure(row.row, row.about, row.name, (reason,)))
            continue
        yield Issued(row, paper, data.decode())


def labels(library: Library, batch: Batch) -> Callable[[str], str]:
    """Return what says how a fill of a batch's papers is called: the parameter's or the fact's label, else its name."""
    kinds = dict.fromkeys(row.case.kind for row in batch.rows if row.case is not None)
    known = {
        name: fact.label for kind in kinds if kind in library.kinds for name, fact in library.kinds[kind].facts.items()
    }

    def label(name: str) -> str:
        first, _, level = name.partition(".")
        parameter = library.parameters.get(first)
        if parameter:
            return parameter.label + (f"（{level}）" if level else "")
        return known.get(name, name)

    return label


def _record(paper: PaperRecord) -> bytes | None:
    place = next((Path(file.final) for file in paper.files if file.format == "record"), None)
    return place.read_bytes() if place is not None and place.is_file() else None


def _gather(papers: Iterator[Issued], proof: Proof, folder: Path, subject: str) -> None:
    """Write both manifests, a paper at a time, and tell the proof of each."""
    with ExitStack() as stack:
        table_file = stack.enter_context((folder / TABLE).open("w", encoding="utf-8-sig", newline=""))
        listed = stack.enter_context((folder / MANIFEST).open("w", encoding="utf-8"))
        table = csv.writer(table_file)
        table.writerow([heading.format(subject=subject) for heading in _HEADINGS])
        listed.write("[")
        for place, one in enumerate(papers):
            listed.write(",\n" if place else "\n")
            _list(one, listed, table)
            proof.add(one.paper.number, one.row.institution, one.paper.text_fingerprint, one.record)
        listed.write("\n]\n")


def _list(one: Issued, listed: IO[str], table: Any) -> None:
    row, paper = one.row, one.paper
    fingerprints = {"text": paper.text_fingerprint, "full": paper.full_fingerprint}
    files = [
        {"format": file.format, "name": file.name, "size": file.size, "sha256": file.sha256, "engine": file.engine}
        for file in paper.files
    ]
    content = {
        "number": paper.number, "institution": row.institution, "name": row.name, "about": row.about,
        "fingerprints": fingerprints, "pdf_engine": head_of(one.record)["pdf_engine"], "files": files,
    }  # fmt: skip
    listed.write(json.dumps(content, ensure_ascii=False))
    for file in paper.files:
        cells = (
            paper.number, row.institution, row.name, row.about, file.format, file.name, file.size, file.sha256,
            paper.text_fingerprint, paper.full_fingerprint,
        )  # fmt: skip
        table.writerow([_safe(cell) for cell in cells])


def _safe(cell: object) -> object:
    """Return a cell that a spreadsheet takes for text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t")) else cell


def _place(staged: Path, final: Path) -> Path:
    """Put a file in its place unless it is there as it is."""
    if not final.is_file() or not filecmp.cmp(staged, final, shallow=False):
        with staged.open("rb+") as file:
            os.fsync(file.fileno())
        staged.replace(final)
    return final
