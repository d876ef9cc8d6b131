"""Compare with other ways of doing the same, side by side, and hold the project to its bounds of speed.

Usage: python benchmarks/run.py [WHAT …] [--quick] [--json] [--record]. Every ratio comes from this one run: the sides
take turns, each in a process of its own, and the medians are compared. Exit codes: 0 every bound is kept, 1 one isn't
or a comparison can't be made, 2 wrong usage, 5 LibreOffice is missing. See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from json import dumps
from pathlib import Path
from tempfile import TemporaryDirectory

from findings import Finding
from measure_bulk import measure_bulk
from measure_check import measure_check
from measure_docx import measure_docx
from measure_draft import measure_draft
from measure_pdf import measure_pdf
from measure_plan import measure_plan
from measure_runs import measure_staff, measure_year
from side import UnusableError

from generator.model.library import Library
from generator.reading import load_library

ROUNDS = {"docx": 9, "pdf": 7, "draft": 5, "check": 15, "bulk": 3, "plan": 3, "year": 10, "staff": 30}
QUICK = {"docx": 3, "pdf": 3, "draft": 2, "check": 5, "bulk": 1, "plan": 1, "year": 1, "staff": 3}
PACKAGES = ("docxtpl", "weasyprint", "typst", "openpyxl", "Django", "pydantic", "jinja2", "ruamel.yaml", "typer")
DOC = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->"


def main() -> int:
    """Run all comparisons and print what they found; return the exit code."""
    arguments = _read_arguments()
    if shutil.which("soffice") is None:
        print("缺少 LibreOffice（soffice），无法对比。请先运行 make setup-bench。", file=sys.stderr)
        return 5
    # As pip leaves every installed package, the peers' too; a machine that writes no bytecode would else compile
    # ours at every start.
    compileall.compile_dir(Path(__file__).parent.parent / "generator", quiet=1)
    try:
        machine, findings = _machine(), list(_measure(_rounds(arguments)))
        if arguments.record:
            _record(machine, findings)
    except UnusableError as error:
        print(f"没有比成：{error}", file=sys.stderr)
        return 1
    _print(machine, findings, as_json=arguments.json)
    return 0 if all(finding.met for finding in findings) else 1


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="与其他做法比较速度，核对各项界限")
    parser.add_argument("what", nargs="*", metavar="WHAT", help=f"只比哪几项（{'、'.join(ROUNDS)}）；不写的全比")
    parser.add_argument("--quick", action="store_true", help="少比几轮，结果较粗")
    parser.add_argument("--json", action="store_true", help="在标准输出打印 JSON")
    parser.add_argument("--record", action="store_true", help="把这次的数字写入 docs/benchmarks.md")
    arguments = parser.parse_args()
    unknown = set(arguments.what) - set(ROUNDS)
    if unknown:
        parser.error(f"没有“{'、'.join(sorted(unknown))}”这一项，可以比的有：{'、'.join(ROUNDS)}")
    if arguments.what and arguments.record:
        parser.error("--record 写入全部各项的数字，不能只比几项")
    return arguments


def _rounds(arguments: argparse.Namespace) -> dict[str, int]:
    """Return how many rounds each comparison that was asked for takes."""
    rounds = QUICK if arguments.quick else ROUNDS
    return {name: count for name, count in rounds.items() if not arguments.what or name in arguments.what}


def _measure(rounds: dict[str, int]) -> Iterator[Finding]:
    library = load_library()
    steps: tuple[tuple[str, Callable[[Library, Path, int], Iterator[Finding]]], ...] = (
        ("check", measure_check),
        ("docx", measure_docx),
        ("pdf", measure_pdf),
        ("draft", measure_draft),
        ("bulk", measure_bulk),
        ("plan", measure_plan),
        ("year", measure_year),
        ("staff", measure_staff),
    )
    for name, measure in steps:
        if name not in rounds:
            continue
        print(f"正在比较 {name}（{rounds[name]} 轮）……", file=sys.stderr, flush=True)
        with TemporaryDirectory() as folder:
            yield from measure(library, Path(folder), rounds[name])


def _machine() -> str:
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout.split()
    packages = [f"{name} {version(name)}" for name in PACKAGES]
    office = " ".join(said[:2])
    cores = len(os.sched_getaffinity(0))
    return f"{platform.machine()}，{cores} 核，Python {platform.python_version()}，{'，'.join([*packages, office])}"


def _print(machine: str, findings: Sequence[Finding], *, as_json: bool) -> None:
    if as_json:
        data = {"machine": machine, "findings": [finding.data() for finding in findings]}
        print(dumps(data, ensure_ascii=False, indent=2))
        return
    print(machine)
    for finding in findings:
        print(finding.line())


def _record(machine: str, findings: Sequence[Finding]) -> None:
    """Put the figures of this run into the page about benchmarks."""
    before, _, rest = DOC.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise UnusableError(f"{DOC.name} 里没有 {BEGIN.strip()} 和 {END}")
    lines = [f"`{machine}`", "", "| | bound | figure | rounds | medians | |", "|---|---|---|---|---|---|"]
    lines += [finding.row() for finding in findings]
    text = before + BEGIN + "\n".join(lines) + "\n" + END + after
    DOC.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
