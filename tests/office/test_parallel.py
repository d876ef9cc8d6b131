"""Lost without these: two papers of one number, or one agreement changed by two who didn't see one another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import InputError, XieyiError
from generator.model.library import Library
from generator.office.events import Work, take
from generator.office.lives import find_agreement
from generator.office.report import number_accounts
from generator.office.signing import sign
from generator.register.refusals import ChangedMeanwhileError
from generator.register.setup import open_register
from tests.office.desks import desk_at, ready, suspension
from tests.register.conftest import new_place

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("sort", "many"), [("sqlite", 8), ("postgresql", 50)])
def test_many_processes_that_sign_at_once_in_a_new_register(
    sort: str, many: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Each has an agreement and a number of its own, without a gap; the register is made once."""
    where, start = new_place(sort, request, tmp_path), tmp_path / "start"
    codes = [f"H1501020{place:04}" for place in range(1, many + 1)]
    command = [sys.executable, "-m", "tests.office.issuing_one", str(tmp_path), where]
    started = [
        subprocess.Popen(
            [*command, code, str(start)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for code in codes
    ]
    start.touch()
    ended = [(process, *process.communicate(timeout=600)) for process in started]
    assert [(process.returncode, err) for process, _, err in ended if process.returncode] == []
    numbers = sorted(out.strip() for _, out, _ in ended)
    assert numbers == [f"内医保协〔2026〕{serial:04}号" for serial in range(1, many + 1)]
    with open_register(where) as register:
        rows = list(register.agreements())
        assert sorted(row.number for row in rows) == numbers
        assert sorted(row.institution for row in rows) == codes
        assert [row["state"] for row in number_accounts(register, None, None)] == ["issued"] * many
        assert register.verify(files=tmp_path / "out") == ()


def test_the_second_of_two_who_change_one_agreement_is_told(
    library: Library, tmp_path: Path, place: str, request: pytest.FixtureRequest
) -> None:
    desk = desk_at(library, tmp_path, where=place)
    request.addfinalizer(desk.register.close)
    number = sign(desk, ready()).document.number or ""
    stale = find_agreement(desk.register, number)
    take(desk, "suspend", number, suspension())
    late = suspension().model_copy(update={"facts": {**suspension().facts, "suspended_to": "2026-08-04"}})
    work = Work(desk, "suspend", stale, late)
    judgement, completed = work.judged()
    from generator.issuing import issue
    from generator.office.books import RegisterBooks

    books = RegisterBooks(desk.register, library, "乙", "of-the-second", work.beside(judgement))
    with pytest.raises(ChangedMeanwhileError, match=number) as told:
        issue(library, completed, out=desk.out, formats=desk.formats, books=books)
    assert isinstance(told.value, XieyiError)
    assert len(desk.register.papers(number)) == 2
    assert len(list(desk.out.glob("内医保通*.docx"))) == 1


def test_the_second_of_two_who_sign_one_institution_is_told(
    library: Library, tmp_path: Path, place: str, request: pytest.FixtureRequest
) -> None:
    """Both looked while it had no agreement; lost without this: two agreements of one hospital for one year."""
    other = desk_at(library, tmp_path / "other", where=place, by="乙")
    request.addfinalizer(other.register.close)
    signed: list[str] = []

    def meanwhile(step: str) -> None:
        if step == "登记" and not signed:
            agency = ready().agency.model_copy(update={"phone": "0471-6000022"})
            signed.append(sign(other, ready().model_copy(update={"agency": agency})).document.number or "")

    desk = desk_at(library, tmp_path, where=place, on_step=meanwhile)
    request.addfinalizer(desk.register.close)
    with pytest.raises(ChangedMeanwhileError) as told:
        sign(desk, ready())
    assert f"另签协议 {signed[0]}" in str(told.value)
    assert [row.number for row in desk.register.agreements()] == signed
    assert list(desk.out.glob("内医保协*")) == []
    with pytest.raises(InputError, match=signed[0]):
        sign(desk, ready())


def test_a_number_out_of_turn_is_refused_and_none_is_lost(
    library: Library, tmp_path: Path, place: str, request: pytest.FixtureRequest
) -> None:
    """Lost without this: each mistyped number leaves a voided one in the agency's sequence."""
    desk = desk_at(library, tmp_path, where=place)
    request.addfinalizer(desk.register.close)
    wrong = ready().model_copy(update={"number": "内医保协〔2026〕0007号"})
    with pytest.raises(InputError, match="应是“内医保协〔2026〕0001号”"):
        sign(desk, wrong)
    assert number_accounts(desk.register, None, None) == []
    right = wrong.model_copy(update={"number": "内医保协〔2026〕0001号"})
    assert sign(desk, right).document.number == "内医保协〔2026〕0001号"
