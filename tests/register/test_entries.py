"""Without this a paper could be half entered, entered twice, or written over somebody else's change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.document.fingerprint import full_fingerprint
from generator.errors import UsageError, XieyiError
from generator.register.refusals import ChangedMeanwhileError, UnknownNumberError
from generator.register.words import Confirmation, Entered, ParticularsEntry
from tests.register.samples import END, WHO, document, happening, institution, signing, want

if TYPE_CHECKING:
    from generator.register.register import Register


@pytest.fixture
def number(register: Register) -> str:
    """The number of an agreement that was signed."""
    reserved = register.reserve(want("one")).number
    register.enter(signing(reserved))
    return reserved


def test_what_was_entered_is_found(register: Register, number: str) -> None:
    register.enter(happening(number, "suspend", 1, "中止1号"))
    found = register.agreement(number)
    assert found is not None
    assert (found.row.version, found.row.end) == (2, date(2026, 11, 30))
    assert [(event.event, event.paper) for event in found.events] == [("sign", number), ("suspend", "中止1号")]
    assert found.events[1].facts == {"days": "30"}
    assert found.events[1].findings[0].ground == "false-identity"
    assert found.particulars == institution("H1")
    first, second = found.papers
    assert first.document() == document(number)
    assert first.case().institution == institution("H1")
    assert (first.kind, second.kind, second.agreement) == ("agreement", "suspension-notice", number)
    assert first.files[0].name == f"{number}.docx"
    assert register.papers(number)[1].number == "中止1号"
    assert register.agreement("没有的") is register.paper("没有的") is register.number("没有的") is None


def test_the_same_twice_is_entered_once(register: Register, number: str) -> None:
    """Else a run that is started again would double what it had done."""
    seq = register.head().seq
    again = register.enter(signing(number))
    assert (again.seq, again.already) == (seq, True)
    assert register.head().seq == seq


def test_another_paper_of_that_number_is_refused(register: Register, number: str) -> None:
    other = signing(number)
    content = document(number, "另一家医院")
    other = replace(
        other, papers=(replace(other.papers[0], document=content, full_fingerprint=full_fingerprint(content)),)
    )
    with pytest.raises(ChangedMeanwhileError, match="已签发过另一份文书"):
        register.enter(other)


def test_the_second_of_two_is_told_who_was_first(register: Register, number: str) -> None:
    register.enter(happening(number, "suspend", 1, "中止1号"))
    with pytest.raises(ChangedMeanwhileError, match=r"已由李四于\S+（UTC）改动：suspend、中止1号"):
        register.enter(happening(number, "rescind", 1))
    found = register.agreement(number)
    assert found is not None
    assert [event.event for event in found.events] == ["sign", "suspend"]


def test_what_does_not_stand_together_is_refused(register: Register) -> None:
    sign = signing("外1号", outside=True)
    with pytest.raises(UsageError, match="没有一并给出协议本身"):
        register.enter(replace(sign, agreements=()))
    with pytest.raises(UnknownNumberError, match="没有协议 外2号"):
        register.enter(happening("外2号", "suspend", 1))
    with pytest.raises(UnknownNumberError, match="所属的协议 外2号 不在登记簿里"):
        register.enter(Confirmation(WHO, papers=(replace(sign.papers[0], agreement="外2号"),)))
    with pytest.raises(UsageError, match="机构代码"):
        register.enter(
            replace(sign, particulars=(ParticularsEntry(END, institution("H1").model_copy(update={"code": None})),))
        )
    with pytest.raises(UsageError, match="最多200字"):
        register.enter(replace(sign, by="长" * 201))
    assert register.number("外1号") is None


def test_what_could_never_be_verified_is_refused(register: Register) -> None:
    """Else a wrong fingerprint, once in the chain, would be told as a forgery for ever."""
    sign = signing("外1号", outside=True)
    draft = document("外1号").model_copy(update={"draft": True})
    papers = [replace(sign.papers[0], full_fingerprint="2" * 64), replace(sign.papers[0], document=draft)]
    found = register.enter_many([replace(sign, papers=(paper,)) for paper in papers])
    assert ["指纹不符" in str(found[0]), "是草案" in str(found[1])] == [True, True]
    assert register.head().seq == 0


def test_a_refused_one_stops_no_other(register: Register, number: str) -> None:
    """Else one bad row would cost a batch of thousands."""
    good = [signing(f"外{place}号", f"H{place}", outside=True) for place in (1, 2)]
    found = register.enter_many([good[0], happening(number, "suspend", 9), happening(number, "suspend", 1), good[1]])
    assert [isinstance(one, Entered) for one in found] == [True, False, True, True]
    assert isinstance(found[1], ChangedMeanwhileError)
    assert register.number("外2号") is not None
    again = register.enter_many([happening(number, "resume", 2), happening(number, "resume", 2)])
    assert isinstance(again[1], XieyiError)
    assert "同一批" in str(again[1])
    assert register.verify() == ()


def test_files_are_unplaced_until_they_are_placed(register: Register, number: str) -> None:
    paper = register.paper(number)
    assert paper is not None
    assert not paper.placed
    assert list(register.unplaced()) == []  # this process lives, and is at it
    register.placed([number, number], WHO)
    seq = register.head().seq
    register.placed([number], WHO)
    assert register.head().seq == seq
    with pytest.raises(UnknownNumberError):
        register.placed(["没有的"], WHO)


def test_a_paper_without_files_is_in_place_at_once(register: Register) -> None:
    register.enter(signing("外1号", outside=True, files=False))
    paper = register.paper("外1号")
    assert paper is not None
    assert paper.placed


def test_a_spoilt_paper_is_voided_with_what_came_with_it(register: Register, number: str) -> None:
    """Else a hospital would stay suspended by a notice that was never good."""
    register.enter(happening(number, "suspend", 1, "中止1号"))
    with pytest.raises(ChangedMeanwhileError, match="后来又有登记"):
        register.void(number, "错", WHO)
    assert register.void("中止1号", "文号写错", WHO) == ("中止1号",)
    found = register.agreement(number)
    assert found is not None
    assert (found.row.version, found.row.end, found.row.void) == (3, END, False)
    assert [event.event for event in found.events] == ["sign"]
    assert [paper.state for paper in found.papers] == ["issued", "void"]
    with pytest.raises(ChangedMeanwhileError, match="作废"):
        register.enter(happening(number, "suspend", 2))
    register.enter(happening(number, "suspend", 3, "中止2号"))
    register.void("中止2号", "又错", WHO)
    register.void(number, "协议印错", WHO)
    assert list(register.agreements()) == []
    assert [row.void for row in register.agreements(void=True)] == [True]
    assert register.institution("H1") is None
    assert register.verify() == ()


def test_particulars_are_dated(register: Register, number: str) -> None:
    """Else a notice would name the hospital as it is called today, not as it was that day."""
    renamed = institution("H1", "示例人民医院")
    change = replace(happening(number, "change", 1), particulars=(ParticularsEntry(date(2026, 6, 1), renamed),))
    register.enter(change)
    assert register.institution("H1", date(2025, 12, 31)) is None
    assert register.institution("H1", date(2026, 5, 31)) == institution("H1")
    assert register.institution("H1", date(2026, 6, 1)) == register.institution("H1") == renamed
    same = replace(happening(number, "change", 2), particulars=change.particulars)
    register.enter(same)
    back = ParticularsEntry(date(2026, 7, 1), institution("H1"))
    register.enter(replace(happening(number, "change", 3), particulars=(back,)))
    assert register.institution("H1", date(2026, 7, 2)) == institution("H1")
    assert register.verify() == ()


def test_lists_are_in_order_and_by_region(register: Register) -> None:
    register.enter_many([signing(f"外{place:04d}号", f"H{place}", outside=True) for place in range(450)])
    assert [row.number for row in register.agreements(institution="H7")] == ["外0007号"]
    assert [record.row.number for record in register.records(region="neimenggu")] == [
        row.number for row in register.agreements()
    ]
    assert list(register.agreements(region="jiangsu")) == list(register.records(region="jiangsu")) == []
    assert next(register.records()).particulars.code == "H0"
