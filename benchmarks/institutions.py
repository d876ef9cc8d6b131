"""Made-up institutions by the thousand: their signed agreements, a register that holds them, a roster of them.

The same number gives the same institution, in every run. Levels, ratios, results and sums are mixed; a few are
suspended, change their level, don't want to go on or have a licence that ends. All are in neimenggu, their agreements
run for 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cases import make_case
from openpyxl import Workbook

from generator.assembly import assemble
from generator.document.fingerprint import full_fingerprint, text_fingerprint
from generator.document.nodes import Document
from generator.model.case import Case
from generator.model.library import Library
from generator.register.words import AgreementEntry, Confirmation, EventEntry, PaperEntry, ParticularsEntry

if TYPE_CHECKING:
    from generator.register.register import Register

MOST = 10_000
REGION = "neimenggu"
HEADER = (
    "原协议编号", "机构名称", "统一社会信用代码", "医保定点机构代码", "等级", "所有制性质", "类别", "床位数",
    "法定代表人", "地址", "联系电话", "开户银行", "银行账号", "医疗服务范围", "执业许可证有效期止",
    "年度考核结果", "是否申请续签", "是否有未办结的变更", "是否有异议", "年度医保基金支付金额（元）", "备注",
)  # fmt: skip
_RESULTS = ("优秀", "良好", "合格", "良好", "合格", "良好", "优秀", "合格", "良好", "不合格")
_IN_A_REGISTER = 400


def signed_case(number: int) -> Case:
    """Return the case on which an institution's agreement of 2026 was signed."""
    return make_case(number)


def roster_row(number: int) -> list[Any]:
    """Return an institution's row of the roster, under `HEADER`."""
    case = signed_case(number)
    institution = case.institution
    level = "三级乙等" if number % 97 == 5 else institution.level
    licence = date(2027, 6, 30) if number % 53 == 7 else date(2028 + number % 4, 1 + number % 12, 1 + number % 28)
    return [
        case.number, institution.name, institution.uscc, institution.code, level, "公立", institution.type,
        institution.beds, institution.legal_representative, institution.address, institution.phone,
        institution.bank.name, institution.bank.account, "门（急）诊、住院", licence.isoformat(),
        _RESULTS[number % len(_RESULTS)], "否" if number % 89 == 11 else "是", "是" if number % 71 == 3 else "否",
        "否", 100_000 + number * 7919 % 90_000_000, None,
    ]  # fmt: skip


def write_roster(path: Path, count: int) -> None:
    """Write the roster of the first institutions."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("名册")
    sheet.append(list(HEADER))
    for number in range(count):
        sheet.append(roster_row(number))
    book.save(path)


def fill_register(register: Register, library: Library, count: int, *, own: bool = True) -> None:
    """Enter the agreements of the first institutions.

    Unless each is to have its `own`, those of equal levels share one Document: a plan reads none.
    """
    documents: dict[str | None, Document] | None = None if own else {}
    numbers = iter(range(count))
    while chunk := list(islice(numbers, _IN_A_REGISTER)):
        register.enter_many([_confirmation(library, signed_case(number), documents) for number in chunk])


def _confirmation(library: Library, case: Case, documents: dict[str | None, Document] | None) -> Confirmation:
    level, number = case.institution.level, case.number or ""
    document = documents.get(level) if documents else None
    if document is None:
        document = assemble(library, case)
        if documents is not None:
            documents[level] = document
    start, end = case.term.start or case.date, case.term.end
    entry = AgreementEntry(
        number, 0, case.kind, case.region, case.institution.code or "", case.institution.name or "", case.date,
        start, end,
    )  # fmt: skip
    paper = PaperEntry(
        number, case.kind, case.region, number, case.date, case, document, text_fingerprint(document),
        full_fingerprint(document), series="agreement", outside=True,
    )  # fmt: skip
    signing = EventEntry(number, "sign", start, case.date, paper=number, term=(start, end))
    return Confirmation("测", (paper,), (signing,), (entry,), (ParticularsEntry(case.date, case.institution),))


def cases(count: int) -> Iterator[Case]:
    """Yield the signed cases of the first institutions."""
    yield from map(signed_case, range(count))
