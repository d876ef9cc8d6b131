"""regions/<id>/rules.yaml → LegalRules.

In: a region's file. Out: rules, and the problems of form: tests that can't be read, facts that a rule tests and
doesn't ask for, numbers that its quote doesn't hold.
"""

from __future__ import annotations

import re
from typing import Any

from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.force import Force
from generator.model.numerals import numeral
from generator.model.places import Places
from generator.model.rule import Asked, Combined, Conditional, FactTest, Late, LegalRule, Test
from generator.model.statute import normalise
from generator.model.units import SUFFIXES, Quantity, Unit, UnreadableValueError
from generator.problems import Problem
from generator.reading.validation import validate

_PERIODS = ("since_at_least", "since_at_most", "ahead_at_least", "ahead_at_most")
_COMPARISONS = ("is", "at_least", "at_most", *_PERIODS)
_UNITS = (Unit.WORKDAYS, Unit.NATURAL_DAYS, Unit.MONTHS, Unit.YEARS, Unit.DAYS)


class RuleFile(Model):
    """A rule as it is written."""

    id: str
    about: str
    force: Force
    cite: str
    quote: str
    asks: tuple[Asked, ...]
    test: dict[str, Any]
    message: str
    mend: str
    late: Late | None = None
    note: str | None = None


class RulesFile(Model):
    """rules.yaml."""

    rules: tuple[RuleFile, ...]


class RuleReader:
    """Reads a region's rules, and collects what is wrong with them."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.problems: list[Problem] = []

    def rules(self, data: Any) -> tuple[LegalRule, ...]:
        """Read the whole file."""
        written, problems = validate(RulesFile, data, self.places, "rules")
        self.problems += problems
        found = [self._rule(rule, f"rules.{index}") for index, rule in enumerate(written.rules if written else ())]
        return tuple(rule for rule in found if rule)

    def _rule(self, rule: RuleFile, key: str) -> LegalRule | None:
        before = len(self.problems)
        test = self._test(rule.test, f"{key}.test")
        try:
            cite = Citation.read(rule.cite)
        except ValueError as error:
            self._refuse(f"{key}.cite", str(error), "请改正引文")
            return None
        if test is None or len(self.problems) > before:
            return None
        self._check_facts(rule, test, key)
        self._check_numbers(rule, test, key)
        place = Places(self.places.file, {"": self.places.lines.get(key, 1)})
        fields = {**rule.model_dump(exclude={"asks"}), "asks": rule.asks, "cite": cite, "test": test}
        found, problems = validate(LegalRule, fields, place, "rules")
        self.problems += problems
        return found

    def _test(self, written: Any, key: str) -> Test | None:
        if not isinstance(written, dict):
            self._refuse(key, "test 的写法不对", "写成 {fact: 名称, is: true} 的样子")
            return None
        for how in ("all", "any", "not"):
            if set(written) == {how}:
                inner = written[how] if isinstance(written[how], list) else [written[how]]
                tests = tuple(test for found in inner if (test := self._test(found, key)))
                return Combined(how=how, tests=tests)
        if set(written) == {"if", "then"}:
            condition, test = self._test(written["if"], key), self._test(written["then"], key)
            return Conditional(condition=condition, test=test) if condition and test else None
        return self._fact_test(written, key)

    def _fact_test(self, written: dict[str, Any], key: str) -> FactTest | None:
        if sum(name in written for name in _COMPARISONS) != 1:
            self._refuse(key, "test 里要恰好有一种比较", f"可用：{'、'.join(_COMPARISONS)}、all、any、not、if/then")
            return None
        fields = dict(written)
        for name in _PERIODS:
            if name in fields:
                fields[name] = self._period(str(fields[name]), key)
        found, problems = validate(
            FactTest, fields, Places(self.places.file, {"": self.places.of(key).line or 1}), "rules"
        )
        self.problems += problems
        return found

    def _period(self, written: str, key: str) -> Quantity | None:
        for unit in _UNITS:
            if written.endswith(SUFFIXES[unit]):
                try:
                    return Quantity.read(written, unit)
                except UnreadableValueError as error:
                    self._refuse(key, str(error), "请改正")
                    return None
        self._refuse(key, f"“{written}”不是期限", "写成“3个月”“30个工作日”的样子")
        return None

    def _check_facts(self, rule: RuleFile, test: Test, key: str) -> None:
        asked = {one.fact for one in rule.asks}
        for fact in sorted(facts_of(test) - asked):
            self._refuse(f"{key}.asks", f"规则“{rule.id}”检验“{fact}”，却没有在 asks 里问它", "请在 asks 里补上")

    def _check_numbers(self, rule: RuleFile, test: Test, key: str) -> None:
        text = normalise(rule.quote)
        for number, suffix in _numbers_of(test):
            if number <= 0:
                continue  # on the very day: no statute writes 零日
            forms = {f"{number}{normalise(suffix)}", f"{numeral(number)}{normalise(suffix)}"}
            if not any(form in text for form in forms) and not _spelt_as_one(number, suffix, text):
                self._refuse(f"{key}.quote", f"引语“{rule.quote}”里没有“{number}{suffix}”", "请引足原文，或改正数值")

    def _refuse(self, key: str, message: str, mend: str) -> None:
        self.problems.append(Problem(code="rules", message=message, where=self.places.of(key), mend=mend))


def facts_of(test: Test) -> set[str]:
    """Return the facts that a test needs."""
    if isinstance(test, FactTest):
        return {name for name in (test.fact, test.otherwise, test.at) if name}
    if isinstance(test, Conditional):
        return facts_of(test.condition) | facts_of(test.test)
    return {fact for inner in test.tests for fact in facts_of(inner)}


def _numbers_of(test: Test) -> list[tuple[int, str]]:
    if isinstance(test, Conditional):
        return _numbers_of(test.condition) + _numbers_of(test.test)
    if isinstance(test, Combined):
        return [found for inner in test.tests for found in _numbers_of(inner)]
    found = [(number, "") for number in (test.at_least, test.at_most) if number is not None]
    periods = (test.since_at_least, test.since_at_most, test.ahead_at_least, test.ahead_at_most)
    return found + [(int(period.number or 0), SUFFIXES[period.unit]) for period in periods if period]


def _spelt_as_one(number: int, suffix: str, text: str) -> bool:
    """自然日 is written as 日 in most sources, with a remark in brackets."""
    return suffix == SUFFIXES[Unit.NATURAL_DAYS] and re.search(rf"{number}日\(自然日\)", text) is not None
