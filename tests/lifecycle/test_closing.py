"""Papers after a suspension, an ending, a rescission. Lost without these: a notice that tells patients a falsehood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.lifecycle import Happened, Life, Order, complete
from generator.lifecycle.closing import known_effect
from generator.model.case import Case
from generator.model.library import Library
from tests.lifecycle.builders import NATIONAL, event, judged, life, problem_of, standing_in_the_way, texts

JULY = date(2026, 7, 10)


def suspended() -> Life:
    """Return an agreement that is suspended by a numbered notice."""
    happened = event("suspend", date(2026, 7, 1), suspended_to="2026-08-31")
    return life(NATIONAL, replace(happened, paper="内医保通〔2026〕1号"))


def notice(on: date = JULY, /, kind: str = "premises-notice", **facts: str) -> Order:
    """Return an order for a paper that says what the agreement has come to."""
    return Order("handle", Case(kind=kind, region=NATIONAL.region, date=on, facts=facts), kind)


def completed(library: Library, one: Life, wanted: Order) -> dict[str, str]:
    """Return what a paper says of the effect, once the register has had its say."""
    found = complete(library, one, texts(library, one), wanted).facts
    return {name: found[name] for name in ("effect", "effective_on", "suspended_to", "notice_number") if name in found}


def test_the_register_says_what_is_left_out(library: Library) -> None:
    said = {"effect": "suspended", "effective_on": "2026-07-01", "suspended_to": "2026-08-31",
            "notice_number": "内医保通〔2026〕1号"}  # fmt: skip
    assert completed(library, suspended(), notice()) == said
    assert standing_in_the_way(judged(library, suspended(), notice())) == []
    tasks = completed(library, suspended(), notice(kind="closing-tasks"))
    assert tasks == {name: text for name, text in said.items() if name != "suspended_to"}


@pytest.mark.parametrize(
    ("fact", "written"),
    [("effect", "rescinded"), ("effective_on", "2026-07-02"), ("suspended_to", "2026-09-30"),
     ("notice_number", "内医保通〔2026〕99号")],
)  # fmt: skip
def test_what_the_register_has_otherwise_is_refused(library: Library, fact: str, written: str) -> None:
    problem = problem_of(judged(library, suspended(), notice(JULY, **{fact: written})), "effect_disagrees")
    assert problem.where.key == f"facts.{fact}"
    assert f"写的是“{written}”，登记的是" in problem.message


@pytest.mark.parametrize("happened", [(), (event("suspend", date(2026, 6, 1)), event("resume", date(2026, 7, 1)))])
def test_an_agreement_in_performance_has_no_such_paper(library: Library, happened: tuple[Happened, ...]) -> None:
    problem = problem_of(judged(library, life(NATIONAL, *happened), notice(effect="suspended")), "effect_disagrees")
    assert "没有中止、终止或者解除，不能出《公告》" in problem.message


def test_a_suspension_without_an_end_gets_none(library: Library) -> None:
    one = life(NATIONAL, event("suspend", date(2026, 7, 1)))
    problem = problem_of(judged(library, one, notice(suspended_to="2026-09-30")), "effect_disagrees")
    assert problem.message.endswith("登记簿里没有")


def test_an_agreement_that_ends_with_its_term_says_so_before_and_after(library: Library) -> None:
    """No paper ends it: the notice has no number to name, and goes up on the day."""
    ahead = notice(date(2026, 12, 20), effect="ended", effective_on="2027-01-01")
    assert standing_in_the_way(judged(library, life(NATIONAL), ahead)) == []
    assert known_effect(library, life(NATIONAL), date(2027, 1, 5)) == {"effect": "ended", "effective_on": "2027-01-01"}
    wrong = notice(date(2026, 12, 20), effect="ended", effective_on="2026-12-31")
    assert standing_in_the_way(judged(library, life(NATIONAL), wrong)) == [("effect_disagrees", "facts.effect")]


def test_what_follows_the_end_may_be_dated_before_today(library: Library) -> None:
    """Else the papers that a rescission takes can only be made on the very day."""
    one = life(NATIONAL, replace(event("rescind", date(2026, 7, 1)), paper="内医保通〔2026〕2号"))
    assert standing_in_the_way(judged(library, one, notice(), date(2026, 11, 22))) == []


def test_a_noted_day_is_no_event_that_others_must_follow(library: Library) -> None:
    """Else nothing of an agreement can be dated before the day on which somebody noted a claim."""
    noted = event("note", date(2026, 11, 22), claimed_on="2026-06-01")
    one = life(NATIONAL, *suspended().happened, noted)
    assert standing_in_the_way(judged(library, one, notice())) == []
