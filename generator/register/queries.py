"""What the register knows, read from its tables.

In: numbers, codes, days. Out: records. Lists are streamed and hold no Documents; a paper's Document and case are
read when they are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Any

from generator.document.nodes import Document
from generator.errors import WriteError
from generator.model.case import Case, Finding, Institution
from generator.register.models import Agreement, Entry, Event, Head, Paper, Part, Particulars
from generator.register.parts import join_document, references
from generator.register.store import Store
from generator.register.tables import chunks, part_text
from generator.register.words import AgreementRecord, AgreementRow, EventRecord, FileEntry, PaperRecord
from generator.register.words import Head as ChainHead


def head(store: Store) -> ChainHead:
    """Return the chain's end."""
    with store.reading():
        row = Head.objects.using(store.alias).get(id=1)
    return ChainHead(row.seq, row.digest)


def agreement(store: Store, number: str) -> AgreementRecord | None:
    """Return an agreement with its events and papers, None where it isn't known."""
    with store.reading():
        row = Agreement.objects.using(store.alias).filter(number=number).first()
        return next(_records(store, [row]), None) if row else None


def agreements_of(store: Store, numbers: Sequence[str]) -> dict[str, AgreementRecord]:
    """Return agreements with their events and papers by number, read together; unknown ones are left out."""
    found: dict[str, AgreementRecord] = {}
    for chunk in chunks(numbers):
        with store.reading():
            rows = list(Agreement.objects.using(store.alias).filter(number__in=chunk))
            found |= {record.row.number: record for record in _records(store, rows)}
    return found


def agreements(
    store: Store, *, region: str | None = None, institution: str | None = None, void: bool = False
) -> Iterator[AgreementRow]:
    """Yield agreements in the order of their numbers, without events and papers; voided ones only when asked."""
    wanted = {"region": region, "institution": institution, "void": None if void else False}
    rows = Agreement.objects.using(store.alias).filter(
        **{key: value for key, value in wanted.items() if value is not None}
    )
    with store.reading():
        for row in rows.order_by("number").iterator():
            yield _row(row)


def records(store: Store, *, region: str | None = None) -> Iterator[AgreementRecord]:
    """Yield agreements with their events and papers, some hundred read at a time; voided ones are left out."""
    last = ""
    while True:
        with store.reading():
            rows = Agreement.objects.using(store.alias).filter(number__gt=last, void=False)
            chunk = list((rows.filter(region=region) if region else rows).order_by("number")[:_READ])
            found = list(_records(store, chunk))
        if not found:
            return
        last = chunk[-1].number
        yield from found


_READ = 400


def papers(store: Store, number: str) -> tuple[PaperRecord, ...]:
    """Return the papers of an agreement in the order of entry, voided ones included."""
    return tuple(paper_records(store, agreement=number))


def paper(store: Store, number: str) -> PaperRecord | None:
    """Return a paper by its own number."""
    return next(paper_records(store, number=number), None)


def papers_by_number(store: Store, numbers: Sequence[str]) -> Iterator[PaperRecord]:
    """Yield papers by their own numbers, in the order of these, some hundred read at a time; unknown ones aren't."""
    for chunk in chunks(numbers):
        found = {record.number: record for record in paper_records(store, number__in=chunk)}
        yield from (found[number] for number in chunk if number in found)


def paper_records(store: Store, **wanted: Any) -> Iterator[PaperRecord]:
    """Yield the papers that fit, in the order of entry."""
    with store.reading():
        rows = list(Paper.objects.using(store.alias).filter(**wanted).order_by("seq", "number"))
    for row in rows:
        yield _paper(store, row)


def institution(store: Store, code: str, on: date | None = None) -> Institution | None:
    """Return what an institution was on a day, or is by the last entry; None where nothing is known of it yet."""
    with store.reading():
        rows = Particulars.objects.using(store.alias).filter(code=code, void=False)
        row = (rows.filter(since__lte=on) if on else rows).order_by("-since", "-seq").first()
    return Institution.model_validate_json(row.body) if row else None


def document_of(store: Store, whole: str) -> Document:
    """Return a Document by the digest of its whole."""
    nodes: dict[str, Any] = {}
    parts = _parts_of(store, whole, nodes)
    found = join_document(whole, partial(_one_part, parts), nodes)
    for digest, node in nodes.items():
        store.nodes.put(digest, node)
    return found


