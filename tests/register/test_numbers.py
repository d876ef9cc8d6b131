"""Without this a number could be given twice, skipped, or lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.errors import UsageError
from generator.register import open_register
from generator.register.refusals import ChangedMeanwhileError, NumberTakenError, UnknownNumberError
from tests.register.processes import reserve_and_die, reserve_fork_and_die, run_all
from tests.register.samples import REGION, WHO, happening, signing, want

if TYPE_CHECKING:
    from generator.register.register import Register

FIRST = "内医保协〔2026〕0001号"


def states(register: Register, year: int = 2026) -> list[tuple[int, str, str]]:
    return [(found.serial, found.state, found.origin) for found in register.accounts("agreement", REGION, year)]


def test_an_unfinished_case_keeps_its_number_and_a_finished_one_gets_another(register: Register) -> None:
    assert register.reserve(want("one")).number == register.reserve(want("one")).number == FIRST
    register.enter(signing(FIRST))
    assert register.reserve(want("one")).serial == 2
    assert states(register) == [(1, "issued", "own"), (2, "reserved", "own")]


def test_numbers_are_counted_by_series_region_and_year(register: Register) -> None:
    wants = [want("a"), replace(want("b"), year=2027), replace(want("c"), series="notice", number_format="通{serial}")]
    assert [found.serial for found in register.reserve_many(wants)] == [1, 1, 1]


def test_many_are_reserved_in_the_order_of_the_plan(register: Register) -> None:
    register.reserve(want("c7"))
    found = register.reserve_many([want(f"c{place}", "2027") for place in range(1203)])
    assert found[7].serial == 1
    assert [one.serial for place, one in enumerate(found) if place != 7] == list(range(2, 1204))
    assert register.reserve_many([want(f"c{place}", "2027") for place in range(1203)]) == found


def test_within_a_batch_a_case_has_one_number(register: Register) -> None:
    """Else a run that is started again after its end would issue everything a second time."""
    number = register.reserve(want("one", "2027")).number
    register.enter(signing(number))
    again, other = register.reserve_many([want("one", "2027"), want("two", "2027")])
    assert (again.number, again.state) == (number, "issued")
    assert (other.serial, other.state) == (2, "reserved")
    assert [found.number for found in register.numbers(batch="2027")] == [number, other.number]
    assert [found.state for found in register.numbers(fingerprint="one")] == ["issued"]
    assert register.reserve(want("one", "2028")).serial == 3


def test_a_void_number_stays_accounted_for(register: Register) -> None:
    number = register.reserve(want("one")).number
    assert register.void(number, "打印机卡纸", WHO) == (number,)
    assert register.void(number, "再说一次", WHO) == ()
    assert register.reserve(want("one")).serial == 2
    assert states(register) == [(1, "void", "own"), (2, "reserved", "own")]
    assert next(register.accounts("agreement", REGION, 2026)).reason == "打印机卡纸"
    with pytest.raises(ChangedMeanwhileError, match="已作废"):
        register.enter(signing(number))


def test_a_number_from_outside_is_met_and_counted(register: Register) -> None:
    """Else an agreement signed before this register would be given its number a second time."""
    register.enter(signing("内医保协〔2026〕0002号", outside=True))
    assert [register.reserve(want(case)).serial for case in ("a", "b", "c")] == [1, 3, 4]
    assert states(register)[1] == (2, "issued", "outside")
    with pytest.raises(NumberTakenError, match="0001号 在登记簿里已有"):
        register.enter(signing(FIRST, outside=True))


def test_two_counts_that_make_one_number_are_refused(register: Register) -> None:
    register.reserve(want("one"))
    with pytest.raises(UsageError, match="格式互不相同"):
        register.reserve(replace(want("two"), region="jiangsu"))


@pytest.mark.parametrize("number_format", ["{year}号", "{serial}{month}", "{serial", "{0}", "长" * 200 + "{serial}"])
def test_a_format_that_can_not_count_is_refused(register: Register, number_format: str) -> None:
    with pytest.raises(UsageError, match="编号"):
        register.reserve(replace(want("one"), number_format=number_format))
    assert register.head().seq == 0


def test_a_number_that_nobody_reserved_is_refused(register: Register) -> None:
    with pytest.raises(UnknownNumberError, match="没有预留过"):
        register.enter(signing(FIRST))
    with pytest.raises(UnknownNumberError, match="没有编号"):
        register.void(FIRST, "错", WHO)


def test_only_the_dead_abandon_a_number(place: str) -> None:
    """Else the pass at start-up would void a number under the hands of another process."""
    ((lost,), (kept,)) = (
        run_all(reserve_and_die, [(place, "lost", None)])[0],
        run_all(reserve_and_die, [(place, "kept", "2027")])[0],
    )
    with open_register(place) as living, open_register(place) as other:
        held = living.reserve(want("held")).number
        assert [found.number for found in other.abandoned()] == [lost]
        assert other.void(held, "无人处理", WHO, only_abandoned=True) == ()
        assert other.void(lost, "无人处理", WHO, only_abandoned=True) == (lost,)
        assert other.number(kept) is not None
        assert [found.state for found in other.accounts("agreement", REGION, 2026)] == ["void", "reserved", "reserved"]


def test_a_child_does_not_keep_its_dead_parents_numbers(place: str) -> None:
    """Else a worker that outlives its coordinator would hide what that left undone."""
    ((lost,),) = run_all(reserve_fork_and_die, [(place, "lost")])
    with open_register(place) as register:
        assert [found.number for found in register.abandoned()] == [lost]


def test_nothing_is_left_beside_the_register(tmp_path: Path) -> None:
    """Else a folder would fill with the marks of all processes that ever were."""
    place = str(tmp_path / "register.db")
    run_all(reserve_and_die, [(place, "lost", None)])
    with open_register(place) as register:
        (mark,) = (tmp_path / "register.db-owners").iterdir()
        register.reserve(want("one"))
        assert [path.name for path in (tmp_path / "register.db-owners").iterdir()] != [mark.name]
        assert [found.fingerprint for found in register.abandoned()] == ["lost"]
    assert list((tmp_path / "register.db-owners").iterdir()) == []


def test_who_takes_up_a_dead_ones_case_has_its_number(place: str) -> None:
    """Else the work of a killed process would be voided while its successor is at it."""
    ((lost,),) = run_all(reserve_and_die, [(place, "lost", None)])
    with open_register(place) as register:
        assert register.reserve(want("lost")).number == lost
        assert list(register.abandoned()) == []
        register.enter(signing(lost))
        register.enter(happening(lost, "suspend", 1))
