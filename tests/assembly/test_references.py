"""Lost without these: references that read like a machine's, or that lose the place that they point at."""

import pytest

from generator.assembly import assemble
from generator.assembly.references import shorten
from generator.document.nodes import Reference
from generator.document.walk import article_lines, articles, line_text
from generator.model.library import Library
from generator.reading import read_case_text


def ref(text: str) -> Reference:
    return Reference(target="c_suspension", text=text)


@pytest.mark.parametrize(
    ("stream", "printed"),
    [
        (["有", ref("第六条第（一）项"), "、", ref("第六条第（三）项"), "情形"], "有第六条第（一）项、第（三）项情形"),
        (
            [ref("第六条第一款第（一）项"), "、", ref("第六条第二款第（一）项")],
            "第六条第一款第（一）项、第六条第二款第（一）项",
        ),
        ([ref("第九条第（一）项"), "或者", ref("第九条第（二）项")], "本条第（一）项或者第（二）项"),
        ([ref("第六条第（一）项"), "；违反", ref("第六条第（二）项")], "第六条第（一）项；违反第六条第（二）项"),
        ([ref("第六十二条"), "、", ref("第六十三条")], "第六十二条、第六十三条"),
        ([ref("第九十条第（一）项")], "第九十条第（一）项"),
    ],
)  # fmt: skip
def test_references_are_written_as_a_drafter_does(stream: list, printed: str) -> None:
    found = shorten(stream, "第九条")
    assert "".join(part if isinstance(part, str) else line_text((part,)) for part in found) == printed
    assert [part.target for part in found if isinstance(part, Reference)] == [
        part.target for part in stream if isinstance(part, Reference)
    ]


def test_jiangsus_lists_name_their_own_article(library: Library) -> None:
    case = read_case_text("kind: agreement\nregion: jiangsu/nantong\ndate: 2026-01-01\n", "case.yaml")
    found = {one.clause: "\n".join(article_lines(one)) for one in articles(assemble(library, case))}
    assert "乙方实施本条第一款第（一）项、第（二）项、第（三）项、第（十）项规定行为的" in found["suspension"]
    assert "第一款第（四）项、第（五）项、第（六）项、第（八）项规定行为之一的" in found["rescission"]
