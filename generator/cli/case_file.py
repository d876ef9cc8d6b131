"""A case file under completion: keys are added where they belong, and everything else stays as it was written.

In: YAML text (or none). Out: YAML text, comments kept. Every scalar is text, as when a case is read, so that
nothing is turned into another spelling on the way (010010, 4.10%, on).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag
from ruamel.yaml.tokens import CommentToken

Path = tuple[str, ...]
Value = str | tuple[str, ...] | None

_NULL = Tag(suffix="tag:yaml.org,2002:null")
_EMPTY = ("", "~", "null", "Null", "NULL")
_END_OF_LINE = 2
"""Where a key's comments hold the one after its value, in ruamel's `ca.items`."""


class _TextResolver(VersionedResolver):
    """Takes every plain scalar for text, and an empty one for nothing."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """Return the tag of a scalar."""
        if kind is not ScalarNode:
            return super().resolve(kind, value, implicit)
        plain = implicit[0] if isinstance(implicit, tuple) else implicit
        return _NULL if plain and value in _EMPTY else self.DEFAULT_SCALAR_TAG


def _yaml(*, flush_lists: bool = False) -> YAML:
    """Return the reader and writer; `flush_lists`: the file's lists aren't indented."""
    yaml = YAML()
    if not flush_lists:
        yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.Resolver = _TextResolver
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    return yaml


class CaseFile:
    """A case's keys with their comments. `order`: dotted keys in the order in which a new file has them."""

    def __init__(self, text: str, order: Iterable[str]) -> None:
        loaded = _yaml().load(text)
        self.root: CommentedMap = CommentedMap() if loaded is None else loaded
        self._lead = text if loaded is None else ""
        self._flush_lists = re.search("^- ", text, re.MULTILINE) is not None
        self._order: dict[Path, int] = {}
        for place, key in enumerate(order):
            steps = tuple(key.split("."))
            for depth in range(1, len(steps) + 1):
                self._order.setdefault(steps[:depth], place)

    def has(self, key: str) -> bool:
        """Say whether the file has a key, be it without a value."""
        return self._find(key)[0]

    def value(self, key: str) -> Any:
        """Return a key's value, None where it has none."""
        return self._find(key)[1]

    def put(self, key: str, value: Value, comment: str = "") -> None:
        """Set a key; `comment` is written behind one that is new. An entry of a list must be there already."""
        steps = tuple(key.split("."))
        node, depth = self.root, 0
        while depth < len(steps) - 1 and isinstance(_below(node, steps[depth]), (CommentedMap, CommentedSeq)):
            node, depth = _below(node, steps[depth]), depth + 1
        name, below = steps[depth], steps[depth + 1 :]
        made = _nested(below, value, comment)
        if name in node:
            self._replace(node, name, made)
            return
        before = self._before(node, steps[:depth], name)
        node.insert(list(node).index(before) + 1 if before else 0, name, made)
        if not below and comment and not node.fa.flow_style():
            node.yaml_add_eol_comment(comment, name, column=0)
        if before:
            _move_tail(node, before, name)

    def text(self) -> str:
        """Return the file's text."""
        if not self.root:
            return self._lead
        stream = io.StringIO()
        _yaml(flush_lists=self._flush_lists).dump(self.root, stream)
        return self._lead + stream.getvalue()

    def _find(self, key: str) -> tuple[bool, Any]:
        node: Any = self.root
        for step in key.split("."):
            if not _holds(node, step):
                return False, None
            node = _below(node, step)
        return True, node

    def _before(self, node: CommentedMap, above: Path, name: str) -> str | None:
        """Return the key that a new one is put behind."""
        last = len(self._order)
        own = self._order.get((*above, name), last)
        earlier = [key for key in node if self._order.get((*above, key), last) <= own]
        return earlier[-1] if earlier else None

    def _replace(self, node: CommentedMap, name: str, made: Any) -> None:
        node[name] = made
        if isinstance(made, CommentedMap):
            tail = _cut_tail(node, name)
            _add_tail(node, name, tail)


def _holds(node: Any, step: str) -> bool:
    """Say whether a map has a key, or a list an entry, counted from 0."""
    if isinstance(node, CommentedSeq):
        return step.isdecimal() and int(step) < len(node)
    return isinstance(node, CommentedMap) and step in node


def _below(node: Any, step: str) -> Any:
    """Return what a map has at a key, or a list at a place, None where there is nothing."""
    if not _holds(node, step):
        return None
    return node[int(step)] if isinstance(node, CommentedSeq) else node[step]


def _nested(steps: Path, value: Value, comment: str) -> Any:
    """Return a value under the keys that lead to it."""
    if not steps:
        if isinstance(value, tuple):
            sequence = CommentedSeq(value)
            sequence.fa.set_flow_style()
            return sequence
        return value
    node = CommentedMap()
    node[steps[0]] = _nested(steps[1:], value, comment)
    if len(steps) == 1 and comment:
        node.yaml_add_eol_comment(comment, steps[0], column=0)
    return node


def _move_tail(node: CommentedMap, before: str, name: str) -> None:
    """Let the lines of comment that followed one key follow the new one behind it."""
    _add_tail(node, name, _cut_tail(node, before))


def _last_leaf(holder: Any, key: Any) -> tuple[Any, Any]:
    """Return the map or sequence and the key whose value ends a value."""
    value = holder[key]
    if isinstance(value, CommentedMap) and value and not value.fa.flow_style():
        return _last_leaf(value, list(value)[-1])
    if isinstance(value, CommentedSeq) and value and not value.fa.flow_style():
        return _last_leaf(value, len(value) - 1)
    return holder, key


def _slot(holder: Any) -> int:
    return 0 if isinstance(holder, CommentedSeq) else _END_OF_LINE


def _cut_tail(node: CommentedMap, key: str) -> str:
    """Take the comment lines below a key's value away and return them; what stands on its own line stays."""
    holder, leaf = _last_leaf(node, key)
    comments = holder.ca.items.get(leaf)
    token = comments[_slot(holder)] if comments else None
    if token is None:
        return ""
    own, line_end, tail = token.value.partition("\n")
    if not own:
        comments[_slot(holder)] = None
        return str(tail)
    token.value = own + line_end
    return str(tail)


def _add_tail(node: CommentedMap, key: str, tail: str) -> None:
    if not tail:
        return
    holder, leaf = _last_leaf(node, key)
    comments = holder.ca.items.setdefault(leaf, [None, None] if isinstance(holder, CommentedSeq) else [None] * 4)
    token = comments[_slot(holder)]
    if token is None:
        comments[_slot(holder)] = CommentToken("\n" + tail, CommentMark(0), None)
    else:
        token.value = token.value.rstrip("\n") + "\n" + tail
