"""A desk for tests: a register of its own, quick formats, a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.model.case import Case
from generator.model.library import Library
from generator.office.signing import Desk
from generator.reading import read_case_text
from generator.register.setup import open_register
from tests.issuing.cases import READY

TODAY = date(2026, 11, 22)
QUICK = ("docx", "json")

SUSPENSION = """
kind: suspension-notice
region: neimenggu
date: 2026-06-01
findings:
  - {ground: untrue-data, clause: suspension, item: untrue-data, fact: 上传的结算清单与病历不符, on: 2026-04-20}
facts:
  by: agency
  decided_on: 2026-06-01
  effective_on: 2026-06-05
  suspended_to: 2026-09-04
  heard: "true"
  heard_on: 2026-05-25
"""


def ready(code: str = "H15010200001") -> Case:
    """Return the case of a first agreement, without a number, for the institution of a code."""
    lines = [line for line in READY.splitlines() if not line.startswith("number:")]
    return read_case_text("\n".join(lines).replace("H15010200001", code), "case.yaml")


def suspension() -> Case:
    """Return the case of a suspension by the agency."""
    return read_case_text(SUSPENSION, "event.yaml")


def desk_at(
    library: Library,
    folder: Path,
    *,
    where: str | None = None,
    by: str = "甲",
    on_step: Callable[[str], None] = lambda _: None,
) -> Desk:
    """Return a desk whose register and papers lie in a folder."""
    register = open_register(where or str(folder / "register" / "register.sqlite3"))
    return Desk(library, register, by, TODAY, folder / "out", QUICK, on_step)
