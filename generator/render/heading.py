"""What stands at the head of a paper, by its form.

In: a Document. Out: the number (`docket`), the other rows of the cover, and who issues a letter. An agreement's cover
is printed as it is. Other papers have no cover: the number stands beside or under the title, in a letter bare, for
everybody knows a 发文字号, on a sheet only where its cover has a place for it. A letter's 版头 (GB/T 9704-2012, 7.2) is
the agency's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.document.lookup import number_row, prints_number
from generator.document.nodes import Blank, Document, Fill, Form, Inline, Row, Text

_ISSUER = "agency.name"


class Heading(NamedTuple):
    """The head of a paper: its number, what else its cover says, and the issuer of a letter."""

    docket: Row | None
    rows: tuple[Row, ...]
    issuer: tuple[Inline, ...]


def read_heading(document: Document) -> Heading:
    """Return the head of a Document."""
    rows = document.cover.rows
    if document.form is Form.AGREEMENT:
        return Heading(rows[0] if rows else None, rows[1:], ())
    docket = number_row(document)
    issuers = [row for row in rows if document.form is Form.LETTER and _holds(row, _ISSUER)]
    others = tuple(row for row in rows if row is not docket and row not in issuers[:1])
    if docket is None and prints_number(document):
        docket = Row(label="", value=(Text(text=document.number or ""),))
    issuer = issuers[0].value if issuers else _find_issuer(document)
    return Heading(docket, others, issuer)


def _find_issuer(document: Document) -> tuple[Inline, ...]:
    """Return a letter's issuer as its signature or the particulars name it; nothing where neither does."""
    if document.form is not Form.LETTER:
        return ()
    return next(((inline,) for inline in _candidates(document) if _names(inline, _ISSUER)), ())


def _candidates(document: Document) -> Iterator[Inline]:
    for signature in document.signatures:
        for line in signature.lines:
            yield from line
    for party in document.parties:
        for row in party.rows:
            yield from row.value


def _holds(row: Row, name: str) -> bool:
    return any(_names(inline, name) for inline in row.value)


def _names(inline: Inline, name: str) -> bool:
    return isinstance(inline, Fill | Blank) and inline.name == name
