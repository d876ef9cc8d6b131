"""The handbook as data: its chapters' tables and code blocks, and what stands above them.

In: docs/handbook.zh-CN.md and docs/handbook/*.md. Out: tables with their mark and heading, blocks with their language
and attributes. docs/README.md says what each mark means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

DOCS = ROOT / "docs"
INDEX = DOCS / "handbook.zh-CN.md"

_CODE = re.compile(r"`([^`]+)`")
_MARK = re.compile(r"<!-- (.*) -->")


@dataclass(frozen=True)
class Table:
    """A table. `mark` is the comment right above it, `heading` the nearest heading; cells keep their Markdown."""

    chapter: str
    heading: str
    mark: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def names(self) -> list[str]:
        """Return the code words of the first column, in order."""
        return [name for row in self.rows for name in code_in(row[0])]


@dataclass(frozen=True)
class Block:
    """A block of code. `words` follow its language: `case`, `file=regions/…`."""

    chapter: str
    language: str
    words: tuple[str, ...]
    text: str

    def word(self, name: str) -> str | None:
        """Return the value of an attribute."""
        return next((word.partition("=")[2] for word in self.words if word.startswith(f"{name}=")), None)

    def __str__(self) -> str:
        """Return what a failing test calls it."""
        first = self.text.splitlines()[0] if self.text else ""
        return f"{self.chapter} {self.language} {' '.join(self.words)} {first[:30]}"


def code_in(cell: str) -> list[str]:
    """Return the code words of a cell, `\\|` being a bar."""
    return [found.replace("\\|", "|") for found in _CODE.findall(cell)]


def chapters() -> list[Path]:
    """Return the files of the handbook, its index first."""
    return [INDEX, *sorted((DOCS / "handbook").glob("*.md"))]


@cache
def text() -> str:
    """Return the whole handbook."""
    return "\n".join(path.read_text(encoding="utf-8") for path in chapters())


@cache
def tables() -> tuple[Table, ...]:
    """Return all tables."""
    return tuple(table for path in chapters() for table in _tables(path))


@cache
def blocks() -> tuple[Block, ...]:
    """Return all blocks of code."""
    return tuple(block for path in chapters() for block in _blocks(path))


def headings(chapter: str) -> list[str]:
    """Return the headings of a chapter that name a command."""
    lines = (DOCS / "handbook" / chapter).read_text(encoding="utf-8").splitlines()
    return [line.lstrip("#").strip() for line in lines if re.match("#+ `", line)]


def table(mark: str) -> Table:
    """Return the one table of a mark."""
    (found,) = [table for table in tables() if table.mark == mark]
    return found


def _blocks(path: Path) -> list[Block]:
    found = re.findall(r"^```(\w*)([^\n]*)\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [Block(path.name, language, tuple(words.split()), body) for language, words, body in found]


def _tables(path: Path) -> list[Table]:
    outside = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    found: list[Table] = []
    heading, mark, lines = "", "", list[str]()
    for line in [*outside.splitlines(), ""]:
        if line.startswith("|"):
            lines.append(line)
            continue
        if lines:
            titles, _, *rows = [_cells(one) for one in lines]
            found.append(Table(path.name, heading, mark, titles, tuple(rows)))
            mark, lines = "", []
        if line.startswith("#"):
            heading = line.lstrip("#").strip()
        match = _MARK.fullmatch(line)
        mark = match[1] if match else mark if not line else ""
    return found


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1]))
