"""A year's renewals in a process of its own: prepared, carried out, or only made.

Usage: year.py prepare FOLDER PAPERS, year.py run FOLDER CORES, year.py bare PAPERS CORES. `prepare` leaves a register
with the signed agreements and a plan that renews them all; `run` reads that plan and carries it out, each paper read
back, brought to the disk and entered; `bare` goes from Case to bytes and touches no disk. `run` and `bare` use as many
of the machine's cores as they are told, with a worker on each, and print seconds and peak memory in MB as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

from institutions import fill_register, signed_case

from generator.assembly import assemble
from generator.model.case import Case, Term
from generator.model.library import Library
from generator.office.signing import Desk
from generator.reading import load_library
from generator.register.setup import open_register
from generator.render.formats import choose_engine, render_document
from generator.renewal.plan import Year, make_plan, plan_workbook, read_plan
from generator.renewal.plan.words import Decision
from generator.renewal.run import RunSetup, run_plan
from generator.renewal.run.pool import ProcessPool

SIGNED, YEAR = date(2026, 12, 20), Year(2027, date(2026, 12, 1), date(2026, 12, 20))
FORMATS, PDF = ("docx", "pdf"), "typst"


def prepare(folder: Path, papers: int) -> dict[str, Any]:
    """Write a register of signed agreements and the plan of their renewals."""
    library = load_library()
    with open_register(folder / "register.sqlite3") as register:
        fill_register(register, library, papers)
        plan, _ = make_plan(library, register, YEAR)
    assert [row.decision for row in plan.rows] == [Decision.RENEW] * papers
    (folder / "plan.xlsx").write_bytes(plan_workbook(library, plan))
    return {"papers": papers}


def run(folder: Path, cores: int) -> dict[str, Any]:
    """Carry the plan out."""
    os.sched_setaffinity(0, _cores(cores))
    library = load_library()
    pool = ProcessPool(cores)
    peaks: dict[int, int] = {}

    def look(_: object) -> None:
        peaks.update({process: _peak(process) for process in pool.process_ids})

    with open_register(folder / "register.sqlite3") as register:
        start = time.perf_counter()
        plan, problems = read_plan(folder / "plan.xlsx", library)
        assert plan is not None, problems
        desk = Desk(library, register, "测", SIGNED, folder / "out", (), lambda _: None)
        setup = RunSetup(FORMATS, PDF, cores, executor=lambda: pool, on_progress=look)
        result = run_plan(desk, plan, setup)
        seconds = time.perf_counter() - start
    assert result.made == len(plan.rows), result.failures[:3]
    coordinator = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "coordinator": coordinator, "workers": sum(peaks.values()) / 1024}


def bare(papers: int, cores: int) -> dict[str, Any]:
    """Go from Case to bytes; starting the workers isn't counted."""
    os.sched_setaffinity(0, _cores(cores))
    with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
        list(pool.map(_make, range(4 * cores)))
        start = time.perf_counter()
        assert all(pool.map(_make, range(papers), chunksize=8))
        return {"seconds": time.perf_counter() - start}


def _cores(count: int) -> set[int]:
    return set(sorted(os.sched_getaffinity(0))[:count])


def renewed(number: int) -> Case:
    """Return the case of an institution's renewal, as the plan has it."""
    case = signed_case(number)
    term = Term(start=date(2027, 1, 1), end=date(2027, 12, 31))
    values = {**case.values, "out_of_catalogue_year": "2027"}
    update = {"number": f"内医保协〔2026〕{number:04}号", "renews": case.number, "date": SIGNED, "term": term}
    return case.model_copy(update={**update, "values": values})


@cache
def _library() -> Library:
    return load_library()


def _make(number: int) -> int:
    library = _library()
    document = assemble(library, renewed(number))
    layout = library.layout(document.layout)
    return sum(len(render_document(choose_engine(name, PDF), document, layout)) for name in FORMATS)


def _peak(process: int) -> int:
    """Return the peak memory of a process in kB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def main() -> None:
    """Do what is asked for and print what was found."""
    what, first, second = sys.argv[1], sys.argv[2], int(sys.argv[3])
    found = bare(int(first), second) if what == "bare" else {"prepare": prepare, "run": run}[what](Path(first), second)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
