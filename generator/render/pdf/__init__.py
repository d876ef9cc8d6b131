"""4 · Draw a Document as PDF, from exactly the HTML of its preview.

In: a Document and the folder of its layout. Out: PDF bytes, the same for the same input. What draws it is loaded
when the first PDF is drawn: who only asks which engine that would be doesn't wait for it.
"""

from __future__ import annotations

from pathlib import Path

from generator.document.nodes import Document
from generator.fonts.faces import Face, faces
from generator.fonts.roles import read_roles
from generator.render.pdf.system import library_versions


def render_pdf(document: Document, layout: Path) -> bytes:
    """Draw a Document as PDF: A4, outline of chapters and articles, title and language set.

    LayoutError where the layout can't be drawn or asks for a file outside itself; MissingPartError
    where the system lacks a library that the engine stands on, or a font.
    """
    from generator.render.html import render_html

    page = render_html(document, layout, screen=False)
    _faces(layout)
    from generator.render.pdf.engine import write_pdf

    return write_pdf(page.decode())


def describe_engine(layout: Path) -> dict[str, object]:
    """Return what besides the Document a PDF of this layout is made from, for the record.

    The versions of the engine and its libraries, and of each face its file's name, version and SHA-256.
    """
    return {
        **library_versions(),
        "fonts": [
            {"family": face.family, "file": face.file.name, "version": face.version, "sha256": face.sha256}
            for face in _faces(layout)
        ],
    }


def _faces(layout: Path) -> tuple[Face, ...]:
    """Return the face that each role is set in first, each once."""
    roles = read_roles(layout.parent / "fonts.yaml").values()
    return tuple(dict.fromkeys(faces(role.families, bold=role.weight == "bold")[0] for role in roles))
