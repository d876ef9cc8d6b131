"""Step 4 · the formats that a Document can be written in: a registry that is data.

In: a format's name. Out: the function `(document, layout) -> bytes` that writes it, imported only
when it is asked for, because WeasyPrint and docxtpl are slow to load. A format that a second engine can write as well
stands there under that engine's name too, `pdf:typst`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import cast

from generator.document.nodes import Document
from generator.errors import UsageError

RenderFunction = Callable[[Document, Path], bytes]

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "docx": "generator.render.docx:render_docx",
        "html": "generator.render.html:render_html",
        "pdf": "generator.render.pdf:render_pdf",
        "json": "generator.render.json:render_json",
        "pdf:typst": "generator.render.typst:render_typst",
    }
)
# What a format loads besides, at its first use. A worker loads it beforehand.
ENGINES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pdf": ("generator.render.html", "generator.render.pdf.engine"),
        "pdf:typst": ("generator.render.typst.engine", "generator.render.typst.layout"),
    }
)
PDF_ENGINES: Mapping[str, str] = MappingProxyType({"weasyprint": "pdf", "typst": "pdf:typst"})
"""The engines that write a PDF, the default first, and the name that each has as a format."""


def require_format(name: str) -> None:
    """Raise UsageError where there is no format `name`."""
    if name not in FORMATS:
        raise UsageError(f"没有 {name} 这种格式，可选：{'、'.join(FORMATS)}")


def choose_engine(name: str, pdf: str) -> str:
    """Return the name under which the engine `pdf` writes the format `name`: its own for all but a PDF.

    Raises UsageError where there is no such engine.
    """
    if pdf not in PDF_ENGINES:
        raise UsageError(f"没有 {pdf} 这种 PDF 引擎，可选：{'、'.join(PDF_ENGINES)}")
    return PDF_ENGINES[pdf] if name == "pdf" else name


def file_format(name: str) -> str:
    """Return the format of the files that a renderer writes: pdf for `pdf:typst`."""
    return name.partition(":")[0]


def renderer_of(ending: str, engine: str) -> str:
    """Return the renderer that wrote a file, by its format and the engine that the register names (`typst 0.15.2`)."""
    return choose_engine(ending, engine.partition(" ")[0]) if ending == "pdf" else ending


def find_renderer(name: str) -> RenderFunction:
    """Return the function that writes the format `name`. Raises UsageError where there is none."""
    require_format(name)
    module, _, function = FORMATS[name].partition(":")
    return cast(RenderFunction, getattr(import_module(module), function))


def load_format(name: str) -> RenderFunction:
    """Return the function that writes the format `name`, with all that it needs loaded.

    Raises MissingPartError where the system lacks a library that it stands on.
    """
    function = find_renderer(name)
    for engine in ENGINES.get(name, ()):
        import_module(engine)
    return function


def render_document(name: str, document: Document, layout: Path) -> bytes:
    """Return a Document in the format `name` (docx, pdf, html, json), drawn by the layout in a folder.

    Raises LayoutError for a broken layout, MissingPartError where the system lacks a part, UsageError for
    an unknown format.
    """
    return load_format(name)(document, layout)
