"""The seven annexed forms of the rules on personnel: word for word, ticked by the facts, with room for the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.assembly import assemble
from generator.checks import check
from generator.document.nodes import Blank, CheckBox, Document, Fill, HandFilled, Inline, Paragraph
from generator.document.walk import document_lines, inline_text, inlines
from generator.model.case import Case
from generator.model.library import Library
from generator.problems import Severity
from generator.reading import read_case

ROOT = Path(__file__).parents[2]
ANNEXES = ROOT / "regions" / "national" / "statutes" / "nhsa-personnel-2024.md"
FORMS = {
    "staff-promise": 1,
    "staff-registration": 2,
    "points-notice": 3,
    "points-repair-application": 4,
    "points-defence": 5,
    "restoration-application": 6,
    "points-copy": 7,
}
"""Each form's annex."""

MENDED = {
    "staff-promise": (("第3号”）", "第3号）"),),  # a quotation mark too many
    "points-notice": (("医疗保障部门构", "医疗保障经办机构"),),  # article 41 names the agency
}
"""Misprints of the annexes that the forms don't repeat, each told in its clause file."""

ADDED = {"restoration-application": (("暂停/终止结算时间", "暂停/终止结算时间至"),)}
"""What the forms need between the values that they print: from one day to another."""

# What stands for something to be filled in, in an annex and in a form.
_DAYS, _PLACES = re.compile("[_／]+年[_／]+月(?:[_／]+日)?"), re.compile(r"[_／\s|]+")
_STRAY = re.compile("（参考样[式表]）")


def example(kind: str, **facts: str) -> Case:
    """Return the example of a kind with other facts."""
    case = read_case(ROOT / "examples" / f"{kind}.yaml")
    return case.model_copy(update={"facts": case.facts | facts})


def with_person(case: Case, **particulars: Any) -> Case:
    """Return a case with other particulars of its person."""
    return case.model_copy(update={"person": case.person.model_copy(update=particulars)})


def annex(number: int) -> tuple[str, str]:
    """Return the title and the text of an annex as the source has it."""
    text = ANNEXES.read_text(encoding="utf-8").partition(f"# 附件{number} ")[2].partition("\n# ")[0]
    title, _, rest = text.partition("\n")
    return title, rest


def bare(kind: str, text: str) -> str:
    """Return an annex's words without its places to be filled in and its misprints."""
    for wrong, right in MENDED.get(kind, ()):
        assert wrong in text
        text = text.replace(wrong, right)
    words = _without_places(_STRAY.sub("", text))
    for found, printed in ADDED.get(kind, ()):
        words = words.replace(found, printed)
    return words


def own_words(document: Document) -> str:
    """Return a form's fixed words, boxes as they are printed before anybody ticks them."""
    return _without_places("".join(_fixed(inline) for inline in _of_the_form(document)))


def _without_places(text: str) -> str:
    return _PLACES.sub("", _DAYS.sub("", text))


def _fixed(inline: Inline) -> str:
    if isinstance(inline, CheckBox):
        return "□"
    return "" if isinstance(inline, Fill | Blank | HandFilled) else inline_text(inline)


def _of_the_form(document: Document) -> Iterator[Inline]:
    """Yield the form's inlines; what is attached to it is no part of the annex."""
    yield from inlines(document.model_copy(update={"attachments": ()}))


def boxes(document: Document) -> list[bool]:
    """Return whether each box is ticked, in printed order."""
    return [inline.checked for inline in inlines(document) if isinstance(inline, CheckBox)]


def text_of(document: Document) -> str:
    return "\n".join(document_lines(document))


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_bears_the_title_of_its_annex(library: Library, kind: str) -> None:
    """The list of annexes calls three of them otherwise: an office knows a form by the title that it prints."""
    assert library.kinds[kind].title == annex(FORMS[kind])[0]


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_has_the_words_of_its_annex_and_no_others(library: Library, kind: str) -> None:
    """A form prescribed by the nation that says something else is another form."""
    _, words = annex(FORMS[kind])
    wanted = bare(kind, words).replace("医疗保障行政单位名称", "")  # filled in with the administration's name
    # The number of a notice stands above its table as a row of its own: label and value.
    shown = "".join(f"{row.label}：" for row in assemble(library, example(kind)).cover.rows)
    assert shown + own_words(assemble(library, example(kind))) == wanted


@pytest.mark.parametrize("kind", FORMS)
def test_the_examples_can_be_issued(library: Library, kind: str) -> None:
    """Somebody who starts from an example that is refused learns nothing from it."""
    assert check(library, example(kind)) == ()


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_of_older_days_wants_a_reason(library: Library, kind: str) -> None:
    """The rules hold from 2025: a promise dated before them rests on nothing."""
    old = example(kind).model_copy(update={"date": example(kind).date.replace(year=2024)})
    assert "law_not_in_force" in {problem.code for problem in check(library, old)}


@pytest.mark.parametrize("kind", ["staff-promise", "staff-registration"])
def test_who_has_no_code_yet_gets_room_for_it(library: Library, kind: str) -> None:
    """Article 13: the promise comes first, the code with the registration; a blank would stop either."""
    with_code = assemble(library, with_person(example(kind), code="D150102000001"))
    without = assemble(library, with_person(example(kind), code=None))
    assert "D150102000001" in text_of(with_code)
    assert [inline.name for inline in inlines(without) if isinstance(inline, HandFilled)].count("code") == 1
    assert not any(isinstance(inline, Blank) for inline in inlines(without))


