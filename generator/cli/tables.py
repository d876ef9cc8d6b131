"""Tables for reading, drawn by rich: 100 columns wide where nobody looks at a terminal, else as wide as it is.

In: headings, rows of text. Out: lines on standard output. What a row says is text, never rich's markup.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from io import StringIO

from generator.cli.printing import out, text_width

WIDTH = 100
"""How wide a table is that goes to a pipe or a file, in columns."""

NARROWEST = 60

Row = Sequence[str]


def print_table(headings: Row, groups: Iterable[Sequence[Row]], widths: Sequence[int] = ()) -> None:
    """Print a table whose groups of rows are parted by lines; `widths` fixes the first columns, in columns."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.HORIZONTALS, show_edge=False, pad_edge=False, header_style="", expand=False)
    for index, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", width=widths[index] if index < len(widths) else None)
    for group in groups:
        for number, row in enumerate(group, start=1):
            table.add_row(*(Text(cell) for cell in row), end_section=number == len(group))
    drawn = StringIO()
    console = Console(file=drawn, width=_columns(), color_system=None, force_terminal=False, legacy_windows=False)
    console.print(table)
    for line in drawn.getvalue().splitlines():
        out(line.rstrip())


def print_wrapped(text: str, colour: str | None = None) -> None:
    """Print a long line as several of a table's width; further lines are indented."""
    line, columns = "", _columns()
    for character in text:
        if text_width(line + character) > columns - 4 and character not in "，。、；：）":
            out(line, colour)
            line = "  "
        line += character
    out(line, colour)


def _columns() -> int:
    return max(shutil.get_terminal_size((WIDTH, 0)).columns, NARROWEST)
