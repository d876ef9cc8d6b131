"""What is entered: papers with their numbers, events, agreements and particulars, together or not at all.

In: Confirmations. Out: one entry each. A paper is entered when its files are on the disk, under their staged names,
and read back; `placed` says that they have their final names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import generator.register.seams as seams
from generator.document.nodes import Document
from generator.errors import UsageError, XieyiError
from generator.model.base import Model
from generator.register.admission import Admission
from generator.register.chain import Link, canonical
from generator.register.models import Paper
from generator.register.numbers import claim, left_alone, release
from generator.register.parts import fingerprint_of, is_draft, sha256, split_document
from generator.register.queries import paper_records
from generator.register.refusals import UnknownNumberError
from generator.register.store import Store
from generator.register.tables import add_parts, append, chunks, lock, missing_parts
from generator.register.words import (
    AgreementEntry,
    Confirmation,
    Entered,
    EventEntry,
    Head,
    PaperEntry,
    PaperRecord,
    ParticularsEntry,
)


def enter(store: Store, confirmation: Confirmation) -> Entered:
    """Enter a confirmation; raise what stands in its way.

    Raises `ChangedMeanwhileError`, `NumberTakenError`, `UnknownNumberError`, `UsageError`, `WriteError`.
    """
    (found,) = enter_many(store, (confirmation,))
    if isinstance(found, XieyiError):
        raise found
    return found


def enter_many(store: Store, confirmations: Sequence[Confirmation]) -> tuple[Entered | XieyiError, ...]:
    """Enter confirmations in one transaction, each an entry; a refused one is told in its place and stops no other."""
    prepared = [_Prepared(confirmation) for confirmation in confirmations]
    with store.reading():
        owner = store.owner.mark
    with store.writing():
        head = lock(store)
        admission = Admission(store, [one.confirmation for one in prepared])
        outcomes: list[Entered | XieyiError | None] = []
        admitted: list[_Prepared] = []
        links: list[Link] = []
        at = store.clock().isoformat()
        for one in prepared:
            outcome = one.refusal or admission.judge(one.confirmation, head.seq + len(links) + 1, one.papers)
            outcomes.append(outcome)
            if outcome is None:
                body = _body(one, admission)
                admitted.append(one)
                links.append(Link(0, at, one.confirmation.by, "confirmation", body))
        _keep_parts(store, head, admitted)
        written = iter(append(store, head, links))
        _claim(store, owner, admitted)
        seams.step("claims")
        found = tuple(outcome or _entered(next(written)) for outcome in outcomes)
    seams.step("entered")
    return found


def placed(store: Store, numbers: Sequence[str], by: str) -> None:
    """Note that the files of some papers have their final names; those that are noted already stay so."""
    with store.writing():
        head = lock(store)
        waiting: list[str] = []
        for chunk in chunks(dict.fromkeys(numbers)):
            rows = dict(Paper.objects.using(store.alias).filter(number__in=chunk).values_list("number", "placed"))
            unknown = next((number for number in chunk if number not in rows), None)
            if unknown is not None:
                raise UnknownNumberError(f"登记簿里没有编号 {unknown} 的文书。请核对编号")
            waiting += [number for number in chunk if not rows[number]]
        if waiting:
            append(store, head, [Link(0, store.clock().isoformat(), by, "placed", {"numbers": waiting})])
            release(store, waiting)
    seams.step("placed")


def unplaced(store: Store) -> Iterator[PaperRecord]:
    """Yield the papers that are entered, whose files nobody living is putting in place."""
    with store.reading():
        rows = Paper.objects.using(store.alias).filter(placed=False, state="issued").order_by("seq", "number")
        numbers = list(rows.values_list("number", flat=True))
        alone = left_alone(store, numbers)
    for chunk in chunks(alone):
        yield from paper_records(store, number__in=chunk)


class _Prepared:
    """A confirmation with its parts and its papers as JSON values, made before the register is locked."""

    def __init__(self, confirmation: Confirmation) -> None:
        self.confirmation = confirmation
        self.parts: dict[str, str] = {}
        self.refusal: UsageError | None = None
        self.papers = [self._paper(paper) for paper in confirmation.papers]

    def _paper(self, paper: PaperEntry) -> dict[str, Any]:
        parted = split_document(paper.document) if isinstance(paper.document, Document) else paper.document
        self.parts |= parted.parts
        if fingerprint_of(parted.whole, parted.parts.__getitem__) != paper.full_fingerprint:
            self.refusal = UsageError(f"文书 {paper.number} 的内容与它的指纹不符，没有登记。请重新生成这份文书")
        elif is_draft(parted):
            self.refusal = UsageError(f"文书 {paper.number} 是草案，不能登记。请用 issue 签发")
        return {
            "number": paper.number,
            "kind": paper.kind,
            "region": paper.region,
            "agreement": paper.agreement,
            "date": paper.date.isoformat(),
            "text_fingerprint": paper.text_fingerprint,
            "full_fingerprint": paper.full_fingerprint,
            "document": parted.whole,
            "case": self._case(paper),
            "files": [asdict(file) for file in paper.files],
            "record": paper.record,
            "edition": paper.edition,
            "series": paper.series,
            "outside": paper.outside,
        }

    def _case(self, paper: PaperEntry) -> str:
        text = canonical(_values(paper.case))
        digest = sha256(text)
        self.parts[digest] = text
        return digest


def _values(model: Model) -> Any:
    return model.model_dump(mode="json", exclude_defaults=True)


def _body(one: _Prepared, admission: Admission) -> dict[str, Any]:
    confirmation = one.confirmation
    return {
        "papers": one.papers,
        "events": [_event(event) for event in confirmation.events],
        "agreements": [_agreement(agreement, admission) for agreement in confirmation.agreements],
        "particulars": [_particulars(entry) for entry in confirmation.particulars if admission.changes(entry)],
        **admission.staff.body(confirmation),
    }


def _event(event: EventEntry) -> dict[str, Any]:
    start, end = event.term or (None, None)
    return {
        "agreement": event.agreement,
        "event": event.event,
        "on": event.on.isoformat(),
        "recorded_on": event.recorded_on.isoformat(),
        "facts": dict(event.facts),
        "findings": [_values(finding) for finding in event.findings],
        "paper": event.paper,
        "term": [start.isoformat(), end and end.isoformat()] if start else None,
    }


def _agreement(agreement: AgreementEntry, admission: Admission) -> dict[str, Any]:
    return {
        "number": agreement.number,
        "version": agreement.expected + 1,
        "kind": agreement.kind,
        "region": agreement.region,
        "institution": agreement.institution,
        "name": agreement.name,
        "signed_on": agreement.signed_on.isoformat(),
        "start": agreement.start.isoformat(),
        "end": agreement.end and agreement.end.isoformat(),
        "renews": agreement.renews,
        "before": admission.replaced(agreement),
    }


def _particulars(entry: ParticularsEntry) -> dict[str, Any]:
    return {"since": entry.since.isoformat(), "institution": _values(entry.institution)}


def _keep_parts(store: Store, head: Head, admitted: Sequence[_Prepared]) -> None:
    """Keep the parts that aren't there yet, each under the first entry that has it."""
    first: dict[str, tuple[str, int]] = {}
    for seq, one in enumerate(admitted, start=head.seq + 1):
        for digest, text in one.parts.items():
            first.setdefault(digest, (text, seq))
    missing = missing_parts(store, first)
    add_parts(store, [(digest, *found) for digest, found in first.items() if digest in missing])


def _claim(store: Store, owner: str, admitted: Sequence[_Prepared]) -> None:
    """Keep a claim on papers whose files must still be put in place; the others are done."""
    papers = [paper for one in admitted for paper in one.confirmation.papers]
    claim(store, owner, {paper.number for paper in papers if paper.files})
    release(store, [paper.number for paper in papers if not paper.files])


def _entered(link: Link) -> Entered:
    return Entered(link.seq, link.digest)