def _parts_of(store: Store, whole: str, nodes: dict[str, Any]) -> dict[str, str]:
    """Return a Document's parts by digest, in three queries; those that are known as nodes go to `nodes` instead."""
    found: dict[str, str] = {}
    wanted = {whole}
    while wanted:
        found |= _parts(store, wanted)
        referred = {digest for one in wanted & found.keys() for digest in references(found[one])}
        nodes |= {digest: node for digest in referred if (node := store.nodes.get(digest)) is not None}
        wanted = referred - found.keys() - nodes.keys()
    return found


def _parts(store: Store, digests: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    with store.reading():
        for chunk in chunks(sorted(digests)):
            rows = Part.objects.using(store.alias).filter(digest__in=chunk)
            found |= {digest: part_text(data) for digest, data in rows.values_list("digest", "data")}
    return found


def _one_part(parts: dict[str, str], digest: str) -> str:
    try:
        return parts[digest]
    except KeyError as error:
        raise WriteError(f"登记簿缺了一份文书的一部分（{digest[:12]}…）。请核验登记簿，并从备份恢复") from error


def case_of(store: Store, digest: str) -> Case:
    """Return a case by its digest."""
    return Case.model_validate_json(_one_part(_parts(store, {digest}), digest))


def cases(store: Store, numbers: Sequence[str]) -> dict[str, Case]:
    """Return the cases of papers by the papers' numbers, two queries for some hundred; unknown ones are left out."""
    found: dict[str, Case] = {}
    for chunk in chunks(list(numbers)):
        with store.reading():
            rows = dict(Paper.objects.using(store.alias).filter(number__in=chunk).values_list("number", "case"))
        parts = _parts(store, set(rows.values()))
        found |= {number: Case.model_validate_json(_one_part(parts, digest)) for number, digest in rows.items()}
    return found


def entries(store: Store, after: int = 0) -> Iterator[Entry]:
    """Yield the entries after one, in their order, as they stand in their table."""
    with store.reading():
        yield from Entry.objects.using(store.alias).filter(seq__gt=after).order_by("seq").iterator()


def _records(store: Store, rows: list[Agreement]) -> Iterator[AgreementRecord]:
    numbers = [row.number for row in rows]
    events: dict[str, list[EventRecord]] = {}
    for event in Event.objects.using(store.alias).filter(agreement__in=numbers, void=False).order_by("seq", "place"):
        events.setdefault(event.agreement, []).append(_event(event))
    found: dict[str, list[PaperRecord]] = {}
    for row in Paper.objects.using(store.alias).filter(agreement__in=numbers).order_by("seq", "number"):
        found.setdefault(row.agreement, []).append(_paper(store, row))
    particulars = _latest(store, {row.institution for row in rows})
    for own in rows:
        yield AgreementRecord(
            _row(own),
            particulars.get(own.institution) or Institution(code=own.institution, name=own.name),
            tuple(events.get(own.number, ())),
            tuple(found.get(own.number, ())),
        )


def _latest(store: Store, codes: set[str]) -> dict[str, Institution]:
    rows = Particulars.objects.using(store.alias).filter(code__in=codes, void=False).order_by("since", "seq")
    return {
        code: Institution.model_validate_json(body) for code, body in dict(rows.values_list("code", "body")).items()
    }


def _row(row: Agreement) -> AgreementRow:
    return AgreementRow(**{name: getattr(row, name) for name in AgreementRow.__dataclass_fields__})


def _event(row: Event) -> EventRecord:
    body = json.loads(row.body)
    return EventRecord(
        event=row.event,
        on=row.on,
        recorded_on=row.recorded_on,
        by=row.by,
        facts=body["facts"],
        findings=tuple(Finding.model_validate_json(json.dumps(finding)) for finding in body["findings"]),
        paper=row.paper,
        term=(row.start, row.end) if row.start else None,
        seq=row.seq,
    )


def _paper(store: Store, row: Paper) -> PaperRecord:
    names = (
        "number", "kind", "region", "agreement", "date", "text_fingerprint", "full_fingerprint", "record", "edition",
        "state", "placed", "seq",
    )  # fmt: skip
    return PaperRecord(
        **{name: getattr(row, name) for name in names},
        files=tuple(FileEntry(**file) for file in json.loads(row.files)),
        document=lru_cache(1)(partial(document_of, store, row.document)),
        case=lru_cache(1)(partial(case_of, store, row.case)),
    )
