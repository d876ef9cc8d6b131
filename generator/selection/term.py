"""How long an agreement runs where its case doesn't say.

In: a Case, the Rules of the day, the sort of agreement that the case's kind declares. Out: the rule on terms that
governs it, and the term that follows from it.
"""

from __future__ import annotations

from datetime import date, timedelta

from generator.model.case import Case, Term
from generator.model.law import TermRule
from generator.selection.rules import Rules

SORTS_OF_THEIR_OWN = ("standing", "annual")
"""The sorts of agreement whose length isn't that of an agreement: a rule for `any` doesn't govern them."""


def term_rule(case: Case, rules: Rules, sort: str | None = None) -> TermRule | None:
    """Return the rule that governs the case's term: the nearest region's, and there the most particular.

    `sort` is the one that the kind declares; a kind that declares none is a first agreement, or a renewed one where
    the case names the agreement that it renews. A standing or an annual agreement is governed by the rules for its
    own sort alone.
    """
    own = sort or ("renewal" if case.renews else "first")
    for region in rules.chain:
        for wanted in (own,) if own in SORTS_OF_THEIR_OWN else (own, "any"):
            for rule in region.agreement_terms:
                if rule.sort == wanted and _signed_within(rule, case.date):
                    return rule
    return None


def ruled_term(case: Case, rule: TermRule | None) -> Term:
    """Return the term that a rule gives: from the signing, or from the start that the case states."""
    start = case.date if rule and rule.starts_at_signing else case.term.start or case.date
    if rule is None:
        return Term()
    if rule.end_day is not None:
        return Term(start=start, end=rule.end_day.in_year(case.date.year + rule.years_on))
    if rule.length is not None and rule.length.number is not None:
        return Term(start=start, end=_years_on(start, int(rule.length.number)) - timedelta(days=1))
    return Term()


def term_of(case: Case, rules: Rules, sort: str | None = None) -> Term:
    """Return the case's own term, completed by the rule of its region for the sort that the kind declares."""
    ruled = ruled_term(case, term_rule(case, rules, sort))
    return Term(start=case.term.start or ruled.start, end=case.term.end or ruled.end)


def _signed_within(rule: TermRule, on: date) -> bool:
    after = rule.signed_from is None or rule.signed_from.in_year(on.year) <= on
    return after and (rule.signed_to is None or on <= rule.signed_to.in_year(on.year))


def _years_on(day: date, years: int) -> date:
    """Return the same day some years on; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
