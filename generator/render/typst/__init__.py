"""4 · Draw a Document as PDF with Typst: the same page as WeasyPrint's, in a fraction of the time, for many at once.

In: a Document and the folder of its layout, with the Typst frame `page.typ`. Out: PDF bytes, the same for the same
input. The compiler is loaded when the first PDF is drawn and stays warm for the process. A frame that never ends
can't be stopped from within: render in the worker of `bounded` what somebody may have edited.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.document.nodes import Document
from generator.document.walk import document_lines
from generator.errors import LayoutError, MissingPartError
from generator.fonts.faces import missing_characters
from generator.fonts.roles import Role, read_roles
from generator.render.typst.data import DRAFT_MARK, draw_data


def render_typst(document: Document, layout: Path) -> bytes:
    """Draw a Document as PDF: A4, outline of chapters and articles, links, title and language set.

    LayoutError where the layout can't be drawn, leaves a part of the Document out or asks for anything outside
    itself; MissingPartError where the system lacks the engine, a font, or a character in one; TypeError on a node
    that isn't known.
    """
    from generator.render.typst.engine import LayoutFault, compile_pdf
    from generator.render.typst.layout import read_sources

    sources = read_sources(layout)
    roles = read_roles(layout.parent / "fonts.yaml")
    _require_characters(document, roles)
    data, places = draw_data(document)
    try:
        return compile_pdf(sources, data, roles)
    except LayoutFault as fault:
        raise _explain(fault.message, fault.place, layout, places) from fault


def describe_typst(layout: Path) -> dict[str, object]:
    """Return what besides the Document such a PDF is made from, for the record.

    The engine's version, and of each face its file's name, version and SHA-256.
    """
    from generator.render.typst.engine import VERSION, role_faces

    roles = read_roles(layout.parent / "fonts.yaml")
    faces = dict.fromkeys(role_faces(role)[0] for role in roles.values())
    return {
        "typst": VERSION,
        "fonts": [
            {"family": face.family, "file": face.file.name, "version": face.version, "sha256": face.sha256}
            for face in faces
        ],
    }


def _require_characters(document: Document, roles: dict[str, Role]) -> None:
    """Refuse a character that a role's fonts lack: the engine would print an empty box and say nothing."""
    text = "".join([*document_lines(document), *document.remarks])
    characters = dict.fromkeys(text)
    for families in dict.fromkeys(role.families for role in roles.values()):
        held = _characters_held(families)
        unknown = "".join(character for character in characters if character not in held)
        if missing := missing_characters(unknown, families):
            shown = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in missing)
            raise MissingPartError(f"没有字体能印出{shown}。请安装含有此字的字体，或改用其他写法。")
        held.update(unknown)


@cache
def _characters_held(_families: tuple[str, ...]) -> set[str]:
    """Return the characters that were found in these fonts so far: most of a paper's are those of the one before."""
    return set()


def _explain(message: str, place: str, layout: Path, places: tuple[str, ...]) -> LayoutError:
    """Return the error for whoever edits the layout."""
    what, _, number = message.partition(" ")
    if what == "gap":
        name = places[int(number)]
        return LayoutError(f"{layout / 'page.typ'}：没有印出 {name}，文书会缺内容。请补上 paper.{name} 一段。")
    if what == "draft-mark":
        return LayoutError(
            f"{layout / 'page.typ'}：草案的每一页都要印“{DRAFT_MARK}”，签发的文书不能印。"
            "请恢复 shared/paper.typ 里用 draft-mark() 的一段。"
        )
    where = place.replace("layout/", f"{layout}/", 1).replace("shared/", f"{layout.parent / 'shared'}/", 1)
    return LayoutError(f"{where or layout / 'page.typ'}：版式画不出来（{message}）。请检查最近对它的修改。")
