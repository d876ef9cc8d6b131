"""The promises of a hospital's people in a process of its own: the whole run, or only the making.

Usage: staff.py run|bare PEOPLE CORES. `run` reads the roster (Excel), makes every form, reads it back, brings it to the
disk and enters it with its person; `bare` goes from Case to bytes and touches no disk. Prints seconds as JSON. The
people are made up, their check digits right.
"""

from __future__ import annotations

import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

from institutions import fill_register, signed_case
from openpyxl import Workbook
from stdnum.cn import ric

from generator.assembly import assemble
from generator.model.case import Case, Institution, Person
from generator.model.library import Library
from generator.office.signing import Desk
from generator.reading import load_library
from generator.register.setup import open_register
from generator.render.formats import choose_engine, render_document
from generator.renewal.run import RunSetup
from generator.renewal.staff import StaffForms, institution_in, read_staff, run_staff

KIND = "staff-promise"
TODAY = date(2026, 3, 2)
FORMATS, PDF = ("docx", "pdf"), "typst"
_HEADINGS = ("姓名", "身份证件号码", "性别", "出生年月", "联系电话", "执业类型", "专业技术职务")


def person(number: int) -> Person:
    """Return a made-up person."""
    born = date(1962, 1, 1) + timedelta(days=number * 4)
    first = f"110105{born:%Y%m%d}{number % 1000:03}"
    identity = first + ric.calc_check_digit(first + "0")
    return Person(name=f"示例{number}", identity_number=identity)


def write_roster(path: Path, count: int) -> None:
    """Write the roster of the first people."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("人员名册")
    sheet.append(list(_HEADINGS))
    for number in range(count):
        one = person(number)
        identity = one.identity_number or ""
        sex = "男" if int(identity[16]) % 2 else "女"
        born = f"{identity[6:10]}年{int(identity[10:12])}月"
        sheet.append([one.name, identity, sex, born, "0471-6000021", "医师", "主任医师"])
    book.save(path)


def run(people: int, cores: int) -> float:
    """Make the promises of a roster; return seconds."""
    library = load_library()
    with TemporaryDirectory() as name, open_register(f"{name}/register.sqlite3") as register:
        folder = Path(name)
        fill_register(register, library, 1)
        write_roster(folder / "staff.xlsx", people)
        desk = Desk(library, register, "测", TODAY, folder / "out", (), lambda _: None)
        start = time.perf_counter()
        signed = signed_case(0)
        hospital = institution_in(desk, signed.institution.code or "", TODAY)
        rows = read_staff(folder / "staff.xlsx", library, signed.region, hospital, kind=KIND, on=TODAY).rows
        forms = StaffForms(KIND, signed.region, hospital, TODAY)
        result = run_staff(desk, forms, rows, RunSetup(FORMATS, PDF, cores))
        seconds = time.perf_counter() - start
    assert result.made == people, result.failures[:3]
    return seconds


def bare(people: int, cores: int) -> float:
    """Go from Case to bytes; starting the workers isn't counted."""
    with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
        list(pool.map(_make, range(4 * cores)))
        start = time.perf_counter()
        assert all(pool.map(_make, range(people), chunksize=8))
        return time.perf_counter() - start


@cache
def _library() -> Library:
    return load_library()


def _make(number: int) -> int:
    library, signed = _library(), signed_case(0)
    hospital = Institution(name=signed.institution.name)
    case = Case(
        kind=KIND, region=signed.region, date=TODAY, number=f"{number:06}", institution=hospital, person=person(number)
    )
    document = assemble(library, case)
    layout = library.layout(document.layout)
    return sum(len(render_document(choose_engine(name, PDF), document, layout)) for name in FORMATS)


def main() -> None:
    """Do what is asked for and print how long it took."""
    people, cores = int(sys.argv[2]), int(sys.argv[3])
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:cores]))
    print(json.dumps({"seconds": {"bare": bare, "run": run}[sys.argv[1]](people, cores)}))


if __name__ == "__main__":
    main()
