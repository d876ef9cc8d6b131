"""The library as it was last read, kept in the user's own folder.

In: a library folder and the digest of its content. Out: the Library, if the program and every file are what
they were. A cache that is torn, old or another user's is left aside; it is only ever a shortcut.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from generator.model.library import Library
from generator.reading.yaml_tree import ASKED, TREES
from generator.shelf import keep, take

_PACKAGE = Path(__file__).resolve().parent.parent


def content_digest(root: Path) -> str:
    """Return the SHA-256 over the names and content of the library's clauses and regions."""
    digest = hashlib.sha256()
    for path in sorted(_files(root / "clauses")) + sorted(_files(root / "regions")):
        data = Path(path).read_bytes()
        digest.update(f"{path.removeprefix(str(root))}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _files(folder: Path) -> list[str]:
    return [os.path.join(where, name) for where, _, names in os.walk(folder) for name in names  # noqa: PTH118 - speed
            if not name.startswith((".", "~"))]  # fmt: skip


@cache
def program_stamp() -> str:
    """Return what changes whenever the code that reads libraries does."""
    digest = hashlib.sha256()
    for part in ("model", "language", "reading", "document"):
        for path in sorted((_PACKAGE / part).glob("*.py")):
            stat = path.stat()
            digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class LibraryCache:
    """One library's place in the user's cache folder."""

    def __init__(self, root: Path, digest: str) -> None:
        self.key = hashlib.sha256(f"{program_stamp()} {digest} {root}".encode()).digest()
        place = hashlib.sha256(str(root).encode()).hexdigest()[:16]
        self.trees_key = hashlib.sha256(f"{program_stamp()} {root}".encode()).digest()
        self.name = f"library-{place}"
        self.trees_name = f"trees-{place}"

    def load(self) -> Library | None:
        """Return the cached library, None where there is none that fits."""
        found = take(self.name, self.key)
        return found if isinstance(found, Library) else None

    def load_trees(self) -> None:
        """Let the YAML that was read before be known, so that an edit costs the edited file alone."""
        found = take(self.trees_name, self.trees_key)
        TREES.update(found if isinstance(found, dict) else {})

    def save(self, library: Library) -> None:
        """Keep a library and the YAML that it was read from; a cache that can't be written is done without."""
        keep(self.name, self.key, library)
        keep(self.trees_name, self.trees_key, {key: TREES[key] for key in ASKED if key in TREES})
