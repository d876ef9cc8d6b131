"""What changed in the law between two signing days, of what an agreement's text uses.

In: a Library, the kind, the Rules of both days, the institution's level. Out: the parameters whose default or limits
changed, and the statutes that came into force or lapsed.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.language import names_in
from generator.model.case import Case
from generator.model.clause import Kind
from generator.model.library import Library
from generator.model.region import Limit, Side
from generator.model.units import print_date
from generator.selection import Rules, kind_for, rules_of

STATUTES = "statutes"


@dataclass(frozen=True)
class NewLaw:
    """What changed: parameters' names, and a sentence for each statute."""

    parameters: tuple[str, ...]
    statutes: tuple[str, ...]


class LawsBetween:
    """Compares the law of two days; what was compared once is kept."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._known: dict[object, NewLaw] = {}

    def find(self, old: Case, new: Case) -> NewLaw:
        """Return what changed between the law of two cases, at the new one's level."""
        level = new.institution.level
        key = (old.region, old.date, old.options.lapsed_rules, new.date, new.kind, level)
        if key not in self._known:
            self._known[key] = self._compare(old, new, level)
        return self._known[key]

    def _compare(self, old: Case, new: Case, level: str | None) -> NewLaw:
        before, after = rules_of(self.library, old), rules_of(self.library, new)
        parameters, statutes = used_names(self.library, kind_for(self.library, new.kind, after))
        changed = [name for name in parameters if _state(before, name, level) != _state(after, name, level)]
        stood = {region.stands_on for region in after.regions if region.stands_on}
        told = [
            line for name in sorted({*statutes, *stood}) if (line := self._told(name, old, new)) is not None
        ]  # fmt: skip
        return NewLaw(tuple(changed), tuple(told))

    def _told(self, name: str, old: Case, new: Case) -> str | None:
        statute = self.library.statutes.get(name) or self.library.cited.get(name)
        if statute is None or statute.in_force(old.date) == statute.in_force(new.date):
            return None
        title = f"《{statute.title}》"
        if statute.in_force(new.date) and statute.effective_from is not None:
            return f"{title}自{print_date(statute.effective_from)}起施行，续签的文本随之不同"
        return f"{title}已失效，续签的文本依上位规定"


def used_names(library: Library, kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parameters and the statutes' ids that a kind's text names."""
    names: dict[str, None] = {}
    statutes: dict[str, None] = {}
    for clause in kind.texts():
        use = names_in(clause.parts())
        for path in (*use.values, *use.conditions):
            if path[0] == STATUTES:
                statutes[path[1].replace("_", "-")] = None
            elif path[0] in library.parameters:
                names[path[0]] = None
    return tuple(names), tuple(statutes)


def _state(rules: Rules, name: str, level: str | None) -> tuple[object, ...]:
    rule = rules.parameters.get(name)
    if rule is None:
        return ()
    limits: list[Limit | None] = [rule.limit(side, level) for side in Side]
    return (rule.default(level), *[(limit.value, limit.force) if limit else None for limit in limits])
