"""A kind's text as a region has it on a day: its own variants laid over the model's clauses.

In: a Library, a kind, the Rules of the day. Out: a Kind with clauses replaced, inserted and left out.
"""

from __future__ import annotations

from functools import lru_cache

from generator.model.clause import Kind
from generator.model.library import Library
from generator.selection.rules import Rules


def kind_for(library: Library, kind_id: str, rules: Rules) -> Kind:
    """Return a kind as it reads in a region on a day."""
    return _composed(library, kind_id, tuple(region.id for region in rules.chain))


@lru_cache(maxsize=512)
def _composed(library: Library, kind_id: str, chain: tuple[str, ...]) -> Kind:
    kind = library.kinds[kind_id]
    for region in reversed(chain):  # the highest region's first
        kind = kind.in_region(library.regions[region].variants)
    return kind
