"""The register's records as `lifecycle` sees them.

In: an agreement's number, a register. Out: its record, its `Life`, its text on a day; or a problem that names what is
like it.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from generator.errors import InputError
from generator.lifecycle import Happened, Life
from generator.problems import Place, Problem
from generator.register.words import AgreementRecord, EventRecord

if TYPE_CHECKING:
    from generator.register.register import Register


def find_agreement(register: Register, number: str) -> AgreementRecord:
    """Return an agreement's record; raise `InputError` where the register has none of this number, or a voided one."""
    return usable(register, number, register.agreement(number))


def usable(register: Register, number: str, found: AgreementRecord | None) -> AgreementRecord:
    """Return what the register has found under a number, where it may be used; else raise `InputError`."""
    if found is not None and not found.row.void:
        return found
    if found is not None:
        raise InputError((_unknown(f"协议“{number}”已经作废", "请用重新签发的那一份的编号"),))
    paper = register.paper(number)
    if paper is not None:
        alone = "它不属于哪一份协议；协议的编号用 xieyi register list 查看"
        mend = f"它所属的协议是“{paper.agreement}”" if paper.agreement else alone
        raise InputError((_unknown(f"“{number}”是一份文书，不是协议", mend),))
    near = difflib.get_close_matches(number, [row.number for row in register.agreements()], n=1, cutoff=0.8)
    mend = (
        f"最接近的是“{near[0]}”" if near else "用 xieyi register list 查看；以前签的协议先用 xieyi register import 收入"
    )
    raise InputError((_unknown(f"登记簿里没有协议“{number}”", mend),))


def life_of(record: AgreementRecord) -> Life:
    """Return an agreement's life."""
    row = record.row
    signed = next((event.term for event in record.events if event.event == "sign" and event.term), None)
    return Life(
        number=row.number, kind=row.kind, region=row.region, institution=record.particulars, signed_on=row.signed_on,
        start=row.start, end=signed[1] if signed else row.end,  # as it was signed: what renewed it happened later
        happened=tuple(_happened(event) for event in record.events if event.event != "sign"),
    )  # fmt: skip


def _happened(event: EventRecord) -> Happened:
    start, end = event.term or (None, None)
    return Happened(
        event=event.event, on=event.on, recorded_on=event.recorded_on, by=event.facts.get("by", "both"),
        facts=event.facts, findings=event.findings, paper=event.paper,
        term=(start, end) if start is not None and end is not None else None,
    )  # fmt: skip


def _unknown(message: str, mend: str) -> Problem:
    return Problem(code="agreement_unknown", message=message, where=Place(key="AGREEMENT"), mend=mend)
