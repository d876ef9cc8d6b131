"""Draw templates/agreement/frame.docx, the Word frame of the agreement, from nothing.

The frame is meant to be restyled in Word; this script draws the one it began as, and overwrites what
stands there. The page is GB/T 9704-2012: A4, top 37 mm, left 28 mm, type area 156 × 225 mm, 22 lines
of 28 characters, text in 三号仿宋, titles in 二号小标宋, chapters in 黑体.

Usage: python scripts/build_frame.py [FILE]
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

from frame_styles import HEITI, LINE, MM, NAMESPACES, ROOT, WIDTH, font_table, spacing, styles

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def paragraph(text: str, style: str = "Normal") -> str:
    """Return a paragraph of one run."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def cell(width: int, content: str, properties: str = "", align: str = "center") -> str:
    """Return a table's cell, its content at the top, center or bottom."""
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>{properties}<w:vAlign w:val="{align}"/>'
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{content}</w:tc>"


def row(cells: str, height: int = 0) -> str:
    """Return a table's row that no page break parts."""
    tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}</w:trPr>{cells}</w:tr>"


def tag_row(tag: str, widths: tuple[int, ...]) -> str:
    """Return a row that holds a tag for rows and is not printed itself."""
    total = sum(widths)
    return row(cell(total, paragraph(tag, "TableText"), f'<w:gridSpan w:val="{len(widths)}"/>'))


def table(widths: tuple[int, ...], rows: str, *, borders: bool) -> str:
    """Return a table of fixed columns, centred. One without borders has its text flush with the text around it."""
    line = "single" if borders else "nil"
    flush = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    margins = "" if borders else f"<w:tblCellMar>{flush}</w:tblCellMar>"
    edges = "".join(
        f'<w:{edge} w:val="{line}" w:sz="6" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def hairline(properties: str = "") -> str:
    """Return an empty paragraph of no height, for where Word demands one."""
    look = '<w:snapToGrid w:val="0"/>' + spacing(20) + '<w:rPr><w:sz w:val="2"/></w:rPr>' + properties
    return f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{look}</w:pPr></w:p>'


def cover() -> str:
    """Return the cover: the number in the corner, the title, then parties and date of signing over rules."""
    widths = (round(28 * MM), round(116 * MM))
    number = paragraph("{{ docket.label }}\u3000", "CoverNumber").replace(
        "</w:p>", "<w:r><w:t>{{r docket.value }}</w:t></w:r></w:p>"
    )
    line = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders>'
    # Four characters wide, so that 甲　　方 and 签订日期 are of one length.
    wide = paragraph("{{ row.label }}", "CoverLabel")
    drawn = cell(widths[0], wide, align="bottom")
    drawn += cell(widths[1], paragraph("{{r row.value }}", "CoverValue"), line, align="bottom")
    rows = tag_row("{%tr for row in cover %}", widths) + row(drawn, round(15 * MM)) + tag_row("{%tr endfor %}", widths)
    return number + paragraph("{{ title }}", "CoverTitle") + table(widths, rows, borders=False)


def particulars() -> str:
    """Return the table of the parties."""
    widths = (round(46 * MM), WIDTH - round(46 * MM))
    head = cell(WIDTH, paragraph("{{ party.role }}", "TableHead"), '<w:gridSpan w:val="2"/>')
    drawn = cell(widths[0], paragraph("{{ row.label }}", "TableLabel"))
    drawn += cell(widths[1], paragraph("{{r row.value }}", "TableText"))
    rows = (
        tag_row("{%tr for party in parties %}", widths)
        + row(head, round(8.5 * MM))
        + tag_row("{%tr for row in party.rows %}", widths)
        + row(drawn, round(8.5 * MM))
        + tag_row("{%tr endfor %}", widths) * 2
    )
    return paragraph("协议双方基本信息", "Title") + table(widths, rows, borders=True)


def remarks() -> str:
    """Return what the reader must be told, on a page of its own."""
    return "".join(
        (
            paragraph("{%p if remarks %}"),
            paragraph("说明：", "RemarkHead"),
            paragraph("{%p for remark in remarks %}"),
            paragraph("{{ loop.index }}. {{ remark }}", "Remark"),
            paragraph("{%p endfor %}"),
            paragraph("{%p endif %}"),
        )
    )


def signing() -> str:
    """Return the place for signing: two parties side by side, with room for their seals."""
    widths = (WIDTH // 2, WIDTH // 2)
    cells = "".join(
        cell(
            widths[0],
            paragraph(f"{{%p for line in pair.{side} %}}")
            + paragraph("{{r line }}", "SigningLine")
            + paragraph("{%p endfor %}")
            + hairline(),
            align="top",
        )
        for side in ("left", "right")
    )
    rows = tag_row("{%tr for pair in signature_rows %}", widths) + row(cells) + tag_row("{%tr endfor %}", widths)
    return table(widths, rows, borders=False)


def attachments() -> str:
    """Return the attachments, each on a page of its own."""
    return "".join(
        (
            paragraph("{%p for attachment in attachments %}"),
            paragraph("附件{% if loop.length != 1 %}{{ loop.index }}{% endif %}", "AttachmentMark"),
            paragraph("{{r attachment.title }}", "AttachmentTitle"),
            paragraph("{{p attachment.body }}"),
            paragraph("{%p for signature in attachment.signatures %}"),
            paragraph("{%p for line in signature %}"),
            paragraph("{{r line }}", "AttachmentSigning"),
            paragraph("{%p endfor %}") * 3,
        )
    )


def section(*, first: bool) -> str:
    """Return the properties of a section: the cover has no page number."""
    number = "" if first else '<w:footerReference w:type="default" r:id="rId5"/>'
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>{number}<w:type w:val="nextPage"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"'
        ' w:header="851" w:footer="1134" w:gutter="0"/><w:cols w:space="425"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
    )


def document() -> str:
    """Return the main part."""
    title = paragraph("{{ title }}", "Title").replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1)
    content = particulars() + remarks() + title + paragraph("{{p body }}") + signing() + attachments()
    end_of_cover = hairline(section(first=True))
    return (
        f"<w:document {NAMESPACES}><w:body>{cover()}{end_of_cover}{content}{section(first=False)}</w:body></w:document>"
    )


