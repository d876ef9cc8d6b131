"""Whole runs against the bare making of the same papers: a year's renewals, a hospital's promises.

Renewals also ten times as many, and on one core and two. Each figure comes from a process of its own (`peers/year.py`,
`peers/staff.py`), over made-up institutions and people; a run begins with the workbook and ends with the register,
every paper read back and brought to the disk.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from findings import Finding
from institutions import MOST
from side import PEERS, UnusableError

from generator.model.library import Library

WHOLE, TENFOLD, MEMORY, CORES = 2.0, 10.5, 1.2, 1.8
"""The bounds."""


def measure_year(_library: Library, folder: Path, rounds: int) -> Iterator[Finding]:
    """Yield the findings; `rounds` is how many tenths of the made-up institutions the large run takes."""
    few, many = MOST // 10, MOST // 10 * rounds
    one, two = _run(folder, few, 1), _run(folder, few, 2)
    bare = _ask("bare", str(few), 2)
    yield _finding("year-whole", f"续签 {few} 份：整个过程与只生成之比", two, bare, WHOLE)
    yield _finding("year-cores", f"续签 {few} 份：一核的时间与两核之比", one, two, CORES, at_least=True)
    if rounds == 1:
        return
    much = _run(folder, many, 2)
    bare = _ask("bare", str(many), 2)
    yield _finding("year-whole-all", f"续签 {many} 份：整个过程与只生成之比", much, bare, WHOLE)
    what = f"续签 {many} 份与 {few} 份的时间之比"
    yield _finding("year-tenfold", what, much, two, TENFOLD * rounds / 10)
    yield _memory(few, two, many, much)


def _run(folder: Path, papers: int, cores: int) -> dict[str, Any]:
    """Prepare a register and its plan, and carry that out."""
    if cores > len(os.sched_getaffinity(0)):
        raise UnusableError(f"这台机器没有 {cores} 个处理器核")
    place = folder / f"{papers}-{cores}"
    place.mkdir()
    _ask("prepare", str(place), papers)
    found = _ask("run", str(place), cores)
    shutil.rmtree(place)
    return {**found, "papers": papers, "cores": cores}


def measure_staff(_library: Library, _folder: Path, rounds: int) -> Iterator[Finding]:
    """Yield the finding about a hospital's promises; `rounds` is how many hundred people it has."""
    people = 100 * rounds
    whole, bare = (_ask(what, str(people), 2, "staff.py") for what in ("run", "bare"))
    yield _finding("staff-whole", f"{people} 人的承诺书：整个过程与只生成之比", whole, bare, WHOLE)


def _ask(what: str, first: str, second: int, script: str = "year.py") -> dict[str, Any]:
    command = [sys.executable, str(PEERS / script), what, first, str(second)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise UnusableError(f"{script} {what} 没有正常结束（退出码 {done.returncode}），原因见上")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if what != "prepare":
        print(f"  {what} {first} {second}：{found}", file=sys.stderr, flush=True)
    return found


def _finding(
    name: str, what: str, above: dict[str, Any], below: dict[str, Any], bound: float, *, at_least: bool = False
) -> Finding:
    figure = above["seconds"] / below["seconds"]
    measured = {"前者": f"{above['seconds']:.1f} 秒", "后者": f"{below['seconds']:.1f} 秒"}
    return Finding(name, what, figure, bound, "倍", measured, (figure, figure), at_least=at_least)


def _memory(few: int, two: dict[str, Any], many: int, much: dict[str, Any]) -> Finding:
    """Compare the peaks of all processes of a run together."""
    peaks = [run["coordinator"] + run["workers"] for run in (much, two)]
    figure = peaks[0] / peaks[1]
    measured = {f"{many} 份": f"{peaks[0]:.0f} MB", f"{few} 份": f"{peaks[1]:.0f} MB"}
    what = f"续签 {many} 份与 {few} 份所用内存之比"
    return Finding("year-memory", what, figure, MEMORY, "倍", measured, (figure, figure))
