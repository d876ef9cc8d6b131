"""What a paper says of itself: recorded conflicts that it touches.

Lost without these: a notice that rests on a place where two sources disagree and doesn't say so, or one that tells
of every disagreement there is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.assembly import assemble
from generator.model.case import Case, Finding
from generator.model.library import Library
from generator.reading import read_case

EXAMPLES = Path(__file__).parents[2] / "examples"
MEASURES = "《医疗机构医疗保障定点管理暂行办法》"


@pytest.fixture
def notice() -> Case:
    return read_case(EXAMPLES / "suspension-notice.yaml")


def told(library: Library, case: Case) -> set[str]:
    """Return the ids of the conflicts that a case's document tells of."""
    found = set(assemble(library, case).remarks)
    recorded = [*library.conflicts, *(one for region in library.regions.values() for one in region.conflicts)]
    return {conflict.id for conflict in recorded if conflict.tells in found}


def found_under(case: Case, **where: str) -> Case:
    """Return a case with one finding, under a statute or in a clause of the agreement."""
    return case.model_copy(update={"findings": (Finding(fact="某事", address="某条", words="某句", **where),)})


def test_a_notice_without_findings_tells_only_of_its_own_text(library: Library, notice: Case) -> None:
    assert told(library, notice.model_copy(update={"findings": ()})) == set()


@pytest.mark.parametrize(
    ("statute", "expected"),
    [
        (f"{MEASURES}第四十二条第二款第（二）项", True),
        (f"{MEASURES}（国家医疗保障局令第2号）第四十二条第二款第（二）项", True),
        (f"{MEASURES}第四十二条第（二）项", True),
        (f"{MEASURES}第四十二条第二款第（一）项", False),
        (f"{MEASURES}第四十二条", False),
        (f"{MEASURES}第四条第（二）项", False),
        ("《某办法》第四十二条第二款第（二）项", False),
    ],
)
def test_a_finding_s_statute_brings_the_conflicts_about_it(
    library: Library, notice: Case, statute: str, expected: bool
) -> None:
    assert ("data-not-supplied" in told(library, found_under(notice, statute=statute))) is expected


@pytest.mark.parametrize("where", [{"statute": f"{MEASURES}第四十二条第二款"}, {"clause": "suspension"}])
def test_a_conflict_about_another_item_is_not_told(library: Library, notice: Case, where: dict[str, str]) -> None:
    """Else a notice about untrue data tells the hospital of fraud."""
    assert told(library, found_under(notice, **where)) == set()


def test_a_conflict_of_other_kinds_is_not_told(library: Library, notice: Case) -> None:
    """`great-loss` concerns rescissions alone, whatever was found."""
    rescission = f"{MEASURES}第四十三条第（八）项"
    assert "great-loss" not in told(library, found_under(notice, statute=rescission))


def test_a_kind_tells_what_its_base_tells(library: Library) -> None:
    """A standing agreement has the agreement's text: what is wrong with that is wrong with it."""
    kind = library.kinds["standing-agreement"]
    assert kind.based_on == "agreement"
    conflict = next(one for one in library.conflicts if one.id == "great-loss")
    assert kind.id not in conflict.touches.kinds
    assert "great-loss" in told(library, read_case(EXAMPLES / "standing-agreement.yaml"))