def header() -> str:
    """Return the header: 草案 across the page of a draft."""
    shape = (
        '<w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
        'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        '<v:shape id="Draft" o:spid="_x0000_s2049" type="#_x0000_t136" alt="草案" style="position:absolute;'
        "margin-left:0;margin-top:0;width:330pt;height:165pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">'
        f'<v:fill opacity=".5"/><v:textpath style="font-family:&quot;{HEITI}&quot;;font-size:1pt" '
        'string="草案"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict>'
    )
    start, end = "<w:r><w:t>{%r if draft %}</w:t></w:r>", "<w:r><w:t>{%r endif %}</w:t></w:r>"
    content = f'<w:p><w:pPr><w:pStyle w:val="header"/></w:pPr>{start}<w:r>{shape}</w:r>{end}</w:p>'
    return f"<w:hdr {NAMESPACES}>{content}</w:hdr>"


def footer() -> str:
    """Return the footer: 第 X 页　共 Y 页."""

    def field(code: str) -> str:
        return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    def words(text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'

    content = words("第 ") + field("PAGE") + words(" 页　共 ") + field("NUMPAGES") + words(" 页")
    return f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="footer"/></w:pPr>{content}</w:p></w:ftr>'


def settings() -> str:
    """Return the settings of a Chinese document in the mode of Word 2013 and later."""
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:balanceSingleByteDoubleByteWidth/>'
        '<w:useFELayout/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


class Part(NamedTuple):
    """A part beside the main one: its file's name, what it is, its content."""

    name: str
    kind: str
    content: str


def standard_parts() -> tuple[Part, ...]:
    """Return the agreement's parts; the ids of their relationships count them from rId1."""
    drawn = {
        "styles": styles(),
        "settings": settings(),
        "fontTable": font_table(),
        "header": header(),
        "footer": footer(),
    }
    return tuple(Part(name, name, content) for name, content in drawn.items())


def content_types(others: tuple[Part, ...]) -> str:
    """Return the list of content types."""
    types = {"word/document.xml": WORD + "document.main+xml"}
    types |= {f"word/{part.name}.xml": f"{WORD}{part.kind}+xml" for part in others}
    types["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    types["docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def relationships(targets: tuple[tuple[str, str, str], ...]) -> str:
    """Return relationships, of (id, type, target) each."""
    listed = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, kind, to in targets)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def package(main: str, others: tuple[Part, ...]) -> dict[str, str]:
    """Return a frame's parts by name."""
    top = (
        ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", f"{OFFICE}/extended-properties", "docProps/app.xml"),
    )
    return {
        "[Content_Types].xml": content_types(others),
        "_rels/.rels": relationships(top),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"/>',
        "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
        "word/document.xml": main,
        "word/_rels/document.xml.rels": relationships(
            tuple((f"rId{place}", f"{OFFICE}/{part.kind}", f"{part.name}.xml") for place, part in enumerate(others, 1))
        ),
        **{f"word/{part.name}.xml": part.content for part in others},
    }


def write_frame(target: Path, contents: dict[str, str]) -> None:
    """Write a frame; the same parts give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in contents.items():
            info = zipfile.ZipInfo(name)  # its time is 1980-01-01
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}')


def main() -> None:
    """Write the frame to the file that is named, else to its place in templates/."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "agreement" / "frame.docx"
    write_frame(target, package(document(), standard_parts()))


if __name__ == "__main__":
    main()
