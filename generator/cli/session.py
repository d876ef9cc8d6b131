"""What the commands of one run share: the library in use, and whether a machine reads the output."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from generator.model.library import Library
    from generator.register.register import Register


@dataclass
class Session:
    """One run: `root` is what --library names, `books` what --register names; `machine`: --json was given."""

    root: Path | None = None
    books: str | None = None
    machine: bool = False

    def library(self) -> Library:
        """Return the library in use; raise `LibraryError`, `UsageError`."""
        from generator.reading.library import load_library

        return load_library(self.root)

    def register(self, library: Library, *, make: bool = True) -> Register:
        """Open the register in use, making it unless told not to; raise what `open_register` does."""
        from generator.office.where import find_register
        from generator.register.setup import open_register

        return open_register(find_register(library.root, self.books), make=make)


def session_of(context: typer.Context) -> Session:
    """Return the run that a command belongs to."""
    session = context.find_object(Session)
    return session if session is not None else Session()


def _take_json(context: typer.Context, value: bool) -> bool:
    session_of(context).machine = value
    return value


CaseArgument = Annotated[Path, typer.Argument(metavar="CASE", help="案卷文件，例如 case.yaml")]
JsonOption = Annotated[
    bool, typer.Option("--json", metavar="", callback=_take_json, help="在标准输出打印 JSON，供其他程序读取")
]
ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="经办人，记入登记簿；不给时用环境变量 XIEYI_BY，再用登录名"),
]
OutOption = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="文书存放的文件夹，没有就新建")]
PdfOption = Annotated[
    str | None,
    typer.Option("--pdf", metavar="ENGINE", help="用哪种程序生成 PDF：weasyprint 或 typst；不给时按地区的 pdf_engine"),
]
FormatOption = Annotated[
    str, typer.Option("--format", metavar="FORMATS", help="要哪些格式，用逗号隔开：docx、pdf、html、json")
]