def test_a_registration_is_ticked_by_the_facts(library: Library) -> None:
    """A box beside the wrong state would take a physician's right to payment, or leave it."""
    case = example("staff-registration")
    assert boxes(assemble(library, case)) == [False, True, True, False, False, True, False]
    other = with_person(case, sex="男", state="终止", promised=False)
    assert boxes(assemble(library, other)) == [True, False, False, False, True, False, True]


@pytest.mark.parametrize(
    ("handling", "ticked", "struck"),
    [("reminder", [True, False, False], 2), ("suspension", [False, True, False], 1),
     ("termination", [False, False, True], 1)],
)  # fmt: skip
def test_a_notice_ticks_one_handling_and_strikes_the_others(
    library: Library, handling: str, ticked: list[bool], struck: int
) -> None:
    """Dates left open beside a handling that wasn't chosen could be filled in afterwards."""
    document = assemble(library, example("points-notice", handling=handling, termination_years="1"))
    assert boxes(document) == ticked
    assert text_of(document).count("自／年／月／日起至／年／月／日止") == struck
    assert not any(isinstance(inline, Blank) for inline in inlines(document))


def test_a_notice_names_the_addressee_of_objections_by_the_article(library: Library) -> None:
    """Article 41 against the annex's misprint: whoever objects must know where."""
    document = assemble(library, example("points-notice"))
    assert "向医疗保障经办机构提出书面申诉" in text_of(document)
    assert "部门构" not in text_of(document)


@pytest.mark.parametrize(("kind", "fact"), [("points-repair-application", "repair"), ("points-defence", "defence")])
def test_what_is_applied_for_is_printed_or_left_to_the_pen(library: Library, kind: str, fact: str) -> None:
    """Whoever writes it by hand needs lines to write on; whoever types it wants it printed."""
    typed = assemble(library, example(kind, **{fact: "请予复核。"}))
    case = example(kind)
    facts = {name: value for name, value in case.facts.items() if name != fact}
    empty = assemble(library, case.model_copy(update={"facts": facts}))
    room = [sum(inline.name == "content" for inline in _pens(document)) for document in (typed, empty)]
    assert "请予复核。" in text_of(typed)
    assert room[1] == room[0] + 4
    assert not any(isinstance(inline, Blank) for inline in inlines(empty))


def _pens(document: Document) -> Iterator[HandFilled]:
    return (inline for inline in inlines(document) if isinstance(inline, HandFilled))


@pytest.mark.parametrize(
    ("points", "total", "handling", "length", "wrong"),
    [
        ("2", "8", "reminder", {}, False),
        ("2", "8", "suspension", {"suspension_months": "1"}, True),
        ("2", "9", "reminder", {}, True),
        ("2", "9", "suspension", {"suspension_months": "3"}, False),
        ("2", "11", "suspension", {"suspension_months": "3"}, False),
        ("2", "12", "suspension", {"suspension_months": "3"}, True),
        ("2", "12", "termination", {"termination_years": "1"}, False),
        ("12", "12", "termination", {"termination_years": "1"}, True),
        ("12", "14", "termination", {"termination_years": "3"}, False),
        ("2", "12", "termination", {"termination_years": "0"}, True),
    ],
)
def test_points_and_handling_agree(
    library: Library, *, points: str, total: str, handling: str, length: dict[str, str], wrong: bool
) -> None:
    """Article 29: 9 is reached with 9, 12 with 12; a notice on the other side of the line is unlawful."""
    case = example("points-notice")
    kept = {name: value for name, value in case.facts.items() if name not in ("suspension_months", "handled_to")}
    ends = (
        {"1": "2026-07-14", "3": "2026-09-14"} if handling == "suspension" else {"1": "2027-06-14", "3": "2029-06-14"}
    )
    end = ends.get(next(iter(length.values()), ""), "2026-09-14")
    facts = kept | {"points": points, "year_points": total, "handling": handling, "handled_to": end, **length}
    codes = {problem.code for problem in check(library, case.model_copy(update={"facts": facts}))}
    assert codes == ({"rule_unmet"} if wrong else set())


@pytest.mark.parametrize(("end", "wrong"), [("2026-09-14", False), ("2026-09-15", False), ("2026-09-16", True)])
def test_a_suspension_ends_when_its_months_do(library: Library, *, end: str, wrong: bool) -> None:
    """One day more is a day without pay that nobody decided; the first day may be counted or not."""
    codes = {problem.code for problem in check(library, example("points-notice", handled_to=end))}
    assert codes == ({"points_period"} if wrong else set())


def test_a_period_beyond_the_calendar_is_refused_and_no_crash(library: Library) -> None:
    """A slip of the finger in the months must not stop the program."""
    codes = {problem.code for problem in check(library, example("points-notice", suspension_months="999999"))}
    assert codes == {"rule_unmet"}


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("points-defence", {"defence_received_on": "2026-06-22", "defence_answered_on": "2026-08-20"}),
        ("restoration-application", {"restoration_received_on": "2026-08-20", "restoration_assessed_on": "2026-09-07"}),
    ],
)
def test_an_answer_that_takes_long_wants_a_reason(library: Library, kind: str, facts: dict[str, str]) -> None:
    """Articles 39 and 44 say 原则上: an appraisal may take longer, and it must be said that there was one."""
    (problem,) = check(library, example(kind, **facts))
    assert (problem.code, problem.severity) == ("rule_unmet", Severity.REASON)


def test_a_copy_goes_with_its_list_of_materials(library: Library) -> None:
    """The annex names the list: without a page for it the copy refers to nothing."""
    document = assemble(library, example("points-copy"))
    assert [attachment.title for attachment in document.attachments] == ["抄告材料清单"]
    assert isinstance(document.blocks[0], Paragraph)
    assert text_of(document).startswith("定点医药机构相关人员记分情况抄告书\n呼和浩特市示例区卫生健康委员会：")
