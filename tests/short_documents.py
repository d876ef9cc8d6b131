"""Small papers of the other forms, a letter, a deed and a sheet, for tests of what stands above the tree."""

from __future__ import annotations

from datetime import date

from generator.document.nodes import (
    Article,
    Attachment,
    Basis,
    Blank,
    Cell,
    Chapter,
    CheckBox,
    Cover,
    Document,
    Fill,
    Form,
    HandFilled,
    Inline,
    Item,
    Origin,
    Paragraph,
    Reference,
    Row,
    Signature,
    Table,
    Text,
)
from tests.documents import HOSTILE, every_node, text


def _fill(name: str, value: str) -> Fill:
    return Fill(name=name, text=value, origin=Origin.CASE)


def _cell(*lines: str | tuple[Inline, ...], columns: int = 1, rows: int = 1, head: bool = False) -> Cell:
    drawn = tuple(text(line) if isinstance(line, str) else line for line in lines)
    return Cell(lines=drawn, columns=columns, rows=rows, head=head)


def receipt_table(name: str = "某某医院") -> Table:
    """Return a 送达回证: head cells, cells over several columns and rows, several lines, places for the pen."""
    day = HandFilled(name="hand.receipt_date", shape="____年__月__日")
    return Table(
        widths=(3, 4, 3, 4),
        rows=(
            (_cell("送达文书名称及文号", head=True), _cell("中止履行医保协议通知书", columns=3)),
            (_cell("受送达人", head=True), _cell((_fill("institution.name", name),), columns=3)),
            (
                _cell("送达方式", head=True),
                _cell(
                    (
                        CheckBox(name="facts.served", checked=True),
                        *text("直接送达　"),
                        CheckBox(name="facts.left", checked=False),
                        *text("留置送达"),
                    )
                ),
                _cell("送达地点", head=True),
                _cell((HandFilled(name="hand.place", shape="________"),)),
            ),
            (
                _cell("签收", rows=2, head=True),
                _cell("受送达人（签章）：", (day,), columns=2),
                _cell("送达人", "（两人）", rows=2),
            ),
            (_cell("代收人（签章）：", columns=2),),
            (_cell("备注", head=True), _cell("", columns=3)),
        ),
    )


def _passage(number: int, slug: str, *inlines: Inline, items: tuple[Item, ...] = (), label: str = "") -> Article:
    paragraph = Paragraph(address=label or None, inlines=inlines, items=items)
    return Article(
        clause=slug,
        number=number,
        label=label,
        title=slug,
        bookmark=f"c_{slug}",
        paragraphs=(paragraph,),
    )


def _number(value: str | None) -> Inline:
    return _fill("number", value) if value else Blank(name="number", shape="________")


def letter(*, draft: bool = False, name: str = HOSTILE) -> Document:
    """Return a notice with a receipt of service; `name` stands wherever the hospital's name does."""
    institution = _fill("institution.name", name)
    agency = _fill("agency.name", "呼和浩特市医疗保险服务中心")
    number = None if draft else "呼医保中心通〔2026〕3号"
    ends = _fill("facts.until", "2026年9月30日")
    items = (
        Item(label="（一）", address="（一）", inlines=text("停止新收治参保人员住院；")),
        Item(label="（二）", address="（二）", inlines=text("在院参保人员的费用照旧结算。")),
    )
    passages = (
        _passage(1, "agreement", *text("你单位与我中心签订的医保协议（编号：内医保协〔2026〕0001号）在履行中。")),
        _passage(2, "decision", Text(text="经研究，决定中止履行至"), ends, *text("，其间："), items=items),
        _passage(3, "receipt", *text("签收情况见"), Reference(target="a_receipt", text="《送达回证》"), *text("。")),
    )
    receipt = Attachment(id="receipt", title="送达回证", bookmark="a_receipt", blocks=(receipt_table(name),))
    return Document(
        kind="suspension-notice",
        form=Form.LETTER,
        region="neimenggu",
        title="关于中止履行医保协议的通知",
        date=date(2026, 4, 1),
        number=number,
        addressee=(institution,),
        draft=draft,
        layout="letter",
        cover=Cover(
            rows=(Row(label="文号", value=(_number(number),)), Row(label="发文机关", value=(agency,))),
        ),
        parties=(),
        preamble=(),
        chapters=(Chapter(id="text", number=1, label="", title="", articles=passages),),
        signatures=(
            Signature(
                lines=((agency, HandFilled(name="hand.seal", shape="")), (_fill("date", "2026年4月1日"),)),
            ),
        ),
        attachments=(receipt,),
        bases=(
            Basis(
                name="facts.until",
                label="中止期限",
                statement="原则上不超过180日",
                citation="《医疗机构医疗保障定点管理暂行办法》第四十二条",
                quote="中止时间原则上不得超过180日",
            ),
        ),
        remarks=("本文书依据的规定之间有不一致之处，已按上位规定处理。",),
    )


def deed(*, draft: bool = False, name: str = HOSTILE) -> Document:
    """Return a renewal in a few articles, under a number, between the parties of `every_node`."""
    whole = every_node(draft=draft, name=name)
    given = tuple(
        party.model_copy(
            update={"rows": (party.rows[0], Row(label="地址", value=(_fill("address", "呼和浩特市新城区一号"),)))}
        )
        for party in whole.parties
    )
    first = _passage(1, "term", *text("主协议有效期续至2027年12月31日。"), label="第一条")
    second = _passage(
        2, "rest", *text("其余条款继续有效，见"), Reference(target="c_term", text="第一条"), label="第二条"
    )
    return whole.model_copy(
        update={
            "kind": "renewal",
            "form": Form.DEED,
            "title": "续签协议书",
            "layout": "deed",
            "parties": whole.parties if draft else given,
            "cover": Cover(rows=(whole.cover.rows[0], whole.cover.rows[-1])),
            "chapters": (Chapter(id="text", number=1, label="", title="", articles=(first, second)),),
            "attachments": (
                Attachment(
                    id="terms",
                    title="新旧条款对照表",
                    bookmark="a_terms",
                    blocks=(Paragraph(inlines=text("对照如下：")), receipt_table(name)),
                ),
            ),
        }
    )


def sheet(*, draft: bool = False, name: str = HOSTILE) -> Document:
    """Return a form of tables with a paragraph between them."""
    whole = every_node(draft=draft, name=name)
    return whole.model_copy(
        update={
            "kind": "receipt",
            "form": Form.SHEET,
            "title": "医保协议变更登记表",
            "layout": "sheet",
            "cover": Cover(rows=whole.cover.rows[:1]),
            "parties": (),
            "preamble": (),
            "chapters": (),
            "blocks": (receipt_table(name), Paragraph(inlines=text("以下由经办机构填写：")), receipt_table(name)),
            "signatures": whole.signatures[:1],
            "attachments": (),
            "remarks": (),
        }
    )
