"""What workers have made goes into the register and into its place, a batch at a time.

In: papers that lie on the disk, read back. Out: the register knows of each, and its files have their names; or why not.
In this order: entered, renamed, the folder brought to the disk, noted as placed. Wherever that is cut off, what is
entered can be found under its staged name or its own, and `settle_batch` does the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.assembly import assemble
from generator.document.fingerprint import fingerprints_of
from generator.errors import XieyiError
from generator.issuing.papers import Staged
from generator.issuing.place import sync_folder, write_errors
from generator.register.parts import outline_of
from generator.register.words import Confirmation
from generator.renewal.run.rows import Row, known_numbers
from generator.renewal.run.words import Batch, Ready

if TYPE_CHECKING:
    from generator.office.signing import Desk
    from generator.register.words import FileEntry, PaperRecord

Made = tuple[Row, Ready]


def enter(desk: Desk, made: Sequence[Made]) -> dict[int, str]:
    """Enter papers and put them in place; return why some couldn't be entered, by their rows' places.

    Raise `WriteError` where the register or the disk refuses: what isn't done then is done by the next run.
    """
    outcomes = desk.register.enter_many([_confirmation(desk, row, ready) for row, ready in made])
    refused = {
        row.place: str(outcome) for (row, _), outcome in zip(made, outcomes, strict=True)
        if isinstance(outcome, XieyiError)
    }  # fmt: skip
    entered = [(row, ready) for row, ready in made if row.place not in refused]
    for _, ready in entered:
        for file in ready.files:
            with write_errors(desk.out / file.name):
                (ready.folder / file.name).replace(desk.out / file.name)
    if entered:
        sync_folder(desk.out)
        desk.register.placed([ready.case.number or "" for _, ready in entered], desk.by)
    _clear([ready for _, ready in made])
    return refused


def place_again(desk: Desk, row: Row, ready: Ready) -> str | None:
    """Put the files of a paper back that had gone, or say why not: only the very bytes that were issued are."""
    paper = row.entered
    if paper is None:
        raise ValueError("a paper that was never entered can't be put back")
    made = {file.format: file for file in ready.files}
    other = next((file for file in paper.files if made[file.format].sha256 != file.sha256), None)
    if other is not None:
        _clear((ready,))
        message = f"{other.final} 不见了，而现在生成的与登记的不一致（条款库、版式、引擎或字体变了）"
        return f"{message}。请从备份找回原文件"
    for folder in {Path(file.final).parent for file in paper.files}:
        with write_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
    for file in paper.files:
        with write_errors(Path(file.final)):
            (ready.folder / made[file.format].name).replace(file.final)
    for folder in {Path(file.final).parent for file in paper.files}:
        sync_folder(folder)
    if not paper.placed:
        desk.register.placed([paper.number], desk.by)
    _clear((ready,))
    return None


def settle_batch(desk: Desk, batch: Batch) -> tuple[str, ...]:
    """Put in place what a run of this batch that was cut off had entered; return a Chinese line for each.

    What lies nowhere any more is left: it is made again.
    """
    numbers = frozenset(known_numbers(desk, batch).values())
    whole = [paper for paper in desk.register.unplaced() if paper.number in numbers and _rename(paper)]
    for folder in {Path(paper.files[0].final).parent for paper in whole}:
        sync_folder(folder)
    if whole:
        desk.register.placed([paper.number for paper in whole], desk.by)
    return tuple(f"上次中断时已登记的 {paper.number}，文件已放到位" for paper in whole)


def _rename(paper: PaperRecord) -> bool:
    """Rename what still has its staged name, and say whether every file is in its place then."""
    return all([_renamed(file) for file in paper.files])


def _renamed(file: FileEntry) -> bool:
    staged, final = Path(file.staged), Path(file.final)
    if staged.exists() and final.parent.is_dir():
        with write_errors(final):
            staged.replace(final)
    return final.exists()


def _confirmation(desk: Desk, row: Row, ready: Ready) -> Confirmation:
    """Return what is entered for a row, as a single order enters it."""
    if row.beside is None:
        raise ValueError("a row is judged before it is entered")
    if ready.sample and fingerprints_of(assemble(desk.library, ready.case)) != ready.fingerprints:
        raise XieyiError(f"{ready.case.number}：生成文书的进程用的条款库与这里的不同。请核对各台机器上的条款库")
    outline = outline_of(ready.document)
    prints, library = ready.fingerprints, desk.library.digest
    staged = Staged(ready.case, outline, prints, library, ready.files, ready.folder, desk.out, ready.problems)
    found = row.beside(staged)
    (paper,) = found.papers
    return replace(found, papers=(replace(paper, document=ready.document),))


def _clear(made: Sequence[Ready]) -> None:
    """Take away what wasn't put in place, and the folders of chunks that nothing is left in."""
    for ready in made:
        for file in ready.files:
            with suppress(OSError):  # what is entered is entered: a lost folder is told by the next write
                (ready.folder / file.name).unlink(missing_ok=True)
    for folder in {ready.folder for ready in made}:
        with suppress(OSError):  # another paper of the chunk is still in it; the run takes its own folder away at last
            folder.rmdir()
