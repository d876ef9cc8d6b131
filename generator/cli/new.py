"""`xieyi new`: ask in the terminal what a case still lacks, and write the case file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.check import event_of
from generator.cli.making import of_the_case
from generator.cli.printing import out, print_problems
from generator.cli.session import session_of
from generator.errors import InputError, UsageError

if TYPE_CHECKING:
    from generator.cli.case_file import CaseFile
    from generator.cli.dialogue import Dialogue
    from generator.model.library import Library

HEAD = (
    "# 案卷：一份文书的全部事实，由 xieyi new 写成，可以直接修改。\n"
    "# 核对：xieyi check；出草案：xieyi draft；签发：xieyi issue。冒号后面空着等于没有写。\n"
)
FIRST = ("region", "kind", "date")

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="写到哪个文件")]
FromOption = Annotated[
    Path | None, typer.Option("--from", metavar="CASE", help="接着一份填了一部分的案卷填，只问还缺的，原有的注释保留")
]


def new(context: typer.Context, file: FileArgument = Path("case.yaml"), start: FromOption = None) -> None:
    """Ask for what is missing and write the case file."""
    from generator.cli.dialogue import Dialogue, InputEndedError

    library = session_of(context).library()
    dialogue = Dialogue(library, _begin(start))
    agreed = _may_write(file)
    ended = False
    try:
        dialogue.run()
    except InputEndedError:
        ended = True
    if ended and not dialogue.answered:
        raise UsageError("输入在此结束，还没有回答任何一项，没有写文件。")
    path = file if agreed else _free_name(file)
    _write(path, dialogue.file.text())
    _tell(path, dialogue, ended=ended)


def _begin(start: Path | None) -> CaseFile:
    """Return the file to complete; raise `InputError` where what it has can't be read."""
    from generator.cli.case_file import CaseFile
    from generator.cli.needs import ORDER
    from generator.reading.cases import read_case_text
    from generator.reading.files import UnreadableFileError, read_text

    if start is None:
        return CaseFile(HEAD, ORDER)
    if not start.is_file():
        raise UsageError(f"找不到案卷文件：{start}")
    try:
        text = read_text(start, str(start))
        read_case_text(text if text.strip() else "{}", str(start))
    except UnreadableFileError as error:
        raise InputError((error.problem,)) from None
    except InputError as error:
        others = tuple(problem for problem in error.problems if problem.where.key not in FIRST)
        if others:
            raise InputError(others) from None
    return CaseFile(text, ORDER)


def _may_write(file: Path) -> bool:
    """Ask before an existing file is written over; return whether that was asked and granted."""
    from generator.cli.dialogue import InputEndedError, read_line

    if file.is_dir():
        raise UsageError(f"{file} 是文件夹，请写出文件名。")
    if not file.exists():
        return False
    try:
        answer = read_line(f"{file} 已经存在，要写回这个文件吗？（y/n）")
    except InputEndedError:
        answer = "n"
    if answer.strip().lower() not in ("y", "yes", "是"):
        raise UsageError(f"没有动 {file}。请另写一个文件名。")
    return True


def _free_name(file: Path) -> Path:
    """Return the name, or one beside it where a file has come to stand there meanwhile."""
    while file.exists():
        file = file.with_stem(f"{file.stem}-1")
    return file


def _write(path: Path, text: str) -> None:
    from generator.issuing.place import Staging

    with Staging(path.parent) as staging:
        staging.write(path.name, text.encode("utf-8"))
        staging.place()


def _tell(path: Path, dialogue: Dialogue, *, ended: bool) -> None:
    out()
    if ended:
        out(f"输入在此结束。已填的{dialogue.answered}项存在 {path} ，接着填：xieyi new {path} --from {path}", "yellow")
        return
    out(f"案卷已写成：{path}", "green")
    if dialogue.left:
        out(f"留待以后再填的：{'、'.join(dialogue.left)}")
    _tell_problems(dialogue.library, path)


def _tell_problems(library: Library, path: Path) -> None:
    from generator.checks import check
    from generator.problems import stand_in_the_way
    from generator.reading.cases import read_case

    case = read_case(path)
    in_the_way, event = stand_in_the_way(of_the_case(check(library, case))), event_of(library, case.kind)
    if in_the_way:
        out("签发前还要处理：")
        print_problems(in_the_way, out)
    else:
        out(f"已可以办理：xieyi event {event} 协议编号 {path}" if event else f"已可以签发：xieyi issue {path}")
