"""Load WeasyPrint without what it does at every start and no paper of ours needs: half of the time it takes.

In: `declared.py`. Out: the package, imported. Two things are left out. Its C declarations, which cffi would parse
with a parser written in Python, at import and again at the first use of each type: cffi's own way out, tables made
beforehand, is taken here for WeasyPrint; where its declarations are others than those of the tables, they are
parsed as ever. And fontTools' subsetter and instancer, a hundred modules: they are loaded when first called, which
takes a machine without harfbuzz-subset, or a variable font.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

import _cffi_backend  # type: ignore[import-untyped]
import cffi  # type: ignore[import-untyped]

from generator.render.pdf import declared

_LATER = ("fontTools.subset", "fontTools.varLib.instancer")
_Backend: Any = _cffi_backend.FFI


def load_weasyprint() -> Any:
    """Import WeasyPrint and return it."""
    with _stand_ins():
        try:
            with _tables():
                return import_module("weasyprint")
        except _OtherDeclarationsError:
            for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
                del sys.modules[name]  # what has been imported of it hangs on the part that failed
            return import_module("weasyprint")


def digest(declarations: str) -> str:
    """Return what tells one text of declarations from another."""
    return hashlib.sha256(declarations.encode()).hexdigest()


class _OtherDeclarationsError(ImportError):
    """WeasyPrint declares something else than the tables hold."""


class _Tables(_Backend):  # type: ignore[misc]
    """What takes the place of WeasyPrint's `cffi.FFI()`."""

    def cdef(self, text: str) -> None:
        """Take note that `text` is declared already."""
        if digest(text) != declared.DIGEST:
            raise _OtherDeclarationsError


@contextmanager
def _tables() -> Iterator[None]:
    """Let `cffi.FFI()` be the tables."""
    original = cffi.FFI
    cffi.FFI = lambda: _Tables("declared", **declared.TABLES)
    try:
        yield
    finally:
        cffi.FFI = original


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Let stand-ins be found for the modules that aren't to be loaded yet."""
    absent = {name: _StandIn(name) for name in _LATER if name not in sys.modules}
    sys.modules.update(absent)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


class _StandIn(ModuleType):
    """A module whose functions load the true one when they are called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *arguments, **named: getattr(import_module(self.__name__), name)(*arguments, **named)
