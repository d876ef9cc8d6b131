"""Where gaps stand: one too few makes a line of 29 characters, one too many lets a line break within a number."""

from __future__ import annotations

import pytest

from generator.render.typst.gaps import Part, add_gaps


def drawn(*parts: Part) -> str:
    """Return the parts as text, a bar for each gap."""
    return "".join("|" if part is None else part if isinstance(part, str) else part["text"] for part in add_gaps(parts))


def fill(text: str) -> Part:
    return {"kind": "case", "text": text}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("甲，乙。",), "甲，|乙。|"),  # after a mark within a text, and after the last one
        (("（含《办法》）、丙",), "|（含《办法》|）|、|丙"),  # marks that meet
        (("（《法》",), "|（|《法》|"),
        (("称“甲”提供，“乙”",), "称“甲”提供，“乙”"),  # a quotation mark may open or close: no break is made there
        (("：；甲",), "：；|甲"),  # neither may begin a line, and nothing protects it after a gap
        (("满", fill("2026年"), "，止"), "满|2026年|，|止"),
        (("A1", fill("23"), "B"), "A123B"),  # never within a word or a number
        (("不超过", fill("5%"), "的"), "不超过|5%|的"),
        ((fill("a" * 24),), "a" * 24),
        (("见" + "a" * 25,), "见" + "|".join("a" * 25)),  # it may be longer than the line
        ((fill("b" * 25),), "|".join("b" * 25)),
        ((), ""),
    ],
)
def test_gaps_stand_where_a_line_may_break_and_nowhere_else(parts: tuple[Part, ...], expected: str) -> None:
    assert drawn(*parts) == expected


def test_a_word_that_is_cut_keeps_its_kind() -> None:
    """An underlined address would lose its line."""
    assert {part["kind"] for part in add_gaps((fill("c" * 30),)) if isinstance(part, dict)} == {"case"}
