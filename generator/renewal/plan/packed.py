"""A row of a plan ⇄ JSON, as the workbook's hidden sheet and the plan's fingerprint have it.

In: a PlanRow. Out: one line of JSON, the same for the same row. The line of the workbook isn't in it: people sort.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from generator.model.case import Case
from generator.renewal.plan.words import Decision, PlanRow, Reason, ValueChange


def pack_row(row: PlanRow) -> str:
    """Return a row as JSON."""
    case = row.case.model_dump_json(exclude_defaults=True) if row.case else "null"
    rest = {
        "agreement": row.agreement,
        "institution": row.institution,
        "name": row.name,
        "level": row.level,
        "decision": row.decision.value,
        "reasons": [[reason.text, reason.citation] for reason in row.reasons],
        "changes": [[change.name, change.label, change.before, change.after] for change in row.changes],
        "amount": str(row.amount) if row.amount is not None else None,
        "remark": row.remark,
    }
    return f'{json.dumps(rest, ensure_ascii=False, separators=(",", ":"))[:-1]},"case":{case}}}'


def unpack_row(text: str, number: int) -> PlanRow:
    """Return the row of a JSON line; raise ValueError, KeyError or TypeError where it isn't one."""
    data: dict[str, Any] = json.loads(text)
    return PlanRow(
        row=number,
        agreement=data["agreement"],
        institution=data["institution"],
        name=data["name"],
        level=data["level"],
        decision=Decision(data["decision"]),
        reasons=tuple(Reason(*reason) for reason in data["reasons"]),
        changes=tuple(ValueChange(*change) for change in data["changes"]),
        amount=Decimal(data["amount"]) if data["amount"] is not None else None,
        remark=data["remark"],
        case=Case.model_validate_json(json.dumps(data["case"])) if data["case"] is not None else None,
    )
