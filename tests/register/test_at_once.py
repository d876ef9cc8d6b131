"""Without this two people at work at once could get one number, or lose one of two papers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.register import open_register
from generator.register.refusals import ChangedMeanwhileError
from tests.register.conftest import new_place
from tests.register.processes import issue, run_all
from tests.register.samples import REGION, WHO, happening, signing, want


def test_eight_processes_issue_at_once(place: str) -> None:
    """On a register that none of them has seen before."""
    sent = run_all(issue, [(place, [f"{process}-{case}" for case in range(3)]) for process in range(8)])
    numbers = [number for told in sent for _, number in told]
    with open_register(place) as register:
        assert sorted(numbers) == [row.number for row in register.agreements()]
        accounts = list(register.accounts("agreement", REGION, 2026))
        assert [(one.serial, one.state) for one in accounts] == [(serial, "issued") for serial in range(1, 25)]
        assert list(register.unplaced()) == list(register.abandoned()) == []
        assert register.verify(register.head()) == ()


def test_fifty_issue_at_once(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """On PostgreSQL, each with a connection of its own."""
    with open_register(new_place("postgresql", request, tmp_path)) as register:

        def issue_one(case: int) -> str:
            try:
                number = register.reserve(want(str(case))).number
                register.enter(signing(number))
                register.placed([number], WHO)
                return number
            finally:
                register.disconnect()

        with ThreadPoolExecutor(50) as pool:
            numbers = list(pool.map(issue_one, range(50)))
        assert len(set(numbers)) == 50
        assert [one.serial for one in register.accounts("agreement", REGION, 2026)] == list(range(1, 51))
        assert register.verify() == ()


def test_of_two_who_change_one_agreement_one_is_told(place: str) -> None:
    with open_register(place) as register:
        register.enter(signing("外1号", outside=True))

        def suspend(_: int) -> str:
            try:
                register.enter(happening("外1号", "suspend", 1))
            except ChangedMeanwhileError as error:
                return str(error)
            finally:
                register.disconnect()
            return "entered"

        with ThreadPoolExecutor(4) as pool:
            told = sorted(pool.map(suspend, range(4)))
        assert told[0] == "entered"
        assert all("已由李四于" in message for message in told[1:])
        found = register.agreement("外1号")
        assert found is not None
        assert [event.event for event in found.events] == ["sign", "suspend"]
