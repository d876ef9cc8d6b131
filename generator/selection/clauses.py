"""Which clauses of a kind apply to a case.

In: a Kind, a Case. Out: `Selected` clauses in document order, each with the reason why it is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.language import holds
from generator.model.case import Case
from generator.model.clause import Clause, Kind
from generator.model.rule import Asked
from generator.model.template import Path


@dataclass(frozen=True)
class Selected:
    """A clause that will be printed. `struck`: it doesn't apply, so its blanks are struck with ／."""

    clause: Clause
    struck: bool
    why: str


def select_clauses(kind: Kind, case: Case) -> tuple[Selected, ...]:
    """Return the clauses that are printed for a case."""
    keep = case.options.optional_clauses == "keep"
    found = []
    for clause in kind.clauses:
        condition = clause.condition()
        if not clause.asked_on(case.date):
            continue
        if condition is None:
            found.append(Selected(clause, struck=False, why="必备条款"))
        elif holds(condition, lambda path: stated(kind, case, path)):
            found.append(Selected(clause, struck=False, why="案卷事实符合适用条件"))
        elif clause.optional and keep:
            found.append(Selected(clause, struck=True, why="可选条款，不适用，保留并划去空白"))
    return tuple(found)


def stated(kind: Kind, case: Case, path: Path) -> Any:
    """Return what a case states at a path, None where it is silent; `facts.…` are read by the kind's types.

    One that can't be read is None too: a check tells of it.
    """
    found = case.fact(path)
    if found is None or path[0] != "facts":
        return found
    from generator.selection.rulings import UnreadableFactError, read_fact  # few papers ask for such facts

    fact = kind.facts[".".join(path)]
    try:
        return read_fact(found, Asked(fact=path[1], label=fact.label, type=fact.type))
    except UnreadableFactError:
        return None
