"""What the tests of plans share: a register of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.model.library import Library
from generator.register.setup import open_register
from generator.renewal.plan import make_plan, plan_workbook
from generator.renewal.plan.words import Plan
from tests.renewal.plan.books import COUNT, YEAR, happen, said_of, sign, signed

if TYPE_CHECKING:
    from generator.register.register import Register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """Open an empty register."""
    with open_register(tmp_path / "register" / "register.sqlite3") as opened:
        yield opened


@pytest.fixture
def plan(register: Register, library: Library) -> Plan:
    """A plan with one row of several decisions."""
    for place in range(1, COUNT + 1):
        sign(register, library, signed(place))
    happen(register, signed(4), "not-renew", date(2026, 9, 1))
    rows = (
        said_of(signed(1), 2, yearly_amount=Decimal("1234567.80"), remarks="=备注"),
        said_of(signed(2), 3, performance="优秀"),
        said_of(signed(3), 4, performance="不合格"),
    )
    return make_plan(library, register, YEAR, rows)[0]


@pytest.fixture
def book(plan: Plan, library: Library, tmp_path: Path) -> Path:
    """The plan's workbook."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(library, plan))
    return path
