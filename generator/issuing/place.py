"""Put files in place whole or not at all.

In: names and bytes. Out: the files under their names. They are written to a staging folder beside their place,
fsynced, read again from the disk, and renamed; the folder is fsynced too. Whatever goes wrong before the first
rename leaves nothing behind. A folder that is sealed holds papers that a register enters: from then on they are put in
place by `place` or, where the process has died, by `finish_placing`.
"""

from __future__ import annotations

import errno
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import WriteError

STAGING, SEALED = ".xieyi-", ".xieyi+"
"""How the names of staging folders begin; the machine's name and the process's number follow."""


class Staging:
    """Files on their way into a folder; use as a context manager, then `place()`."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out
        self.names: list[str] = []
        self._kept = False

    def __enter__(self) -> Staging:
        """Make the folder and the staging folder in it."""
        with write_errors(self.out):
            self.out.mkdir(parents=True, exist_ok=True)
            _clear_abandoned(self.out)
            self.folder = Path(tempfile.mkdtemp(prefix=f"{_own_mark()}{os.getpid()}-", dir=self.out))
        return self

    def __exit__(self, *_: object) -> None:
        """Take the staging folder away with whatever is still in it, unless it is sealed."""
        if not self._kept:
            shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, name: str, data: bytes) -> bytes:
        """Write a file, fsync it and return its bytes as the disk has them."""
        path = self.folder / name
        with write_errors(self.out / name):
            with path.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            found = path.read_bytes()
        self.names.append(name)
        return found

    def seal(self) -> Path:
        """Keep the folder whatever happens, under the name that is returned: what is in it is about to be entered."""
        sealed = self.out / self.folder.name.replace(STAGING, SEALED, 1)
        with write_errors(self.out):
            self.folder.rename(sealed)
        self.folder = sealed
        self._kept = True
        sync_folder(self.out)
        return sealed

    def unseal(self) -> None:
        """Let the folder go: what is in it was not entered."""
        self._kept = False

    def place_sealed(self) -> tuple[Path, ...]:
        """Rename the files of a sealed folder into place; what fails can be done again by `finish_placing`."""
        finish_placing(self.folder, self.out, tuple(self.names))
        return tuple(self.out / name for name in self.names)

    def place(self, on_placed: Callable[[Path], None] | None = None) -> tuple[Path, ...]:
        """Rename all files into place in the order in which they were written; where one can't be, undo the others."""
        placed: list[Path] = []
        fresh = [self.out / name for name in self.names if not (self.out / name).exists()]
        try:
            for name in self.names:
                with write_errors(self.out / name):
                    (self.folder / name).replace(self.out / name)
                placed.append(self.out / name)
                if on_placed:
                    on_placed(placed[-1])
        except WriteError:
            for path in placed:
                if path in fresh:
                    path.unlink(missing_ok=True)
            raise
        sync_folder(self.out)
        return tuple(placed)


def finish_placing(folder: Path, out: Path, names: tuple[str, ...]) -> None:
    """Rename what is still in a sealed folder into place and take the folder away; raise `WriteError`."""
    for name in names:
        with write_errors(out / name):
            if (folder / name).exists() or not (out / name).exists():
                (folder / name).replace(out / name)
    sync_folder(out)
    shutil.rmtree(folder, ignore_errors=True)


def clear_sealed(out: Path, wanted: frozenset[Path]) -> None:
    """Take away the sealed folders of dead processes of this machine that no register waits for."""
    _clear(out, SEALED, wanted)


def _own_mark(mark: str = STAGING) -> str:
    """Return how this machine's staging folders begin; another machine on a shared disk has its own."""
    return f"{mark}{platform.node().partition('.')[0]}-"


def _clear_abandoned(out: Path) -> None:
    """Take away what processes of this machine that are no more have left half-made."""
    _clear(out, STAGING, frozenset())


def _clear(out: Path, mark: str, wanted: frozenset[Path]) -> None:
    for folder in out.glob(f"{_own_mark(mark)}*-*"):
        process = folder.name.removeprefix(_own_mark(mark)).partition("-")[0]
        if process.isdigit() and not Path(f"/proc/{process}").exists() and folder not in wanted:
            shutil.rmtree(folder, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; raise `WriteError`."""
    with write_errors(folder):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def write_errors(path: Path) -> Iterator[None]:
    """Turn an error of the system into a `WriteError` that says what can be done."""
    try:
        yield
    except OSError as error:
        mends = {
            errno.ENOSPC: "磁盘已满，请清理后重试",
            errno.EDQUOT: "磁盘配额已满，请清理后重试",
            errno.EACCES: "没有写入权限，请换一个文件夹",
            errno.EPERM: "没有写入权限，请换一个文件夹",
            errno.EROFS: "文件夹是只读的，请换一个文件夹",
            errno.ENAMETOOLONG: "文件夹的路径太长，请换一个文件夹",
            errno.ENOTDIR: "这个名字已是一个文件，请换一个文件夹",
            errno.EISDIR: "这个名字已是一个文件夹，请换一个文件夹",
            errno.EEXIST: "这个名字已是一个文件，请换一个文件夹",
        }
        mend = mends.get(error.errno or 0, f"系统报告：{error.strerror}")
        raise WriteError(f"{path} 没有写成：{mend}。已写的部分已删去。") from error
