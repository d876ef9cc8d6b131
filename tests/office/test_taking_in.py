"""Lost without these: agreements signed before the register was there, and the articles that later papers cite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.assembly import assemble
from generator.document.lookup import find_article, find_part, part_address
from generator.document.walk import article_lines
from generator.errors import InputError
from generator.model.library import Library
from generator.office.events import take
from generator.office.signing import Desk, sign
from generator.office.taking_in import take_in
from generator.office.transcription import read_transcription
from generator.register.refusals import NumberTakenError
from tests.office.desks import desk_at, ready, suspension

OLD = "旧协〔2026〕77号"


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with an empty register."""
    found = replace(desk_at(library, tmp_path), formats=("json",))
    yield found
    found.register.close()


def _typed_off(library: Library, *, without: str) -> str:
    """Return the text of an agreement as somebody typed it off, an article fewer and numbered without it."""
    document = assemble(library, ready(), draft=True)
    lines, number = [], 0
    for chapter in document.chapters:
        lines.append(f"{chapter.label}　{chapter.title}")
        for article in chapter.articles:
            if article.clause != without:
                number += 1
                first, *rest = article_lines(article)
                lines += [first.replace(article.label, f"第{number}条 ", 1), *rest]
    return "\n".join(lines)


def test_an_old_agreement_is_known_by_the_clauses_of_its_day(desk: Desk) -> None:
    take_in(desk, ready().model_copy(update={"number": OLD}))
    paper = take(desk, "suspend", OLD, suspension()).made.document
    assert OLD in paper.model_dump_json()
    assert desk.register.verify() == ()


def test_a_text_of_its_own_numbers_is_cited_by_them(desk: Desk, tmp_path: Path) -> None:
    text = tmp_path / "old.txt"
    text.write_text(_typed_off(desk.library, without="referral"), encoding="utf-8")
    take_in(desk, ready().model_copy(update={"number": OLD}), text)
    held = desk.register.papers(OLD)[0].document()
    own = assemble(desk.library, ready(), draft=True)
    part, there = (find_part(one, "suspension", item="untrue-data") for one in (held, own))
    assert part is not None
    assert there is not None
    paper = take(desk, "suspend", OLD, suspension()).made.document
    assert part_address(part) != part_address(there)
    assert part_address(part) in paper.model_dump_json()
    assert find_article(held, "referral") is None


def test_a_text_keeps_every_word(desk: Desk) -> None:
    own = assemble(desk.library, ready(), draft=True)
    known = [article for chapter in own.chapters for article in chapter.articles]
    chapters, problems = read_transcription(_typed_off(desk.library, without=""), "old.txt", known)
    assert problems == ()
    read = [article for chapter in chapters for article in chapter.articles]
    assert [article.clause for article in read] == [article.clause for article in known]
    for one, other in zip(read, known, strict=True):
        assert "".join("".join(article_lines(one)).split()) == "".join("".join(article_lines(other)).split())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "没有找到任何一条"),
        ("序言一段\n第一条 甲", "不在任何一条里"),
        ("第一条 甲\n第三条 丙", "这里应是第二条"),
    ],
)
def test_a_text_with_gaps_is_refused_with_its_line(desk: Desk, text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        take_in(desk, ready().model_copy(update={"number": OLD}), path)
    assert list(desk.register.agreements()) == []


def test_what_is_printed_and_not_known_is_asked_for(desk: Desk) -> None:
    bare = ready().model_copy(update={"number": OLD, "commitment_materials": None})
    with pytest.raises(InputError, match="commitment_materials"):
        take_in(desk, bare)


def test_one_number_is_taken_in_once(desk: Desk) -> None:
    take_in(desk, ready().model_copy(update={"number": OLD}))
    with pytest.raises((NumberTakenError, InputError)):
        take_in(desk, ready("H15010200002").model_copy(update={"number": OLD}))
    assert len(list(desk.register.agreements())) == 1


def test_an_order_given_twice_is_carried_out_once_and_lost_files_come_back(desk: Desk) -> None:
    first = sign(desk, ready())
    kept = [path.read_bytes() for path in first.files]
    for path in first.files:
        path.unlink()
    again = sign(desk, ready())
    assert [path.read_bytes() for path in again.files] == kept
    assert [problem.code for problem in again.problems] == ["already_done"]
    assert len(list(desk.register.agreements())) == 1


def test_an_institution_has_one_agreement_at_a_time(desk: Desk) -> None:
    sign(desk, ready())
    again = ready().model_copy(update={"date": ready().date.replace(month=3)})
    with pytest.raises(InputError, match="已有协议“内医保协〔2026〕0001号”"):
        sign(desk, again)
    years_on = ready().term.model_copy(
        update={"start": ready().date.replace(year=2028), "end": ready().date.replace(year=2028, month=12)}
    )
    after = again.model_copy(update={"date": ready().date.replace(year=2028), "term": years_on})
    sign(desk, after.model_copy(update={"values": {**after.values, "out_of_catalogue_year": "2028"}}))
    assert len(list(desk.register.agreements())) == 2


def test_a_voided_paper_is_issued_again_under_the_next_number(desk: Desk) -> None:
    first = sign(desk, ready()).document.number or ""
    desk.register.void(first, "印错", "甲")
    second = sign(desk, ready()).document.number or ""
    assert (first, second) == ("内医保协〔2026〕0001号", "内医保协〔2026〕0002号")
    with pytest.raises(InputError, match="已经作废"):
        take(desk, "suspend", first, suspension())
