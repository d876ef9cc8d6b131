"""The rules that a renewal's case can be held against without its Document.

In: a case. Out: problems, with keys for places. Those that a roster's rows are held against, and beside them the days
and what the kind can't be signed without. What waivers answer is told as a note.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from generator.assembly.scope import CaseScope
from generator.checks.context import Facts
from generator.checks.rules import region_rules_lapsed, term_dates, term_length
from generator.model.case import Case, Institution
from generator.model.library import Library
from generator.problems import Place, Problem, Severity
from generator.renewal.roster.columns import Columns
from generator.renewal.roster.rules import RowFacts, RowRules
from generator.selection import kind_for, rules_of

_DATED = (term_dates, term_length, region_rules_lapsed)
_TERM = ("term.start", "term.end")
_EMPTY = (None, "", ())
_GIVEN_LATER = ("number",)
_IN_A_CASE = "，或删去这一行由程序填写"


class _TermFacts(RowFacts):
    """What the rules on days see: a renewal says its term, which a roster doesn't."""

    def declares(self, *paths: str) -> bool:
        """Say whether the kind has one of the facts."""
        return Facts.declares(self, *paths)


class Checks:
    """Holds cases against the rules; what is the same for many is worked out once."""

    def __init__(self, library: Library, columns: Columns) -> None:
        self.library = library
        self.columns = columns
        self._rows = RowRules(library, columns)
        self._dated: dict[object, tuple[Problem, ...]] = {}
        self._clean: set[object] = set()
        self._paths: dict[str, list[tuple[str, tuple[str, ...]]]] = {}

    def problems(self, case: Case, *checked: Institution) -> list[Problem]:
        """Return what is wrong with a case; `checked` are institutions whose codes have been held against the rules."""
        found = [*self._of_rows(case, checked), *self._by_days(case), *self._lacking(case)]
        return [_waived(problem, case) for problem in found] if case.waivers else found

    def _of_rows(self, case: Case, checked: tuple[Institution, ...]) -> list[Problem]:
        """Return what the rules on a roster's rows find; nothing new is found in what was in order part by part."""
        parts = _parts(case)
        known = zip(*map(_codes, checked), strict=True) if checked else ((),) * len(_codes(case.institution))
        in_order = all(code in before for code, before in zip(_codes(case.institution), known, strict=True))
        if in_order and self._clean.issuperset(parts):
            return []
        found = [_of_a_plan(problem) for problem in self._rows.problems(case)]
        if not found:
            self._clean.update(parts)
        return found

    def _by_days(self, case: Case) -> tuple[Problem, ...]:
        key = (case.region, case.kind, case.date, case.term, case.renews is None, case.options)
        if key not in self._dated:
            rules = rules_of(self.library, case)
            kind = kind_for(self.library, case.kind, rules)
            scope = CaseScope(self.library, rules, case, kind)
            facts = _TermFacts(self.library, case, kind, rules, (), scope, None, self.columns)
            self._dated[key] = tuple(_of_a_plan(problem) for rule in _DATED for problem in rule.find(facts))
        return self._dated[key]

    def _lacking(self, case: Case) -> Iterator[Problem]:
        for path, steps in self._required(case.kind):
            if case.fact(steps) in _EMPTY:
                fact = self.library.kinds[case.kind].facts.get(path)
                label = fact.label if fact else path
                where = Place(key=path)
                yield Problem(code="required_facts", message=f"{label}没有写", where=where, mend="请补上")

    def _required(self, kind: str) -> list[tuple[str, tuple[str, ...]]]:
        if kind not in self._paths:
            paths = (*self.library.kinds[kind].required, *_TERM)
            self._paths[kind] = [(path, tuple(path.split("."))) for path in paths if path not in _GIVEN_LATER]
        return self._paths[kind]


def _codes(one: Institution) -> tuple[object, ...]:
    """Return what is an institution's own: its codes, its phone, its internet hospital."""
    return (one.uscc, one.code, one.phone, one.postcode, one.internet_hospital)


def _parts(case: Case) -> list[Hashable]:
    """Return what else the rules look at, in parts that they judge apart: each value, and all that isn't a value."""
    one, law = case.institution, (case.kind, case.region, case.date, case.options.lapsed_rules)
    standing = (*law, one.level, one.type, one.ownership)
    values = [
        (*standing, name, written if isinstance(written, str) else tuple(written.items()))
        for name, written in case.values.items()
    ]
    beds = one.beds and 1  # whether there are any is all that counts
    return [(*standing, case.services, case.services_other, beds), *values]


def _of_a_plan(problem: Problem) -> Problem:
    """Return a problem of a roster's row or a case as a plan's, in which a row isn't to be deleted but an agreement."""
    message, mend = problem.message.replace("名册写的", "方案写的"), problem.mend.replace(_IN_A_CASE, "")
    return problem.model_copy(update={"message": message, "mend": mend})


def _waived(problem: Problem, case: Case) -> Problem:
    names = (problem.code, f"{problem.code}:{problem.where.key or ''}")
    waiver = next((one for one in case.waivers if one.problem in names), None)
    if waiver is None or problem.severity is not Severity.REASON:
        return problem
    message = f"{problem.message}；已写明理由：“{waiver.reason}”，批准人：{waiver.by}"
    return problem.model_copy(update={"severity": Severity.NOTE, "message": message, "mend": ""})
