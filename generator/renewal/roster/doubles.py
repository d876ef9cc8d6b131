"""One thing, one row: codes and numbers that stand twice.

In: the rows. Out: a problem at each of the rows, naming the others. One legal person may run several institutions with
codes of their own: its 统一社会信用代码 standing twice is then only told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.model.case import Case
from generator.problems import Place, Problem, Severity
from generator.renewal.roster.columns import Columns
from generator.renewal.roster.header import Header

SHOWN = 5


@dataclass(frozen=True)
class _Seen:
    row: int
    own: str | None


class Doubles:
    """Collects what may stand once only."""

    def __init__(self, columns: Columns, header: Header) -> None:
        self.columns = columns
        self.header = header
        self.paths = {key: tuple(key.split(".")) for key in columns.shape.once}
        self.shared = {key: tuple(own.split(".")) for key, own in columns.shape.shared}
        self.seen: dict[str, dict[str, list[_Seen]]] = {key: {} for key in self.paths}

    def add(self, row: int, case: Case) -> None:
        """Take a row in."""
        for key, path in self.paths.items():
            value = case.fact(path)
            if value is not None:
                own = case.fact(self.shared[key]) if key in self.shared else None
                self.seen[key].setdefault(value.upper(), []).append(_Seen(row, own))

    def problems(self, place: Callable[[int | None, str | None, str | None], Place]) -> Iterator[Problem]:
        """Yield a problem at each row that shares something with another."""
        for key, values in self.seen.items():
            heading = self.header.of(key)
            letter = heading.letter if heading else None
            for value, found in values.items():
                for one in found if len(found) > 1 else ():
                    yield self._problem(key, value, one, found, place(one.row, letter, key))

    def _problem(self, key: str, value: str, one: _Seen, found: list[_Seen], where: Place) -> Problem:
        others = [str(other.row) for other in found if other.row != one.row]
        shown = "、".join(others[:SHOWN]) + ("……" if len(others) > SHOWN else "")
        message = f"{self.columns.label(key)}“{value}”与第{shown}行相同"
        several = key in self.shared and len({other.own for other in found} - {None}) == len(found)
        mend = "同一法人的几家机构各有代码的，可以；否则请改正" if several else self.columns.shape.many
        severity = Severity.NOTE if several else Severity.ERROR
        return Problem(code="roster_double", severity=severity, message=message, where=where, mend=mend)
