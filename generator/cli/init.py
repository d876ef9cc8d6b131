"""`xieyi init`: an editable copy of the library in use, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.printing import out
from generator.cli.session import session_of
from generator.errors import UsageError, WriteError

PARTS = ("clauses", "regions", "templates", "examples")
_LEFT_OUT = shutil.ignore_patterns(".*", "~*", "*~", "__pycache__")
_MARK_TEXT = "这个文件表明本文件夹是条款库：在这里及下级文件夹里运行 xieyi 时，用的就是这里的条款、法规和版式。\n"

FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="放副本的文件夹：不存在，或是空的")]


def init(context: typer.Context, folder: FolderArgument = Path()) -> None:
    """Copy the library in use to an empty folder."""
    library = session_of(context).library()
    _refuse_used(folder)
    try:
        _copy(library.root, folder)
    except OSError as error:
        raise WriteError(f"{folder} 没有写成（{error.strerror}），已复制的部分已删去。") from error
    out(f"已建好可修改的条款库：{folder.resolve()}", "green")
    for name, what in zip(PARTS, ("条款正文", "法规和各地规定", "版式", "示例案卷"), strict=True):
        if (folder / name).is_dir():
            out(f"  {name}/  {what}")
    example = next(iter(sorted((folder / "examples").glob("*.yaml"))), None)
    if example:
        out(f"试一试：xieyi draft {example.relative_to(folder)}（在这个文件夹里运行）")


def _refuse_used(folder: Path) -> None:
    if folder.is_dir():
        if any(folder.iterdir()):
            raise UsageError(f"{folder.resolve()} 不是空文件夹，没有动它。请换一个文件夹，或先把里面的东西移走。")
    elif folder.exists() or folder.is_symlink():
        raise UsageError(f"{folder} 已是一个文件。请换一个名字。")


def _copy(source: Path, folder: Path) -> None:
    """Copy to a staging folder inside the new one, then rename; the mark that makes it a library comes last."""
    from generator.reading.library import MARK

    made = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    placed: list[Path] = []
    try:
        with tempfile.TemporaryDirectory(prefix=".xieyi-", dir=folder) as staging:
            for name in PARTS:
                if (source / name).is_dir():
                    shutil.copytree(source / name, Path(staging, name), ignore=_LEFT_OUT)
            Path(staging, MARK).write_text(_MARK_TEXT, encoding="utf-8")
            for name in (*PARTS, MARK):
                if Path(staging, name).exists():
                    placed.append(folder / name)
                    Path(staging, name).replace(folder / name)
    except BaseException:
        for path in reversed(placed):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        for parent in made:
            parent.rmdir()
        raise
