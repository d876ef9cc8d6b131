"""A stream of text and nodes → paragraphs and tables, for attachments and sheets.

In: an Evaluation. Out: Blocks and Tables in their order. A row is a line that begins and ends with `|`; its cells are
parted by `|`. `# ` begins a cell that names what stands beside it; an empty cell with nothing between its bars (`||`)
widens the one before it; `^` alone carries on the cell above; ` / ` parts the lines of a cell. A first line such as
`|: 2 5 2 5 |` gives the columns' shares of the width. Bars and marks count in fixed text alone: no fill can forge a
row or a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from generator.document.nodes import Cell, Inline, Table, Text
from generator.language.evaluate import Evaluation
from generator.language.lines import Line, read_lines
from generator.language.structure import Block, read_paragraphs

Parts = list[str | Inline]

_WIDTHS = re.compile(r"\|:((?: +[1-9][0-9]?)+) *\|")
_NEW_LINE = re.compile(r" +/ +")


def read_blocks(stream: Evaluation) -> list[Block | Table]:
    """Return the stream's paragraphs and tables; raise ValueError (Chinese message) for what is neither."""
    found: list[Block | Table] = []
    for tabular, lines in groupby(_joined(stream), key=lambda line: line.in_table()):
        if tabular:
            table = _table(list(lines))
            found += [table] if table else []
        else:
            found += read_paragraphs(lines)
    return found


def _joined(stream: Evaluation) -> Iterator[Line]:
    """Yield the lines; what continues a row is joined to it again, parted by a line break of the cell."""
    last: Line | None = None
    for line in read_lines(stream):
        if last is not None and line.continues and last.in_table():
            last = Line([*last.parts, " / ", *line.parts])
            continue
        if last is not None:
            yield last
        last = line
    if last is not None:
        yield last


@dataclass
class _Cell:
    """A cell on its way: where it begins, its columns and rows."""

    parts: Parts
    start: int
    columns: int = 1
    rows: int = 1

    def carries_on(self) -> bool:
        return len(self.parts) == 1 and isinstance(self.parts[0], str) and self.parts[0].strip() == "^"

    def made(self) -> Cell:
        parts = self.parts
        head = bool(parts) and isinstance(parts[0], str) and parts[0].lstrip().startswith("# ")
        if head:
            parts = [str(parts[0]).lstrip()[2:], *parts[1:]]
        return Cell(lines=tuple(_lines_of(parts)), columns=self.columns, rows=self.rows, head=head)


@dataclass
class _Grid:
    """A table on its way. `above` holds the cell that reaches down to the last row, by the column it begins in."""

    columns: int
    rows: list[list[_Cell]] = field(default_factory=list)
    above: dict[int, _Cell] = field(default_factory=dict)

    def add(self, cells: list[_Cell]) -> None:
        width = sum(cell.columns for cell in cells)
        if width != self.columns:
            raise ValueError(f"表格第{len(self.rows) + 1}行有{width}列，应是{self.columns}列")
        row, above = [], {}
        for cell in cells:
            if cell.carries_on():
                cell = self._carried(cell)
            else:
                row.append(cell)
            above[cell.start] = cell
        self.rows.append(row)
        self.above = above

    def _carried(self, cell: _Cell) -> _Cell:
        found = self.above.get(cell.start)
        if found is None or found.columns != cell.columns:
            raise ValueError(f"表格第{len(self.rows) + 1}行的“^”上面没有同样宽的单元格")
        found.rows += 1
        return found


def _table(lines: list[Line]) -> Table | None:
    """Return a table, None where its conditions leave no row."""
    widths = _widths(lines[0])
    rows = [_row(line) for line in (lines if widths is None else lines[1:])]
    if not rows:
        return None
    grid = _Grid(len(widths) if widths else sum(cell.columns for cell in rows[0]))
    for row in rows:
        grid.add(row)
    return Table(
        widths=widths or (1,) * grid.columns,
        rows=tuple(tuple(cell.made() for cell in row) for row in grid.rows),
    )


def _widths(line: Line) -> tuple[int, ...] | None:
    if not str(line.parts[0]).startswith("|:"):
        return None
    match = _WIDTHS.fullmatch("".join(str(part) for part in line.parts).rstrip()) if len(line.parts) == 1 else None
    if match is None:
        raise ValueError("表格的列宽应写成“|: 2 5 2 5 |”的样子，每列一个整数")
    return tuple(int(width) for width in match[1].split())


def _row(line: Line) -> list[_Cell]:
    parts = list(line.parts)
    last = parts[-1]
    ended = isinstance(last, str) and last.rstrip().endswith("|")
    if not ended or (len(parts) == 1 and str(last).strip() == "|"):
        raise ValueError("表格的每一行都要以“|”开头、以“|”结尾")
    if str(parts[0]).startswith("|:"):
        raise ValueError("列宽（“|: 2 5 |”）只能写在表格的第一行")
    parts[-1] = str(parts[-1]).rstrip()[:-1]
    parts[0] = str(parts[0])[1:]
    cells: list[_Cell] = []
    for place, found in enumerate(_split(parts)):
        if found:
            cells.append(_Cell(found, place))
        elif cells:
            cells[-1].columns += 1
        else:
            raise ValueError("表格的一行不能以“||”开头：它把前一个单元格加宽，而前面没有")
    return cells


def _split(parts: Parts) -> list[Parts]:
    """Return the cells of a row without its outer bars; one with nothing at all in it is an empty list."""
    cells: list[Parts] = [[]]
    for part in parts:
        if not isinstance(part, str):
            cells[-1].append(part)
            continue
        first, *rest = part.split("|")
        cells[-1] += [first] if first else []
        cells += [[text] if text else [] for text in rest]
    return cells


def _lines_of(parts: Parts) -> Iterator[tuple[Inline, ...]]:
    """Yield the lines of a cell, at least one."""
    line: Parts = []
    for part in parts:
        first, *rest = _NEW_LINE.split(part) if isinstance(part, str) else [part]
        line.append(first)
        for text in rest:
            yield _trimmed(line)
            line = [text]
    yield _trimmed(line)


def _trimmed(parts: Parts) -> tuple[Inline, ...]:
    """Return a line without the space around it."""
    found = list(parts)
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip()
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip()
    return tuple(Text(text=part) if isinstance(part, str) else part for part in found if part)
