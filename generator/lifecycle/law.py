"""What the law of a region says of an agreement's life on a day.

In: a Library, a region, a day. Out: the grounds and deadlines in force (the nearest region's of each id), the
handlings that an agreement's own text names.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from generator.errors import UsageError
from generator.model.library import Library
from generator.model.lifecycle import ContractGround, DeadlineRule, LegalGround, Lifecycle
from generator.problems import Ground
from generator.selection import Rules, rules_for


def table_of(library: Library) -> Lifecycle:
    """Return the library's table of states and events; raise `UsageError` where it has none."""
    if library.lifecycle is None:
        raise UsageError("条款库没有 regions/lifecycle.yaml，不能办理协议签订以后的事项")
    return library.lifecycle


def law_on(library: Library, region: str, on: date, *, keep_lapsed: bool = False) -> Law:
    """Return the law of a region on a day."""
    return _law(library, region, on, keep_lapsed)


class Law:
    """The grounds and deadlines that are in force."""

    def __init__(self, library: Library, rules: Rules) -> None:
        self.library = library
        self.rules = rules
        grounds: dict[str, LegalGround] = {}
        deadlines: dict[str, DeadlineRule] = {}
        aside = frozenset(cite for conflict in rules.conflicts for cite in conflict.sets_aside)
        for region in reversed(rules.chain):
            grounds.update({ground.id: ground for ground in region.grounds if ground.cite not in aside})
            deadlines.update({rule.id: rule for rule in region.deadlines if rule.cite not in aside})
        self.grounds = grounds
        self.deadlines = tuple(deadlines.values())

    def ground(self, entry: LegalGround | DeadlineRule | ContractGround) -> Ground:
        """Return an entry's citation as the ground of a problem."""
        return self.library.ground(entry.cite, entry.quote)


def contract_grounds(library: Library, kind: str, region: str, on: date) -> dict[str, ContractGround]:
    """Return the handlings that the text of an agreement names, by clause; `on` is the day it was signed."""
    found = library.kinds.get(kind)
    names = [kind] + ([found.based_on] if found is not None and found.based_on else [])
    grounds: dict[str, ContractGround] = {}
    for name in reversed(names):
        grounds.update(library.contract_grounds.get(name, {}))
        for above in reversed(rules_for(library, region, on).chain):
            grounds.update(above.contract_grounds.get(name, {}))
    return grounds


@lru_cache(maxsize=512)
def _law(library: Library, region: str, on: date, keep_lapsed: bool) -> Law:
    return Law(library, rules_for(library, region, on, keep_lapsed=keep_lapsed))
