"""Bookmark names, made from ids: Word allows no hyphen and forty characters (ECMA-376 Part 1, 17.16.5)."""

from __future__ import annotations

import hashlib
from functools import cache

LONGEST = 40


@cache
def bookmark_name(prefix: str, slug: str, item: str | None = None) -> str:
    """Return the bookmark of a clause ("c"), attachment ("a") or item, the same for ever for the same ids."""
    name = f"{prefix}_{slug}" + (f"__{item}" if item else "")
    name = name.replace("-", "_")
    if len(name) <= LONGEST:
        return name
    digest = hashlib.sha256(f"{slug}#{item or ''}".encode()).hexdigest()[:8]
    return f"{name[: LONGEST - 9]}_{digest}"
