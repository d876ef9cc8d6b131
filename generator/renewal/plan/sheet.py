"""The plan's workbook as a table: its sheets, its columns, what stands in a cell.

In: a Library, the plan's rows. Out: `Layout`: the columns in their order, which of them people may edit, and the text
of a row under each. Writing and reading both go by it, so that an untouched cell reads back as untouched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.case import Case
from generator.model.library import Library
from generator.renewal.plan.judging import labels
from generator.renewal.plan.values import effective, print_fact, print_value
from generator.renewal.plan.words import Decision, PlanRow
from generator.renewal.roster.columns import Columns, listed, read_columns

SHEET, DATA = "续签方案", "方案数据"
HEADER_ROW = 1
BEFORE, AFTER = "（现）", "（新）"

DECISIONS = {
    Decision.RENEW: "照原样续签",
    Decision.RENEW_CHANGED: "改条件续签",
    Decision.HOLD: "待人工决定",
    Decision.NOT_RENEW: "不续签",
    Decision.NOT_DUE: "未到期",
}
FILLS = {
    Decision.RENEW: "E2EFDA",
    Decision.RENEW_CHANGED: "DDEBF7",
    Decision.HOLD: "FFEB9C",
    Decision.NOT_RENEW: "FFC7CE",
    Decision.NOT_DUE: "EDEDED",
}

_VALUES = "values."
_ALWAYS = ("term.start", "term.end")


@dataclass(frozen=True)
class PlanColumn:
    """A column. `key` is what it holds: an own field of the row, or `before:`/`after:` and a value's or fact's name."""

    key: str
    heading: str
    width: int
    editable: bool = False
    wrap: bool = False


_LEFT = (
    PlanColumn("agreement", "协议编号", 24),
    PlanColumn("name", "机构名称", 30, wrap=True),
    PlanColumn("institution", "医保定点机构代码", 16),
    PlanColumn("level", "等级", 12),
    PlanColumn("decision", "决定", 16, editable=True),
    PlanColumn("reasons", "理由和依据", 76, wrap=True),
)
_RIGHT = (
    PlanColumn("amount", "年度医保基金支付金额（元）", 18),
    PlanColumn("waiver.reason", "例外理由", 24, editable=True, wrap=True),
    PlanColumn("waiver.by", "批准人", 12, editable=True),
    PlanColumn("remark", "备注", 24, editable=True, wrap=True),
)


class Layout:
    """The columns of one plan."""

    def __init__(self, library: Library, names: tuple[str, ...]) -> None:
        self.library = library
        self.names = names
        self.roster: Columns = read_columns(library)
        self.labels = labels(library, self.roster)
        pairs = [
            self._pair(f"{side}:{name}", self.labels.get(name, name) + mark, fact=name not in library.parameters)
            for name in names
            for side, mark in (("before", BEFORE), ("after", AFTER))
        ]
        self.columns = (*_LEFT, *pairs, *_RIGHT)

    def _pair(self, key: str, heading: str, *, fact: bool) -> PlanColumn:
        """Return a column of a value or, wider, of a fact, which may be a name or an address."""
        wide = fact and not key.endswith(_ALWAYS)
        return PlanColumn(key, heading, 26 if wide else 17, editable=key.startswith("after"), wrap=wide)

    def texts(self, row: PlanRow) -> list[str]:
        """Return what stands in a row's cells, "" where nothing does."""
        changed = {change.name: change.before for change in row.changes}
        after = {name: self.after(row.case, name) for name in self.names} if row.case else {}
        waiver = row.case.waivers[0] if row.case and row.case.waivers else None
        own = {
            "agreement": row.agreement, "name": row.name, "institution": row.institution, "level": row.level,
            "decision": DECISIONS[row.decision], "reasons": _told(row), "remark": row.remark,
            "amount": f"{row.amount:f}" if row.amount is not None else "",
            "waiver.reason": waiver.reason if waiver else "", "waiver.by": waiver.by if waiver else "",
        }  # fmt: skip
        texts = []
        for column in self.columns:
            side, _, name = column.key.partition(":")
            if not name:
                texts.append(own[side])
            elif side == "after":
                texts.append(after.get(name, ""))
            else:
                texts.append(changed.get(name, after.get(name, "")))
        return texts

    def after(self, case: Case, name: str) -> str:
        """Return a value or fact of a renewal as its cell shows it."""
        if name in self.library.parameters:
            return print_value(effective(self.library, case, name))
        return print_fact(self.library, case, name)


def layout_of(library: Library, rows: Iterable[PlanRow]) -> Layout:
    """Return the layout for rows: the days, the roster's values, and whatever changes in any of them."""
    offered = [column.path.removeprefix(_VALUES) for column in listed(library) if column.path.startswith(_VALUES)]
    changed = dict.fromkeys(change.name for row in rows for change in row.changes)
    facts = [name for name in changed if name not in library.parameters and name not in _ALWAYS]
    values = [name for name in changed if name in library.parameters and name not in offered]
    return Layout(library, (*_ALWAYS, *facts, *offered, *values))


def _told(row: PlanRow) -> str:
    lines = [reason.text + (f"（{reason.citation}）" if reason.citation else "") for reason in row.reasons]
    return "\n".join(lines)
