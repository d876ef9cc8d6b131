"""What the reader of a document must be told: recorded conflicts that it touches, and law that has lapsed.

In: the selected clauses and the scope. Out: sentences, in the order in which the library records them.
"""

from __future__ import annotations

from generator.assembly.scope import CaseScope
from generator.language import names_in
from generator.model.law import Conflict
from generator.model.units import print_date
from generator.selection import Selected


def remarks(conflicts: tuple[Conflict, ...], scope: CaseScope) -> tuple[str, ...]:
    """Return the sentences that the document prints of itself, given the conflicts that it touches."""
    return (*_lapsed(scope), *(conflict.tells for conflict in conflicts))


def touching_conflicts(selected: tuple[Selected, ...], scope: CaseScope) -> tuple[Conflict, ...]:
    """Return the conflicts that the document touches by its kind, its clauses or its parameters.

    A conflict with the model agreement touches the clauses that still have its text, not a region's own.
    """
    return tuple(
        conflict
        for conflict in scope.rules.conflicts
        if (not conflict.touches.kinds or scope.kind.id in conflict.touches.kinds)
        and (not conflict.touches.signed_on or f"{scope.case.date:%m-%d}" in conflict.touches.signed_on)
        and _touches(conflict, selected, model_only=_with_model(conflict, scope))
    )


def _with_model(conflict: Conflict, scope: CaseScope) -> bool:
    return any(scope.library.statutes[cite.statute].nature == "contract_model" for cite in conflict.between)


def _touches(conflict: Conflict, selected: tuple[Selected, ...], *, model_only: bool) -> bool:
    for chosen in selected:
        clause = chosen.clause
        if model_only and not clause.file.startswith("clauses/"):
            continue
        if clause.slug in conflict.touches.clauses:
            return True
        use = names_in(clause.parts())
        if any(path[0] in conflict.touches.parameters for path in use.values):
            return True
    return False


def _lapsed(scope: CaseScope) -> tuple[str, ...]:
    kept = scope.case.options.lapsed_rules == "keep"
    end = "经说明理由，本文书仍沿用其条款和数值" if kept else "其条款和数值不适用，本文书依上位规定"
    day = print_date(scope.case.date)
    return tuple(f"签订日期{day}不在{statute.name()}施行期间，{end}。" for statute in scope.rules.lapsed)
