"""What a run has left: files and numbers."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.office.signing import Desk

COUNT = ("agreement", "neimenggu", 2026)


def files_in(out: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a folder by its path, staging folders included."""
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*")) if path.is_file()
    }  # fmt: skip


def numbers_of(desk: Desk) -> list[tuple[str, str]]:
    """Return each number with what became of it."""
    return [(one.number, one.state) for one in desk.register.accounts(*COUNT)]


def renewed_once(desk: Desk, papers: int) -> None:
    """Check that each agreement was renewed once, under a number of its own, and that the register is whole."""
    register = desk.register
    assert register.verify(files=desk.out) == ()
    new = [row for row in register.agreements() if row.renews is not None]
    assert len(new) == len({row.renews for row in new}) == papers
    issued = [number for number, state in numbers_of(desk) if state == "issued"]
    assert len(issued) == len(set(issued))
    assert [state for _, state in numbers_of(desk)].count("reserved") == 0
    assert list(register.unplaced()) == []
