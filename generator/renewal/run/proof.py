"""The identity proof: which agreements of a run say the same, and what parts those that don't, clause by clause.

In: the Documents of a run, one at a time, as their records hold them. Out: groups by text fingerprint, the differences
of each from the largest, and every fill of every agreement, kept in a file so that memory doesn't grow with the run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.document.fingerprint import text_parts
from generator.document.nodes import Document
from generator.renewal.run.fills import Fills, document_in, fills_in

DETAILED = 50
"""How many groups are compared clause by clause; of more than these only the counts are told."""

ORIGINS = {"case": "案卷", "region": "统筹地区", "law": "法规", "term": "地区用语", "struck": "不适用"}


@dataclass
class Group:
    """The agreements of one text fingerprint: how many, the first one's number, its parts where they are kept."""

    number: int
    fingerprint: str
    first: str
    count: int = 0
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """A part in which a group differs from the largest: what it is called in each, and its texts."""

    group: int
    part: str
    label: str
    text: str
    other_label: str
    other_text: str


@dataclass(frozen=True)
class Filled:
    """An agreement with its fills."""

    number: str
    institution: str
    name: str
    group: int
    fills: Fills


class Proof:
    """What is gathered; `spool` is a file that doesn't exist yet. Use as a context manager."""

    def __init__(self, spool: Path) -> None:
        self._groups: dict[str, Group] = {}
        self._origins: dict[str, set[str]] = {}
        self._spool = spool.open("x+", encoding="utf-8")

    def __enter__(self) -> Proof:
        """Return the proof itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self._spool.close()

    def add(self, number: str, institution: str, fingerprint: str, record: str) -> None:
        """Add an agreement: its number, its institution's code, its text fingerprint, the text of its record."""
        group = self._groups.get(fingerprint)
        if group is None:
            group = self._groups[fingerprint] = Group(len(self._groups) + 1, fingerprint, number)
            if group.number <= DETAILED:
                parts = text_parts(Document.model_validate_json(document_in(record)))
                group.parts = {name: (label, text) for name, label, text in parts}
        group.count += 1
        fills = fills_in(record)
        for name, (_, origin) in fills.items():
            self._origins.setdefault(name, set()).add(origin)
        name = fills.get("institution.name", ("", ""))[0]
        self._spool.write(json.dumps([number, institution, name, group.number, fills], ensure_ascii=False) + "\n")

    @property
    def count(self) -> int:
        """Return how many agreements were added."""
        return sum(group.count for group in self._groups.values())

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups, the largest first."""
        return tuple(sorted(self._groups.values(), key=lambda group: (-group.count, group.number)))

    @property
    def names(self) -> dict[str, str | None]:
        """The names of all fills, and the origin that all of a name share; None where they have several."""
        return {name: next(iter(found)) if len(found) == 1 else None for name, found in self._origins.items()}

    def differences(self) -> Iterator[Difference]:
        """Yield what parts each group from the largest, in the order of the text."""
        largest, *others = self.groups or (None,)
        for group in others:
            if largest is None or not group.parts or not largest.parts:
                continue
            for part in dict.fromkeys((*largest.parts, *group.parts)):
                label, text = largest.parts.get(part, ("", ""))
                other_label, other = group.parts.get(part, ("", ""))
                if text != other:
                    yield Difference(group.number, part, label, text, other_label, other)

    def filled(self) -> Iterator[Filled]:
        """Yield each agreement with its fills, in the order in which they were added."""
        self._spool.seek(0)
        for line in self._spool:
            number, institution, name, group, fills = json.loads(line)
            yield Filled(number, institution, name, group, {key: tuple(found) for key, found in fills.items()})
        self._spool.seek(0, 2)
