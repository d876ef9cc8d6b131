"""The renewed agreement's case: what was signed, what the roster says, what the law of the new day asks for.

In: the signed case, a row of the roster (or none), the term's first day and the day of signing. Out: the case without
a number, each value before and after, and why. Whether it is to be renewed at all is not asked here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from generator.assembly.basis import FORCE_WORDS, SIDE_WORDS
from generator.model.case import Bank, Case, Institution, InternetHospital, Term
from generator.model.force import Force
from generator.model.library import Library
from generator.model.region import Limit, Side
from generator.model.units import Quantity, Unit
from generator.renewal.plan.laws_between import LawsBetween
from generator.renewal.plan.values import effective, own_value, print_value, printed
from generator.renewal.plan.words import Reason, ValueChange
from generator.renewal.roster import RosterRow
from generator.selection import Rules, rules_of, term_of

FOLLOWING = ("term.start", "term.end")
"""Facts that change with every renewal, and make no other terms."""

_SECTIONS = (("bank", Bank), ("internet_hospital", InternetHospital))
_INSIDE = frozenset(name for name, _ in _SECTIONS)
_OTHERS = ("services", "services_other")
_OF_INSTITUTIONS = (  # in the order of the model
    *(f"institution.{name}" for name in Institution.model_fields if name not in _INSIDE),
    *(f"institution.{name}.{part}" for name, section in _SECTIONS for part in section.model_fields),
)
_PATHS = tuple((path, tuple(path.split("."))) for path in (*FOLLOWING, *_OF_INSTITUTIONS, *_OTHERS))
_OTHER_PATHS = tuple((path, tuple(path.split("."))) for path in (*FOLLOWING, *_OTHERS))


@dataclass
class Renewal:
    """A renewal in the making. `terms` says whether anything but the days changed."""

    old: Case
    new: Case
    changes: list[ValueChange] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    terms: bool = False


class Renewer:
    """Makes the cases of renewals; what is the same for many is worked out once."""

    def __init__(self, library: Library, labels: dict[str, str]) -> None:
        self.library = library
        self.labels = labels
        self.between = LawsBetween(library)
        self.years = frozenset(name for name, one in library.parameters.items() if one.unit is Unit.YEAR)

    def renew(self, old: Case, number: str, row: RosterRow | None, start: date, sign_on: date) -> Renewal:
        """Return the renewal of an agreement."""
        update: dict[str, Any] = {
            "date": sign_on, "number": None, "renews": number, "term": Term(start=start), "waivers": (), "facts": {},
            "agreement": None, "findings": (), "amendments": (),
        }  # fmt: skip
        if row is not None:
            update |= {name: said for name in _OTHERS if (said := getattr(row.case, name))}
            update |= {"institution": overlaid(old.institution, row.case.institution), "waivers": row.case.waivers}
        new = old.model_copy(update=update)
        rules = rules_of(self.library, new)
        update = {"term": term_of(new, rules, self.library.kinds[new.kind].sort)}
        proposed = row.case.values if row is not None else {}
        values = self._values(old, new, proposed)
        found = Renewal(old, new.model_copy(update={**update, "values": values}))
        self._keep_limits(found, rules, proposed)
        self._tell(found, rules, proposed)
        return found

    def _values(self, old: Case, new: Case, proposed: dict[str, Any]) -> dict[str, Any]:
        """Return the values of the new case: an old level's are dropped, years move on, the roster's go before."""
        values = dict(old.values)
        if old.institution.level != new.institution.level:
            for name in [name for name in values if self._by_level(name) and isinstance(values[name], str)]:
                del values[name]
        if new.term.start is not None and old.term.start is not None:
            for name in self.years & values.keys():
                if values[name] == str(old.term.start.year):
                    values[name] = str(new.term.start.year)
        return {**values, **proposed}

    def _by_level(self, name: str) -> bool:
        parameter = self.library.parameters.get(name)
        return parameter is not None and parameter.by == "level"

    def _keep_limits(self, found: Renewal, rules: Rules, proposed: dict[str, Any]) -> None:
        """Bring values that the old law allowed within the limits of the new one; a roster's are left to the checks."""
        for name in [name for name in found.new.values if name not in proposed]:
            value = own_value(self.library, found.new, name)
            past = _past(rules, name, value, found.new.institution.level) if value else None
            if past is None or own_value(self.library, found.old, name) is None:
                continue
            side, limit = past
            put(found, name, str(limit.value))
            words = f"{self.labels[name]}{value}，而规定{FORCE_WORDS[limit.force]}{SIDE_WORDS[side]}{limit.value}"
            found.reasons.append(Reason(words, cited(self.library, limit)))

    def _tell(self, found: Renewal, rules: Rules, proposed: dict[str, Any]) -> None:
        """List what is other than before, and what made it so: the law, or the roster."""
        old, new = found.old, found.new
        law = self.between.find(old, new)
        for path, before, after in _facts(old, new):
            shown = printed(self.library, path, before), printed(self.library, path, after)
            if self.note(found, path, *shown):
                found.reasons.append(self._by_roster(path, *shown))
        names = dict.fromkeys([*old.values, *new.values, *law.parameters, *self._levelled(found)])
        for name in names:
            before, after = effective(self.library, old, name), effective(self.library, new, name, rules)
            if not self.note(found, name, print_value(before), print_value(after)):
                continue
            if name in proposed:
                limit = self._limit(rules, name, new.institution.level)
                found.reasons.append(self._by_roster(name, print_value(before), print_value(after), limit))
            found.reasons += self._why(found, name, after, rules, by_law=name in law.parameters)
        found.reasons += [Reason(line) for line in law.statutes]
        found.terms = found.terms or bool(law.statutes)

    def _levelled(self, found: Renewal) -> list[str]:
        """Return what differs by level, where the level is another."""
        if found.old.institution.level == found.new.institution.level:
            return []
        return [name for name, one in self.library.parameters.items() if one.by == "level"]

    def note(self, found: Renewal, name: str, before: str, after: str) -> bool:
        """Write a change down; say whether it makes other terms."""
        if before == after:
            return False
        found.changes.append(ValueChange(name, self.labels.get(name, name), before, after))
        own = name not in FOLLOWING and name not in self.years
        found.terms = found.terms or own
        return own

    def _why(
        self, found: Renewal, name: str, after: Quantity | None, rules: Rules, *, by_law: bool
    ) -> Iterator[Reason]:
        """Yield why a value changed, where level or law did it."""
        rule, label = rules.parameters.get(name), self.labels.get(name, name)
        level, before = found.new.institution.level, found.old.institution.level
        if rule is None or own_value(self.library, found.new, name) is not None:
            return
        citation = self._limit(rules, name, level)
        if self._by_level(name) and level != before:
            yield Reason(
                f"等级由{before or '未写明'}改为{level}，{label}随之{print_value(after) or '没有规定'}", citation
            )
        elif by_law:
            yield Reason(f"{label}的规定在上次签订以后改为{print_value(after) or '没有'}", citation)

    def _limit(self, rules: Rules, name: str, level: str | None) -> str:
        """Return the article that bounds a value, empty where none does."""
        rule = rules.parameters.get(name)
        limit = next((limit for side in Side if (limit := rule.limit(side, level))), None) if rule else None
        return cited(self.library, limit) if limit else ""

    def _by_roster(self, name: str, before: str, after: str, citation: str = "") -> Reason:
        change = f"由{before}改为{after}" if before and after else after or f"删去{before}"
        return Reason(f"名册写明新的{self.labels.get(name, name)}：{change}", citation)


