"""Draw the Word frames of the papers without a cover, from nothing: deed, letter, sheet.

Like the agreement's (`build_frame.py`) they are meant to be restyled in Word; this script overwrites what stands in
templates/. A letter follows GB/T 9704-2012, 7.2: the agency's name in red 35 mm below the top of the type area, the
number two lines below it, a red line 4 mm below that, the title two lines below the line, page numbers outside.

Usage: python scripts/build_short_frames.py [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

from build_frame import (
    Part,
    attachments,
    header,
    package,
    paragraph,
    remarks,
    section,
    settings,
    signing,
    standard_parts,
    write_frame,
)
from frame_styles import (
    CENTRED,
    CHARACTER,
    HEITI,
    KEEP,
    LEFT,
    LINE,
    LOOSE,
    MM,
    NAMESPACES,
    OFF_GRID,
    RIGHT,
    ROOT,
    TIGHT,
    XIAOBIAOSONG,
    ParagraphStyle,
    font_table,
    fonts,
    indent,
    size,
    spacing,
    styles,
)

RED = "FF0000"
ISSUER = 26  # points: 16 characters fill the line
RULE = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="{RED}"/></w:pBdr>'
HANGING = f'<w:ind w:left="{5 * CHARACTER}" w:hanging="{3 * CHARACTER}"/>'

# id, name and aliases, based on, paragraph properties, run properties
SHORT_STYLES = (
    ("ShortTitle", "短文书标题", "Title", KEEP + OFF_GRID + spacing(LINE * 3 // 2, after=LINE // 2) + CENTRED, ""),
    ("Docket", "编号", "Normal", LOOSE + RIGHT, TIGHT),
    ("PartyRole", "当事人", "Normal", KEEP + spacing(before=LINE // 2), fonts(HEITI)),
    ("Particular", "当事人信息", "Normal", LOOSE + f'<w:ind w:left="{2 * CHARACTER}"/>' + LEFT, TIGHT),
    ("Opening", "当事人之后", "Normal", OFF_GRID + spacing(LINE // 2), ""),
    ("SheetSigning", "表后落款", "AttachmentSigning", KEEP + spacing(before=LINE), ""),
)
# Smaller than other papers, so that a form fits one page.
SHEET_LINE = round(8 * MM)
SHEET_STYLES = (
    (
        "SheetTitle",
        "表单标题",
        "ShortTitle",
        KEEP + OFF_GRID + spacing(SHEET_LINE * 3 // 2, after=SHEET_LINE // 2) + CENTRED,
        size(18),
    ),
    ("Docket", "编号", "Normal", OFF_GRID + spacing(SHEET_LINE, rule="atLeast") + RIGHT, size(14)),
    ("Clause", "款", "Normal", OFF_GRID + spacing(SHEET_LINE) + indent(2), size(14)),
    ("Opening", "当事人之后", "Normal", OFF_GRID + spacing(SHEET_LINE // 2), ""),
    (
        "SheetSigning",
        "表后落款",
        "AttachmentSigning",
        KEEP + OFF_GRID + spacing(SHEET_LINE, before=SHEET_LINE // 2) + f'<w:ind w:left="{10 * 280}"/>',
        size(14),
    ),
)
LETTER_STYLES = (
    (
        "Issuer",
        "发文机关标志",
        "Normal",
        OFF_GRID + spacing(720, before=round(35 * MM), after=2 * LINE, rule="atLeast") + CENTRED,
        fonts(XIAOBIAOSONG) + f'<w:color w:val="{RED}"/>' + size(ISSUER),
    ),
    ("LetterNumber", "发文字号", "Normal", RULE + spacing() + CENTRED, TIGHT),
    (
        "LetterTitle",
        "公文标题",
        "Title",
        KEEP + OFF_GRID + spacing(LINE * 3 // 2, before=2 * LINE, after=LINE) + CENTRED,
        "",
    ),
    ("Addressee", "主送机关", "Normal", KEEP + LOOSE + LEFT, TIGHT),
    ("Enclosure", "附件说明", "Normal", KEEP + LOOSE + HANGING + LEFT, TIGHT),
    (
        "EnclosureNext",
        "附件说明续行",
        "Normal",
        KEEP + LOOSE + f'<w:ind w:left="{5 * CHARACTER}"/>' + LEFT,
        TIGHT,
    ),
    # The seal comes over the name and the date, which are centred on each other.
    (
        "Closing",
        "落款",
        "Normal",
        KEEP + "<w:keepLines/>" + LOOSE + f'<w:ind w:left="{10 * CHARACTER}"/>' + CENTRED,
        TIGHT,
    ),
    ("PageOutside", "页码", "footer", f'<w:ind w:left="{CHARACTER}" w:right="{CHARACTER}"/>', ""),
)


def value(tag: str) -> str:
    """Return a run that holds a tag for runs."""
    return f"<w:r><w:t>{{{{r {tag} }}}}</w:t></w:r>"


def line(style: str, before: str, tag: str, after: str = "") -> str:
    """Return a paragraph of fixed text, a value, and fixed text again."""
    tail = f"<w:r><w:t>{after}</w:t></w:r>" if after else ""
    return paragraph(before, style).replace("</w:p>", f"{value(tag)}{tail}</w:p>")


def loop(head: str, *content: str) -> str:
    """Return paragraphs that are drawn for each of something, or where something holds."""
    end = "endif" if head.startswith("if ") else "endfor"
    return paragraph(f"{{%p {head} %}}") + "".join(content) + paragraph(f"{{%p {end} %}}")


def cover_rows() -> str:
    """Return what a cover would say besides the number, on the right."""
    return loop("for row in cover", line("Docket", "{{ row.label }}：", "row.value"))


def docket() -> str:
    """Return the number, on the right."""
    named = "{% if docket.label %}{{ docket.label }}{% else %}编号{% endif %}："
    return loop("if docket.value", line("Docket", named, "docket.value"))


def parties() -> str:
    """Return the parties' particulars, a line each."""
    rows = loop("for row in party.rows", line("Particular", "{{ row.label }}：", "row.value"))
    return loop("for party in parties", paragraph("{{ party.role }}", "PartyRole"), rows) + loop(
        "if parties", paragraph("", "Opening")
    )


