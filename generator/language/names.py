"""Which names a body uses, and where: for checking them at load and for keying caches.

In: a Body or Condition. Out: `NameUse` (paths of values and conditions, references). What is named through a loop's
variable is told apart, by the list that is looped over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.template import (
    Body,
    Both,
    Box,
    Compare,
    Condition,
    Either,
    For,
    If,
    Lookup,
    Negation,
    Path,
    Ref,
    Value,
)


@dataclass(frozen=True)
class NameUse:
    """The names of a body in the order of their first use."""

    values: tuple[Path, ...]  # printed
    conditions: tuple[Path, ...]  # asked in conditions or looped over
    refs: tuple[Ref, ...]
    loops: tuple[Path, ...] = ()  # lists that are looped over
    entries: tuple[tuple[Path, Path, bool], ...] = ()  # list, attributes of its entries, whether they are printed


def condition_parts(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and every one inside it."""
    yield condition
    match condition:
        case Compare() | Both() | Either():
            yield from condition_parts(condition.left)
            yield from condition_parts(condition.right)
        case Negation():
            yield from condition_parts(condition.inner)


def condition_paths(condition: Condition) -> Iterator[Path]:
    """Yield the paths that a condition asks."""
    return (part.path for part in condition_parts(condition) if isinstance(part, Lookup))


def conditions_in(body: Body) -> Iterator[Condition]:
    """Yield the conditions of a body: its branches' and its boxes'."""
    for part in body:
        match part:
            case If():
                for condition, branch in part.branches:
                    yield condition
                    yield from conditions_in(branch)
                yield from conditions_in(part.orelse)
            case For():
                yield from conditions_in(part.body)
            case Box():
                yield part.condition


def names_in(body: Body) -> NameUse:
    """Return the names that a body uses."""
    found = _Names()
    found.visit(body, {})
    return NameUse(
        tuple(found.values), tuple(found.conditions), tuple(found.refs), tuple(found.loops), tuple(found.entries)
    )


class _Names:
    """The names of a body as they are found; dicts keep the order of first use."""

    def __init__(self) -> None:
        self.values: dict[Path, None] = {}
        self.conditions: dict[Path, None] = {}
        self.refs: dict[Ref, None] = {}
        self.loops: dict[Path, None] = {}
        self.entries: dict[tuple[Path, Path, bool], None] = {}

    def visit(self, body: Body, bound: dict[str, Path]) -> None:
        """Take note of a body's names; `bound` holds the loops around it: their names and lists."""
        for part in body:
            match part:
                case Value():
                    self._name(part.path, bound, printed=True)
                case Ref():
                    self.refs[part] = None
                case Box():
                    self._asked(part.condition, bound)
                case If():
                    for condition, branch in part.branches:
                        self._asked(condition, bound)
                        self.visit(branch, bound)
                    self.visit(part.orelse, bound)
                case For():
                    self._name(part.path, bound, printed=False)
                    path = (*bound[part.path[0]], *part.path[1:]) if part.path[0] in bound else part.path
                    self.loops[path] = None
                    self.visit(part.body, {**bound, part.name: path})

    def _asked(self, condition: Condition, bound: dict[str, Path]) -> None:
        for path in condition_paths(condition):
            self._name(path, bound, printed=False)

    def _name(self, path: Path, bound: dict[str, Path], *, printed: bool) -> None:
        if path[0] in bound:
            self.entries[bound[path[0]], path[1:], printed] = None
        elif printed:
            self.values[path] = None
        else:
            self.conditions[path] = None
