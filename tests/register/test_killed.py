"""Without this a paper that was told as issued could be lost, doubled, or its number skipped, when the power goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.register import open_register, restore, seams
from tests.register.processes import live, live_until_killed, run_all
from tests.register.samples import REGION, WHO, signing, want

if TYPE_CHECKING:
    from generator.register.register import Register


def steps(place: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the places between two writes that everything goes through."""
    names: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(seams, "step", names.append)
        live(lambda _: None, place)
    return names


def accounted(register: Register) -> list[int]:
    """Return the serials, each of which must be there once."""
    return [one.serial for one in register.accounts("agreement", REGION, 2026)]


def test_killed_between_any_two_writes(
    place: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Whatever was acknowledged stands, nothing stands twice, and the same work can be done to its end."""
    from tests.register.conftest import new_place

    names = steps(place, monkeypatch)
    assert {"make", "made", "owner", "entries", "tables", "head", "claims", "reserved", "parts", "entered"} < set(names)
    sort = "postgresql" if "://" in place else "sqlite"
    for at, name in enumerate(names):
        fresh = new_place(sort, request, tmp_path / str(at))
        (sent,) = run_all(live_until_killed, [(fresh, at)])
        assert sent[-1] == ("killed", name)
        check(fresh, dict(sent[:-1]))


def check(place: str, acknowledged: dict[str, str]) -> None:
    """Check a register whose process was killed, then do the pass at start-up and the rest of the work."""
    with open_register(place) as register:
        assert register.verify() == ()
        assert accounted(register) == list(range(1, len(accounted(register)) + 1))
        paper = register.paper(acknowledged["entered"]) if "entered" in acknowledged else None
        assert (paper is not None) == ("entered" in acknowledged)
        if "placed" in acknowledged:
            assert paper is not None
            assert paper.placed
        if "reserved" in acknowledged:
            assert register.number(acknowledged["reserved"]) is not None
        for left in list(register.unplaced()):
            register.placed([left.number], WHO)
        for lost in list(register.abandoned()):
            assert register.void(lost.number, "进程中断", WHO, only_abandoned=True) == (lost.number,)
        assert list(register.unplaced()) == list(register.abandoned()) == []
        again = register.reserve(want("again")).number
        register.enter(signing(again))
        signed = [row.number for row in register.agreements()]
        assert len(signed) == len(set(signed)) <= 2
        assert accounted(register) == list(range(1, len(accounted(register)) + 1))
        assert register.verify() == ()


def test_a_restore_that_is_killed_leaves_nothing(
    register: Register, other_place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else half a register would be taken for a whole one."""
    register.enter(signing("外1号", outside=True))
    register.backup(tmp_path / "a.zip")

    class KilledError(BaseException):
        pass

    def stop(name: str) -> None:
        if name == "restore":
            raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(seams, "step", stop)
        with pytest.raises(KilledError):
            restore(tmp_path / "a.zip", other_place)
    with restore(tmp_path / "a.zip", other_place) as whole:
        assert whole.verify(register.head()) == ()
