"""The rules of `generator.checks` that a row can be held against without its Document.

In: a partial Case. Out: problems as `check` would give them, the roster's own words put for the case file's. Ten
thousand rows must not assemble ten thousand Documents, and a row needn't be whole: what it leaves out is in the
register. So only those rules run that ask for nothing but what is there. Values are held against the limits as if
each were printed; the institution's level is the row's.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

from generator.assembly.scope import CaseScope
from generator.checks.context import Facts
from generator.checks.rules import (
    case_region,
    institution_code,
    institution_mismatch,
    institution_vocabulary,
    internet_hospital,
    limit_exceeded,
    phone_shape,
    postcode_shape,
    services_mismatch,
    uscc,
    value_unreadable,
)
from generator.model.case import Case
from generator.model.library import Library
from generator.problems import Ground, Problem, Severity
from generator.renewal.roster.columns import Columns
from generator.selection import kind_for, rules_of

Seen = Callable[[Case], Hashable]


def _beds(case: Case) -> int | None:
    """Return what the rules see of the beds: whether there are any, and how many where inpatient care isn't offered."""
    beds = case.institution.beds
    return beds if not beds or "inpatient" not in case.services else 1


RuleSet = tuple[tuple[tuple[ModuleType, ...], Seen | None], ...]

RULES: RuleSet = (
    ((uscc, institution_code, phone_shape, postcode_shape, internet_hospital), None),
    ((case_region,), lambda case: case.number),
    (
        (institution_vocabulary, institution_mismatch, services_mismatch),
        lambda case: (*_standing(case), case.services, case.services_other, _beds(case)),
    ),
    ((limit_exceeded, value_unreadable), lambda case: (*_standing(case), _frozen(case.values))),
)
"""The rules that need no Document, with what they see of a row beside its region and day; None: it is its own."""

MENDS = {
    "services_mismatch": "请改正“医疗服务范围”“其他医疗服务”“床位数”“类别”中不符的一列",
    "internet_hospital": "请填“互联网医院是否建立医保协议关系”（是或否）；填“是”的，写明互联网医院名称",
    "case_region": "请改为具体的统筹地区",
    "region_rules_lapsed": "请核对签订日期；要沿用或不再沿用的，另写案卷，用 xieyi event renew 办理",
}
"""Mends that speak of keys of a case file, as a roster's reader understands them."""


@dataclass(frozen=True)
class RowFacts(Facts):
    """What the rules see of a row: everything that it gives counts as printed, and columns have their labels."""

    columns: Columns

    @cached_property
    def printed(self) -> dict[str, tuple[str, ...]]:
        """Return the values of the row: each is to be held against the limits."""
        return {name: () for name in self.case.values}

    def declares(self, *paths: str) -> bool:
        """Say whether a roster has one of the facts."""
        return "number" in paths or any(self.columns.of(path) is not None for path in paths)

    def label(self, name: str) -> str:
        """Return what a column is called."""
        found = self.columns.of(name) or self.columns.of(f"values.{name}")
        return found.label if found else super().label(name)

    def problem(
        self, rule: str, key: str, message: str, *, mend: str = "", law: tuple[Ground, ...] = (),
        severity: Severity = Severity.ERROR,
    ) -> Problem:  # fmt: skip
        """Return a problem of a rule; one of severity `reason` says which columns waive it."""
        code = rule.rpartition(".")[2]
        mend = MENDS.get(code, mend)
        if severity is Severity.REASON:
            mend += f"；确有理由的，在“{self.label('waiver.reason')}”“{self.label('waiver.by')}”两列写明"
        words = message.replace("案卷写的", "名册写的")
        return Problem(code=code, severity=severity, message=words, where=self.place(key), law=law, mend=mend)


class RowRules:
    """Holds rows against the rules. What was in order once needn't be looked at again in ten thousand rows alike."""

    def __init__(self, library: Library, columns: Columns, rules: RuleSet = RULES) -> None:
        self.library = library
        self.columns = columns
        self.rules = rules
        self._clean: set[Hashable] = set()
        self._silent: dict[str, CaseScope] = {}

    def problems(self, case: Case) -> list[Problem]:
        """Return what is wrong with a row; each place has the key alone. Its region must be one of the library's."""
        found: list[Problem] = []
        facts: RowFacts | None = None
        last = len(self.rules) - 1 if self.columns.shape.values else None
        for index, (rules, seen) in enumerate(self.rules):
            key = (
                None
                if seen is None
                else (index, case.kind, case.region, case.date, case.options.lapsed_rules, seen(case))
            )
            if key in self._clean:
                continue
            if facts is None or index == last:
                facts = self._facts(case, values=index == last)
            wrong = [problem for rule in rules for problem in rule.find(facts)]
            found += wrong
            if key is not None and not wrong:
                self._clean.add(key)
        return found

    def _facts(self, case: Case, *, values: bool) -> RowFacts:
        """Return what the rules see; only those on values ask the scope, and working one out is dear."""
        rules = rules_of(self.library, case)
        kind = kind_for(self.library, case.kind, rules)
        scope = self._silent.get(case.region)
        if values or scope is None:
            said = case if values else Case(kind=case.kind, region=case.region, date=case.date)
            scope = CaseScope(self.library, rules, said, kind)
        if not values:
            self._silent[case.region] = scope
        return RowFacts(self.library, case, kind, rules, (), scope, None, self.columns)


def _standing(case: Case) -> tuple[str | None, ...]:
    institution = case.institution
    return (institution.level, institution.type, institution.ownership)


def _frozen(values: dict[str, str | dict[str, str]]) -> Hashable:
    return tuple((name, value if isinstance(value, str) else tuple(value.items())) for name, value in values.items())
