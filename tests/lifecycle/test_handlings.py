"""What a breach may lead to. Lost without these: a step that agreement and law don't give for the item in breach."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.assembly import assemble
from generator.document.lookup import find_article, items_in
from generator.document.nodes import Document
from generator.lifecycle import Judgement, Life, Order, complete, judge
from generator.model.case import Finding, Waiver
from generator.model.library import Library
from generator.problems import Problem, Severity, stand_in_the_way
from generator.reading import read_case
from tests.lifecycle.builders import (
    FOSHAN,
    FOSHAN_LAPSED,
    GOOD,
    JIANGSU,
    NATIONAL,
    Time,
    agreement_text,
    event,
    judged,
    life,
    problem_of,
)

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
INTERVIEW, MEND, WITHHOLD = "interview-notice", "rectification-notice", "withholding-notice"
RECOVER, DAMAGES, STAFF = "recovery-notice", "liquidated-damages-notice", "staff-suspension-notice"
HANDLINGS = (INTERVIEW, MEND, WITHHOLD, RECOVER, DAMAGES, STAFF)

MODEL = {
    "interview": set(HANDLINGS),
    "withholding": {MEND, WITHHOLD, RECOVER, DAMAGES, STAFF},
    "recovery": {RECOVER, DAMAGES, STAFF},
    "suspension": {RECOVER, DAMAGES, STAFF},
    "rescission": {RECOVER, DAMAGES, STAFF},
}
"""Model 62 to 66: each list's own step, and those it reaches where the breach is made worse."""

LISTS = {
    "interview": {INTERVIEW, MEND, WITHHOLD},
    "recovery": {INTERVIEW, MEND, RECOVER, DAMAGES, STAFF},
    "suspension": {RECOVER, DAMAGES, STAFF},
}
"""Jiangsu 42, 43 and 44: three lists, no ladder."""

STEPS = {NATIONAL: MODEL, FOSHAN: MODEL, FOSHAN_LAPSED: MODEL, JIANGSU: LISTS}
TRUTHS = ("social_influence", "large_loss", "loss_caused", "fraud_purpose", "vile", "refused_to_mend",
          "grave_consequences")  # fmt: skip


def handled(
    library: Library, kind: str, time: Time, clause: str | None, *, known: Life | None = None,
    waivers: tuple[Waiver, ...] = (), finding: dict[str, Any] | None = None, **facts: str,
) -> Judgement:  # fmt: skip
    """Judge a handling of a breach that is as bad as it can be, with one finding."""
    case = read_case(EXAMPLES / f"{kind}.yaml")
    asked = {name for name in TRUTHS if f"facts.{name}" in library.kinds[kind].facts}
    stated = {**case.facts, **dict.fromkeys(asked, "true"), "decided_on": time.day(7, 9).isoformat(), **facts}
    if "suspended_to" in stated:
        stated |= {"effective_on": time.day(7, 20).isoformat(), "suspended_to": time.day(9, 19).isoformat()}
    if clause and "breach_list" in stated:
        stated["breach_list"] = clause
    one = Finding(**{"fact": "查实的事实", "clause": clause, "on": time.day(5, 1), **(finding or {})})
    changes = {"region": time.region, "date": time.day(7, 10), "facts": stated, "findings": (one,), "waivers": waivers}
    return judged(library, known or life(time), Order("handle", case.model_copy(update=changes), kind))


def items_of(library: Library, time: Time, clause: str) -> list[str]:
    """Return the ids of a list's items, as that region's agreement has them."""
    article = find_article(agreement_text(library, time.region, time.day(1, 1)), clause)
    assert article is not None
    return [item.id for one in article.paragraphs for item in items_in(one.items) if item.id]


def proposal(found: Judgement) -> str:
    (told,) = (one.message for one in found.problems if "可以作的处理" in one.message)
    return told


def refusals(found: Judgement) -> list[Problem]:
    return [one for one in found.problems if one.severity is Severity.ERROR]


@pytest.mark.parametrize(("time", "clause"), [(time, clause) for time, lists in STEPS.items() for clause in lists])
def test_every_item_proposes_its_lists_handlings_and_no_others(library: Library, time: Time, clause: str) -> None:
    """Of an agreement drawn from the model its five lists, in Jiangsu the three: item by item."""
    titles = {kind: library.kinds[kind].title for kind in HANDLINGS}
    kind = RECOVER if RECOVER in STEPS[time][clause] else INTERVIEW
    items = items_of(library, time, clause)
    assert items
    for item in items:
        told = proposal(handled(library, kind, time, clause, finding={"item": item}))
        assert {kind for kind, title in titles.items() if title in told} == STEPS[time][clause], item


@pytest.mark.parametrize(("time", "clause"), [(time, clause) for time, lists in STEPS.items() for clause in lists])
def test_what_is_not_proposed_is_refused_by_its_article(library: Library, time: Time, clause: str) -> None:
    """A proposal that the judge doesn't follow, or a judge that lets pass what isn't proposed, is worth nothing."""
    item = items_of(library, time, clause)[0]
    for kind in HANDLINGS:
        told: dict[str, Any] = {"mode": "suspend"} if kind in (WITHHOLD, STAFF) else {}
        found = refusals(
            handled(library, kind, time, clause, finding={"item": item}, damages_percent="20", **told)
            if kind == DAMAGES
            else handled(library, kind, time, clause, finding={"item": item}, **told)
        )
        assert (found == []) is (kind in STEPS[time][clause]), (kind, [one.message for one in found])
        assert all(problem.law and problem.mend for problem in found)


