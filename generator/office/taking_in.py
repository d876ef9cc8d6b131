"""Take an agreement into the register that was signed before it was there.

In: the agreement's case, and its text if that isn't the library's own. Out: the register knows the agreement as it was
signed, so that later papers can cite its articles; or the problems, and nothing is entered.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.assembly import DanglingReferenceError, assemble
from generator.checks import check
from generator.document.fingerprint import full_fingerprint, text_fingerprint
from generator.document.nodes import Blank, Document, Inline, Row
from generator.document.walk import articles, inlines, paragraph_inlines
from generator.errors import InputError
from generator.lifecycle.law import table_of
from generator.model.case import Case
from generator.office.signing import SIGN, Desk, agreed_term
from generator.office.transcription import read_transcription
from generator.problems import Place, Problem, Severity, stand_in_the_way
from generator.reading.files import UnreadableFileError, read_text
from generator.register.words import AgreementEntry, Confirmation, EventEntry, PaperEntry, ParticularsEntry

_OF_ISSUING = frozenset({"number_format", "number_missing", "case_region", "glyph_missing"})
"""Problems of papers that are yet to be made."""


def take_in(desk: Desk, case: Case, text: Path | None = None) -> tuple[Problem, ...]:
    """Enter an agreement; return what is told of it. Raise `InputError` where it can't be taken in.

    What it was signed with is not judged any more: what the law of its day would have refused is told.
    """
    problems = tuple(_missing(desk, case))
    if problems:
        raise InputError(problems)
    document = _document(desk, case, text)
    desk.register.enter(_confirmation(desk, case, document))
    kept = check(desk.library, case) if text is None else ()
    return tuple(
        problem.model_copy(update={"severity": Severity.NOTE}) for problem in kept if problem.code not in _OF_ISSUING
    )


def _missing(desk: Desk, case: Case) -> Iterator[Problem]:
    kinds = table_of(desk.library).events[SIGN].kinds
    if case.kind not in desk.library.kinds or case.region not in desk.library.regions:
        yield from stand_in_the_way(check(desk.library, case))
        return
    if case.kind not in kinds:
        yield _problem(case, "kind", "收入的应是协议", f"可选：{'、'.join(kinds)}；它的补充协议和通知以后办理")
    needed = (("number", "编号"), ("institution.code", "乙方医保定点机构代码"), ("institution.name", "乙方全称"))
    for path, label in needed:
        if not case.fact(tuple(path.split("."))):
            yield _problem(case, path, f"没有写{label}", "请照已签的协议写明")
    if agreed_term(desk.library, case)[1] is None:
        yield _problem(case, "term.end", "没有写协议有效期止", "请照已签的协议写明")


def _document(desk: Desk, case: Case, text: Path | None) -> Document:
    """Return the agreement's Document: the library's clauses of its day, or the text that was typed off."""
    try:
        document = assemble(desk.library, case, draft=text is not None)
    except DanglingReferenceError as error:
        raise InputError((_problem(case, "kind", str(error), "请核对案卷的事实，或用 --text 抄录原文"),)) from None
    if text is None:
        blanks = dict.fromkeys(inline.name for inline in inlines(document) if isinstance(inline, Blank))
        if blanks:
            raise InputError(
                tuple(
                    _problem(case, name, f"“{name}”没有写，而协议里印着它", "请照已签的协议写明，或用 --text 抄录原文")
                    for name in blanks
                )
            )
        return document
    try:
        written = read_text(text, str(text))
    except UnreadableFileError as error:
        raise InputError((error.problem,)) from None
    chapters, problems = read_transcription(written, str(text), articles(document))
    if problems:
        raise InputError(problems)
    known = _without_blanks(document)
    return known.model_copy(update={"chapters": chapters, "attachments": (), "bases": (), "remarks": ()})


def _without_blanks(document: Document) -> Document:
    """Return a document without the rows and the preamble that would print what nobody has written."""
    return document.model_copy(
        update={
            "draft": False,
            "cover": document.cover.model_copy(update={"rows": _known(document.cover.rows)}),
            "parties": tuple(party.model_copy(update={"rows": _known(party.rows)}) for party in document.parties),
            "preamble": () if _blank(tuple(paragraph_inlines(document.preamble))) else document.preamble,
            "signatures": tuple(
                signature for signature in document.signatures if not any(_blank(line) for line in signature.lines)
            ),
        }
    )


def _known(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(row for row in rows if not _blank(row.value))


def _blank(inlines: tuple[Inline, ...]) -> bool:
    return any(isinstance(inline, Blank) for inline in inlines)


def _confirmation(desk: Desk, case: Case, document: Document) -> Confirmation:
    number, (start, end) = case.number or "", agreed_term(desk.library, case)
    paper = PaperEntry(
        number=number, kind=case.kind, region=case.region, agreement=number, date=case.date, case=case,
        document=document, text_fingerprint=text_fingerprint(document), full_fingerprint=full_fingerprint(document),
        edition=desk.library.digest, series="agreement", outside=True,
    )  # fmt: skip
    agreement = AgreementEntry(
        number=number, expected=0, kind=case.kind, region=case.region, institution=case.institution.code or "",
        name=case.institution.name or "", signed_on=case.date, start=start, end=end, renews=case.renews,
    )  # fmt: skip
    event = EventEntry(
        agreement=number, event=SIGN, on=start, recorded_on=desk.today, facts=case.facts, paper=number,
        term=(start, end),
    )  # fmt: skip
    return Confirmation(
        by=desk.by, papers=(paper,), agreements=(agreement,), events=(event,),
        particulars=(ParticularsEntry(case.date, case.institution),),
    )  # fmt: skip


def _problem(case: Case, key: str, message: str, mend: str) -> Problem:
    place: Place = case.places.of(key)
    return Problem(code="taking_in", message=message, where=place, mend=mend)
