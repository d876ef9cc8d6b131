"""Run every rule over one case.

In: a Library, a Case. Out: Problems, waivers applied, in the order of the case file's lines; what has no line
(a key that isn't there) comes last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from generator.assembly import DanglingReferenceError, assemble
from generator.assembly.scope import CaseScope
from generator.checks.context import Facts
from generator.checks.waivers import WAIVER_UNUSED, apply_waivers
from generator.language import names_in
from generator.model.case import Case
from generator.model.library import Library
from generator.problems import Problem
from generator.reading.validation import nearest
from generator.selection import Selected, kind_for, rules_of, select_clauses

KIND_UNKNOWN, REGION_UNKNOWN, REFERENCE_DANGLING = "kind_unknown", "region_unknown", "reference_dangling"

Rule = Callable[[Facts], Iterator[Problem]]


def check(library: Library, case: Case, judged: tuple[Problem, ...] = ()) -> tuple[Problem, ...]:
    """Return all problems of a case; raise `MissingPartError` where the machine lacks fonts.

    What was `judged` already, of the event that the case stands for, isn't told again. With an unknown kind
    or region nothing else can be judged, so only that is told.
    """
    unknown = tuple(_unknown(library, case))
    if unknown:
        return _in_file_order(unknown)
    facts, dangling = _facts(library, case)
    found = [*dangling, *(problem for rule in _rules().values() for problem in rule(facts))]
    told = {(problem.code, problem.where.key) for problem in judged}
    found = [problem for problem in found if (problem.code, problem.where.key) not in told]
    return _in_file_order(apply_waivers(facts, found, problem_codes(), judged))


@cache
def problem_codes() -> tuple[str, ...]:
    """Return every code that `check` may give, in alphabetical order."""
    return tuple(sorted([*_rules(), KIND_UNKNOWN, REGION_UNKNOWN, REFERENCE_DANGLING, WAIVER_UNUSED]))


@cache
def _rules() -> dict[str, Rule]:
    """Return the rules by code: every module of `generator.checks.rules` is one."""
    package = import_module("generator.checks.rules")
    names = sorted(module.name for module in iter_modules(package.__path__))
    return {name: import_module(f"{package.__name__}.{name}").find for name in names}


def _unknown(library: Library, case: Case) -> Iterator[Problem]:
    for code, key, what, name, known in (
        (KIND_UNKNOWN, "kind", "文书种类", case.kind, list(library.kinds)),
        (REGION_UNKNOWN, "region", "统筹地区", case.region, list(library.regions)),
    ):
        if name not in known:
            close = nearest(name, known)
            mend = f"最接近的是“{close}”" if close else f"可选：{'、'.join(known)}"
            yield Problem(code=code, message=f"没有“{name}”这个{what}", where=case.places.of(key), mend=mend)


def _facts(library: Library, case: Case) -> tuple[Facts, list[Problem]]:
    """Return what the rules see, and the reference that holds the Document up, if one does."""
    rules = rules_of(library, case)
    kind = kind_for(library, case.kind, rules)
    selected = select_clauses(kind, case)
    document, dangling = None, []
    try:
        document = assemble(library, case)
    except DanglingReferenceError as error:
        dangling = [_dangling(error, selected, case)]
    return Facts(library, case, kind, rules, selected, CaseScope(library, rules, case, kind), document), dangling


def _dangling(error: DanglingReferenceError, selected: tuple[Selected, ...], case: Case) -> Problem:
    """Return the problem of a reference into text that this case leaves out."""
    ref = error.ref
    source = next((chosen.clause.file for chosen in selected if ref in names_in(chosen.clause.parts()).refs), "")
    target = f"“{ref.clause}”" + (f"的“{ref.item}”项" if ref.item else "")
    message = f"{source} 引用的条款{target}按本案卷的事实不印，引用会落空"
    mend = "请核对案卷的事实；事实无误的，请在条款里用 {% if %} 写明同样的条件"
    return Problem(code=REFERENCE_DANGLING, message=message, where=case.places.of(""), mend=mend)


def _in_file_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.where.line is None, problem.where.line or 0)))
