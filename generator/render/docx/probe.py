"""A trial run that shows that a frame prints all of a Document.

In: a compiled frame and the form of the papers that it is to draw. Out: nothing, or a LayoutError that says
what the frame leaves out or where its tags stand wrong. It is run once for a frame's content and a form, on two
made-up Documents: one with everything and one with nothing that may be absent.
"""

from __future__ import annotations

from datetime import date

from lxml import etree

from generator.document.nodes import (
    Article,
    Attachment,
    Chapter,
    Cover,
    Document,
    Fill,
    Form,
    Inline,
    Origin,
    Paragraph,
    Party,
    Row,
    Signature,
    Text,
)
from generator.errors import LayoutError
from generator.render.docx.frame import Frame
from generator.render.docx.package import parse_xml
from generator.render.docx.styles import W

# What may not stand in what: a tag without its p or r puts paragraphs and runs where Word can't read them.
_WRONG_PARENTS = {
    W + "p": {W + "p", W + "r", W + "t", W + "tr", W + "tbl"},
    W + "r": {W + "t", W + "r", W + "body", W + "tc", W + "tr", W + "hdr", W + "ftr"},
    W + "bookmarkStart": {W + "t", W + "r"},
}
_MARKS = {
    "封面标题": "标题甲子",
    "封面首行（docket）": "值乙子",
    "封面首行的名称": "名乙子",
    "封面各行": "值乙丑",
    "封面各行的名称": "名乙寅",
    "双方信息": "值丙卯",
    "双方信息各行的名称": "名丙辰",
    "双方的称谓": "称谓丙巳",
    "正文（{{p body }}）": "正文丁午",
    "左边签章": "签戊未",
    "右边签章": "签戊申",
    "附件标题": "附件己酉",
    "附件正文": "附文己戌",
    "附件签章": "附签己亥",
    "说明（remarks）": "说明庚子",
    "发文机关（issuer）": "机关辛丑",
    "主送机关（addressee）": "主送辛寅",
}
_OF_LETTERS = {"发文机关（issuer）", "主送机关（addressee）"}
_NOT_OF_LETTERS = {"封面首行的名称"}  # a 发文字号 stands without a name


def require_complete(frame: Frame, form: Form) -> None:
    """Raise LayoutError unless the frame prints all that a Document of a form may hold, where Word can read it."""
    printed = _text_of(frame, _document(form, full=True))
    spared = _NOT_OF_LETTERS if form is Form.LETTER else _OF_LETTERS
    missing = [what for what, mark in _MARKS.items() if mark not in printed and what not in spared]
    if missing:
        raise LayoutError(f"{frame.where}：没有印出{'、'.join(missing)}。请在 Word 中补上相应的标签。")
    _text_of(frame, _document(form, full=False))


def _line(mark: str) -> tuple[Text, ...]:
    return (Text(text=_MARKS[mark]),)


def _named(mark: str, name: str) -> tuple[Inline, ...]:
    return (Fill(name=name, text=_MARKS[mark], origin=Origin.CASE),)


def _document(form: Form, *, full: bool) -> Document:
    """Return a made-up Document; each thing stands twice, for a loop that parts a row shows only then."""
    paragraph = Paragraph(inlines=_line("正文（{{p body }}）"))
    article = Article(clause="a", number=1, label="一", title="", bookmark="a", paragraphs=(paragraph,))
    attachment = Attachment(
        id="b",
        title=_MARKS["附件标题"],
        bookmark="b",
        blocks=(Paragraph(inlines=_line("附件正文")),),
        signatures=(Signature(lines=(_line("附件签章"),)),),
    )
    docket = Row(label=_MARKS["封面首行的名称"], value=_named("封面首行（docket）", "number"))
    issuer = Row(label="", value=_named("发文机关（issuer）", "agency.name"))
    on_cover = Row(label=_MARKS["封面各行的名称"], value=_line("封面各行"))
    particulars = Row(label=_MARKS["双方信息各行的名称"], value=_line("双方信息"))
    party = Party(role=_MARKS["双方的称谓"], rows=(particulars, particulars))
    signatures = (Signature(lines=(_line("左边签章"),)), Signature(lines=(_line("右边签章"),)))
    return Document(
        kind="probe",
        form=form,
        region="probe",
        title=_MARKS["封面标题"],
        date=date(2000, 1, 1),
        number="1" if full else None,
        draft=full,
        layout="probe",
        addressee=_line("主送机关（addressee）") if form is Form.LETTER else (),
        cover=Cover(rows=(docket, on_cover, on_cover, *((issuer,) if form is Form.LETTER else ()))),
        parties=(party, party),
        preamble=(),
        chapters=(Chapter(id="c", number=1, label="一", title="", articles=(article,)),),
        signatures=signatures * 2,
        attachments=(attachment, attachment) if full else (),
        remarks=(_MARKS["说明（remarks）"],) if full else (),
    )


def _text_of(frame: Frame, document: Document) -> str:
    """Return the text that the frame prints, having checked that Word can read it."""
    printed = ""
    for name, xml in frame.fill(document).items():
        try:
            root = parse_xml(xml.encode())
        except etree.XMLSyntaxError as error:
            raise LayoutError(
                f"{frame.where}：标签拆散了表格或段落（{name}）。成对的 for/endfor、if/endif "
                "请各占一段（{%p …%}）、一行（{%tr …%}）或同在一段之内。"
            ) from error
        _require_in_place(root, frame.where)
        if name == frame.text:
            printed = "".join(str(text) for text in root.itertext(W + "t"))
    return printed


def _require_in_place(root: etree._Element, where: str) -> None:
    for tag, wrong in _WRONG_PARENTS.items():
        for element in root.iter(tag):
            parent = element.getparent()
            if parent is not None and parent.tag in wrong:
                words = "".join(str(text) for text in element.itertext())[:30]
                raise LayoutError(
                    f"{where}：“{words}”一处的标签少了 p 或 r：整段内容写 {{{{p …}}}}，段内的值写 {{{{r …}}}}。"
                )
