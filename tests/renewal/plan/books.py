"""Registers and rosters for plans: some agreements of 2026, what happened to them, and what a roster says of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from generator.assembly import assemble
from generator.document.fingerprint import full_fingerprint, text_fingerprint
from generator.document.nodes import Document
from generator.model.case import Case
from generator.model.library import Library
from generator.reading import read_case_text
from generator.register.words import AgreementEntry, Confirmation, EventEntry, PaperEntry, ParticularsEntry
from generator.renewal.plan import Year, make_plan
from generator.renewal.plan.words import Plan, PlanRow
from generator.renewal.roster import RosterRow
from tests.issuing.cases import READY

if TYPE_CHECKING:
    from generator.register.register import Register

ON = date(2026, 12, 1)
YEAR = Year(2027, ON)

COUNT = 4
"""Four agreements: two to be renewed, one held, one not due."""
REGION = "neimenggu"


def signed(place: int = 1, **update: Any) -> Case:
    """Return the case of the agreement of 2026 in a place of the register; `update` replaces keys of it."""
    case = read_case_text(READY, "case.yaml").model_copy(update={"number": number(place)})
    institution = case.institution.model_copy(update={"code": f"H1501020{place:04}", "name": f"示例{place}医院"})
    return case.model_copy(update={"institution": institution, **update})


def number(place: int) -> str:
    """Return the number of the agreement in a place."""
    return f"内医保协〔2026〕{place:04}号"


def sign(register: Register, library: Library, case: Case) -> None:
    """Enter an agreement as signed."""
    document = _document(library)
    own, start, end = case.number or "", case.term.start or case.date, case.term.end
    paper = PaperEntry(
        own, case.kind, case.region, own, case.date, case, document, text_fingerprint(document),
        full_fingerprint(document), series="agreement", outside=True,
    )  # fmt: skip
    event = EventEntry(own, "sign", start, case.date, paper=own, term=(start, end))
    particulars = ParticularsEntry(case.date, case.institution)
    register.enter(Confirmation("甲", (paper,), (event,), (_entry(case, 0),), (particulars,)))


def happen(register: Register, case: Case, event: str, on: date, **facts: str) -> None:
    """Let something happen to an agreement."""
    own = case.number or ""
    record = register.agreement(own)
    assert record is not None
    entry = EventEntry(own, event, on, on, facts={"by": "agency", **facts})
    register.enter(Confirmation("甲", (), (entry,), (_entry(case, record.row.version),)))


def plan_one(
    register: Register, library: Library, case: Case, said: RosterRow | None = None, year: Year = YEAR
) -> PlanRow:
    """Return the row of the only agreement of a register."""
    if register.agreement(case.number or "") is None:
        sign(register, library, case)
    plan, _ = make_plan(library, register, year, None if said is None else (said,))
    (row,) = plan.rows
    return row


def plan_of(register: Register, library: Library, count: int, rows: Iterable[RosterRow] | None = None) -> Plan:
    """Return the plan of the first agreements."""
    for place in range(1, count + 1):
        sign(register, library, signed(place))
    return make_plan(library, register, YEAR, None if rows is None else tuple(rows))[0]


def said_of(case: Case, row: int = 2, *, case_update: Mapping[str, Any] | None = None, **own: Any) -> RosterRow:
    """Return a roster's row for an agreement: its number and code, and what else is given."""
    institution = case.institution.model_copy(update={})
    content = {"kind": case.kind, "region": case.region, "date": date(2027, 1, 1), "renews": case.number}
    content["institution"] = {"name": institution.name, "code": institution.code, **(case_update or {})}
    return RosterRow(row, Case.model_validate(content), **own)


def with_regions(library: Library, folder: Path, **files: str) -> Library:
    """Return the library with files of its regions written anew; a file is named region__file."""
    shutil.copytree(library.root / "regions", folder / "regions")
    for name, text in files.items():
        region, _, file = name.partition("__")
        (folder / "regions" / region / f"{file}.yaml").write_text(text, encoding="utf-8")
    return replace(library, root=folder)


def write_roster(path: Path, header: tuple[str, ...], *rows: tuple[Any, ...]) -> Path:
    """Write a roster."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "名册"
    for row in (header, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def _entry(case: Case, expected: int) -> AgreementEntry:
    return AgreementEntry(
        case.number or "", expected, case.kind, case.region, case.institution.code or "", case.institution.name or "",
        case.date, case.term.start or case.date, case.term.end,
    )  # fmt: skip


@lru_cache(maxsize=2)
def _document(library: Library) -> Document:
    return assemble(library, signed())
