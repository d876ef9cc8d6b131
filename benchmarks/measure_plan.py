"""The year's plan: reading a roster and planning it, against openpyxl's bare reading of the same file.

Made-up institutions in a register and a roster of them; both sides in the same process, one after the other, and each
round counts.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from findings import Finding, ratio
from institutions import MOST, REGION, fill_register, write_roster
from openpyxl import load_workbook

from generator.model.library import Library
from generator.register.setup import open_register
from generator.renewal.plan import Year, plan_from

BOUND = 3.0
YEAR = Year(2027, date(2026, 12, 1))


def measure_plan(library: Library, folder: Path, rounds: int) -> Iterator[Finding]:
    """Yield a finding: how many times openpyxl's bare reading the whole takes, from the file to the plan."""
    count = MOST
    roster = folder / "roster.xlsx"
    write_roster(roster, count)
    bare: list[float] = []
    whole: list[float] = []
    with open_register(folder / "register.sqlite3") as register:
        fill_register(register, library, count, own=False)
        for _ in range(rounds):
            gc.collect()
            start = time.perf_counter()
            cells = _read(roster)
            bare.append(time.perf_counter() - start)
            gc.collect()
            start = time.perf_counter()
            plan, _ = plan_from(library, register, YEAR, roster, REGION)
            whole.append(time.perf_counter() - start)
            assert len(plan.rows) == count
            assert cells > count * 10
            del plan
    figure, spread = ratio(whole, bare)
    measured = {"本项目": f"{min(whole):.2f} 秒", "openpyxl": f"{min(bare):.2f} 秒"}
    what = f"读 {count} 行名册并作续签方案与 openpyxl 只读文件的时间之比"
    yield Finding("plan-bulk", what, figure, BOUND, "倍", measured, spread)


def _read(path: Path) -> int:
    """Read a workbook and nothing else; return how many cells there were."""
    with closing(load_workbook(path, read_only=True, data_only=True)) as book:
        return sum(len(row) for row in book.worksheets[0].iter_rows())
