"""What is shown around a quote: enough to read it by, and no more."""

from __future__ import annotations

import pytest

from generator.model.citation import Citation
from generator.model.statute import ParagraphText, Statute, StatuteArticle
from generator.problems import Ground

STATUTE = Statute(
    id="sample",
    title="样例办法",
    nature="normative",
    file="x",
    articles=(
        StatuteArticle(
            number=1,
            paragraphs=(
                ParagraphText(text="有下列情形之一的，应当中止：", items=(("一", "甲情形；"), ("二", "乙情形。"))),
                ParagraphText(text="中止不得超过180日。"),
            ),
        ),
    ),
)
LIST = "有下列情形之一的，应当中止："


@pytest.mark.parametrize(
    ("cite", "quote", "shown"),
    [
        ("sample#1", "不得超过 180日", "中止不得超过180日。"),
        ("sample#1", "乙情形", f"{LIST}\n（二）乙情形。"),
        ("sample#1(一)", "甲情形", f"{LIST}\n（一）甲情形；"),
        ("sample#1", "应当中止", LIST),
        ("sample#1.1", "应当中止：（一）甲", f"{LIST}\n（一）甲情形；\n（二）乙情形。"),
        ("sample#1.2", "", "中止不得超过180日。"),
        ("sample#1", "", f"{LIST}\n（一）甲情形；\n（二）乙情形。\n中止不得超过180日。"),
        ("sample#1", "不在这里的话", f"{LIST}\n（一）甲情形；\n（二）乙情形。\n中止不得超过180日。"),
        ("sample#1(三)", "", None),
        ("sample#1.3", "", None),
        ("sample#2", "", None),
    ],
)
def test_the_passage_around_a_quote(cite: str, quote: str, shown: str | None) -> None:
    """Else a problem shows a page where a line would do, or an item without the words that give it its force."""
    assert STATUTE.passage(Citation.read(cite), quote) == shown


@pytest.mark.parametrize(
    ("ground", "line"),
    [
        (Ground(citation="《样例办法》第一条", quote="180日", text="中止不得超过180日。"), "《样例办法》第一条“180日”"),
        (Ground(citation="《样例办法》第一条"), "《样例办法》第一条"),
        (Ground(text="中止不得超过180日。"), "中止不得超过180日。"),
    ],
)
def test_a_ground_in_one_line(ground: Ground, line: str) -> None:
    """Else messages of one line grow by the whole article."""
    assert str(ground) == line
