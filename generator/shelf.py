"""Things worked out once, kept in the user's own cache folder.

In: a name, a key that says what the thing was made from. Out: the thing, if it is there whole, made under the same
key, and the folder's file is the user's own. Nothing here is ever needed: a shelf is only a shortcut.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from pathlib import Path

from platformdirs import user_cache_path


def take(name: str, key: bytes) -> object:
    """Return what was kept under a name and a key of 32 bytes; None where there is nothing that fits."""
    path = _path(name)
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


def keep(name: str, key: bytes, content: object) -> None:
    """Keep a thing under a name and a key of 32 bytes; where it can't be written it is done without."""
    path = _path(name)
    payload = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, staged = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key + hashlib.sha256(payload).digest() + payload)
        Path(staged).replace(path)
    except OSError:
        Path(staged).unlink(missing_ok=True)


def _path(name: str) -> Path:
    return user_cache_path("xieyi") / f"{name}.pickle"
