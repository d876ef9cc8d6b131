"""The disk under a run: bringing what was written to it, and whether there is room for the rest.

In: folders and sizes. Out: nothing, or a `WriteError` that says what can be done.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from generator.errors import WriteError
from generator.issuing.place import write_errors

SIZES = {"docx": 40_000, "pdf": 600_000, "html": 400_000, "json": 150_000, "record": 200_000}
"""About how large the files of a paper are, in bytes, before the first one is made."""

RESERVE = 64 * 1024**2
"""Bytes that are left free for the register, the reports and whoever else works on the disk."""

_SYNCFS_TELLS = (5, 8)
"""The Linux from which on syncfs(2) tells what couldn't be written; before, only fsync(2) does."""


def bring_to_disk(staging: Path, folders: Sequence[Path]) -> None:
    """Return when everything in some folders of the staging folder is on the disk; raise `WriteError`.

    One syncfs(2) for all, where the system has it: fsync(2) of each file takes ten times as long. Both fail where the
    disk did.
    """
    if not folders:
        return
    with write_errors(staging):
        if sync := _syncfs():
            _opened(staging, sync)
            return
        for folder in folders:
            for path in (*folder.iterdir(), folder):
                _opened(path, os.fsync)
        _opened(staging, os.fsync)


def require_room(out: Path, papers: int, each: float) -> None:
    """Raise `WriteError` where so many papers of so many bytes don't fit on the disk of a folder."""
    with write_errors(out):
        free = shutil.disk_usage(out).free
    wanted = int(papers * each) + RESERVE
    if free < wanted:
        raise WriteError(
            f"{out} 所在的磁盘放不下：还要生成{papers}份，约需 {_megabytes(wanted)}，只剩 {_megabytes(free)}。"
            "请清理磁盘，或用 -o 换一个文件夹，再运行一次，会接着做"
        )


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:,.0f} MB"


def _opened(path: Path, sync: Callable[[int], object]) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        sync(handle)
    finally:
        os.close(handle)


@lru_cache(maxsize=1)
def _syncfs() -> Callable[[int], None] | None:
    """Return syncfs(2), None where the system hasn't one that tells of failures."""
    library = ctypes.CDLL(None, use_errno=True)
    release = tuple(int(part) for part in os.uname().release.split(".")[:2] if part.isdigit())
    if not hasattr(library, "syncfs") or os.uname().sysname != "Linux" or release < _SYNCFS_TELLS:
        return None

    def sync(handle: int) -> None:
        if library.syncfs(handle):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code))

    return sync
