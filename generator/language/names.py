"""Which names a body uses, and where: for checking them at load and for keying caches.

In: a Body or Condition. Out: `NameUse` (paths of values and conditions, references). Loop variables are
left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.template import (
    Body,
    Both,
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


def condition_paths(condition: Condition) -> Iterator[Path]:
    """Yield the paths that a condition asks."""
    match condition:
        case Lookup():
            yield condition.path
        case Compare() | Both() | Either():
            yield from condition_paths(condition.left)
            yield from condition_paths(condition.right)
        case Negation():
            yield from condition_paths(condition.inner)


def names_in(body: Body) -> NameUse:
    """Return the names that a body uses."""
    values: dict[Path, None] = {}
    conditions: dict[Path, None] = {}
    refs: dict[Ref, None] = {}

    def visit(body: Body, bound: frozenset[str]) -> None:
        for part in body:
            match part:
                case Value() if part.path[0] not in bound:
                    values[part.path] = None
                case Ref():
                    refs[part] = None
                case If():
                    for condition, branch in part.branches:
                        conditions.update((p, None) for p in condition_paths(condition) if p[0] not in bound)
                        visit(branch, bound)
                    visit(part.orelse, bound)
                case For():
                    if part.path[0] not in bound:
                        conditions[part.path] = None
                    visit(part.body, bound | {part.name})

    visit(body, frozenset())
    return NameUse(tuple(values), tuple(conditions), tuple(refs))
