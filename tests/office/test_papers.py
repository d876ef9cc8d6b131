"""Lost without these: papers that belong to no agreement, issued once, numbered, and with a way to take them back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.errors import InputError, WriteError
from generator.model.case import Case
from generator.model.library import Library
from generator.office.papers import find_alone, issue_alone, issue_case, stands_alone
from generator.office.report import number_accounts, paper_alone, papers_alone
from generator.office.signing import Desk, sign
from generator.reading.cases import read_case
from tests.conftest import ROOT
from tests.office.desks import TODAY, desk_at, ready

LETTER, LIST, FORM = "missing-materials-notice", "publicity-list", "application-file"


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with an empty register."""
    found = replace(desk_at(library, tmp_path), formats=("json",))
    yield found
    found.register.close()


def example(kind: str) -> Case:
    return read_case(ROOT / "examples" / f"{kind}.yaml").model_copy(update={"number": None})


def issued(desk: Desk, kind: str) -> str:
    return issue_case(desk, example(kind)).document.number or ""


def test_each_is_numbered_in_its_own_series(desk: Desk) -> None:
    """Else 3,000 promises use up the agency's document numbers."""
    numbers = [issued(desk, kind) for kind in (LETTER, FORM, LIST)]
    assert numbers == ["通医保通〔2026〕1号", "登记〔2026〕000001号", "通医保通〔2026〕2号"]
    counts = {(row["series"], row["region"]) for row in number_accounts(desk.register, None, None)}
    assert counts == {("notice", "jiangsu/nantong"), ("form", "national")}


def test_what_the_agency_does_not_sign_takes_no_document_number(library: Library) -> None:
    """Else a form that somebody else signs leaves a hole in the agency's documents."""
    forms = {kind.id for kind in library.kinds.values() if kind.series == "form"}
    assert forms == {
        "application-file", "staff-promise", "staff-registration", "points-defence", "points-repair-application",
        "restoration-application", "points-copy",
    }  # fmt: skip
    assert all(stands_alone(library, kind) for kind in forms)


def test_the_same_order_twice_is_one_paper(desk: Desk) -> None:
    """Else a notice that was ordered again by mistake goes out under two numbers."""
    first = issue_case(desk, example(LETTER))
    again = issue_case(desk, example(LETTER))
    assert again.document == first.document
    assert [problem.code for problem in again.problems] == ["already_done"]
    assert len(papers_alone(desk.library, desk.register, TODAY)) == 1


def test_a_lost_file_is_made_again_as_it_was(desk: Desk) -> None:
    """Else a file that was deleted by mistake can't be had again, though the register holds all of it."""
    (path,) = issue_case(desk, example(LETTER)).files
    before = path.read_bytes()
    path.unlink()
    issue_case(desk, example(LETTER))
    assert path.read_bytes() == before


def test_a_paper_whose_placing_was_cut_off_is_put_in_place_by_the_next_order(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the register knows of a notice that is nowhere, or its number is given twice."""
    desk = replace(desk_at(library, tmp_path), formats=("json",))
    with monkeypatch.context() as broken, desk.register:
        broken.setattr("generator.issuing.place.finish_placing", _full_disk)
        with pytest.raises(WriteError):
            issue_case(desk, example(LETTER))
    assert not list(desk.out.glob("*.json"))
    later = replace(desk_at(library, tmp_path, by="乙"), formats=("json",))
    with later.register:
        other = issue_case(later, example(LIST))
        again = issue_case(later, example(LETTER))
        assert [other.document.number, again.document.number] == ["通医保通〔2026〕2号", "通医保通〔2026〕1号"]
        assert all(path.exists() for path in (*again.files, *other.files))
        assert later.register.verify(files=desk.out) == ()
        assert {row["state"] for row in number_accounts(later.register, None, None)} == {"issued"}


def _full_disk(*_: object) -> None:
    raise WriteError("磁盘已满")


def test_a_voided_paper_is_issued_anew_under_the_next_number(desk: Desk) -> None:
    """Else a spoilt notice can't be taken back."""
    first = issued(desk, LETTER)
    desk.register.void(first, "写错了", by="甲")
    second = issued(desk, LETTER)
    assert second == "通医保通〔2026〕2号"
    assert [row["number"] for row in papers_alone(desk.library, desk.register, TODAY)] == [second]
    with pytest.raises(InputError, match="已经作废"):
        find_alone(desk.register, first)
    assert (paper_alone(desk.library, desk.register, first) or {})["state"] == "void"
    assert desk.register.verify() == ()


def test_the_list_shows_what_was_issued_by_a_day_in_a_region(desk: Desk) -> None:
    """Else an office can't find what it sent before an agreement was there."""
    number = issued(desk, "refusal-notice")
    issued(desk, LETTER)
    (row,) = papers_alone(desk.library, desk.register, TODAY, region="neimenggu")
    assert (row["number"], row["institution"]) == (number, "呼和浩特市示例社区卫生服务站")
    assert papers_alone(desk.library, desk.register, date(2026, 3, 1)) == []


def test_a_paper_of_an_agreement_does_not_stand_alone(desk: Desk) -> None:
    """Else a suspension is issued that no agreement knows of."""
    number = issue_case(desk, ready()).document.number or ""
    assert desk.register.agreement(number) is not None
    assert find_alone(desk.register, number) is None
    suspension = example("suspension-notice")
    with pytest.raises(InputError, match="属于一份已有的协议"):
        issue_case(desk, suspension)
    with pytest.raises(InputError, match="不是协议"):
        sign(desk, example(LETTER))


def test_a_paper_of_a_person_goes_the_way_of_the_persons(desk: Desk) -> None:
    """Else a promise or a notice of points is issued that the person's ledger doesn't know."""
    for kind in ("staff-promise", "staff-registration", "points-notice"):
        with pytest.raises(InputError, match="记入相关人员的登记"):
            issue_case(desk, example(kind))
    assert issued(desk, "points-copy").startswith("登记")


def test_a_region_that_numbers_no_notices_issues_none(desk: Desk) -> None:
    """Else a province's paper fails with an error of the program, or goes out without a number."""
    case = example(LIST).model_copy(update={"region": "jiangsu"})
    with pytest.raises(InputError, match="没有规定《拟签订协议医疗机构公示》的编号格式"):
        issue_alone(desk, case)
    assert desk.register.head().seq == 0
