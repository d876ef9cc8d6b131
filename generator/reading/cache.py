"""The library as it was last read, kept in the user's own folder.

In: a library folder and the digest of its content. Out: the Library, if the program and every file are what
they were. A cache that is torn, old or another user's is left aside; it is only ever a shortcut.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

from generator.model.library import Library

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
        self.path = user_cache_path("xieyi") / f"library-{place}.pickle"

    def load(self) -> Library | None:
        """Return the cached library, None where there is none that fits."""
        try:
            if self.path.stat().st_uid != os.getuid() or self.path.stat().st_mode & 0o022:
                return None
            data = self.path.read_bytes()
        except OSError:
            return None
        key, checksum, payload = data[:32], data[32:64], data[64:]
        if key != self.key or hashlib.sha256(payload).digest() != checksum:
            return None
        found = pickle.loads(payload)  # noqa: S301 - the user's own file, whole and made by this very program
        return found if isinstance(found, Library) else None

    def save(self, library: Library) -> None:
        """Keep a library; a cache that can't be written is done without."""
        payload = pickle.dumps(library, protocol=pickle.HIGHEST_PROTOCOL)
        data = self.key + hashlib.sha256(payload).digest() + payload
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".library-")
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(self.path)
        except OSError:
            Path(name).unlink(missing_ok=True)
