"""How far a batch has been carried out, by what the register and the disk hold.

In: a desk, a batch. Out: each row's state, with the number of its paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.renewal.run.words import Batch, BatchRow, State

if TYPE_CHECKING:
    from generator.office.signing import Desk


@dataclass(frozen=True, slots=True)
class RowStatus:
    """A row's state; `number` where one is kept for it, `lost` where files of its paper have gone."""

    row: BatchRow
    state: State
    number: str | None = None
    lost: bool = False


def batch_status(desk: Desk, batch: Batch) -> Iterator[RowStatus]:
    """Yield the state of each row of a batch, in its order."""
    kept = {
        record.fingerprint: record for record in desk.register.numbers(batch=batch.fingerprint)
        if record.state != "void"
    }  # fmt: skip
    for row in batch.rows:
        found = kept.get(row.fingerprint)
        number = found.number if found is not None else desk.register.issued_for(row.fingerprint)
        paper = desk.register.paper(number) if number else None
        if paper is None:
            yield RowStatus(row, State.WAITING, number)
            continue
        lost = not all(Path(file.final).exists() for file in paper.files)
        yield RowStatus(row, State.WAITING if lost else State.DONE, number, lost)
