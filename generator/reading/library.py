"""The library folder → Library, checked whole; all its problems come at once.

In: a folder with clauses/, regions/ and templates/. Out: a Library. It is cached in the user's own folder by
the content of every file and by the program's version.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator.errors import UsageError
from generator.model.library import Library
from generator.reading.cache import LibraryCache, content_digest

MARK = "xieyi-library"
"""The file that `xieyi init` leaves in a copy of the library."""


def load_library(root: Path | None = None) -> Library:
    """Return the library of a folder, or of the place where one is found; raise `LibraryError`, `UsageError`."""
    root = (root or find_library()).resolve()
    missing = [name for name in ("clauses", "regions", "templates") if not (root / name).is_dir()]
    if missing:
        raise UsageError(f"{root} 不是条款库：缺少 {'、'.join(missing)} 文件夹")
    digest = content_digest(root)
    cache = LibraryCache(root, digest)
    library = cache.load()
    if library is None:
        from generator.reading.assembled import read_library

        cache.load_trees()
        library = read_library(root, digest)
        cache.save(library)
    return library


def find_library() -> Path:
    """Return XIEYI_LIBRARY, else the nearest folder upward that `init` made or a checkout, else the packed one."""
    named = os.environ.get("XIEYI_LIBRARY")
    if named:
        return Path(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MARK).is_file():
            return folder
    package = Path(__file__).resolve().parent.parent
    packed = package / "packed"
    return packed if packed.is_dir() else package.parent
