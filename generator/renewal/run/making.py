"""What a worker does: examine cases, and make, read back and put down their papers. It knows no register.

In: a Workshop and Jobs, a chunk at a time. Out: for each what was found or made. The library, the layouts and the PDF's
engine are loaded once in a process. A chunk's papers lie in a folder of its own that nothing else writes to, so that a
paper which two workers made, because one was thought dead, is never half of each.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from generator.assembly import assemble
from generator.checks import check
from generator.document.fingerprint import fingerprints_of
from generator.errors import (
    InputError,
    LayoutError,
    MissingPartError,
    ReadBackError,
    UsageError,
)
from generator.issuing.names import file_stem
from generator.issuing.papers import StagedFile
from generator.issuing.place import write_errors
from generator.issuing.read_back import Wanted, find_document, read_back, wanted_of
from generator.issuing.read_pdf import fold
from generator.issuing.record import engine_of, record_of
from generator.model.library import Library
from generator.problems import Problem, stand_in_the_way
from generator.reading.library import load_library
from generator.register.parts import split_document
from generator.render.formats import file_format, render_document
from generator.renewal.run.disk import bring_to_disk
from generator.renewal.run.pdf_text import read_typst_text
from generator.renewal.run.words import Examined, Job, Ready, Refused, Workshop

_OF_A_PAPER = (LayoutError, MissingPartError, ReadBackError, InputError)
"""Errors that one paper may meet and the next one not."""


def examine(workshop: Workshop, jobs: Sequence[Job]) -> tuple[Examined | Refused, ...]:
    """Return what `check` says of each case."""
    library = _library(workshop.root, workshop.digest)
    return tuple(_examined(library, job) for job in jobs)


def make(workshop: Workshop, jobs: Sequence[Job]) -> tuple[Ready | Refused, ...]:
    """Make the papers of some cases; raise `WriteError` where the disk or the folder refuses."""
    library = _library(workshop.root, workshop.digest)
    with write_errors(workshop.staging):
        folder = Path(tempfile.mkdtemp(prefix=f"{jobs[0].place:06d}-", dir=workshop.staging))
    made = tuple(_made(workshop, library, folder, job) for job in jobs)
    bring_to_disk(workshop.staging, [folder])
    return made


@lru_cache(maxsize=1)
def _library(root: Path, digest: str) -> Library:
    library = load_library(root)
    if library.digest != digest:
        raise UsageError(f"条款库 {root} 与开始时的不一致：中途有人改过，或各台机器上的不同。请核对后再运行")
    return library


def _examined(library: Library, job: Job) -> Examined | Refused:
    try:
        problems = check(library, job.case)
    except MissingPartError as error:
        return Refused(job.place, (_problem(error),))
    return Refused(job.place, problems) if stand_in_the_way(problems) else Examined(job.place, problems)


def _made(workshop: Workshop, library: Library, folder: Path, job: Job) -> Ready | Refused:
    try:
        return _make(workshop, library, folder, job)
    except _OF_A_PAPER as error:
        return Refused(job.place, error.problems if isinstance(error, InputError) else (_problem(error),))


def _make(workshop: Workshop, library: Library, folder: Path, job: Job) -> Ready:
    notes = check(library, job.case) if job.notes is None else job.notes
    document = assemble(library, job.case)
    layout = library.layout(document.layout)
    stem, wanted, prints = file_stem(document), wanted_of(document), fingerprints_of(document)
    files: dict[str, tuple[str, bytes]] = {}
    for name in workshop.formats:
        file = f"{stem}.{file_format(name)}"
        files[name] = (file, _write(folder / file, render_document(name, document, layout)))
        _read(wanted, name, files[name][1], sample=job.sample)
    file = f"{stem}.record.json"
    files["record"] = (file, _write(folder / file, record_of(library, document, files, notes, prints)))
    parted = split_document(document)
    return Ready(job.place, job.case, folder, tuple(_staged(files)), parted, prints, notes, job.sample)


def _write(path: Path, data: bytes) -> bytes:
    """Write a file and return its bytes as the system has them."""
    with write_errors(path):
        path.write_bytes(data)
        return path.read_bytes()


def _read(document: Wanted, name: str, data: bytes, *, sample: bool) -> None:
    """Read a file back. The quick reader never condemns: what it doesn't find, the general one is asked for."""
    if name == "pdf:typst" and not sample:
        try:
            find_document(document, read_typst_text(data), "PDF 文件", fold)
        except ReadBackError:
            read_back(document, "pdf", data)
        return
    read_back(document, file_format(name), data)


def _staged(files: dict[str, tuple[str, bytes]]) -> Iterator[StagedFile]:
    for name, (file, data) in files.items():
        yield StagedFile(file_format(name), engine_of(name), file, len(data), sha256(data).hexdigest())


def _problem(error: LayoutError | MissingPartError | ReadBackError | InputError) -> Problem:
    codes = {LayoutError: "layout", MissingPartError: "missing_part", ReadBackError: "read_back"}
    return Problem(code=codes.get(type(error), "refused"), message=str(error))
