"""Small kinds of every form, in a copy of the library: what the real kinds use, in as few words as will do.

`deed` amends an agreement, `letter` decides on findings and has a table attached, `sheet` is a form of tables, `book`
is the agreement with some clauses of its own.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from generator.model.library import Library
from generator.reading.assembled import read_library
from tests.reading.libraries import copy_library

FILES = {
    "deed/kind.yaml": """
        title: 补充协议书
        form: deed
        layout: agreement
        roles: {agency: 甲方, institution: 乙方}
        facts:
          number: {label: 协议编号, blank: ________}
          date: {label: 签订日期, blank: ____年__月__日}
          agency.name: {label: 甲方全称, blank: ________}
          institution.name: {label: 乙方全称, blank: ________}
          agreement.number: {label: 主协议编号, blank: ________}
          agreement.date: {label: 主协议签订日期, blank: ____年__月__日}
          amendments: {label: 变更}
          facts.effective_on: {label: 生效日期, type: date, blank: ____年__月__日}
          facts.published: {label: 已公示, type: truth}
          facts.copies: {label: 份数, type: number, blank: ____}
        required: [agreement.number, agreement.date, facts.effective_on]
        particulars:
          agency: [[名称, agency.name]]
          institution: [[名称, institution.name]]
        signing: [["甲方（公章）：{{ agency.name }}"], ["乙方（公章）：{{ institution.name }}"]]
        """,
    "deed/00-preamble.md": """
        ---
        title: 序言
        ---
        双方于{{ agreement.date }}签订协议（{{ agreement.number }}）。
        """,
    "deed/01-changes.md": """
        ---
        title: 变更
        law:
          - {cite: nhsa-order-2#41, quote: 3个月}
        ---
        对原协议作如下变更：

        {% for amendment in amendments %}
        {% if amendment.action == "replace" %}
        {{ amendment.address }}修改为：“{{ amendment.after }}”。

        {% else %}
        删去{{ amendment.address }}。

        {% endif %}
        {% endfor %}
        变更以本条为准。
        """,
    "deed/02-publicity.md": """
        ---
        title: 公示
        when: facts.published
        ---
        本协议已公示，见{{ ref("changes") }}。
        """,
    "deed/03-effect.md": """
        ---
        title: 生效
        ---
        本协议自{{ facts.effective_on }}起生效，一式{{ facts.copies }}份。
        """,
    "letter/kind.yaml": """
        title: 处理决定通知书
        form: letter
        series: notice
        layout: agreement
        addressee: institution.name
        roles: {agency: 甲方, institution: 乙方}
        facts:
          number: {label: 发文字号, blank: ________}
          date: {label: 发文日期, blank: ____年__月__日}
          agency.name: {label: 甲方全称, blank: ________}
          institution.name: {label: 乙方全称, blank: ________}
          agreement.number: {label: 主协议编号, blank: ________}
          agreement.date: {label: 主协议签订日期, blank: ____年__月__日}
          findings: {label: 认定}
        required: [agreement.number, agreement.date]
        hand: {receiver: "", received_on: ____年__月__日}
        signing: [["{{ agency.name }}", "{{ date }}"]]
        """,
    "letter/01-findings.md": """
        ---
        title: 认定
        ---
        经查：
        {% for finding in findings %}
        - {{ finding.fact }}{% if finding.on %}（{{ finding.on }}）{% endif %}，依据{{ finding.address }}；
        {% endfor %}
        """,
    "letter/02-decision.md": """
        ---
        title: 决定
        ---
        据此作出决定。

        回执见{{ ref("receipt") }}。
        """,
    "letter/attachments/01-receipt.md": """
        ---
        title: 送达回证
        reference: 《送达回证》
        ---
        |: 2 3 2 3 |
        | # 受送达人 | {{ institution.name }} |||
        | # 文书 | 名称 / 文号 | # 文号 | {{ number }} |
        | ^ | 处理决定 | # 签收人 | {{ hand.receiver }} / {{ hand.received_on }} |
        """,
    "sheet/kind.yaml": """
        title: 认定清单
        form: sheet
        layout: agreement
        facts:
          date: {label: 日期, blank: ____年__月__日}
          institution.name: {label: 乙方全称, blank: ________}
          findings: {label: 认定}
        """,
    "sheet/01-list.md": """
        ---
        title: 清单
        ---
        单位：{{ institution.name }}

        | # 事实 | # 条款 |
        {% for finding in findings %}
        | {{ finding.fact }} | {{ finding.address }} |
        {% endfor %}
        """,
    "book/kind.yaml": """
        title: 固定协议
        layout: agreement
        based_on: agreement
        omit: [interfaces]
        facts:
          agreement.number: {label: 主协议编号, blank: ________}
        """,
    "book/08-supplementary/79-dispute.md": """
        ---
        title: 固定协议的争议
        ---
        争议由双方协商，续签自{{ agreement.number }}。
        """,
    "book/08-supplementary/79-standing.md": """
        ---
        title: 固定协议
        ---
        本协议为固定协议。
        """,
    "book/attachments/02-list.md": """
        ---
        title: 清单
        reference: 《清单》
        ---
        没有内容。
        """,
}
"""What the kinds hold, by path under clauses/."""


def write_kinds(root: Path, *, changed: dict[str, str] | None = None) -> None:
    """Write the kinds into a library's folder; `changed` holds further files or other texts for these."""
    for name, text in {**FILES, **(changed or {})}.items():
        path = root / "clauses" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")


def read_papers(folder: Path, *, changed: dict[str, str] | None = None) -> Library:
    """Return a library with the kinds in it; raise `LibraryError` where `changed` spoils one."""
    root = copy_library(folder)
    write_kinds(root, changed=changed)
    return read_library(root, "papers")
