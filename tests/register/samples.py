"""Words to hand to a register: an agreement as it is signed, and what happens to it."""

from __future__ import annotations

import hashlib
from datetime import date

from generator.document.fingerprint import full_fingerprint, text_fingerprint
from generator.document.nodes import Document
from generator.model.case import Case, Finding, Institution
from generator.register.words import (
    AgreementEntry,
    Confirmation,
    EventEntry,
    FileEntry,
    PaperEntry,
    ParticularsEntry,
    Want,
)
from tests.documents import every_node

SIGNED = date(2026, 1, 1)
END = date(2026, 12, 31)
REGION = "neimenggu"
WHO = "张三"


def want(fingerprint: str, batch: str | None = None) -> Want:
    """A number that is wanted for an agreement."""
    return Want("agreement", REGION, 2026, "内医保协〔{year}〕{serial:04d}号", fingerprint, WHO, batch)


def institution(code: str, name: str = "示例医院") -> Institution:
    """An institution."""
    return Institution(name=name, code=code, level="三级甲等", address="示例街1号")


def document(number: str, name: str = "示例医院") -> Document:
    """A Document of that number."""
    return every_node(name=name).model_copy(update={"number": number})


def paper(number: str, agreement: str | None = None, *, outside: bool = False, files: bool = True) -> PaperEntry:
    """A paper of that number, its own agreement's or another's."""
    content = document(number)
    data = number.encode()
    file = FileEntry(
        "docx", f"{number}.docx", hashlib.sha256(data).hexdigest(), len(data), "docxtpl 0", "staged", f"{number}.docx"
    )
    return PaperEntry(
        number=number,
        kind="agreement" if agreement is None else "suspension-notice",
        region=REGION,
        agreement=agreement or number,
        date=SIGNED,
        case=Case(kind="agreement", region=REGION, date=SIGNED, number=number, institution=institution("H1")),
        document=content,
        text_fingerprint=text_fingerprint(content),
        full_fingerprint=full_fingerprint(content),
        files=(file,) if files else (),
        record="0" * 64,
        edition="1" * 64,
        series="agreement",
        outside=outside,
    )


def agreement(number: str, expected: int = 0, code: str = "H1", end: date = END) -> AgreementEntry:
    """An agreement, new or as it is from now on."""
    return AgreementEntry(number, expected, "agreement", REGION, code, "示例医院", SIGNED, SIGNED, end)


def signing(number: str, code: str = "H1", *, outside: bool = False, files: bool = True) -> Confirmation:
    """What is entered when an agreement is signed."""
    return Confirmation(
        by=WHO,
        papers=(paper(number, outside=outside, files=files),),
        events=(EventEntry(number, "sign", SIGNED, SIGNED, paper=number),),
        agreements=(agreement(number, code=code),),
        particulars=(ParticularsEntry(SIGNED, institution(code)),),
    )


def happening(number: str, event: str, expected: int, paper_number: str | None = None) -> Confirmation:
    """What is entered when something happens to an agreement."""
    finding = Finding(fact="查实的事实", ground="false-identity", on=date(2026, 3, 1))
    day = date(2026, 4, 1)
    return Confirmation(
        by="李四",
        papers=(paper(paper_number, number, outside=True),) if paper_number else (),
        events=(EventEntry(number, event, day, day, {"days": "30"}, (finding,), paper_number),),
        agreements=(agreement(number, expected, end=date(2026, 11, 30)),),
    )
