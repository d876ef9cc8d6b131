"""One institution, one row: codes, agreement numbers and 统一社会信用代码 that stand twice.

In: the rows. Out: a problem at each of the rows, naming the others. One legal person may run several institutions with
codes of their own: its 统一社会信用代码 standing twice is then only told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.problems import Place, Problem, Severity
from generator.renewal.roster.columns import Columns
from generator.renewal.roster.entries import RosterRow
from generator.renewal.roster.header import Header

SHOWN = 5
_KEYS = ("institution.code", "institution.uscc", "renews")


@dataclass(frozen=True)
class _Seen:
    row: int
    code: str | None


class Doubles:
    """Collects what may stand once only."""

    def __init__(self, columns: Columns, header: Header) -> None:
        self.columns = columns
        self.header = header
        self.seen: dict[str, dict[str, list[_Seen]]] = {key: {} for key in _KEYS}

    def add(self, row: RosterRow) -> None:
        """Take a row in."""
        case = row.case
        code = case.institution.code
        for key, value in zip(_KEYS, (code, case.institution.uscc, case.renews), strict=True):
            if value is not None:
                self.seen[key].setdefault(value.upper(), []).append(_Seen(row.row, code))

    def problems(self, place: Callable[[int | None, str | None, str | None], Place]) -> Iterator[Problem]:
        """Yield a problem at each row that shares something with another."""
        for key, values in self.seen.items():
            heading = self.header.of(key)
            letter = heading.letter if heading else None
            for value, found in values.items():
                for one in found if len(found) > 1 else ():
                    others = [str(other.row) for other in found if other.row != one.row]
                    shown = "、".join(others[:SHOWN]) + ("……" if len(others) > SHOWN else "")
                    message = f"{self.columns.label(key)}“{value}”与第{shown}行相同"
                    several = key == "institution.uscc" and len({other.code for other in found} - {None}) == len(found)
                    mend = (
                        "同一法人的几家机构各有代码的，可以；否则请改正"
                        if several
                        else "一家机构只写一行，请删去多余的"
                    )
                    severity = Severity.NOTE if several else Severity.ERROR
                    where = place(one.row, letter, key)
                    yield Problem(code="roster_double", severity=severity, message=message, where=where, mend=mend)
