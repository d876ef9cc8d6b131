"""Trying a text's structure before any case is there.

In: a Body. Out: nothing, or the ValueError that its structure raises: an item without a paragraph, a crooked table. It
is tried once for each branch that its conditions can take (all first ones, all second ones …, none), its lists with
two entries and with none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.document.nodes import Fill, Inline, Origin, Text
from generator.language import Scope, evaluate, read_blocks, read_structure
from generator.language.entries import has_many_lines
from generator.model.template import Body, For, If, Part, Path, Ref

_ENTRIES = ("项", "项")


def try_structure(body: Body, *, tables: bool) -> None:
    """Try a body's structure; raise ValueError (Chinese message). Only attachments and sheets hold tables."""
    read = read_blocks if tables else read_structure
    for branch in range(_most_branches(body) + 1):
        chosen = tuple(_chosen(body, branch))
        for entries in (_ENTRIES, ()):
            read(evaluate(chosen, _Trial(entries)))


def _most_branches(body: Body) -> int:
    """Return how many branches the longest condition of a body has."""
    found = 0
    for part in body:
        match part:
            case If():
                inner = [_most_branches(branch) for _, branch in part.branches]
                found = max(found, len(part.branches), *inner, _most_branches(part.orelse))
            case For():
                found = max(found, _most_branches(part.body))
    return found


def _chosen(body: Body, branch: int) -> Iterator[Part]:
    """Yield the parts of a body in which every condition takes one branch; past its last one, what is left else."""
    for part in body:
        match part:
            case If():
                taken = part.branches[branch][1] if branch < len(part.branches) else part.orelse
                yield from _chosen(taken, branch)
            case For():
                yield part._replace(body=tuple(_chosen(part.body, branch)))
            case _:
                yield part


class _Trial:
    """A scope in which every name prints a mark and every list has the same entries."""

    def __init__(self, entries: tuple[str, ...]) -> None:
        self.entries = entries

    def value(self, path: Path) -> Inline:
        return Text(text=".".join(path))

    def ask(self, path: Path) -> Any:  # noqa: ARG002 - the protocol's
        return self.entries

    def reference(self, ref: Ref) -> Inline:
        return Text(text=ref.clause)

    def bind(self, name: str, value: Any, entry: str) -> Scope:  # noqa: ARG002 - the protocol's
        return _Round(self, name, entry)


class _Round(_Trial):
    """One round of a loop; a text that may have several paragraphs has two."""

    def __init__(self, outer: _Trial, name: str, entry: str) -> None:
        super().__init__(outer.entries)
        self.outer = outer
        self.name = name
        self.entry = entry

    def value(self, path: Path) -> Inline:
        if path[0] != self.name:
            return self.outer.value(path)
        name = ".".join((self.entry, *path[1:]))
        return Fill(name=name, text="一\n二" if has_many_lines(name) else "一", origin=Origin.CASE)
