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


def test_a_paragraph_counts_where_both_name_one(library: Library, notice: Case) -> None:
    def of(place: str) -> bool:
        return "suspended-past-term" in told(library, found_under(notice, statute=f"{MEASURES}{place}"))

    cite = next(one for one in library.conflicts if one.id == "suspended-past-term").between[0]
    assert cite.paragraph == 1
    assert [of("第四十二条第一款"), of("第四十二条"), of("第四十二条第二款")] == [True, True, False]


def test_a_finding_s_clause_brings_the_conflicts_that_touch_it(library: Library, notice: Case) -> None:
    assert "fraud-suspends" in told(library, found_under(notice, clause="suspension"))
    assert "fraud-suspends" not in told(library, found_under(notice, clause="interview"))


def test_a_conflict_with_the_model_is_none_where_the_region_has_a_text_of_its_own(
    library: Library, notice: Case
) -> None:
    region = library.regions["neimenggu"]
    clause = library.kinds["agreement"].clause("suspension")
    assert clause is not None
    own = (
        library.regions["jiangsu"]
        .variants["agreement"]
        .model_copy(update={"replacements": {"suspension": clause}, "insertions": (), "omissions": ()})
    )
    changed = region.model_copy(update={"variants": {**region.variants, "agreement": own}})
    other = Library(**{**vars(library), "regions": {**library.regions, "neimenggu": changed}})
    assert "fraud-suspends" not in told(other, found_under(notice, clause="suspension"))


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
