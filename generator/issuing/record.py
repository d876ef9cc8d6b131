"""The record of an issued paper: what it says, its fingerprints, its files and what made them.

In: a Document, the files' bytes, the library, what was waived. Out: canonical JSON without a clock, so that the
same case gives the same record.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.document.fingerprint import Fingerprints
from generator.document.nodes import Document
from generator.model.library import Library
from generator.problems import Problem
from generator.render.formats import file_format
from generator.render.pdf import describe_engine

_ENGINES = {
    "docx": "docxtpl",
    "pdf": "weasyprint",
    "pdf:typst": "typst",
    "html": "jinja2",
    "json": "pydantic",
    "record": "xieyi",
}


def record_of(
    library: Library,
    document: Document,
    files: dict[str, tuple[str, bytes]],
    problems: tuple[Problem, ...],
    fingerprints: Fingerprints,
) -> bytes:
    """Return the record; `files` holds name and bytes by renderer (`pdf:typst` is a PDF by that engine)."""
    layout = library.layout(document.layout)
    content: dict[str, Any] = {
        "program": engine_of("record"),
        "library": library.digest,
        "layout": _layout_digest(layout),
        "fingerprints": fingerprints._asdict(),
        "files": [
            {
                "format": file_format(name),
                "name": file,
                "size": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
                "engine": engine_of(name),
            }
            for name, (file, data) in files.items()
        ],
        "pdf_engine": _describe(layout, files),
        "notes": [str(problem) for problem in problems],
    }
    head = json.dumps(content, ensure_ascii=False, indent=1).removesuffix("\n}")
    # the Document is nine tenths of a record, and pydantic writes the same text as json many times as fast
    written = document.model_dump_json(indent=1).replace("\n", "\n ")
    return f'{head},\n "document": {written}\n}}\n'.encode()


def engine_of(name: str) -> str:
    """Return what a renderer writes with, and its version; of the record it is this program."""
    engine = _ENGINES[name]
    return f"{engine} {_version(engine)}"


@cache  # reading a package's metadata takes longer than the rest of a record
def _version(package: str) -> str:
    return version(package)


def full_fingerprint_in(record: bytes) -> str | None:
    """Return the full fingerprint that a record holds, None if it isn't a record."""
    try:
        found = json.loads(record)["fingerprints"]["full"]
    except (ValueError, KeyError, TypeError):
        return None
    return str(found)


def _layout_digest(layout: Path) -> str:
    """Return the SHA-256 over the layout's files, what it takes from other layouts, and the table of fonts."""
    from generator.render.html.layout import layout_files

    files = tuple((path, path.stat()) for path in layout_files(layout))
    return _digest_of(layout.parent, tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in files))


@lru_cache(maxsize=16)  # thousands of papers are made of files that nobody touches meanwhile
def _digest_of(root: Path, files: tuple[tuple[Path, int, int], ...]) -> str:
    """Return the SHA-256 over some files as they are: path, time and size, which change with the content."""
    digest = hashlib.sha256()
    for path, _, _ in files:
        data = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _describe(layout: Path, files: dict[str, tuple[str, bytes]]) -> dict[str, object] | None:
    if "pdf:typst" in files:
        from generator.render.typst import describe_typst

        return describe_typst(layout)
    return describe_engine(layout) if "pdf" in files else None
