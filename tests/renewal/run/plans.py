"""Plans to run: agreements of 2026 taken into a register, and their renewals for 2027."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from generator.model.case import Case
from generator.model.library import Library
from generator.office.signing import Desk
from generator.office.taking_in import take_in
from generator.reading import read_case_text
from generator.register.setup import open_register
from generator.renewal.plan.words import Decision, Plan, PlanRow
from generator.renewal.run import RunSetup
from tests.issuing.cases import READY

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 12, 20)
QUICK = RunSetup(formats=("docx",), workers=2, chunk=2)
LEVELS = ("三级甲等", "二级甲等", "一级甲等")


def signed(place: int) -> Case:
    """Return the case of an agreement of 2026."""
    text = READY.replace("H15010200001", f"H1501020{place:04}").replace("0001号", f"{place + 1:04}号")
    text = text.replace("示例医院", f"示例第{place}医院").replace("三级甲等", LEVELS[place % 3])
    return read_case_text(text, "case.yaml")


def renewed(place: int) -> Case:
    """Return the case of its renewal, without a number."""
    lines = [line for line in READY.splitlines() if not line.startswith("number:")]
    text = "\n".join(lines).replace("H15010200001", f"H1501020{place:04}")
    text = text.replace("示例医院", f"示例第{place}医院").replace("三级甲等", LEVELS[place % 3]).replace("2026", "2027")
    text = text.replace("date: 2027-01-01", "date: 2026-12-20")
    return read_case_text(f"renews: 内医保协〔2026〕{place + 1:04}号\n{text}", "case.yaml")


def desk_at(library: Library, folder: Path, out: Path | None = None) -> Desk:
    """Return a desk whose register and papers lie in a folder."""
    register = open_register(str(folder / "register" / "register.sqlite3"))
    return Desk(library, register, "甲", TODAY, out or folder / "out", (), lambda _: None)


def take_in_many(desk: Desk, count: int) -> None:
    """Take the agreements of 2026 into the register."""
    for place in range(count):
        take_in(desk, signed(place))


def plan_of(cases: Iterable[Case | None], library: Library, fingerprint: str = "f" * 64) -> Plan:
    """Return a plan whose rows renew as they stand."""
    rows = tuple(
        PlanRow(
            row=place + 3,
            agreement=(case.renews or "") if case else f"内医保协〔2026〕{place + 1:04}号",
            institution=f"H1501020{place:04}",
            name=f"示例第{place}医院",
            level=LEVELS[place % 3],
            decision=Decision.RENEW if case else Decision.HOLD,
            reasons=(),
            changes=(),
            amount=Decimal(100_000),
            remark="",
            case=case,
        )
        for place, case in enumerate(cases)
    )
    return Plan(2027, TODAY, library.digest, fingerprint, rows)
