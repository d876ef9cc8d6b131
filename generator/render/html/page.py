"""Fill the frame with a Document.

In: a Document and its layout's folder. Out: the whole page as bytes. What the frame gets is text
already drawn; what it leaves out is noticed, for a frame that anybody may edit must not lose a
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateError
from markupsafe import Markup, escape

from generator.document.nodes import Blank, Block, Document, Form, Inline, Row, Signature, Table
from generator.document.walk import inlines
from generator.errors import LayoutError
from generator.render.heading import Heading, read_heading
from generator.render.html.body import PaperBody, ScreenBody, chapter_anchor
from generator.render.html.inlines import draw_line
from generator.render.html.layout import Layout, read_layout

DRAFT_MARK = "草案"
_WATERMARK = f'<div class="watermark" aria-hidden="true">{DRAFT_MARK}</div>'


def render_html(document: Document, layout: Path, *, screen: bool = True) -> bytes:
    """Draw a Document as one self-contained HTML file in UTF-8.

    Without `screen` it is drawn for the PDF: what is never printed (contents, legend, bases) is left out, and the
    text isn't wrapped in sections and lists.
    `layout` is the folder of the Document's layout. LayoutError where the layout can't be drawn or
    leaves a part of the Document out; TypeError on a node that isn't known.
    """
    read = read_layout(layout)
    context = _context(document, read, screen=screen)
    try:
        page = read.frame.render(context)
    except (TemplateError, TypeError, ValueError, LookupError) as error:
        raise LayoutError(f"{read.file}{_line_of(error)}：版式画不出来（{error}）。") from error
    _refuse_gaps(page, context, read, document.form)
    return page.encode()


def _line_of(error: Exception) -> str:
    """Find the frame's line that an error rose from: the last one that Jinja mapped back to the source."""
    spot = ""
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<template>":
            spot = f":{step.tb_lineno}"
        step = step.tb_next
    return spot


def _context(document: Document, layout: Layout, *, screen: bool) -> dict[str, object]:
    body = ScreenBody(document) if screen else PaperBody(document)
    return {
        **_head(document, read_heading(document)),
        "styles": layout.styles,
        "layouts": layout.others,
        "fonts": layout.fonts,
        "draft": document.draft,
        "draft_mark": DRAFT_MARK,
        "blanks": sum(isinstance(inline, Blank) for inline in inlines(document)),
        "tables": any(isinstance(block, Table) for block in _blocks(document)),
        "remarks": document.remarks,
        "preamble": body.draw_blocks(document.preamble),
        "screen": screen,
        "contents": _contents(document) if screen and document.form is Form.AGREEMENT else [],
        "body": body.draw_chapters(document.chapters) + body.draw_blocks(document.blocks),
        "signatures": _signatures(document.signatures),
        "attachments": [
            {
                "title": attachment.title,
                "anchor": attachment.bookmark,
                "body": body.draw_blocks(attachment.blocks),
                "signatures": _signatures(attachment.signatures),
            }
            for attachment in document.attachments
        ],
    }


def _head(document: Document, heading: Heading) -> dict[str, object]:
    docket = _rows(() if heading.docket is None else (heading.docket,))
    return {
        "title": document.title,
        "number": document.number,
        "issuer": _marked("from", heading.issuer),
        "docket": docket[0] if docket else None,
        "cover": _rows(heading.rows),
        "parties": [{"role": party.role, "rows": _rows(party.rows)} for party in document.parties],
        "addressee": _marked("to", document.addressee),
    }


def _marked(name: str, line: tuple[Inline, ...]) -> Markup:
    """Draw a name that stands elsewhere too, in a mark of its own, so that it is missed where a frame leaves it out."""
    return Markup('<span class="{}">{}</span>').format(name, draw_line(line)) if line else Markup()


def _blocks(document: Document) -> Iterator[Block]:
    yield from document.blocks
    for attachment in document.attachments:
        yield from attachment.blocks


def _rows(rows: tuple[Row, ...]) -> list[dict[str, object]]:
    return [{"label": row.label, "value": draw_line(row.value)} for row in rows]


def _signatures(signatures: tuple[Signature, ...]) -> list[list[Markup]]:
    return [[draw_line(line) for line in signature.lines] for signature in signatures]


def _contents(document: Document) -> list[dict[str, object]]:
    return [
        {
            "label": chapter.label,
            "title": chapter.title,
            "anchor": chapter_anchor(chapter),
            "articles": [
                {
                    "label": article.label,
                    "title": article.title,
                    "anchor": article.bookmark,
                    "added": article.added_by is not None,
                }
                for article in chapter.articles
            ],
        }
        for chapter in document.chapters
    ]


_PARTS = (
    "title", "issuer", "docket", "cover", "parties", "remarks", "addressee", "preamble", "body", "signatures",
    "attachments",
)  # fmt: skip


def _refuse_gaps(page: str, context: dict[str, object], layout: Layout, form: Form) -> None:
    """Refuse a page that lacks a part of the Document, or a draft that doesn't say it is one."""
    for name in _PARTS:
        part = context[name]
        if name == "docket" and form is Form.LETTER and isinstance(part, dict):
            part = part["value"]  # a 发文字号 stands without a name
        if any(piece not in page for piece in _pieces(part)):
            raise LayoutError(f"{layout.file}：没有印出 {name}，文书会缺内容。请补上 {{{{ {name} }}}} 一段。")
    if bool(context["draft"]) != (_WATERMARK in page):
        raise LayoutError(
            f"{layout.file}：草案的每一页都要印“{DRAFT_MARK}”，签发的文书不能印。"
            "请恢复 {% if draft %} 下 class 为 watermark 的一段。"
        )


def _pieces(part: object) -> Iterator[str]:
    """Yield every text of a part of the context as it must stand in the page."""
    if isinstance(part, str):
        yield str(escape(part))
    elif isinstance(part, dict):
        for value in part.values():
            yield from _pieces(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _pieces(value)
