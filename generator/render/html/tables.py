"""Draw a table as HTML.

In: a Table. Out: HTML text. The columns' widths are shares of the line, whatever its length: a table fits a sheet of
paper and a telephone.
"""

from __future__ import annotations

from generator.document.nodes import Cell, Table
from generator.render.grid import Slot, place_cells, signed_by_hand
from generator.render.html.inlines import write_line


def write_table(table: Table) -> str:
    """Return a table as HTML text. TypeError where its cells don't fill it, or on a node that isn't known."""
    total = sum(table.widths)
    columns = "".join(f'<col style="width: {width / total:.4%}">' for width in table.widths)
    rows = "".join(
        f"{_row(slots)}{''.join(_cell(slot.cell) for slot in slots if slot.cell is not None)}</tr>"
        for slots in place_cells(table)
    )
    return f'<table class="form"><colgroup>{columns}</colgroup><tbody>{rows}</tbody></table>'


def _row(slots: list[Slot]) -> str:
    return '<tr class="by-hand">' if signed_by_hand(slots) else "<tr>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    spans = (("colspan", cell.columns), ("rowspan", cell.rows))
    written = "".join(f' {name}="{count}"' for name, count in spans if count > 1)
    return f"<{tag}{written}>{'<br>'.join(write_line(line) for line in cell.lines)}</{tag}>"
