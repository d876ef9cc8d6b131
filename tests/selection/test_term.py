"""Each sort of agreement runs as long as the law gives that sort: else a paper would be signed for the wrong time."""

from __future__ import annotations

from datetime import date

import pytest

from generator.model.case import Case, Term
from generator.reading import load_library
from generator.selection import ruled_term, rules_for, term_of, term_rule

FOSHAN = "guangdong/foshan"


def case_on(day: date, region: str, *, renews: str | None = None, term: Term | None = None) -> Case:
    return Case(kind="agreement", region=region, date=day, renews=renews, term=term or Term())


@pytest.mark.parametrize(
    ("region", "day", "sort", "end", "by"),
    [
        (FOSHAN, date(2023, 1, 1), None, date(2023, 12, 31), "foshan-2021-93#10(五)"),
        (FOSHAN, date(2023, 1, 1), "standing", date(2024, 12, 31), "foshan-2021-93#16.2"),
        (FOSHAN, date(2022, 7, 1), "standing", date(2024, 6, 30), "foshan-2021-93#16.2"),
        (FOSHAN, date(2023, 1, 1), "renewal", date(2023, 12, 31), "nhsa-order-2#10"),
        ("jiangsu/nantong", date(2026, 1, 1), "renewal", date(2026, 12, 31), "jiangsu-2023-3#14.2"),
        ("neimenggu", date(2026, 1, 1), None, date(2026, 12, 31), "nhsa-order-2#10"),
    ],
)
def test_the_sort_that_a_kind_declares_decides_the_length(
    region: str, day: date, sort: str | None, end: date, by: str
) -> None:
    """A short renewal has no `renews`: without its sort it would run as a first agreement."""
    rules = rules_for(load_library(), region, day)
    rule = term_rule(case_on(day, region), rules, sort)
    assert rule is not None
    assert str(rule.cite) == by
    assert ruled_term(case_on(day, region), rule) == Term(start=day, end=end)


@pytest.mark.parametrize(
    ("region", "day", "sort"),
    [
        (FOSHAN, date(2024, 3, 1), "standing"),  # Foshan's own rules have lapsed, the national ones name no length
        (FOSHAN, date(2023, 1, 1), "annual"),
        ("jiangsu/nantong", date(2026, 1, 1), "standing"),
        ("neimenggu", date(2026, 1, 1), "annual"),
    ],
)
def test_one_year_as_a_rule_is_not_forced_on_standing_and_annual_agreements(region: str, day: date, sort: str) -> None:
    """一般为1年 is of ordinary agreements: a standing one cut to a year would be no standing agreement."""
    rules = rules_for(load_library(), region, day)
    rule = term_rule(case_on(day, region), rules, sort)
    assert rule is not None
    assert rule.sort == sort
    assert term_of(case_on(day, region), rules, sort) == Term()


def test_an_agreement_that_renews_another_is_no_first_one() -> None:
    """Foshan's lengths are for first agreements: a renewed one must not be cut short by them."""
    rules = rules_for(load_library(), FOSHAN, date(2023, 7, 1))
    case = case_on(date(2023, 7, 1), FOSHAN, renews="佛医保协〔2022〕0001号")
    assert term_of(case, rules) == Term(start=date(2023, 7, 1), end=date(2024, 6, 30))


def test_what_the_case_states_goes_before_the_rule() -> None:
    """The rule completes what is left out; a stated day that differs is told by a check, not overwritten."""
    rules = rules_for(load_library(), FOSHAN, date(2023, 1, 1))
    stated = Term(start=date(2023, 2, 1), end=date(2024, 12, 31))
    assert term_of(case_on(date(2023, 1, 1), FOSHAN, term=stated), rules, "standing") == stated


def test_a_leap_day_reaches_a_day_that_exists() -> None:
    """29 February has no counterpart two years on: the term must still be two whole years."""
    rules = rules_for(load_library(), FOSHAN, date(2023, 1, 1))
    leap = case_on(date(2023, 1, 1), FOSHAN, term=Term(start=date(2024, 2, 29)))
    assert term_of(leap, rules, "standing").end == date(2026, 2, 28)
