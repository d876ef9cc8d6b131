"""Problems: what is wrong with a case or a library, as data, shown together and never thrown singly."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Severity(StrEnum):
    """How far a problem stands in the way."""

    ERROR = "error"  # refused
    REASON = "reason"  # refused until the case records a waiver
    NOTE = "note"  # told


SEVERITY_LABELS = {Severity.ERROR: "错误", Severity.REASON: "须说明理由", Severity.NOTE: "提示"}


class Place(BaseModel):
    """Where a problem is: a file with line and key; a workbook with sheet, row and column (C); or a key alone.

    Lines and rows count from 1.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str | None = None
    line: int | None = None
    key: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        """Return `file:line key` or `file sheet!C5`, as much of it as is known."""
        spot = self.file or ""
        if self.sheet:
            cell = f"!{self.column or ''}{self.row or ''}" if self.column else f" 第{self.row}行" if self.row else ""
            return f"{spot} {self.sheet}{cell}".strip()
        if self.file and self.line:
            spot += f":{self.line}"
        return " ".join(part for part in (spot, self.key) if part)


class Ground(BaseModel):
    """What a problem rests on: a printed citation, the words meant there, and the passage that they stand in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    citation: str = ""
    quote: str = ""
    text: str | None = None

    def __str__(self) -> str:
        """Return citation and quote as one line, or the bare text where nothing is cited."""
        return f"{self.citation}“{self.quote}”" if self.quote else self.citation or self.text or ""


class Problem(BaseModel):
    """One problem: where, what, why (the law), and how to mend it.

    `where.key` tells two problems of one code apart, so that a waiver can name one of them (`code:key`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    severity: Severity = Severity.ERROR
    message: str
    where: Place = Place()
    law: tuple[Ground, ...] = ()
    mend: str = ""

    def __str__(self) -> str:
        """Return the problem as one line."""
        spot = f"{self.where} " if str(self.where) else ""
        return f"{spot}{self.sentence}"

    @property
    def sentence(self) -> str:
        """What, why and how to mend it, for a reader who has the place before them: a row of a workbook."""
        law = f"（{'；'.join(map(str, self.law))}）" if self.law else ""
        mend = f"。{self.mend}" if self.mend else ""
        return f"{self.message}{law}{mend}".rstrip("。") + "。"


def stand_in_the_way(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that keep a document from being issued."""
    return tuple(problem for problem in problems if problem.severity is not Severity.NOTE)
