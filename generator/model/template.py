"""The clause language as data: what is left of a clause's text once it has been read and checked.

A `Body` is a sequence of parts. Parts are plain frozen dataclasses, so that a library of some hundred
clauses is unpickled in milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str, ...]
"""A name and its attributes: ("institution", "internet_hospital", "name")."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Fixed text, with its line breaks and item marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """`{{ path }}`."""

    path: Path


@dataclass(frozen=True, slots=True)
class Ref:
    """`{{ ref("clause", item="item") }}`."""

    clause: str
    item: str | None


@dataclass(frozen=True, slots=True)
class Lookup:
    """A name in a condition."""

    path: Path


@dataclass(frozen=True, slots=True)
class Constant:
    """A string, number or truth value in a condition."""

    value: str | int | bool | None


@dataclass(frozen=True, slots=True)
class Compare:
    """`left op right`; `op` is one of eq ne lt lteq gt gteq in notin."""

    op: str
    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Both:
    """`left and right`."""

    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Either:
    """`left or right`."""

    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Negation:
    """`not inner`."""

    inner: Condition


Condition = Lookup | Constant | Compare | Both | Either | Negation


@dataclass(frozen=True, slots=True)
class If:
    """`{% if %}`: the first branch whose condition holds, else `orelse`."""

    branches: tuple[tuple[Condition, Body], ...]
    orelse: Body


@dataclass(frozen=True, slots=True)
class For:
    """`{% for name in path %}` over a list that the case declares."""

    name: str
    path: Path
    body: Body


Part = Chunk | Value | Ref | If | For
Body = tuple[Part, ...]
