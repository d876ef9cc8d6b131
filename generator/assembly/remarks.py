"""What the reader of a document must be told: recorded conflicts that it touches, and law that has lapsed.

In: the selected clauses and the scope. Out: sentences, in the order in which the library records them.
"""

from __future__ import annotations

import re

from generator.assembly.scope import CaseScope
from generator.language import names_in
from generator.model.case import Finding
from generator.model.citation import Citation
from generator.model.law import Conflict
from generator.model.numerals import numeral
from generator.model.statute import Statute
from generator.model.units import print_date
from generator.selection import Selected


def remarks(conflicts: tuple[Conflict, ...], scope: CaseScope) -> tuple[str, ...]:
    """Return the sentences that the document prints of itself, given the conflicts that its own text touches.

    What was found touches some too: those about the item of the statute that it falls under.
    """
    told = [
        conflict
        for conflict in scope.rules.conflicts
        if conflict in conflicts or (_of_the_kind(conflict, scope) and _found(conflict, scope))
    ]
    return (*_lapsed(scope), *(conflict.tells for conflict in told))


def touching_conflicts(selected: tuple[Selected, ...], scope: CaseScope) -> tuple[Conflict, ...]:
    """Return the conflicts that the document touches by its kind, its clauses or its parameters.

    A conflict with the model agreement touches the clauses that still have its text, not a region's own.
    """
    return tuple(
        conflict
        for conflict in scope.rules.conflicts
        if _of_the_kind(conflict, scope)
        and (not conflict.touches.signed_on or f"{scope.case.date:%m-%d}" in conflict.touches.signed_on)
        and _touches(conflict, selected, model_only=_with_model(conflict, scope))
    )


def _of_the_kind(conflict: Conflict, scope: CaseScope) -> bool:
    """Say whether a conflict concerns the kind; what concerns a text concerns those that have taken it over."""
    kinds = conflict.touches.kinds
    return not kinds or scope.kind.id in kinds or scope.kind.based_on in kinds


def _found(conflict: Conflict, scope: CaseScope) -> bool:
    """Say whether a conflict is about what was found: about the very item of a statute that the finding names.

    A conflict about a whole article isn't told for each of its items: most would have nothing to do with the matter.
    """
    statutes = scope.library.statutes
    return any(
        _speaks_of(cite, statutes[cite.statute], finding)
        for finding in scope.case.findings
        for cite in conflict.between
    )


def _speaks_of(cite: Citation, statute: Statute, finding: Finding) -> bool:
    """Say whether a citation is of the item that a finding names in words; a 款 counts only where both name one."""
    article = f"《{re.escape(statute.title)}》(（[^）]*）)?第{numeral(cite.article)}条"
    place = re.fullmatch(f"{article}(第(?P<paragraph>[^款]+)款)?第（(?P<item>[^）]+)）项", finding.statute or "")
    if place is None or place["item"] != cite.item:
        return False
    return cite.paragraph is None or place["paragraph"] in (None, numeral(cite.paragraph))


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
