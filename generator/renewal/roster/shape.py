"""What one sort of roster is: whose rows it holds, and what is said of it to people.

In: nothing. Out: `Shape`, and the one of institutions; that of the people behind the claims is `renewal.staff`'s.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """A sort of roster.

    `file` lists its columns, `kind` is the kind of document whose facts it gives, `own` what it says beside the facts
    and values of a case; `values`: any parameter may be a column. `sheet` is the name of the template's sheet, which is
    preferred where a workbook has several that could be meant. `columns` are those that a line below the table leaves
    empty, `once` those that may hold a thing once only; what `shared` names first may stand on several rows, if these
    differ in what it names second.
    """

    file: str
    kind: str
    own: tuple[str, ...]
    values: bool
    sheet: str
    columns: tuple[str, ...]
    once: tuple[str, ...]
    command: str
    row: str  # what a row is, in Chinese
    said: str  # some headings, for who has none
    hint: str
    many: str  # what to do about doubles
    none: str  # what to do about a row that is none
    shared: tuple[tuple[str, str], ...] = ()


INSTITUTIONS = Shape(
    file="regions/roster.yaml",
    kind="agreement",
    own=(
        "performance", "renewal_wanted", "change_pending", "objection", "licence_until", "yearly_amount",
        "waiver.reason", "waiver.by", "remarks",
    ),
    values=True,
    sheet="名册",
    columns=("institution.uscc", "institution.code", "renews"),
    once=("institution.code", "institution.uscc", "renews"),
    shared=(("institution.uscc", "institution.code"),),
    command="xieyi roster",
    row="机构",
    said="机构名称、医保定点机构代码……",
    hint="橙色的列必填；黄色的列每行至少填一项；其余的，没有变化可以不填。",
    many="一家机构只写一行，请删去多余的",
    none="请补上；不是机构的行请删去",
)  # fmt: skip
