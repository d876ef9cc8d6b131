"""Body + Scope → a stream of fixed text and inline nodes.

In: a Body and a Scope, which answers names. Out: chunks of fixed text (`str`) and inline nodes. Values come
out as nodes, never as text, so that nothing in a case can forge a paragraph, an item, a cell or an expression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Protocol

from generator.document.nodes import CheckBox, Inline
from generator.language.names import condition_paths
from generator.model.template import (
    Body,
    Both,
    Box,
    Chunk,
    Compare,
    Condition,
    Constant,
    Either,
    For,
    If,
    Lookup,
    Negation,
    Path,
    Ref,
    Value,
)
from generator.model.units import Quantity

Evaluation = list[str | Inline]
"""Fixed text and nodes. A fill with line breaks is a text of several paragraphs."""

MOST_ROUNDS = 10_000
"""How often the loops of one body may go round."""


class Scope(Protocol):
    """What answers the names of a body."""

    def value(self, path: Path) -> Inline:
        """Return the node that `{{ path }}` prints."""

    def reference(self, ref: Ref) -> Inline:
        """Return the node that a reference prints."""

    def ask(self, path: Path) -> Any:
        """Return what a condition sees: None where absent, a str, number, bool, Quantity or list."""

    def bind(self, name: str, value: Any, entry: str) -> Scope:
        """Return a scope in which a loop's name stands for a value, which is called by its entry: findings[2]."""


def evaluate(body: Body, scope: Scope) -> Evaluation:
    """Evaluate a body; neighbouring chunks are joined."""
    found: Evaluation = []
    for part in _evaluate(body, scope, [0]):
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part)
    return found


def _evaluate(body: Body, scope: Scope, rounds: list[int]) -> Iterable[str | Inline]:
    for part in body:
        match part:
            case Chunk():
                yield part.text
            case Value():
                yield scope.value(part.path)
            case Ref():
                yield scope.reference(part)
            case Box():
                yield _box(part.condition, scope)
            case If():
                yield from _evaluate(_branch(part, scope), scope, rounds)
            case For():
                for place, value in enumerate(scope.ask(part.path) or (), start=1):
                    rounds[0] += 1
                    if rounds[0] > MOST_ROUNDS:
                        raise ValueError(f"循环超过{MOST_ROUNDS}次")
                    bound = scope.bind(part.name, value, f"{'.'.join(part.path)}[{place}]")
                    yield from _evaluate(part.body, bound, rounds)


def _box(condition: Condition, scope: Scope) -> CheckBox:
    """Return a box, which is called by the first name that its condition asks."""
    name = next((".".join(path) for path in condition_paths(condition)), "")
    return CheckBox(name=name, checked=holds(condition, scope.ask))


def _branch(part: If, scope: Scope) -> Body:
    for condition, body in part.branches:
        if holds(condition, scope.ask):
            return body
    return part.orelse


def holds(condition: Condition, ask: Callable[[Path], Any]) -> bool:
    """Say whether a condition holds."""
    return bool(_ask(condition, ask))


def _ask(condition: Condition, ask: Callable[[Path], Any]) -> Any:
    match condition:
        case Lookup():
            return ask(condition.path)
        case Constant():
            return condition.value
        case Both():
            return _ask(condition.left, ask) and _ask(condition.right, ask)
        case Either():
            return _ask(condition.left, ask) or _ask(condition.right, ask)
        case Negation():
            return not _ask(condition.inner, ask)
        case Compare():
            return _compare(condition.op, _plain(_ask(condition.left, ask)), _plain(_ask(condition.right, ask)))
    raise TypeError(f"unknown condition: {type(condition).__name__}")


def _plain(value: Any) -> Any:
    if isinstance(value, Quantity):
        return value.day or value.number if value.text is None else value.text
    return value


def _sort(value: Any) -> type:
    """Return what a value can be compared with: numbers with numbers, anything else with its own type."""
    return Decimal if isinstance(value, int | Decimal) else type(value)


def _compare(op: str, left: Any, right: Any) -> bool:
    if op == "eq":
        return bool(left == right)
    if op == "ne":
        return bool(left != right)
    if op in ("in", "notin"):
        inside = right is not None and left in right
        return inside if op == "in" else not inside
    if left is None or right is None:
        return False  # what isn't known is neither more nor less
    if _sort(left) is not _sort(right):
        return False
    return bool({"lt": left < right, "lteq": left <= right, "gt": left > right, "gteq": left >= right}[op])
