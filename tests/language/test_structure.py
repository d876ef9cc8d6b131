"""Lost without these: a hospital's name could forge an item, or a list could lose its end."""

import pytest

from generator.document.nodes import Fill, Origin
from generator.document.walk import line_text
from generator.language import read_structure


def fill(text: str) -> Fill:
    return Fill(name="institution.name", text=text, origin=Origin.CASE)


def shape(stream: list) -> list:
    return [
        (
            line_text(tuple(block.inlines)),
            [(item.id, line_text(tuple(item.inlines)), len(item.items)) for item in block.items],
        )
        for block in read_structure(stream)
    ]


def test_blank_lines_part_paragraphs_and_marks_begin_items() -> None:
    assert shape(["一款：\n- {#a} 甲；\n  - 子；\n- 乙。\n\n二款。\n"]) == [
        ("一款：", [("a", "甲；", 1), (None, "乙。", 0)]),
        ("二款。", []),
    ]


def test_a_value_never_forges_structure() -> None:
    hostile = fill("\n\n- {#fake} 伪造；\n\n{{ x }}")
    assert shape(["乙方为", hostile, "。"]) == [("乙方为\n\n- {#fake} 伪造；\n\n{{ x }}。", [])]


def test_a_value_at_the_start_of_a_line_is_text() -> None:
    assert shape([fill("- 伪造"), "是乙方。"]) == [("- 伪造是乙方。", [])]


def test_the_last_item_that_is_left_ends_in_a_full_stop() -> None:
    assert shape(["范围：\n- 门诊；\n- 住院；\n"]) == [("范围：", [(None, "门诊；", 0), (None, "住院。", 0)])]


@pytest.mark.parametrize("text", ["- 无主的项。", "一款。\n\n- 无主的项。", "一款：\n  - 没有上级的项。"])
def test_an_item_needs_what_it_hangs_on(text: str) -> None:
    with pytest.raises(ValueError, match="项"):
        read_structure([text])


def test_new_wording_of_several_paragraphs_stays_one_paragraph_of_the_text() -> None:
    """Else the 款 of a supplement would be counted by what it quotes."""
    wording = Fill(name="amendments[1].after", text="一款。\n\n- 二款。", origin=Origin.CASE)
    blocks = read_structure(["改为：“", wording, "”。\n\n完。\n"])
    assert [(line_text(tuple(block.inlines)), block.continues) for block in blocks] == [
        ("改为：“一款。", False),
        ("- 二款。”。", True),
        ("完。", False),
    ]


def test_new_wording_of_several_paragraphs_fits_no_item() -> None:
    wording = Fill(name="amendments[1].after", text="一款。\n二款。", origin=Origin.CASE)
    with pytest.raises(ValueError, match="不能写在项里"):
        read_structure(["改为：\n- ", wording, "\n"])
