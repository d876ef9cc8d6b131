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
from generator.reading.yaml_tree import ASKED, TREES

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
        self.path = user_cache_path("xieyi") / f"library-{place}.pickle"
        self.trees_path = user_cache_path("xieyi") / f"trees-{place}.pickle"

    def load(self) -> Library | None:
        """Return the cached library, None where there is none that fits."""
        found = _load(self.path, self.key)
        return found if isinstance(found, Library) else None

    def load_trees(self) -> None:
        """Let the YAML that was read before be known, so that an edit costs the edited file alone."""
        found = _load(self.trees_path, self.trees_key)
        TREES.update(found if isinstance(found, dict) else {})

    def save(self, library: Library) -> None:
        """Keep a library and the YAML that it was read from; a cache that can't be written is done without."""
        _save(self.path, self.key, library)
        _save(self.trees_path, self.trees_key, {key: TREES[key] for key in ASKED})


def _load(path: Path, key: bytes) -> object:
    try:
        if path.stat().st_uid != os.getuid() or path.stat().st_mode & 0o022:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    found, checksum, payload = data[:32], data[32:64], data[64:]
    if found != key or hashlib.sha256(payload).digest() != checksum:
        return None
    content: object = pickle.loads(payload)  # noqa: S301 - the user's own file, whole
    return content


def _save(path: Path, key: bytes, content: object) -> None:
    payload = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key + hashlib.sha256(payload).digest() + payload)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
