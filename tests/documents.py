"""A small Document with every kind of node in it, for tests of what stands above the tree."""

from __future__ import annotations

from datetime import date

from generator.document.nodes import (
    Article,
    Attachment,
    Basis,
    Blank,
    Chapter,
    Cover,
    Document,
    Fill,
    HandFilled,
    Item,
    Origin,
    Paragraph,
    Party,
    Reference,
    Row,
    Signature,
    Text,
)

HOSTILE = """& < > " ' {{ x }} {% if %} ＆ 䶮㙍"""


def text(value: str) -> tuple[Text, ...]:
    """Return one line of fixed text."""
    return (Text(text=value),)


def every_node(*, draft: bool = False, name: str = HOSTILE) -> Document:
    """Return a Document that holds every node type; `name` stands wherever the hospital's name does."""
    institution = Fill(name="institution.name", text=name, origin=Origin.CASE)
    agency = Fill(name="agency.name", text="呼和浩特市医疗保险服务中心", origin=Origin.CASE)
    signing_date = HandFilled(name="signing_date", shape="____年__月__日")
    rate = Fill(name="quality_deposit_rate", text="4%", origin=Origin.CASE)
    cap = Fill(name="quality_deposit_rate.max", text="5%", origin=Origin.LAW)
    items = (
        Item(
            id="visits",
            label="（一）",
            address="第一条第（一）项",
            bookmark="c_scope__visits",
            inlines=text("门（急）诊；"),
            items=(
                Item(label="1.", address="第一条第（一）项第1目", inlines=text("普通门诊；")),
                Item(label="2.", address="第一条第（一）项第2目", inlines=text("急诊。")),
            ),
        ),
        Item(
            label="（二）",
            address="第一条第（二）项",
            inlines=(Text(text="其他："), Blank(name="services_other", shape="________"), Text(text="。")),
        ),
    )
    first = Article(
        clause="scope",
        number=1,
        label="第一条",
        title="服务范围",
        bookmark="c_scope",
        paragraphs=(
            Paragraph(address="第一条第一款", inlines=text("乙方提供的服务包括：")),
            Paragraph(
                address="第一条第二款",
                inlines=(Text(text="依"), Reference(target="c_quality_deposit", text="第二条"), Text(text="预留：")),
                items=items,
            ),
        ),
    )
    second = Article(
        clause="quality-deposit",
        number=2,
        label="第二条",
        title="质量保证金",
        bookmark="c_quality_deposit",
        paragraphs=(
            Paragraph(
                address="第二条",
                inlines=(
                    Text(text="甲方预留拨付乙方费用的"),
                    rate,
                    Text(text="（不超过"),
                    cap,
                    Text(text="），作为当年度医保服务质量保证金。承诺书样本见"),
                    Reference(target="a_commitment", text="《承诺书》"),
                    Text(text="。"),
                ),
            ),
        ),
    )
    added = Article(
        clause="addition-1",
        number=3,
        label="第三条",
        title="其他约定",
        bookmark="c_addition_1",
        added_by="双方协商",
        paragraphs=(Paragraph(address="第三条", inlines=(Text(text="乙方名称以"), institution, Text(text="为准。"))),),
    )
    return Document(
        kind="agreement",
        region="neimenggu",
        title="定点医疗机构医疗保障服务协议",
        date=date(2026, 1, 1),
        number=None if draft else "内医保协〔2026〕0001号",
        draft=draft,
        layout="agreement",
        cover=Cover(
            rows=(
                Row(
                    label="协议编号",
                    value=(Blank(name="number", shape="________"),)
                    if draft
                    else (Fill(name="number", text="内医保协〔2026〕0001号", origin=Origin.CASE),),
                ),
                Row(label="甲方", value=(agency,)),
                Row(label="乙方", value=(institution,)),
                Row(label="签订日期", value=(Fill(name="date", text="2026年1月1日", origin=Origin.CASE),)),
            )
        ),
        parties=(
            Party(
                role="甲方",
                rows=(
                    Row(label="名称", value=(agency,)),
                    Row(label="电话", value=(Fill(name="agency.phone", text="0471-0000000", origin=Origin.CASE),)),
                ),
            ),
            Party(
                role="乙方",
                rows=(
                    Row(label="名称", value=(institution,)),
                    Row(label="地址", value=(Blank(name="institution.address", shape="________"),)),
                ),
            ),
        ),
        preamble=(Paragraph(inlines=text("经甲乙双方协商一致，自愿签订如下医保协议，并承诺共同遵守。")),),
        chapters=(
            Chapter(id="general", number=1, label="第一章", title="总则", articles=(first,)),
            Chapter(id="settlement", number=2, label="第二章", title="费用结算", articles=(second, added)),
        ),
        signatures=(
            Signature(lines=(text("甲方（公章）："), text("法定代表人（签章）："), (signing_date,))),
            Signature(lines=(text("乙方（公章）："), text("法定代表人（签章）："), (signing_date,))),
        ),
        attachments=(
            Attachment(
                id="commitment",
                title="承诺书",
                bookmark="a_commitment",
                blocks=(
                    Paragraph(inlines=text("本机构声明：")),
                    Paragraph(inlines=(Text(text="本机构向"), agency, Text(text="提供的材料均真实、合法、有效。"))),
                ),
                signatures=(Signature(lines=(text("单位盖章："), (Text(text="日期："), signing_date))),),
            ),
        ),
        bases=(
            Basis(
                name="quality_deposit_rate",
                label="质量保证金比例",
                statement="不超过5%",
                citation="《定点医疗机构医疗保障服务协议》范本第三十三条",
                quote="不超过5%",
            ),
        ),
        remarks=("本文书依据的规定之间有不一致之处，已按上位规定处理。",),
    )
