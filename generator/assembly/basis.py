"""What bounds the numbers of a document: the law behind each fill, for the preview.

In: the selected clauses and the scope. Out: a Basis for each limit of each parameter that is printed.
"""

from __future__ import annotations

from functools import cache

from generator.assembly.scope import CaseScope
from generator.document.nodes import Basis
from generator.language import names_in
from generator.model.clause import Clause
from generator.model.force import Force
from generator.model.region import Side
from generator.model.template import Path
from generator.selection import Selected

SIDE_WORDS = {Side.MAX: "不超过", Side.MIN: "不低于", Side.BELOW: "低于", Side.ABOVE: "高于"}
FORCE_WORDS = {Force.MUST: "应当", Force.IN_PRINCIPLE: "原则上", Force.AS_A_RULE: "一般", Force.MAY: "可以"}


def bases(selected: tuple[Selected, ...], scope: CaseScope) -> tuple[Basis, ...]:
    """Return the bases of the printed parameters, each name once for each side, in order of first use."""
    found: dict[tuple[str, Side], Basis] = {}
    for chosen in selected:
        for path in _printed(chosen.clause):
            parameter = scope.library.parameters.get(path[0])
            if parameter is None:
                continue
            asked = path[-1] if path[-1] in {*Side} else None
            for side in Side:
                limit = scope.limit(path, side) if asked is None or asked == side.value else None
                name = ".".join(path)
                if limit is not None and (name, side) not in found:
                    found[name, side] = Basis(
                        name=name,
                        label=parameter.label + (f"（{path[1]}）" if len(path) > 1 and asked is None else ""),
                        statement=f"{FORCE_WORDS[limit.force]}{SIDE_WORDS[side]}{limit.value}",
                        citation=scope.library.print_citation(limit.cite),
                        quote=limit.quote,
                        text=scope.library.statutes[limit.cite.statute].passage(limit.cite, limit.quote) or "",
                    )
    return tuple(found.values())


@cache
def _paths(body: object) -> tuple[Path, ...]:
    return names_in(body).values  # type: ignore[arg-type]


def _printed(clause: Clause) -> tuple[Path, ...]:
    return _paths(clause.parts())
