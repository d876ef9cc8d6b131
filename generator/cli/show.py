"""`xieyi show`: an agreement's text as it stands on a day, with every supplement that holds by then."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.day import OnOption, day_of
from generator.cli.making import read_formats, with_engine
from generator.cli.printing import out, out_json
from generator.cli.progress import Progress
from generator.cli.session import JsonOption, PdfOption, session_of
from generator.errors import UsageError
from generator.model.units import print_date

AgreementArgument = Annotated[str, typer.Argument(metavar="AGREEMENT", help="协议编号")]
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
    """Show the text of an agreement on a day."""
    from generator.document.walk import document_lines
    from generator.issuing.copies import write_copy
    from generator.office.lives import find_agreement
    from generator.office.text import text_on

    session, day = session_of(context), day_of(on)
    library = session.library()
    record = find_agreement(session.register(library, make=False), agreement)
    if day < record.row.signed_on:
        signed = print_date(record.row.signed_on)
        raise UsageError(f"协议“{agreement}”在{signed}才签订，{print_date(day)}还没有文本。")
    document = text_on(library, record, day)
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