@pytest.mark.parametrize(
    ("item", "demanded"),
    [("settling-for-others", "应当解除"), ("obstruction", "应当解除"), ("licence-withdrawn", "应当解除"),
     ("major-violation", "应当解除"), ("major-risk", "应当中止"), ("public-exposure", "应当中止"),
     ("fictitious-services", "可以中止")],
)  # fmt: skip
def test_jiangsus_list_44_says_what_must_be_done_item_by_item(library: Library, item: str, demanded: str) -> None:
    """#44.3 must rescind for four, #44.4 must suspend for two, the others are left to a decision."""
    assert demanded in proposal(handled(library, RECOVER, JIANGSU, "suspension", finding={"item": item}))


def test_an_item_that_is_not_there_and_one_that_is_not_named(library: Library) -> None:
    """Else a letter would quote the head of an article, 有下列情形之一的, as what was broken."""
    wrong = problem_of(handled(library, RECOVER, NATIONAL, "recovery", finding={"item": "split-admission"}),
                       "ground_not_in_agreement")  # fmt: skip
    assert "split-admission" in wrong.message  # an item of Jiangsu's agreement
    missing = problem_of(handled(library, RECOVER, NATIONAL, "recovery"), "ground_missing")
    assert missing.where.key == "findings.0.item"
    assert "improper-services" in missing.mend
    assert missing.law


def test_what_must_suspend_is_not_settled_by_an_interview(library: Library) -> None:
    """National #42(二) against the model's 62(二): the rule goes before the contract, a reason is wanted."""
    problem = problem_of(handled(library, INTERVIEW, NATIONAL, "interview", finding={"item": "data-not-sent"}),
                         "ground_stronger")  # fmt: skip
    assert problem.severity is Severity.REASON
    assert "第四十二条第（二）项" in problem.law[0].citation
    suspended = life(NATIONAL, event("suspend", NATIONAL.day(6, 1)))
    found = handled(library, INTERVIEW, NATIONAL, "interview", known=suspended, finding={"item": "data-not-sent"})
    assert stand_in_the_way(found.problems) == ()


def test_recovery_beside_a_rescission_is_told_and_not_refused(library: Library) -> None:
    """Model 66 recovers, asks for damages and rescinds at once: the letter of recovery replaces nothing."""
    found = handled(library, RECOVER, NATIONAL, "rescission", finding={"item": "deceit"})
    assert stand_in_the_way(found.problems) == ()
    assert any("不代替解除" in one.message for one in found.problems)


def test_the_laws_grounds_about_persons_serve_their_own_paper(library: Library) -> None:
    """They were refused everywhere with the advice to handle the person, which is what this paper does."""
    finding = {"ground": "staff-split-admission"}
    assert refusals(handled(library, STAFF, JIANGSU, None, finding=finding, breach_list="recovery")) == []
    wrong = handled(library, RECOVER, JIANGSU, None, finding=finding, breach_list="recovery")
    assert problem_of(wrong, "ground_of_another_event")


@pytest.mark.parametrize("kind", ["transfer-letter", "handling-report"])
def test_papers_that_follow_a_decision_may_tell_of_any(library: Library, kind: str) -> None:
    """Jiangsu's rescission list leads to no handling, but it is reported and handed over like any other."""
    found = handled(library, kind, JIANGSU, "rescission", finding={"item": "fraud"})
    codes = {problem.code for problem in stand_in_the_way(found.problems)}
    assert not codes & {"ground_of_another_event", "ground_stronger", "ground_missing"}


def test_damages_keep_to_the_agreements_own_limit(library: Library) -> None:
    """The model lets parties agree on less than 30%: what was agreed holds, for 原则上 with a recorded reason."""
    agreed = GOOD.model_copy(update={"region": FOSHAN.region, "date": FOSHAN.day(1, 1),
                                     "values": {**GOOD.values, "liquidated_damages_cap": "25%"}})  # fmt: skip
    text = assemble(library, agreed, draft=True)
    problem = problem_of(damages(library, text, "26"), "handling_band")
    assert problem.severity is Severity.REASON
    assert "25%" in problem.message
    assert problem.law
    waiver = Waiver(problem="handling_band", reason="双方另有约定", by="主任办公会")
    assert stand_in_the_way(damages(library, text, "26", waiver).problems) == ()
    assert stand_in_the_way(damages(library, text, "25").problems) == ()


def damages(library: Library, text: Document, percent: str, *waivers: Waiver) -> Judgement:
    """Judge damages of a rate under an agreement of Foshan's."""
    case = read_case(EXAMPLES / f"{DAMAGES}.yaml")
    one = Finding(fact="查实的事实", clause="recovery", item="improper-services", on=FOSHAN.day(5, 1))
    stated = {**case.facts, "decided_on": "2023-07-09", "breach_list": "recovery", "damages_percent": percent}
    changes = {"region": FOSHAN.region, "date": FOSHAN.day(7, 10), "findings": (one,), "facts": stated}
    wanted = Order("handle", case.model_copy(update={**changes, "waivers": waivers}), DAMAGES)
    completed = replace(wanted, case=complete(library, life(FOSHAN), lambda _: text, wanted))
    return judge(library, life(FOSHAN), lambda _: text, completed, FOSHAN.day(7, 10))
