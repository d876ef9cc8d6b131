"""Where a table's cells stand: a cell lost or in a wrong column would put a signature under another's name."""

from __future__ import annotations

import pytest

from generator.document.nodes import Cell, Table, Text
from generator.render.grid import place_cells


def cell(value: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell(lines=((Text(text=value),),), columns=columns, rows=rows)


def shown(table: Table) -> list[list[str]]:
    """Return each row's slots: the text or ^, and the columns from – to."""
    return [
        [
            f"{slot.cell.lines[0][0].text if slot.cell else '^'}{slot.start}-{slot.start + slot.columns}"
            for slot in slots
        ]
        for slots in place_cells(table)
    ]


def test_cells_make_room_for_those_that_reach_down_from_above() -> None:
    table = Table(
        widths=(1, 2, 1),
        rows=(
            (cell("甲", rows=3), cell("乙", columns=2)),
            (cell("丙"), cell("丁", rows=2)),
            (cell("戊"),),
            (cell("己", columns=3),),
        ),
    )
    assert shown(table) == [["甲0-1", "乙1-3"], ["^0-1", "丙1-2", "丁2-3"], ["^0-1", "戊1-2", "^2-3"], ["己0-3"]]


def test_a_cell_that_reaches_down_keeps_its_columns() -> None:
    table = Table(widths=(1, 1, 1), rows=((cell("甲", columns=2, rows=2), cell("乙")), (cell("丙"),)))
    assert shown(table)[1] == ["^0-2", "丙2-3"]


@pytest.mark.parametrize(
    "rows",
    [
        ((cell("甲"),),),
        ((cell("甲"), cell("乙"), cell("丙")),),
        ((cell("甲", columns=3),),),
        ((cell("甲", rows=2), cell("乙")), (cell("丙"), cell("丁"))),
        ((cell("甲"), cell("乙", rows=2)), (cell("丙", columns=2),)),
        ((cell("甲", rows=2), cell("乙")),),
    ],
    ids=["a hole", "one too many", "too wide", "one too many beside a span", "over a span", "below the end"],
)
def test_a_table_that_its_cells_do_not_fill_is_refused(rows: tuple[tuple[Cell, ...], ...]) -> None:
    with pytest.raises(TypeError, match="a table's"):
        place_cells(Table(widths=(1, 1), rows=rows))
