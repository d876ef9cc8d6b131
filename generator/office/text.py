"""An agreement's text as it stands on a day, from what the register holds.

In: an agreement's record, a day. Out: the Document as it was issued with every supplement that held by then: the
amendments that it agreed on, the articles that it brought, the values and the term that it set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from generator.assembly.consolidation import VALUES, Carried, Change, consolidate
from generator.document.lookup import fill_text
from generator.document.nodes import Document
from generator.document.walk import articles
from generator.model.case import Amendment, Case
from generator.model.library import Library
from generator.model.units import print_date

if TYPE_CHECKING:
    from generator.register.words import AgreementRecord, EventRecord, PaperRecord

CHANGING = ("supplement", "change", "renew")
"""The events whose papers change the text. A renewal in full text is an agreement of its own."""

_TERM = ("term.start", "term.end")


def text_on(library: Library, record: AgreementRecord, on: date) -> Document:
    """Return the agreement's text on a day; raise `AmendmentError` for a supplement that has no place in it."""
    return consolidate(issued(record), changes(library, record), on)


def issued(record: AgreementRecord) -> Document:
    """Return the agreement's Document as it was issued."""
    return next(paper for paper in record.papers if paper.number == record.row.number).document()


def changes(library: Library, record: AgreementRecord) -> tuple[Change, ...]:
    """Return what the agreement's supplements change, in the order in which they take effect."""
    return tuple(sorted(_changes(library, record), key=lambda change: change.effective_on))


def _changes(library: Library, record: AgreementRecord) -> Iterator[Change]:
    papers = {paper.number: paper for paper in record.papers if paper.number != record.row.number}
    base = issued(record) if papers else None
    for event in record.events:
        if event.event in CHANGING and event.paper in papers and base is not None:
            yield _change(library, event, papers[event.paper], base)


def _change(library: Library, event: EventRecord, paper: PaperRecord, base: Document) -> Change:
    document, case = paper.document(), paper.case()
    kind = library.kinds.get(paper.kind)
    amendments = (*case.amendments, *_values(case, document, base), *_term(event, base))
    day = event.term[0] if event.term else event.on
    return Change(paper.number, document.title, day, amendments, _carried(kind.carries if kind else {}, document))


def _carried(carries: Mapping[str, str], document: Document) -> tuple[Carried, ...]:
    """Return the supplement's articles that become the agreement's."""
    found = {article.clause: article for article in articles(document)}
    return tuple(Carried(found[clause], after) for clause, after in carries.items() if clause in found)


def _values(case: Case, document: Document, base: Document) -> Iterator[Amendment]:
    """Yield the values that a supplement sets, as it prints them, where the agreement prints them too."""
    for name, value in case.values.items():
        written = (
            {f"{name}.{level}": text for level, text in value.items()} if isinstance(value, dict) else {name: value}
        )
        for path, text in written.items():
            if fill_text(base, path) is not None:
                after = fill_text(document, path) or text
                yield Amendment(clause=VALUES, item=path, after=after, address=path)


def _term(event: EventRecord, base: Document) -> Iterator[Amendment]:
    """Yield the term that a renewal in short sets."""
    for path, day in zip(_TERM, event.term or (), strict=False):
        if day is not None and fill_text(base, path) is not None:
            yield Amendment(clause=VALUES, item=path, after=print_date(day), address=path)
