"""A desk whose register has two agreements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.library import Library
from generator.office.signing import Desk, sign
from tests.office.desks import desk_at, ready
from tests.office.staff.ledger import FIRST, SECOND


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Iterator[Desk]:
    """A desk whose register has two agreements."""
    made = replace(desk_at(library, tmp_path), formats=("json",))
    sign(made, ready(FIRST))
    sign(made, ready(SECOND))
    yield made
    made.register.close()
