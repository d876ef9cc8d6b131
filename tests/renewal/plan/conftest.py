"""What the tests of plans share: a register of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.register.setup import open_register

if TYPE_CHECKING:
    from generator.register.register import Register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """Open an empty register."""
    with open_register(tmp_path / "register" / "register.sqlite3") as opened:
        yield opened
