"""Which legal rules hold for a case, and what they say of the facts that it states.

In: the Rules of the day, a Case. Out: for each rule True, False, or None where a fact that it needs isn't stated:
a rule is never held against a case that says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.dates import reach
from generator.model.case import FIRST_YEAR, LAST_YEAR, Case
from generator.model.rule import Asked, Combined, Conditional, FactTest, LegalRule, Test
from generator.model.units import Quantity
from generator.selection.rules import Rules

FactValue = date | int | bool | str

_OF_A_CASE = frozenset((*dir(Case), *Case.model_fields))
"""What a case says by itself, without its `facts`."""


class UnreadableFactError(ValueError):
    """A fact doesn't fit its type; the message is Chinese and says how it is to be written."""


def rules_in_force(rules: Rules) -> tuple[LegalRule, ...]:
    """Return the rules of a region and those above it, the nearest of each id, in the nation's order."""
    found: dict[str, LegalRule] = {}
    for region in reversed(rules.chain):
        found.update({rule.id: rule for rule in region.rules})
    return tuple(found.values())


def read_fact(written: str, asked: Asked) -> FactValue:
    """Read a fact by its type; raise `UnreadableFactError`."""
    if asked.type == "truth":
        if written not in ("true", "false"):
            raise UnreadableFactError(f"“{written}”应是 true 或 false")
        return written == "true"
    if asked.type == "text":
        return written
    try:
        found = date.fromisoformat(written) if asked.type == "date" else int(written)
    except ValueError:
        example = "2026-01-01" if asked.type == "date" else "12"
        raise UnreadableFactError(f"“{written}”应写成“{example}”的样子") from None
    if isinstance(found, date) and not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise UnreadableFactError(f"“{written}”的年份应在{FIRST_YEAR}年到{LAST_YEAR}年之间")
    return found


@dataclass(frozen=True)
class Ruling:
    """What a rule says of a case: `holds` is None where it can't be told; `provisional` why it may still change."""

    holds: bool | None
    provisional: str | None = None


def rule_on(rule: LegalRule, case: Case) -> Ruling:
    """Return what a rule says of a case."""
    if not any(asked.fact in case.facts or asked.fact.partition(".")[0] in _OF_A_CASE for asked in rule.asks):
        return _SILENT  # as no test can be decided: most rules, which would be put to the test in vain
    facts = _Facts(rule, case)
    return Ruling(_test(rule.test, facts), facts.provisional)


_SILENT = Ruling(None)


def holds_for(rule: LegalRule, case: Case) -> bool | None:
    """Say whether a rule's test holds for a case; None where it can't be told."""
    return rule_on(rule, case).holds


class _Facts:
    """The facts that one rule asks of one case."""

    def __init__(self, rule: LegalRule, case: Case) -> None:
        self.asked = {asked.fact: asked for asked in rule.asks}
        self.case = case
        self.provisional: str | None = None

    def reach(self, start: date, period: Quantity) -> date:
        """Return the day that a period reaches, and take note where it is provisional."""
        found = reach(start, period)
        self.provisional = self.provisional or found.provisional
        return found.day

    def find(self, name: str) -> FactValue | None:
        asked = self.asked[name]
        written = self.case.facts.get(name)
        if written is None:
            found = self.case.fact(tuple(name.split(".")))
            return found if isinstance(found, date | int | bool | str) else None
        try:
            return read_fact(written, asked)
        except UnreadableFactError:
            return None  # told by a check of its own

    def day(self, name: str | None) -> date | None:
        found = self.case.date if name is None else self.find(name)
        return found if isinstance(found, date) else None


def _test(test: Test, facts: _Facts) -> bool | None:
    if isinstance(test, Conditional):
        condition = _test(test.condition, facts)
        if condition is False:
            return True
        found = _test(test.test, facts)
        return found if condition or found else None
    if isinstance(test, Combined):
        return _combined(test, facts)
    return _fact(test, facts)


def _combined(test: Combined, facts: _Facts) -> bool | None:
    """Join truths of which some aren't known: a known false ends `all`, a known true ends `any`."""
    found = [_test(inner, facts) for inner in test.tests]
    if test.how == "not":
        return None if found[0] is None else not found[0]
    decisive = test.how == "any"
    if decisive in found:
        return decisive
    return None if None in found else not decisive


def _fact(test: FactTest, facts: _Facts) -> bool | None:
    value = facts.find(test.fact)
    if value is None and test.otherwise:
        value = facts.find(test.otherwise)
    if value is None:
        return None
    if test.equals is not None:
        return (str(value).lower() if isinstance(value, bool) else str(value)) == test.equals
    if test.at_least is not None or test.at_most is not None:
        number = int(value) if isinstance(value, int) else 0
        return number >= (test.at_least or 0) if test.at_least is not None else number <= (test.at_most or 0)
    day, at = value if isinstance(value, date) else None, facts.day(test.at)
    return None if day is None or at is None else all(_periods(test, day, at, facts))


def _periods(test: FactTest, day: date, at: date, facts: _Facts) -> Iterator[bool]:
    end = facts.reach
    if test.since_at_least:
        yield end(day, test.since_at_least) <= at
    if test.since_at_most:
        yield at <= end(day, test.since_at_most)
    if test.ahead_at_least:
        yield end(at, test.ahead_at_least) <= day
    if test.ahead_at_most:
        yield day <= end(at, test.ahead_at_most)
