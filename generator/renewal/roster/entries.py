"""A row → a partial Case of an institution, and what the roster says beside it.

In: the cells of a row under a header. Out: `RosterRow`, or problems with their cells. What a row leaves out is left
to the register; date and term are the plan's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from generator.model.case import Case
from generator.reading.validation import nearest
from generator.renewal.roster.row import RowReader


@dataclass(frozen=True)
class RosterRow:
    """A row of a roster. `case` holds what the row says, of kind `agreement`; its date is the one that was checked for.

    `row` counts from 1. `yearly_amount` is in yuan. What is None or absent is not said.
    """

    row: int
    case: Case
    performance: str | None = None
    yearly_amount: Decimal | None = None
    renewal_wanted: bool | None = None
    change_pending: bool | None = None
    objection: bool | None = None
    licence_until: date | None = None
    remarks: str | None = None


class InstitutionReader(RowReader):
    """Reads an institution's row."""

    def read(self, cells: tuple[Any, ...]) -> RosterRow | None:
        """Return the row, as much of it as can be read; None where it has no region."""
        said = self.said(cells)
        self.require(said)
        own = {path: said.pop(path, None) for path in ("waiver.reason", "waiver.by")}
        row = {name: said.pop(name, None) for name in _OWN_FIELDS}
        row["performance"] = self._performance(row["performance"], said)
        case = self._case(said)
        if case is None:
            return None
        case = self.checked(case, own["waiver.reason"], own["waiver.by"])
        return RosterRow(self.number, case, **row)

    def _performance(self, written: Any, said: dict[str, Any]) -> str | None:
        if written is None:
            return None
        known = self.sheet.columns.results(self.sheet.library, said.get("region") or self.sheet.region)
        if written in known:
            return str(written)
        close = nearest(written, list(known))
        mend = f"最接近的是“{close}”" if close else f"可选：{'、'.join(known)}"
        label = self.sheet.columns.label("performance")
        self.tell("roster_cell", "performance", f"{label}没有“{written}”这种写法", mend)
        return None

    def _case(self, said: dict[str, Any]) -> Case | None:
        region = said.pop("region", None) or self.sheet.region
        if region not in self.sheet.library.regions:
            if "region" not in self.wrong:
                message = f"没有“{region}”这个统筹地区" if region else "没有写统筹地区"
                known = self.sheet.columns.choices("region")
                close = nearest(region, list(known)) if region else None
                mend = f"最接近的是“{close}”" if close else f"请写明，可选：{'、'.join(known)}；或用 --region 写明"
                self.tell("roster_row", "region", message, mend)
            return None
        return self.validated(
            said, {"kind": self.sheet.columns.shape.kind, "region": region, "date": self.sheet.on}
        )  # fmt: skip


_OWN_FIELDS = (
    "performance", "yearly_amount", "renewal_wanted", "change_pending", "objection", "licence_until", "remarks",
)  # fmt: skip
