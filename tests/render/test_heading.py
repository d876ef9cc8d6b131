"""What stands at a paper's head: else a notice would go out without its number or without who sends it."""

from __future__ import annotations

import pytest

from generator.document.nodes import Cover, Document
from generator.document.walk import line_text
from generator.render.heading import read_heading
from tests.documents import every_node
from tests.short_documents import deed, letter, sheet

NONE = Cover(rows=())


def test_an_agreement_is_headed_by_its_cover_as_it_stands() -> None:
    document = every_node()
    heading = read_heading(document)
    assert (heading.docket, *heading.rows) == document.cover.rows
    assert heading.issuer == ()


@pytest.mark.parametrize("document", [deed(), deed(draft=True), sheet(), letter(), letter(draft=True)])
def test_nothing_that_the_cover_says_is_left_out_or_said_twice(document: Document) -> None:
    heading = read_heading(document)
    said = [line_text(row.value) for row in (heading.docket, *heading.rows) if row is not None]
    if heading.issuer:
        said.append(line_text(heading.issuer))
    assert sorted(said) == sorted(line_text(row.value) for row in document.cover.rows)


@pytest.mark.parametrize("document", [deed(), letter()])
def test_a_number_is_printed_even_where_the_cover_does_not_say_it(document: Document) -> None:
    heading = read_heading(document.model_copy(update={"cover": NONE}))
    assert heading.docket is not None
    assert line_text(heading.docket.value) == document.number


def test_a_sheet_that_has_no_place_for_its_number_is_only_filed_under_it() -> None:
    """Else an official form that a person signs would bear the office's filing number."""
    assert read_heading(sheet().model_copy(update={"cover": NONE})).docket is None


def test_a_letter_is_issued_by_whom_its_cover_names_or_else_by_who_signs() -> None:
    assert line_text(read_heading(letter()).issuer) == "呼和浩特市医疗保险服务中心"
    bare = letter().model_copy(update={"cover": NONE})
    assert line_text(read_heading(bare).issuer) == "呼和浩特市医疗保险服务中心"
    by_nobody = bare.model_copy(update={"signatures": ()})
    assert read_heading(by_nobody).issuer == ()


def test_a_draft_without_a_number_has_its_blank_at_the_head() -> None:
    docket = read_heading(letter(draft=True)).docket
    assert docket is not None
    assert line_text(docket.value) == "________"
