"""Desks for tests, each with a register of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from generator.office.signing import Desk


@contextmanager
def copied_desks(source: Path, folder: Path, open_desk: Callable[[Path], Desk]) -> Iterator[Callable[[str], Desk]]:
    """Make desks, each in a new folder of a name, with a copy of the register that lies in `source`."""
    with ExitStack() as stack:

        def make(name: str) -> Desk:
            shutil.copytree(source / "register", folder / name / "register")
            desk = open_desk(folder / name)
            stack.callback(desk.register.close)
            return desk

        yield make
