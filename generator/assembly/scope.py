"""What the names in a kind's text stand for in one case.

In: a Library, the Rules of the day, a Case, the numbers of the chosen articles. Out: inline nodes for the
clause language: Fill where something is known, Blank where it isn't, Reference for ref().
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from generator.assembly.values import case_values
from generator.document.bookmarks import bookmark_name
from generator.document.nodes import Blank, Fill, HandFilled, Inline, Origin, Reference
from generator.language import Scope
from generator.model.case import Case
from generator.model.clause import Kind
from generator.model.library import Library
from generator.model.region import Limit, Side
from generator.model.template import Path, Ref
from generator.model.units import Quantity, print_date
from generator.selection import Rules, at_level, stated, term_of

_LINE = re.compile("_+")
_SHAPE = "____"
_SIDES = {side.value: side for side in Side}


class DanglingReferenceError(ValueError):
    """A clause refers to one that is not in the document."""

    def __init__(self, ref: Ref) -> None:
        super().__init__(f"引用的条款“{ref.clause}”不在本文书里")
        self.ref = ref


class CaseScope:
    """Names as one case has them. `addresses` holds the printed address of each clause and item."""

    def __init__(self, library: Library, rules: Rules, case: Case, kind: Kind) -> None:
        self.library = library
        self.rules = rules
        self.case = case
        self.kind = kind
        self.values = case_values(library, case)
        self.term = term_of(case, rules, kind.sort)
        self.addresses: dict[tuple[str, str | None], str] = {}
        self._asked: dict[Path, Any] = {}
        self._printed: dict[Path, Inline] = {}

    def value(self, path: Path) -> Inline:
        """Return the node of a name."""
        found = self._printed.get(path)
        if found is None:
            found = self._printed[path] = self._value(path)
        return found

    def struck(self, path: Path) -> Inline:
        """Return the node of a name in a clause that doesn't apply: its blank, struck."""
        found = self.value(path)
        if path[0] in ("terms", "hand") or (isinstance(found, Fill) and found.origin is not Origin.CASE):
            return found
        return Fill(name=".".join(path), text=_LINE.sub("／", self._shape(path)), origin=Origin.STRUCK)

    def _value(self, path: Path) -> Inline:
        name = ".".join(path)
        if path[0] == "hand":
            return HandFilled(name=path[1], shape=self.kind.hand[path[1]])
        found = self.ask(path)
        if found is None or found == "":
            return Blank(name=name, shape=self._shape(path))
        return Fill(name=name, text=self._print(path, found), origin=self._origin(path))

    def ask(self, path: Path) -> Any:
        """Return what a condition sees."""
        if path not in self._asked:
            self._asked[path] = self._find(path)
        return self._asked[path]

    def reference(self, ref: Ref) -> Inline:
        """Return a reference to a clause, an item or an attachment; raise `DanglingReferenceError`."""
        attachment = next((found for found in self.kind.attachments if found.id == ref.clause), None)
        if attachment is not None:
            return Reference(target=bookmark_name("a", attachment.id), text=attachment.reference)
        text = self.addresses.get((ref.clause, ref.item))
        if text is None:
            raise DanglingReferenceError(ref)
        return Reference(target=bookmark_name("c", ref.clause, ref.item), text=text)

    def bind(self, name: str, value: Any, entry: str) -> Scope:
        """Return a scope for one round of a loop."""
        return _LoopScope(self, name, value, entry)

    def limit(self, path: Path, side: Side) -> Limit | None:
        """Return the effective limit of a parameter, at the level that the path names or the institution's own."""
        rule = self.rules.parameters.get(path[0])
        level = path[1] if len(path) > 1 and path[1] not in _SIDES else self.case.institution.level
        return rule.limit(side, level) if rule else None

    def _find(self, path: Path) -> Any:
        if path[0] == "terms":
            return self.rules.terms.get(path[1])
        if path[0] == "statutes":
            return self.library.statute_in_force(path[1], self.case.date)
        if path[0] == "term":
            return getattr(self.term, path[1], None)
        if path[0] not in self.library.parameters:
            return stated(self.kind, self.case, path)
        if len(path) > 1 and path[1] in _SIDES:
            limit = self.limit(path, _SIDES[path[1]])
            return limit.value if limit else None
        level = path[1] if len(path) > 1 else self.case.institution.level
        given = self.values.get(path[0], {})
        rule = self.rules.parameters.get(path[0])
        return at_level(given, level) or (rule.default(level) if rule else None)

    def _origin(self, path: Path) -> Origin:
        if path[0] == "terms":
            return Origin.TERM
        if path[0] == "term" and self.case.fact(path) is None:
            return Origin.REGION
        if path[0] not in self.library.parameters:
            return Origin.CASE
        if len(path) > 1 and path[1] in _SIDES:
            return Origin.LAW
        level = path[1] if len(path) > 1 else self.case.institution.level
        given: Quantity | None = at_level(self.values.get(path[0], {}), level)
        return Origin.CASE if given else Origin.REGION

    def _shape(self, path: Path) -> str:
        parameter = self.library.parameters.get(path[0])
        if parameter is not None:
            return parameter.blank
        fact = self.kind.facts.get(".".join(path))
        return (fact.blank if fact else None) or _SHAPE

    def _print(self, path: Path, found: Any) -> str:
        if path == ("institution", "ownership"):
            return self.library.institutions.ownership.get(str(found), str(found))
        return _printed(found)


def _printed(found: Any) -> str:
    if isinstance(found, bool):
        return "是" if found else "否"
    return print_date(found) if isinstance(found, date) else str(found)


class _LoopScope:
    """A scope in which a loop's name stands for an entry of a list, which is called findings[2]."""

    def __init__(self, outer: CaseScope | _LoopScope, name: str, value: Any, entry: str) -> None:
        self.outer = outer
        self.name = name
        self.bound = value
        self.entry = entry

    def value(self, path: Path) -> Inline:
        if path[0] != self.name:
            return self.outer.value(path)
        found, name = self.ask(path), ".".join((self.entry, *path[1:]))
        if found is None or found == "":
            return Blank(name=name, shape=_SHAPE)
        return Fill(name=name, text=_printed(found), origin=Origin.CASE)

    def ask(self, path: Path) -> Any:
        if path[0] != self.name:
            return self.outer.ask(path)
        found = self.bound
        for step in path[1:]:
            found = getattr(found, step, None)
        return found

    def reference(self, ref: Ref) -> Inline:
        return self.outer.reference(ref)

    def bind(self, name: str, value: Any, entry: str) -> Scope:
        return _LoopScope(self, name, value, entry)
