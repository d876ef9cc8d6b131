"""Make a draft, or issue a paper that is ready to sign.

In: a Library, a Case, a folder. Out: the files, whole, or an error and no file at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.assembly import assemble
from generator.checks import check
from generator.document.fingerprint import full_fingerprint
from generator.document.nodes import Document
from generator.errors import InputError
from generator.issuing.names import file_stem
from generator.issuing.place import Staging
from generator.issuing.press import LABELS, Press
from generator.issuing.read_back import read_back
from generator.issuing.record import full_fingerprint_in, record_of
from generator.model.case import Case
from generator.model.library import Library
from generator.problems import Place, Problem, stand_in_the_way

FORMATS = ("docx", "pdf", "html", "json")
"""The formats that a paper is made in where none are named."""

_UNDRAFTABLE = frozenset({"kind_unknown", "region_unknown", "reference_dangling", "addition_anchor"})


@dataclass(frozen=True)
class Made:
    """What was made: the files, the record of an issued paper, and what the reader is told."""

    files: tuple[Path, ...]
    record: Path | None
    problems: tuple[Problem, ...]
    document: Document


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
    with Press(formats) as press:  # its processes load while the case is checked
        on_step("检查案卷")
        problems = check(library, case)
        if any(problem.code in _UNDRAFTABLE for problem in problems):
            raise InputError(problems)
        document = assemble(library, case, draft=True)
        rendered = press.render(document, library.layout(document.layout), on_step)
    stem = file_stem(document)
    with Staging(out) as staging:
        for name, data in rendered.items():
            staging.write(f"{stem}.{name}", data)
        files = staging.place()
    return Made(files, None, problems, document)


def issue(
    library: Library,
    case: Case,
    *,
    out: Path,
    formats: tuple[str, ...] = FORMATS,
    on_step: Callable[[str], None] = _silent,
) -> Made:
    """Issue a paper that is ready to sign.

    Raise `InputError` with all problems where it isn't, `ReadBackError` where a written file doesn't hold the
    whole text. The record is put in place last: where it stands, everything does.
    """
    with Press(formats) as press:
        on_step("检查案卷")
        problems = check(library, case)
        if stand_in_the_way(problems):
            raise InputError(problems)
        document = assemble(library, case)
        stem = file_stem(document)
        record = out / f"{stem}.record.json"
        _refuse_other(record, document, case)
        rendered = press.render(document, library.layout(document.layout), on_step)
    files: dict[str, tuple[str, bytes]] = {}
    with Staging(out) as staging:
        for name, data in rendered.items():
            on_step(f"写入并回读{LABELS[name]}")
            found = staging.write(f"{stem}.{name}", data)
            read_back(document, name, found)
            files[name] = (f"{stem}.{name}", found)
        staging.write(record.name, record_of(library, document, files, problems))
        *placed, last = staging.place()
    return Made(tuple(placed), last, problems, document)


def _refuse_other(record: Path, document: Document, case: Case) -> None:
    """Refuse to write over another paper of the same number and name."""
    if not record.is_file() or full_fingerprint_in(record.read_bytes()) == full_fingerprint(document):
        return
    where: Place = case.places.of("number")
    message = f"这里已有编号相同而内容不同的文书：{record.name}"
    mend = "已签发的文书不能覆盖：请换一个编号，或用 -o 换一个文件夹"
    raise InputError((Problem(code="already_issued", message=message, where=where, mend=mend),))
