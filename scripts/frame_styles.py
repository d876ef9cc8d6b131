"""The styles of the Word frames, as they were first drawn; `build_frame.py` and `build_short_frames.py` use them.

The measures are those of GB/T 9704-2012. The fonts are named in templates/fonts.yaml.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)

# Twips (1/20 pt). The line is 225 mm / 22, the character 156 mm / 28, both rounded down so that 22 and 28 fit.
MM = 1440 / 25.4
LINE = 579
CHARACTER = 315
WIDTH = 8845
PITCH = -5  # between characters: 28 of 15.75 pt fit; a character grid would be drawn differently by each program

ROOT = Path(__file__).parent.parent / "templates"
ROLES = YAML(typ="safe", pure=True).load(ROOT / "fonts.yaml")
FANGSONG, HEITI, KAITI, XIAOBIAOSONG = (ROLES[role]["word"] for role in ("body", "heading", "subheading", "title"))
KINDS = {"body": "roman", "heading": "swiss", "subheading": "roman", "title": "roman"}  # serif or sans


def fonts(name: str) -> str:
    """Return the font of a style, for all scripts: quotation marks then stay full-width."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}" w:hint="eastAsia"/>'


def size(points: float) -> str:
    """Return a size in points."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def spacing(line: int = LINE, before: int = 0, after: int = 0, rule: str = "exact") -> str:
    """Return a paragraph's spacing, in twips."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def indent(characters: int) -> str:
    """Return an indent of the first line."""
    return f'<w:ind w:firstLineChars="{characters * 100}" w:firstLine="{characters * CHARACTER}"/>'


KEEP = "<w:keepNext/>"
CENTRED = '<w:jc w:val="center"/>'
LEFT = '<w:jc w:val="left"/>'
SPREAD = '<w:jc w:val="distribute"/>'
RIGHT = '<w:jc w:val="right"/>'
TIGHT = f'<w:spacing w:val="{PITCH}"/>'
OFF_GRID = '<w:snapToGrid w:val="0"/>'
LOOSE = OFF_GRID + spacing(LINE, rule="atLeast")
IN_TABLE = OFF_GRID + spacing(264, rule="auto")


def level(number: int) -> str:
    """Return the level in the navigation, from 1."""
    return f'<w:outlineLvl w:val="{number - 1}"/>'


# id, name and aliases, based on, paragraph properties, run properties
PARAGRAPH_STYLES = (
    (
        "Title",
        "Title,标题",
        "Normal",
        # With the room below it three lines.
        OFF_GRID + spacing(LINE * 3 // 2, after=LINE * 3 // 2) + CENTRED,
        fonts(XIAOBIAOSONG) + size(22),
    ),
    ("CoverNumber", "封面编号", "Normal", RIGHT, TIGHT),
    (
        "CoverTitle",
        "封面标题",
        "Title",
        OFF_GRID + spacing(round(18 * MM), before=round(46 * MM), after=round(79 * MM), rule="atLeast"),
        '<w:spacing w:val="20"/>' + size(30),
    ),
    ("CoverLabel", "封面项目", "Normal", LOOSE + f'<w:ind w:right="{round(28 * MM) - 1300}"/>' + SPREAD, ""),
    ("CoverValue", "封面内容", "Normal", LOOSE + LEFT, ""),
    (
        "Chapter",
        "heading 1,章",
        "Normal",
        KEEP + "<w:keepLines/>" + spacing(before=LINE // 2, after=LINE // 2) + CENTRED + level(1),
        fonts(HEITI),
    ),
    ("Clause", "款", "Normal", indent(2), TIGHT),
    ("Article", "heading 2,条", "Clause", level(2), ""),
    ("Item", "项", "Clause", "", ""),
    ("SubItem", "目", "Clause", "", ""),
    ("Negotiated", "协商约定", "Clause", KEEP, fonts(KAITI) + size(14)),
    ("TableHead", "表头", "Normal", KEEP + IN_TABLE + CENTRED, fonts(HEITI) + size(14)),
    ("TableLabel", "表内项目", "Normal", IN_TABLE + LEFT, size(14)),
    ("TableText", "表内文字", "Normal", IN_TABLE + LEFT, size(14)),
    ("Remark", "说明", "Normal", OFF_GRID + spacing(round(7 * MM)), fonts(KAITI) + size(12)),
    ("RemarkHead", "说明标题", "Remark", KEEP + "<w:pageBreakBefore/>", ""),
    # Two and a half lines each: a seal is more than 4 cm across.
    ("SigningLine", "签章行", "Normal", KEEP + OFF_GRID + spacing(before=LINE * 3 // 2) + LEFT, TIGHT),
    ("AttachmentMark", "附件标识", "Normal", KEEP + "<w:pageBreakBefore/>" + spacing(after=LINE), fonts(HEITI)),
    ("AttachmentTitle", "附件标题", "Title", KEEP + level(1), ""),
    ("AttachmentSigning", "附件落款", "Normal", KEEP + spacing(before=LINE) + '<w:ind w:left="4410"/>' + LEFT, TIGHT),
    ("header", "header", "Normal", spacing(240, rule="auto"), size(9)),
    ("footer", "footer", "Normal", spacing(240, rule="auto") + CENTRED, size(14)),
)
# id, name, run properties
CHARACTER_STYLES = (
    ("ArticleLabel", "条号", fonts(HEITI)),
    ("Fill", "填充", '<w:u w:val="single"/>'),
    ("CellFill", "表内填充", ""),
    ("Regional", "地区规定值", ""),
    ("Limit", "法定限值", ""),
    ("Term", "术语", ""),
    ("Struck", "划去", ""),
    ("Blank", "空白", '<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>'),
    ("HandFilled", "手填", '<w:w w:val="180"/>'),  # as printed the lines are too short to write on
)
NORMAL = (
    '<w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="0"/>'
    f'<w:autoSpaceDN w:val="0"/>{spacing()}<w:jc w:val="both"/>'
)


ParagraphStyle = tuple[str, str, str, str, str]


def styles(more: tuple[ParagraphStyle, ...] = (), looks: dict[str, str] | None = None) -> str:
    """Return the styles part; `looks` are a layout's own for character styles by their id.

    `more` are styles of a layout's own; one of the same id stands in the place of the one that all have.
    """
    own = looks or {}
    wanted = {style[0]: style for style in (*PARAGRAPH_STYLES, *more)}
    paragraphs = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        + (f'<w:aliases w:val="{alias}"/>' if alias else "")
        + f'<w:basedOn w:val="{base}"/><w:qFormat/><w:pPr>{look}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
        for key, names, base, look, run in wanted.values()
        for name, _, alias in (names.partition(","),)
    )
    characters = "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{own.get(key, run)}</w:rPr></w:style>'
        for key, name, run in CHARACTER_STYLES
    )
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANGSONG)}{size(16)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{NORMAL}</w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr></w:style>{paragraphs}{characters}</w:styles>"
    )


def font_table() -> str:
    """Return the fonts with the names under which other machines know them."""
    listed = "".join(
        f'<w:font w:name="{role["word"]}"><w:altName w:val="{_others(role)}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{KINDS[name]}"/><w:pitch w:val="auto"/></w:font>'
        for name, role in ROLES.items()
    )
    return f"<w:fonts {NAMESPACES}>{listed}</w:fonts>"


def _others(role: dict[str, Any]) -> str:
    """Return a role's families in their order, but for the one that the styles name."""
    return ",".join(family for family in role["families"] if family != role["word"])
