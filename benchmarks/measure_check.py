"""`xieyi check` from cold, against a Python process that only imports what it stands on; and after an edit."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from cases import CASE
from findings import Finding, milliseconds, ratio
from measure_draft import XIEYI
from side import Cost, run

from generator.model.library import Library

BOUND, EDIT_BOUND = 2.5, 1.0
IMPORTS = "from pydantic import BaseModel; import jinja2, ruamel.yaml, typer"


def measure_check(library: Library, folder: Path, rounds: int) -> Iterator[Finding]:
    """Yield the findings about `check`. The first round is a warm-up and isn't counted."""
    copy, cache = folder / "library", folder / "check-cache"
    for part in ("clauses", "regions", "templates"):
        shutil.copytree(library.root / part, copy / part)
    clauses = sorted((copy / "clauses" / "agreement").glob("*-*/*.md"))
    checks, imports, edited = [], [], []
    for number in range(rounds + 1):
        clause = clauses[number * 7 % len(clauses)]
        clause.write_text(clause.read_text(encoding="utf-8").rstrip("\n") + "\n\n另行约定。\n", encoding="utf-8")
        edited.append(_check(copy, cache))
        checks.append(_check(copy, cache))
        imports.append(run([sys.executable, "-c", IMPORTS]))
    yield from _findings(checks[1:], imports[1:], edited[1:])


def _check(library: Path, cache: Path) -> Cost:
    return run([str(XIEYI), "--library", str(library), "check", str(CASE)], {"XDG_CACHE_HOME": str(cache)})


def _findings(checks: list[Cost], imports: list[Cost], edited: list[Cost]) -> Iterator[Finding]:
    for side, word in (("wall", "实际时间"), ("cpu", "处理器时间")):
        ours = [getattr(cost, side) for cost in checks]
        theirs = [getattr(cost, side) for cost in imports]
        figure, spread = ratio(ours, theirs)
        what = f"xieyi check 冷启动与只导入所用的包之比（{word}）"
        measured = {"check": milliseconds(ours), "只导入": milliseconds(theirs)}
        yield Finding(f"check-{side}", what, figure, BOUND, "倍", measured, spread)
    after, before = [cost.wall for cost in edited], [cost.wall for cost in checks]
    more = [one - other for one, other in zip(after, before, strict=True)]
    measured = {"修改后": milliseconds(after), "未修改": milliseconds(before)}
    what = "修改一条条款后 xieyi check 多用的时间"
    spread = (min(more), max(more))
    yield Finding("check-edited", what, median(after) - median(before), EDIT_BOUND, "秒", measured, spread)
