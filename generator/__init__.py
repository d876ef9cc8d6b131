"""xieyi 协议: agreements assembled from clauses and checked against the law in force.

The public API, each name loaded when it is first used:

    library = load_library()                      # clauses, regions, statutes; LibraryError
    case = read_case(Path("case.yaml"))           # InputError with all problems of form
    problems = check(library, case)               # what stands in the way of signing, and what is told
    document = assemble(library, case)            # the tree that every format draws
    data = render_document("docx", document, library.layout(document.layout))

Rendering here runs a layout in the caller's own process; `generator.render.bounded` runs it in one that can be killed.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.assembly import assemble
    from generator.checks import check
    from generator.reading import load_library, read_case
    from generator.render.formats import render_document

__all__ = ["assemble", "check", "load_library", "read_case", "render_document"]

_HOMES = {
    "assemble": "generator.assembly",
    "check": "generator.checks",
    "load_library": "generator.reading",
    "read_case": "generator.reading",
    "render_document": "generator.render.formats",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'generator' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
