"""The clause language as data: what is left of a clause's text once it has been read and checked.

A `Body` is a sequence of parts. Parts are named tuples: they are made and unpickled faster than dataclasses, which
every start of the program feels. Tell them apart by their type, never by comparing them: as tuples, two of
different types can be equal.
"""

from typing import NamedTuple

Path = tuple[str, ...]
"""A name and its attributes: ("institution", "internet_hospital", "name")."""


class Chunk(NamedTuple):
    """Fixed text, with its line breaks and item marks."""

    text: str


class Value(NamedTuple):
    """`{{ path }}`."""

    path: Path


class Ref(NamedTuple):
    """`{{ ref("clause", item="item") }}`."""

    clause: str
    item: str | None


class Box(NamedTuple):
    """`{{ box(condition) }}`: a box that is ticked where the condition holds."""

    condition: "Condition"


class Lookup(NamedTuple):
    """A name in a condition."""

    path: Path


class Constant(NamedTuple):
    """A string, number or truth value in a condition."""

    value: str | int | bool | None


class Compare(NamedTuple):
    """`left op right`; `op` is one of eq ne lt lteq gt gteq in notin."""

    op: str
    left: "Condition"
    right: "Condition"


class Both(NamedTuple):
    """`left and right`."""

    left: "Condition"
    right: "Condition"


class Either(NamedTuple):
    """`left or right`."""

    left: "Condition"
    right: "Condition"


class Negation(NamedTuple):
    """`not inner`."""

    inner: "Condition"


Condition = Lookup | Constant | Compare | Both | Either | Negation


class If(NamedTuple):
    """`{% if %}`: the first branch whose condition holds, else `orelse`."""

    branches: "tuple[tuple[Condition, Body], ...]"
    orelse: "Body"


class For(NamedTuple):
    """`{% for name in path %}` over a list that the case declares."""

    name: str
    path: Path
    body: "Body"


Part = Chunk | Value | Ref | Box | If | For
Body = tuple[Part, ...]
