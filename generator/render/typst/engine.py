"""Compile a layout's sources with Typst, in one warm compiler a process.

In: sources, a Document's data, the roles' fonts. Out: PDF bytes without dates or chance identifiers. The compiler gets
its sources from memory and its root is this package's folder, which holds nothing of anybody's; packages are neither
looked up nor fetched.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from generator.errors import MissingPartError
from generator.fonts.faces import Face, faces
from generator.fonts.roles import Role

# Papers are set side by side in processes. Threads besides would each reserve address space, which the worker limits.
os.environ.setdefault("RAYON_NUM_THREADS", "1")

try:
    import typst
except ImportError as error:
    raise MissingPartError("系统里没有 Typst，不能用它出 PDF。请安装 Python 包 typst，或改用 WeasyPrint。") from error

VERSION = metadata.version("typst")

_ROOT = Path(__file__).parent
_NOWHERE = _ROOT / "no-packages"  # never made: no package is found there
_BLACK_HOLE = "http://127.0.0.1:0"  # port 0 can't be connected to
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_EXCEPTIONS = ("no_proxy", "NO_PROXY")

_PANIC = re.compile(r"panicked with: (?P<what>.*)", re.DOTALL)
_PLACE = re.compile(r"┌─ \S*?(?P<file>(?:layout|shared|program)/\S+?|main\.typ):(?P<line>\d+):\d+")


class LayoutFault(Exception):  # noqa: N818 - the caller makes a LayoutError of it
    """The sources can't be compiled: Typst's message, and `file:line` where it names one."""

    def __init__(self, message: str, place: str) -> None:
        super().__init__(message)
        self.message = message
        self.place = place


def compile_pdf(sources: Mapping[str, bytes], data: Mapping[str, Any], roles: Mapping[str, Role]) -> bytes:
    """Return `main.typ` among the sources as PDF, the data at `/document.json`, each role's fonts under `fonts`.

    LayoutFault where it can't be compiled; MissingPartError where a role has no font.
    """
    chosen = {name: role_faces(role) for name, role in roles.items()}
    fonts = {
        name: {"families": [_families()[_key(face)] for face in chosen[name]], "weight": _weight(roles[name])}
        for name in roles
    }
    written = json.dumps({**data, "fonts": fonts}, ensure_ascii=False).encode()
    with _offline():
        try:
            pdf, warnings = _compiler().compile_with_warnings(
                input={**sources, "document.json": written}, format="pdf", pdf_tags=False
            )
        except typst.TypstError as error:
            raise _fault(error) from error
    if warnings:  # a font that isn't there, a page that doesn't settle: never just a flaw
        raise _fault(warnings[0])
    return bytes(pdf)


def role_faces(role: Role) -> tuple[Face, ...]:
    """Return the faces that a role is set in, in order: those of its families that the engine can read.

    MissingPartError where there is none.
    """
    found = tuple(face for face in faces(role.families, bold=role.weight == "bold") if _key(face) in _families())
    if not found:
        raise MissingPartError(f"Typst 读不了这些字体：{'、'.join(role.families)}。请安装软件包 fonts-noto-cjk。")
    return found


def _weight(role: Role) -> str:
    return "bold" if role.weight == "bold" else "regular"


def _key(face: Face) -> tuple[str, int]:
    return _real(face.file), face.index


@lru_cache(maxsize=256)
def _real(path: Path) -> str:
    return os.path.realpath(path)


@lru_cache(maxsize=1)
def _fonts() -> Any:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)


@lru_cache(maxsize=1)
def _families() -> dict[tuple[str, int], str]:
    """Return Typst's name of each face's family: a face has names in several languages, and Typst knows one."""
    return {(os.path.realpath(font.path), font.index): font.family for font in _fonts().fonts()}


@lru_cache(maxsize=1)
def _compiler() -> Any:
    nowhere = str(_NOWHERE)
    return typst.Compiler(root=str(_ROOT), font_paths=_fonts(), package_path=nowhere, package_cache_path=nowhere)


@contextmanager
def _offline() -> Iterator[None]:
    """Let the engine reach no network: it would fetch a package that a layout names in a roundabout way."""
    before = {name: os.environ.get(name) for name in (*_PROXIES, *_EXCEPTIONS)}
    os.environ.update(dict.fromkeys(_PROXIES, _BLACK_HOLE))
    for name in _EXCEPTIONS:
        os.environ.pop(name, None)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _fault(complaint: Any) -> LayoutFault:
    """Return the fault that Typst complains of."""
    message = str(complaint.message)
    if panic := _PANIC.fullmatch(message):
        message = panic["what"]
    place = _PLACE.search(complaint.diagnostic or "")
    return LayoutFault(message, f"{place['file']}:{place['line']}" if place else "")
