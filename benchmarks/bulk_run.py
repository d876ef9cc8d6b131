"""A year's renewals: the whole run against the bare making of the same papers, more papers, more processes.

Usage: python benchmarks/bulk_run.py [--papers N] [--times K] [--library DIR]. Each figure comes from a process of its
own: `bare` goes from Case to bytes and touches no disk, `run` carries the plan out, with the register, every paper read
back and brought to the disk. Prints seconds, ratios and the peak memory of the coordinator and of the workers.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from institutions import fill_register, signed_case

from generator.assembly import assemble
from generator.model.case import Case, Term
from generator.model.library import Library
from generator.office.signing import Desk
from generator.reading import load_library
from generator.register.setup import open_register
from generator.render.formats import choose_engine, render_document
from generator.renewal.plan.words import Decision, Plan, PlanRow
from generator.renewal.run import RunSetup, run_plan
from generator.renewal.run.pool import ProcessPool

TODAY = date(2026, 12, 20)
FORMATS = ("docx", "pdf")
BOUNDS = {"whole": 2.0, "tenfold": 10.5, "memory": 1.2, "cores": 1.8}


def renewed(number: int) -> Case:
    """Return the case of an institution's renewal."""
    case = signed_case(number)
    term = Term(start=date(2027, 1, 1), end=date(2027, 12, 31))
    values = {**case.values, "out_of_catalogue_year": "2027"}
    return case.model_copy(
        update={"number": None, "renews": case.number, "date": TODAY, "term": term, "values": values}
    )


def plan_of(library: Library, papers: int) -> Plan:
    """Return a plan that renews all as they stand."""
    rows = (_row(number, renewed(number)) for number in range(papers))
    return Plan(2027, TODAY, library.digest, f"{papers:064x}", tuple(rows))


def _row(number: int, case: Case) -> PlanRow:
    institution = case.institution
    return PlanRow(
        number + 3, case.renews or "", institution.code or "", institution.name or "", institution.level or "",
        Decision.RENEW, (), (), Decimal(0), "", case,
    )  # fmt: skip


def run(root: Path, papers: int, workers: int, pdf: str) -> dict[str, Any]:
    """Carry out a plan; return seconds and peak memory in MB."""
    library = load_library(root)
    with TemporaryDirectory(dir=Path.cwd()) as folder, open_register(f"{folder}/register.sqlite3") as register:
        fill_register(register, library, papers)
        desk = Desk(library, register, "测", TODAY, Path(folder) / "out", (), lambda _: None)
        plan = plan_of(library, papers)
        pool = ProcessPool(workers)
        peaks: dict[int, int] = {}

        def look(_: object) -> None:
            peaks.update({process: _peak(process) for process in pool.process_ids})

        start = time.perf_counter()
        setup = RunSetup(FORMATS, pdf, workers, executor=lambda: pool, on_progress=look)
        result = run_plan(desk, plan, setup)
        seconds = time.perf_counter() - start
    assert result.made == papers, result.failures[:3]
    coordinator = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "coordinator": coordinator, "worker": max(peaks.values()) / 1024}


def bare(root: Path, papers: int, workers: int, pdf: str) -> dict[str, Any]:
    """Go from Case to bytes in as many processes; return seconds."""
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        list(pool.map(_make, *zip(*((str(root), number, pdf) for number in range(workers)), strict=True)))  # warm
        start = time.perf_counter()
        sizes = list(
            pool.map(_make, *zip(*((str(root), number, pdf) for number in range(papers)), strict=True), chunksize=8)
        )
        seconds = time.perf_counter() - start
    return {"seconds": seconds, "bytes": sum(sizes) / papers}


@cache
def _library(root: str) -> Library:
    return load_library(Path(root))


def _make(root: str, number: int, pdf: str) -> int:
    library = _library(root)
    document = assemble(library, renewed(number).model_copy(update={"number": f"内医保协〔2026〕{number:04}号"}))
    layout = library.layout(document.layout)
    return sum(len(render_document(choose_engine(name, pdf), document, layout)) for name in FORMATS)


def _peak(process: int) -> int:
    """Return the peak memory of a process in kB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _measured(what: str, arguments: argparse.Namespace, papers: int, workers: int) -> dict[str, Any]:
    command = [
        sys.executable, __file__, "--one", what, "--papers", str(papers), "--workers", str(workers),
        "--pdf", arguments.pdf, "--library", str(arguments.library),
    ]  # fmt: skip
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"{what} {papers} 份 {workers} 进程：{found}", flush=True)
    return found


def _compare(arguments: argparse.Namespace) -> Iterable[tuple[str, float, float]]:
    papers, many = arguments.papers, arguments.papers * arguments.times
    made = _measured("bare", arguments, papers, 2)
    two = _measured("run", arguments, papers, 2)
    one = _measured("run", arguments, papers, 1)
    yield "whole", two["seconds"] / made["seconds"], BOUNDS["whole"]
    yield "cores", one["seconds"] / two["seconds"], BOUNDS["cores"]
    if arguments.times > 1:
        more = _measured("run", arguments, many, 2)
        yield "tenfold", more["seconds"] / two["seconds"] * 10 / arguments.times, BOUNDS["tenfold"]
        yield "memory", max(more[who] / two[who] for who in ("coordinator", "worker")), BOUNDS["memory"]


def main() -> int:
    """Measure and print; return 1 where a bound isn't kept."""
    parser = argparse.ArgumentParser(description="批量续签：整个过程与只生成相比，十倍的份数，两个进程与一个相比")
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--times", type=int, default=10, help="再做多少倍的份数；1 是不做")
    parser.add_argument("--pdf", default="typst")
    parser.add_argument("--library", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--one", choices=("bare", "run"))
    arguments = parser.parse_args()
    if arguments.one:
        measure = {"bare": bare, "run": run}[arguments.one]
        print(json.dumps(measure(arguments.library, arguments.papers, arguments.workers, arguments.pdf)))
        return 0
    kept = True
    for name, figure, bound in _compare(arguments):
        met = figure >= bound if name == "cores" else figure <= bound
        kept = kept and met
        print(f"{name}: {figure:.2f}（界限 {bound}）{'' if met else ' 未达到'}", flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
