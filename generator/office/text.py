"""An agreement's text as it stands on a day, from what the register holds.

In: an agreement's record, a day. Out: the Document as it was issued with every supplement that held by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.assembly.consolidation import Change, consolidate
from generator.document.nodes import Document
from generator.register.words import AgreementRecord, EventRecord, PaperRecord

SUPPLEMENTING = ("supplement", "change")
"""The events whose papers change the text."""


def text_on(record: AgreementRecord, on: date) -> Document:
    """Return the agreement's text on a day; raise `AmendmentError` for a supplement that has no place in it."""
    return consolidate(issued(record), changes(record), on)


def issued(record: AgreementRecord) -> Document:
    """Return the agreement's Document as it was issued."""
    own = (paper for paper in record.papers if paper.number == record.row.number)
    return next(own).document()


def changes(record: AgreementRecord) -> tuple[Change, ...]:
    """Return what the agreement's supplements change, in the order in which they take effect."""
    return tuple(sorted(_changes(record), key=lambda change: change.effective_on))


def _changes(record: AgreementRecord) -> Iterator[Change]:
    papers = {paper.number: paper for paper in record.papers}
    for event in record.events:
        if event.event in SUPPLEMENTING and event.paper in papers:
            yield _change(event, papers[event.paper])


def _change(event: EventRecord, paper: PaperRecord) -> Change:
    return Change(paper.number, paper.document().title, event.on, paper.case().amendments)
