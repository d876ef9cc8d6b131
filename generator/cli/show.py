"""`xieyi show`: an agreement's text as it stands on a day, with every supplement that holds by then; or a paper's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.day import OnOption, day_of
from generator.cli.making import read_formats, with_engine
from generator.cli.printing import out, out_json
from generator.cli.progress import Progress
from generator.cli.session import JsonOption, PdfOption, session_of
from generator.errors import UsageError
from generator.model.units import print_date

if TYPE_CHECKING:
    from generator.document.nodes import Document
    from generator.model.library import Library
    from generator.register.register import Register

AgreementArgument = Annotated[str, typer.Argument(metavar="AGREEMENT", help="协议编号，或不属于协议的文书的编号")]
FolderOption = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="DIR", help="写成文件的文件夹；不给就在终端打印全文")
]
FormatOption = Annotated[
    str, typer.Option("--format", metavar="FORMATS", help="要哪些格式，用逗号隔开：docx、pdf、html、json")
]


def show(
    context: typer.Context,
    agreement: AgreementArgument,
    on: OnOption = None,
    folder: FolderOption = None,
    formats: FormatOption = "pdf",
    pdf: PdfOption = None,
    json: JsonOption = False,
) -> None:
    """Show the text of an agreement on a day, or that of a paper that belongs to none."""
    from generator.document.walk import document_lines
    from generator.issuing.copies import write_copy

    session, day = session_of(context), day_of(on)
    library = session.library()
    document = _document(library, session.register(library, make=False), agreement, day)
    if folder is not None:
        wanted = with_engine(read_formats(formats), pdf, library, document.region)
        with Progress() as progress:
            files = write_copy(library, document, day, folder, formats=wanted, on_step=progress)
        if json:
            out_json({"ok": True, "files": [str(path) for path in files]})
            return
        out("已写成：", "green")
        for path in files:
            out(f"  {path}")
    elif json:
        out_json(document.model_dump(mode="json"))
    else:
        for line in document_lines(document):
            out(line)
        for remark in document.remarks:
            out(f"说明：{remark}")


def _document(library: Library, register: Register, number: str, day: date) -> Document:
    """Return what a number's text is on a day; raise `InputError`, `UsageError` where there is none."""
    from generator.office.lives import find_agreement
    from generator.office.papers import find_alone
    from generator.office.text import text_on

    paper = find_alone(register, number)
    if paper is not None:
        if day < paper.date:
            raise UsageError(f"文书“{number}”在{print_date(paper.date)}才签发，{print_date(day)}还没有文本。")
        return paper.document()
    record = find_agreement(register, number)
    if day < record.row.signed_on:
        signed = print_date(record.row.signed_on)
        raise UsageError(f"协议“{number}”在{signed}才签订，{print_date(day)}还没有文本。")
    return text_on(library, record, day)
