"""An order that was carried out already: nothing happens twice, and files that have gone are made again.

In: a desk, the number that the order's paper has. Out: the files as they were entered. What can't be made again to the
byte (another engine, other faces, another layout) is not put in place of what was issued.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import ReadBackError
from generator.issuing import Made
from generator.issuing.place import Staging
from generator.issuing.press import Press
from generator.problems import Problem, Severity
from generator.render.formats import file_format, renderer_of

if TYPE_CHECKING:
    from generator.office.signing import Desk
    from generator.register.words import FileEntry, PaperRecord


RECORD = "record"
"""The format of a paper's record; what it says is in the register, so a lost one isn't made again."""


def again(desk: Desk, number: str) -> Made:
    """Return what was made for an order before; raise `ReadBackError` where a lost file can't be made again."""
    paper = desk.register.paper(number)
    if paper is None:
        raise ValueError(f"no paper {number}")
    lost = [file for file in paper.files if file.format != RECORD and not Path(file.final).exists()]
    if lost:
        _make_again(desk, paper, lost)
    *files, record = (Path(file.final) for file in paper.files)
    return Made(tuple(files), record, (_told(number, bool(lost)),), paper.document())


def _told(number: str, lost: bool) -> Problem:
    message = f"这一案卷已办理并登记过，编号{number}，没有重复办理"
    if lost:
        message += "；不见了的文件已照原样重新生成"
    mend = "要另办一份的，请改案卷；原件有错的，先用 xieyi register void 作废"
    return Problem(code="already_done", severity=Severity.NOTE, message=message, mend=mend)


def _make_again(desk: Desk, paper: PaperRecord, lost: list[FileEntry]) -> None:
    document = paper.document()
    formats = tuple(renderer_of(file.format, file.engine) for file in paper.files if file.format != RECORD)
    with Press(formats) as press:
        press.begin(document, desk.library.layout(document.layout), desk.on_step)
        rendered = {file_format(name): data for name, data in press.finish().items()}
    for file in lost:
        if sha256(rendered[file.format]).hexdigest() != file.sha256:
            message = f"{file.final} 不见了，而现在生成的与登记的不一致（条款库、版式或字体变了）"
            raise ReadBackError(f"{message}。请从备份找回原文件")
    for folder in dict.fromkeys(Path(file.final).parent for file in lost):
        with Staging(folder) as staging:
            for file in lost:
                if Path(file.final).parent == folder:
                    staging.write(file.name, rendered[file.format])
            staging.place()
