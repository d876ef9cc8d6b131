"""How far a plan has been carried out, by what the register and the disk hold.

In: a desk, a plan. Out: each row's state, with the number of its paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.office.events import RENEW
from generator.office.fingerprint import order_fingerprint
from generator.renewal.run.rows import TO_MAKE
from generator.renewal.run.words import State

if TYPE_CHECKING:
    from generator.office.signing import Desk
    from generator.renewal.plan.words import Plan, PlanRow


@dataclass(frozen=True, slots=True)
class RowStatus:
    """A row's state; `number` where one is kept for it, `lost` where files of its paper have gone."""

    row: PlanRow
    state: State
    number: str | None = None
    lost: bool = False


def status_of(desk: Desk, plan: Plan) -> Iterator[RowStatus]:
    """Yield the state of each row of a plan, in its order."""
    kept = {
        record.fingerprint: record for record in desk.register.numbers(batch=plan.fingerprint)
        if record.state != "void"
    }  # fmt: skip
    for row in plan.rows:
        if row.decision not in TO_MAKE or row.case is None:
            yield RowStatus(row, State.ASIDE)
            continue
        fingerprint = order_fingerprint(row.case, RENEW, row.agreement)
        found = kept.get(fingerprint)
        number = found.number if found is not None else desk.register.issued_for(fingerprint)
        paper = desk.register.paper(number) if number else None
        if paper is None:
            yield RowStatus(row, State.WAITING, number)
            continue
        lost = not all(Path(file.final).exists() for file in paper.files)
        yield RowStatus(row, State.WAITING if lost else State.DONE, number, lost)
