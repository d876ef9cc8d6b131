"""Tables as WordprocessingML.

In: a Table. Out: XML text of a `w:tbl` in the frame's styles, as wide as the text, and an empty paragraph of no height
after it: Word joins two tables that nothing parts, and wants a paragraph at the end of a text. No page break parts a
row.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from generator.document.nodes import Cell, Table
from generator.render.docx.runs import RunWriter
from generator.render.docx.styles import Styles
from generator.render.grid import Slot, place_cells, signed_by_hand

_BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="6" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_LEAST_HEIGHT, _BY_HAND = 510, 794  # twips: 9 mm, and 14 mm where somebody signs
AFTER_TABLE = (
    '<w:p><w:pPr><w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" '
    'w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)


class TableWriter:
    """Writes tables in a frame's styles; `width` is that of the text, in twips."""

    def __init__(self, styles: Styles, width: int) -> None:
        self._runs = RunWriter(styles, in_table=True)
        self._styles = styles
        self._width = width

    def write(self, table: Table) -> str:
        """Return a table. TypeError where its cells don't fill it, or on a node that isn't known."""
        shares = accumulate(table.widths, initial=0)
        edges = [round(self._width * share / sum(table.widths)) for share in shares]
        grid = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
        rows = "".join(self._row(slots, edges) for slots in place_cells(table))
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{self._width}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{AFTER_TABLE}"
        )

    def _row(self, slots: list[Slot], edges: list[int]) -> str:
        height = _BY_HAND if signed_by_hand(slots) else _LEAST_HEIGHT
        look = f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>'
        return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(self._slot(slot, edges) for slot in slots)}</w:tr>"

    def _slot(self, slot: Slot, edges: list[int]) -> str:
        look = f'<w:tcW w:w="{edges[slot.start + slot.columns] - edges[slot.start]}" w:type="dxa"/>'
        if slot.columns > 1:
            look += f'<w:gridSpan w:val="{slot.columns}"/>'
        if slot.cell is None:
            look += "<w:vMerge/>"
        elif slot.cell.rows > 1:
            look += '<w:vMerge w:val="restart"/>'
        lines = self._lines(slot.cell)
        return f'<w:tc><w:tcPr>{look}<w:vAlign w:val="center"/></w:tcPr>{lines}</w:tc>'

    def _lines(self, cell: Cell | None) -> str:
        style = self._styles.table_head if cell is not None and cell.head else self._styles.table_text
        lines = cell.lines if cell is not None and cell.lines else ((),)
        start = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        return "".join(f"{start}{self._runs.write(line)}</w:p>" for line in lines)