def closing(style: str, *, room: int) -> str:
    """Return the places for signing one below the other, below `room` empty lines."""
    lines = loop("for line in signature", line(style, "", "line"))
    return loop("for signature in signatures", paragraph("", style) * room, lines)


def enclosures() -> str:
    """Return the list of attachments below a letter's text; one alone has no number."""
    numbered = "{% if loop.length != 1 %}{{ loop.index }}. {% endif %}{{ attachment.name }}"
    return loop(
        "if attachments",
        paragraph("", "Enclosure"),
        loop(
            "for attachment in attachments",
            loop("if loop.first", paragraph(f"附件：{numbered}", "Enclosure")),
            loop("if not loop.first", paragraph(numbered, "EnclosureNext")),
        ),
    )


def deed() -> str:
    """Return a deed's text."""
    title = paragraph("{{ title }}", "ShortTitle")
    body = paragraph("{{p body }}")
    return title + docket() + cover_rows() + parties() + body + signing() + attachments() + remarks()


def sheet() -> str:
    """Return a sheet's text."""
    title = paragraph("{{ title }}", "SheetTitle")
    body = paragraph("{{p body }}")
    signatures = closing("SheetSigning", room=0)
    room = loop("if not parties", paragraph("", "Opening"))
    return title + docket() + cover_rows() + parties() + room + body + signatures + attachments() + remarks()


def letter() -> str:
    """Return a letter's text."""
    return "".join(
        (
            loop("if issuer", line("Issuer", "", "issuer")),
            line("LetterNumber", "", "docket.value"),
            cover_rows(),
            paragraph("{{ title }}", "LetterTitle"),
            parties(),
            loop("if addressee", line("Addressee", "", "addressee", "：")),
            paragraph("{{p body }}"),
            enclosures(),
            closing("Closing", room=2),
            attachments(),
            remarks(),
        )
    )


def outside(align: str) -> str:
    """Return a letter's footer: — 1 — on the outer side, a character from the edge."""
    look = f'<w:pPr><w:pStyle w:val="PageOutside"/>{align}</w:pPr>'
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    dash = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    content = dash.format("— ") + number + dash.format(" —")
    return f"<w:ftr {NAMESPACES}><w:p>{look}{content}</w:p></w:ftr>"


def short_parts(more: tuple[ParagraphStyle, ...] = ()) -> tuple[Part, ...]:
    """Return the parts of a deed or a sheet: as the agreement's, with styles of its own."""
    return (Part("styles", "styles", styles((*SHORT_STYLES, *more))), *standard_parts()[1:])


def letter_parts() -> tuple[Part, ...]:
    """Return a letter's parts: pages left and right, and fills that read as the text around them."""
    both_sides = settings().replace("<w:defaultTabStop", "<w:evenAndOddHeaders/><w:defaultTabStop")
    return (
        Part("styles", "styles", styles((*SHORT_STYLES, *LETTER_STYLES), {"Fill": ""})),
        Part("settings", "settings", both_sides),
        Part("fontTable", "fontTable", font_table()),
        Part("header", "header", header()),
        Part("footer", "footer", outside(RIGHT)),
        Part("footer2", "footer", outside(LEFT)),
    )


def main_part(content: str, properties: str) -> str:
    """Return the main part."""
    return f"<w:document {NAMESPACES}><w:body>{content}{properties}</w:body></w:document>"


def main() -> None:
    """Write the three frames to their places in templates/, or in the folder that is named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    even = (
        '<w:headerReference w:type="even" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        '<w:footerReference w:type="even" r:id="rId6"/>'
    )
    plain = section(first=False)
    sides = plain.replace('<w:footerReference w:type="default" r:id="rId5"/>', even)
    for name, content, properties, parts in (
        ("deed", deed(), plain, short_parts()),
        ("sheet", sheet(), plain, short_parts(SHEET_STYLES)),
        ("letter", letter(), sides, letter_parts()),
    ):
        (folder / name).mkdir(exist_ok=True)
        write_frame(folder / name / "frame.docx", package(main_part(content, properties), parts))


if __name__ == "__main__":
    main()
