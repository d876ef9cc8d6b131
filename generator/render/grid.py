"""The places of a table's cells.

In: a Table, whose rows leave out what is spanned from above. Out: for each row its slots from left to right, those
of spanned cells among them. A table that its cells don't fill is refused: no format may draw one with a hole, or
lose the cell that is too many.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.document.nodes import Cell, HandFilled, Table


class Slot(NamedTuple):
    """A place in a row: the cell that begins there, or None for the continuation of the one above."""

    cell: Cell | None
    start: int  # the first column, from 0
    columns: int


Spans = dict[int, tuple[int, int]]
"""What is spanned from above: by its first column, the rows to come and the columns."""


def place_cells(table: Table) -> list[list[Slot]]:
    """Return the slots of each row. TypeError where the cells don't fill the table."""
    above: Spans = {}
    placed = []
    for row in table.rows:
        slots, above = _place_row(row, len(table.widths), above)
        placed.append(slots)
    if above:
        raise TypeError("a table's cell spans more rows than there are")
    return placed


def signed_by_hand(slots: list[Slot]) -> bool:
    """Say whether a row holds a place for the pen without a printed shape: for a signature, a seal, some words.

    A cell that spans rows has their height, so it makes none of them higher.
    """
    cells = (slot.cell for slot in slots if slot.cell is not None and slot.cell.rows == 1)
    return any(isinstance(it, HandFilled) and not it.shape for cell in cells for line in cell.lines for it in line)


def _place_row(cells: tuple[Cell, ...], width: int, above: Spans) -> tuple[list[Slot], Spans]:
    slots: list[Slot] = []
    below: Spans = {}
    left = list(reversed(cells))
    column = 0
    while column < width and (left or column in above):
        if column in above:
            cell = None
            rows, columns = above.pop(column)
        else:
            cell = left.pop()
            rows, columns = cell.rows, cell.columns
        slots.append(Slot(cell, column, columns))
        if rows > 1:
            below[column] = (rows - 1, columns)
        column += columns
    if left or above or column != width:
        raise TypeError(f"a table's row doesn't fill its {width} columns")
    return slots, below
