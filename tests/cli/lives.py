"""Cases of what may happen to an agreement, as an office writes them: what the register knows is left out."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import ROOT, TERTIARY, Xieyi

HOSPITAL, CENTRE = "内医保协〔2026〕0001号", "内医保协〔2026〕0002号"
COMMUNITY = ROOT / "examples" / "community-centre.yaml"
QUICK = ("--format", "json")

RENEW = """
date: 2026-12-01
term: {start: 2027-01-01, end: 2027-12-31}
values: {quality_deposit_rate: 3%}
facts: {renewal_organised: true, changes_quality_deposit_rate: true, copies: 2}
"""
NOT_RENEW = """
date: 2026-10-12
facts: {by: institution, requested_on: 2026-09-24, request_received_on: 2026-09-25, decided_on: 2026-10-10,
        reasons: 机构整体并入其他医院, settlement_until: 2027-01-31, contact: 示例己, contact_phone: 0471-6000011}
"""
SUPPLEMENT = """
kind: supplement-policy
date: 2026-07-01
facts: {reasons: 自治区调整医保基金年终清算办法, consulted: true, effective_on: 2026-07-15, copies: 2}
amendments:
  - {clause: yearly-settlement, paragraph: 1, after: 甲方与乙方按月核对账目，并与乙方开展年终清算。}
"""
CHANGE = """
date: 2026-06-15
facts: {approved_by: 呼和浩特市卫生健康委员会, change_approved_on: 2026-05-06, request_received_on: 2026-05-20,
        site_visit: true, accepted_on: 2026-06-10, effective_on: 2026-06-15, copies: 2}
amendments:
  - {clause: particulars, item: institution.legal_representative, after: 示例癸}
"""
SUSPEND = """
date: 2026-04-10
findings:
  - {fact: 上传的住院费用结算明细与检查报告记录不符, on: 2026-02-28, ground: untrue-data, clause: suspension,
     item: untrue-data}
facts: {by: agency, decided_on: 2026-04-08, effective_on: 2026-04-15, suspended_to: 2026-07-14, heard: true,
        heard_on: 2026-03-30, rectification_until: 2026-06-30, settlement_until: 2026-04-30, contact: 示例己,
        contact_phone: 0471-6000011}
"""
RESUME = """
date: 2026-07-10
facts: {by: agency, suspended_from: 2026-04-15, suspended_to: 2026-07-14, suspension_number: 内医保通〔2026〕1号,
        rectified_on: 2026-06-26, decided_on: 2026-07-09, effective_on: 2026-07-15, contact: 示例己,
        contact_phone: 0471-6000011}
"""
RESCIND = """
date: 2026-09-10
findings:
  - {fact: 为一家非定点门诊部结算医保费用41笔, on: 2026-05-31, ground: settling-for-others, clause: rescission,
     item: settling-for-others}
facts: {by: agency, decided_on: 2026-09-08, effective_on: 2026-09-15, heard: true, heard_on: 2026-08-20,
        settlement_until: 2026-10-15, contact: 示例己, contact_phone: 0471-6000011}
"""
TERMINATE = """
date: 2027-01-04
facts: {cause: expiry, reasons: 双方没有就续签达成一致, decided_on: 2027-01-04, effective_on: 2027-01-01,
        settlement_until: 2027-01-31, contact: 示例己, contact_phone: 0471-6000011}
"""

EVENTS = {
    "renew": RENEW, "not-renew": NOT_RENEW, "supplement": SUPPLEMENT, "change": CHANGE, "suspend": SUSPEND,
    "resume": RESUME, "rescind": RESCIND, "terminate": TERMINATE,
}  # fmt: skip


def sign_both(xieyi: Xieyi) -> None:
    """Sign the two agreements of the examples into the register."""
    for case in (TERTIARY, COMMUNITY):
        ran = xieyi("issue", case, *QUICK)
        assert ran.code == 0, ran.err


def written(folder: Path, text: str, name: str = "case.yaml") -> Path:
    """Write a case into a folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
