"""Make a draft, or issue a paper that is ready to sign.

In: a Library, a Case, a folder. Out: the files, whole, or an error and no file at all.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from generator.assembly import DanglingReferenceError, assemble
from generator.checks import check
from generator.checks.numbering import example_number
from generator.document.fingerprint import Fingerprints, fingerprints_of, full_fingerprint
from generator.document.nodes import Document
from generator.errors import InputError, MissingPartError, WriteError, XieyiError
from generator.issuing.names import file_stem, safe_name
from generator.issuing.place import Staging
from generator.issuing.press import LABELS, Press
from generator.issuing.read_back import read_back
from generator.issuing.record import engine_of, full_fingerprint_in, record_of
from generator.model.case import Case
from generator.model.library import Library
from generator.problems import Place, Problem, stand_in_the_way
from generator.render.formats import file_format
from generator.selection import rules_of

FORMATS = ("docx", "pdf", "html", "json")
"""The formats that a paper is made in where none are named."""

_UNDRAFTABLE = frozenset({"addition_anchor"})
"""The problems in spite of which there is a Document, and yet nothing to draw: a term with no place would be lost."""


@dataclass(frozen=True)
class Made:
    """What was made: the files, the record of an issued paper, and what the reader is told."""

    files: tuple[Path, ...]
    record: Path | None
    problems: tuple[Problem, ...]
    document: Document


@dataclass(frozen=True)
class StagedFile:
    """A file that was written and read back: its format (`record` for the record), engine, name and SHA-256."""

    format: str
    engine: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Staged:
    """A paper whose files are all written and read back in a sealed folder, and not yet in their place."""

    case: Case
    document: Document
    fingerprints: Fingerprints
    library: str  # the library's digest
    files: tuple[StagedFile, ...]
    folder: Path
    out: Path
    problems: tuple[Problem, ...]


class Books(Protocol):
    """Where issued papers are entered: it gives their numbers, and knows of them before they stand in their place."""

    def number(self, case: Case) -> str:
        """Return the number that the paper of a case takes; raise `InputError` where it may have none."""
        ...

    def enter(self, staged: Staged) -> None:
        """Enter a paper, wholly or not at all; raise `InputError` where it may not be entered."""
        ...

    def placed(self, staged: Staged) -> None:
        """Take note that the files are in their place."""
        ...


def _silent(_: str) -> None:
    return


def make_draft(
    library: Library,
    case: Case,
    *,
    out: Path,
    formats: tuple[str, ...] = FORMATS,
    on_step: Callable[[str], None] = _silent,
) -> Made:
    """Make a draft, marked 草案, whatever is still missing.

    Raise `InputError` only where there is nothing to draw: an unknown kind or region, a broken reference.
    """
    with Press(formats) as press:
        document = _draft(library, case)
        press.begin(document, library.layout(document.layout), on_step)
        problems = check(library, case)  # while it is drawn
        if any(problem.code in _UNDRAFTABLE for problem in problems):
            raise InputError(problems)
        rendered = press.finish()
    stem = file_stem(document)
    with Staging(out) as staging:
        for name, data in rendered.items():
            staging.write(f"{stem}.{file_format(name)}", data)
        files = staging.place()
    return Made(files, None, problems, document)


def issue(
    library: Library,
    case: Case,
    *,
    out: Path,
    formats: tuple[str, ...] = FORMATS,
    on_step: Callable[[str], None] = _silent,
    books: Books | None = None,
    judged: tuple[Problem, ...] = (),
) -> Made:
    """Issue a paper that is ready to sign.

    Raise `InputError` with all problems where it isn't, `ReadBackError` where a written file doesn't hold the
    whole text. The record is put in place last: where it stands, everything does. With `books` the paper has its
    number from them, and is entered there before it is put in place. `judged` is what was told of the event that the
    paper is about; it goes into the record with the rest.
    """
    with Press(formats) as press:
        on_step("检查案卷")
        problems = (*judged, *check(library, _numbered(library, case) if books else case, judged))
        if stand_in_the_way(problems):
            raise InputError(problems)
        if books:
            case = case.model_copy(update={"number": books.number(case)})
        document = assemble(library, case)
        prints, record = fingerprints_of(document), out / f"{file_stem(document)}.record.json"
        _refuse_other(record, document, case)
        press.begin(document, library.layout(document.layout), on_step)
        rendered = press.finish()
    with Staging(out) as staging:
        files = _write(staging, document, rendered, on_step)
        told = record_of(library, document, files, problems, prints)
        files["record"] = (record.name, staging.write(record.name, told))
        if books is None:
            *placed, last = staging.place()
        else:
            on_step("登记")
            staged = Staged(case, document, prints, library.digest, _files_of(files), staging.seal(), out, problems)
            *placed, last = _enter(books, staging, staged)
    return Made(tuple(placed), last, problems, document)


def _write(
    staging: Staging, document: Document, rendered: dict[str, bytes], on_step: Callable[[str], None]
) -> dict[str, tuple[str, bytes]]:
    """Write what was drawn and read it back; return each file's name and bytes by its renderer."""
    stem, files = file_stem(document), {}
    for name, data in rendered.items():
        ending = file_format(name)
        on_step(f"写入并回读{LABELS[ending]}")
        found = staging.write(f"{stem}.{ending}", data)
        read_back(document, ending, found)
        files[name] = (f"{stem}.{ending}", found)
    return files


def _numbered(library: Library, case: Case) -> Case:
    """Return a case as it will be checked: with a number in the region's format where the books will give it one."""
    if case.number is not None or case.kind not in library.kinds or case.region not in library.regions:
        return case
    number_format = rules_of(library, case).number_formats.get(library.kinds[case.kind].series)
    return case.model_copy(update={"number": example_number(number_format, case.date.year)}) if number_format else case


def _files_of(files: dict[str, tuple[str, bytes]]) -> tuple[StagedFile, ...]:
    return tuple(
        StagedFile(file_format(name), engine_of(name), file, len(data), sha256(data).hexdigest())
        for name, (file, data) in files.items()
    )


def _enter(books: Books, staging: Staging, staged: Staged) -> tuple[Path, ...]:
    """Enter a paper, then put it in place. What can't be told to have failed stays, for the register to settle."""
    try:
        books.enter(staged)
    except XieyiError as error:
        if not isinstance(error, WriteError | MissingPartError):  # these may come when it is entered all the same
            staging.unseal()
        raise
    placed = staging.place_sealed()
    books.placed(staged)
    return placed


def _draft(library: Library, case: Case) -> Document:
    """Return the draft's Document; raise `InputError` where there is none."""
    if case.kind in library.kinds and case.region in library.regions:
        with suppress(DanglingReferenceError):
            return assemble(library, case, draft=True)
    raise InputError(check(library, case))


def _refuse_other(record: Path, document: Document, case: Case) -> None:
    """Refuse to write over another paper of the same number, or beside one."""
    number = safe_name(document.number or "")
    others = [found for found in record.parent.glob("*.record.json") if found.name.startswith(f"{number}_")]
    same = full_fingerprint(document)
    other = next((found for found in others if full_fingerprint_in(found.read_bytes()) != same), None)
    if other is None:
        return
    where: Place = case.places.of("number")
    message = f"这里已有编号相同而内容不同的文书：{other.name}"
    mend = "已签发的文书不能覆盖：请换一个编号，或用 -o 换一个文件夹"
    raise InputError((Problem(code="already_issued", message=message, where=where, mend=mend),))
