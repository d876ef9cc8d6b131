"""The pass at the start: what a process that died has left is completed or given up.

In: an open register, the folder in use. Out: what was done, to be told. A paper that was entered is put in place; a
number that was kept for one that never was entered is voided (作废); sealed folders that nobody waits for are removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.issuing.place import clear_sealed, finish_placing
from generator.register.words import PaperRecord

if TYPE_CHECKING:
    from generator.register.register import Register

ABANDONED = "签发中断，没有登记"


def settle(register: Register, by: str, out: Path | None = None) -> tuple[str, ...]:
    """Complete or give up what was left; return a Chinese line for each. Raise `WriteError` where a disk refuses."""
    done = list(_settle(register, by))
    if out is not None and out.is_dir():
        waited = frozenset(_staging(paper) for paper in register.unplaced())
        clear_sealed(out.absolute(), waited)
    return tuple(done)


def _settle(register: Register, by: str) -> Iterator[str]:
    for paper in register.unplaced():
        folder = _staging(paper)
        finish_placing(folder, Path(paper.files[0].final).parent, tuple(file.name for file in paper.files))
        register.placed([paper.number], by)
        yield f"上次中断时已登记的 {paper.number}，文件已放到位"
    for reserved in register.abandoned():
        if register.void(reserved.number, ABANDONED, by, only_abandoned=True):
            yield f"上次中断时留下的编号 {reserved.number} 已作废"


def _staging(paper: PaperRecord) -> Path:
    return Path(paper.files[0].staged).parent
