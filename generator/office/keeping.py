"""Keep the register: verify it, export its head, back it up, restore it.

In: an open register and files. Out: problems, a text, a new file or a new register; never one over another.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import InputError, UsageError
from generator.problems import Problem
from generator.register.chain import export_head, read_head
from generator.register.setup import restore as restore_into
from generator.register.words import Head

if TYPE_CHECKING:
    from generator.register.register import Register


def verify_register(register: Register, head: Path | None, files: Path | None) -> tuple[Problem, ...]:
    """Return what is wrong with a register; raise `UsageError` where the exported head can't be read."""
    return register.verify(read_head_file(head) if head else None, files)


def read_head_file(path: Path) -> Head:
    """Return the head that a file holds; raise `UsageError`."""
    try:
        return read_head(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"读不到链头文件 {path}：{error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path} 不是导出的链头。请用 xieyi register head 导出的文件") from error


def write_head(register: Register, path: Path | None) -> str:
    """Return the head's text, written to a new file where one is named; raise `UsageError` for one that is there."""
    text = export_head(register.head())
    if path is not None:
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            raise UsageError(f"{path} 已存在，不会盖掉它。请换一个文件名") from None
        except OSError as error:
            raise UsageError(f"{path} 写不成：{error.strerror}") from error
    return text


def back_up(register: Register, path: Path) -> Head:
    """Back a register up into a new file."""
    return register.backup(path)


def restore_register(path: Path, into: str) -> Head:
    """Make a register from a backup and verify it; raise `UsageError`, `WriteError`, `InputError` if it isn't whole."""
    with restore_into(path, into) as register:
        problems = register.verify()
        if problems:
            raise InputError(problems)
        return register.head()
