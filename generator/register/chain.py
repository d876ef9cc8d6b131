"""The chain of entries: each holds the digest of the one before, so that none can be changed, moved or taken out.

In: what is to be entered. Out: entries from 1 on without a gap. An entry's digest is the SHA-256 of the digest
before it and of its canonical JSON: keys in order, no spaces, UTF-8.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.register.words import Head

_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)

START = Head(0, "0" * 64)
"""The head of an empty chain."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry. `body` is what was entered, as JSON values."""

    seq: int
    at: str
    by: str
    sort: str
    body: Mapping[str, Any]
    digest: str = ""


def canonical(content: Any) -> str:
    """Return canonical JSON."""
    return _CANONICAL.encode(content)


def digest_of(previous: str, link: Link, body: str) -> str:
    """Return the digest of an entry; `body` is its canonical JSON."""
    head = canonical([link.seq, link.at, link.by, link.sort])
    return hashlib.sha256(f"{previous}\n{head}\n{body}".encode()).hexdigest()


def lock_head() -> str:
    """Return the query that reads the head and keeps other writers waiting (PostgreSQL; SQLite's do already)."""
    return "SELECT seq, digest FROM register_head WHERE id = 1 FOR UPDATE"


def forge(head: Head, links: Iterable[Link]) -> Iterator[tuple[Link, str, str]]:
    """Yield each link with its digest, its body's JSON and the digest before, numbered from the head on."""
    for link in links:
        body = canonical(link.body)
        numbered = Link(head.seq + 1, link.at, link.by, link.sort, link.body)
        digest = digest_of(head.digest, numbered, body)
        yield Link(numbered.seq, link.at, link.by, link.sort, link.body, digest), body, head.digest
        head = Head(numbered.seq, digest)


def export_head(head: Head) -> str:
    """Return the head as a small JSON text that the other party can keep."""
    return json.dumps({"seq": head.seq, "digest": head.digest}, indent=1) + "\n"


def read_head(text: str) -> Head:
    """Return the head that was exported; raise `ValueError` where the text isn't one."""
    content = json.loads(text)
    if not isinstance(content, dict) or not isinstance(content.get("seq"), int) or not content.get("digest"):
        raise ValueError("not an exported head")
    return Head(content["seq"], str(content["digest"]))


def last(links: Sequence[Link]) -> Head:
    """Return the head after some links."""
    return Head(links[-1].seq, links[-1].digest)