def put(found: Renewal, name: str, written: str) -> None:
    """Give the new case a value."""
    found.new = found.new.model_copy(update={"values": {**found.new.values, name: written}})


def cited(library: Library, limit: Limit) -> str:
    """Return what a limit stands on, as it is printed."""
    return f"{library.print_citation(limit.cite)}“{limit.quote}”"


def overlaid(old: Institution, said: Institution) -> Institution:
    """Return an institution with what a roster says of it laid over, itself where nothing is new."""
    update = _new(old, said, [name for name in said.model_fields_set if name not in _INSIDE])
    for name, section in _SECTIONS:
        over, under = getattr(said, name), getattr(old, name) or section()
        parts = _new(under, over, over.model_fields_set) if over is not None else {}
        if parts:
            update[name] = under.model_copy(update=parts)
    return old.model_copy(update=update) if update else old


def _new(old: object, said: object, names: Iterable[str]) -> dict[str, Any]:
    found = {name: getattr(said, name) for name in names}
    return {name: value for name, value in found.items() if value is not None and value != getattr(old, name)}


def _past(rules: Rules, name: str, value: Quantity, level: str | None) -> tuple[Side, Limit] | None:
    """Return the tightest limit, its end included, that binds and that a value doesn't keep."""
    rule = rules.parameters.get(name)
    if rule is None:
        return None
    for side in (Side.MAX, Side.MIN):
        for limit in rule.limits(side, level):
            if limit.force is Force.MUST and not side.admits(value, limit.value):
                return side, limit
    return None


def _facts(old: Case, new: Case) -> Iterator[tuple[str, Any, Any]]:
    """Yield the paths of facts that differ, with what they were and are."""
    for path, steps in _PATHS if old.institution is not new.institution else _OTHER_PATHS:
        before, after = old.fact(steps), new.fact(steps)
        if before != after:
            yield path, before, after


def day_after(day: date) -> date:
    """Return the day after one."""
    return day + timedelta(days=1)
