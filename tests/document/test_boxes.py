"""Boxes that the facts tick: how they are printed, and what they count for in the fingerprints.

Lost without these: a form whose ticks can't be told apart on paper, or one that counts as another text for each person.
"""

from __future__ import annotations

import pytest

from generator.document.fingerprint import full_fingerprint, text_fingerprint
from generator.document.nodes import CheckBox, Document, Paragraph
from generator.document.walk import document_lines, inline_text
from tests.documents import text
from tests.short_documents import sheet


def ticked(checked: bool) -> Document:
    line = (CheckBox(name="person.promised", checked=checked), *text("已签订承诺书"))
    return sheet().model_copy(update={"blocks": (Paragraph(inlines=line),)})


def test_a_ticked_box_is_another_mark_than_an_empty_one() -> None:
    assert [line for line in document_lines(ticked(True)) if "承诺书" in line] == ["■已签订承诺书"]
    assert [line for line in document_lines(ticked(False)) if "承诺书" in line] == ["□已签订承诺书"]


def test_a_tick_is_a_fact_of_the_case_and_no_change_of_the_text() -> None:
    """Else no two persons' forms would be on the same terms; and a changed tick must not go unseen."""
    assert text_fingerprint(ticked(True)) == text_fingerprint(ticked(False))
    assert full_fingerprint(ticked(True)) != full_fingerprint(ticked(False))


def test_a_node_that_is_not_known_is_refused() -> None:
    with pytest.raises(TypeError, match="unknown inline"):
        inline_text(Paragraph(inlines=()))  # type: ignore[arg-type]
