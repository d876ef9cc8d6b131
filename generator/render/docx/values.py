"""What a frame's tags see of a Document.

In: a Document and a frame's writers. Out: the values by the names of `tags.NAMES`. `title`, `number`,
labels and remarks are plain text (`{{ title }}`); `docket` is the first row of the cover, which stands
by itself, and `cover` the others; `row.value`, a line and an attachment's title are runs
(`{{r row.value }}`); bodies are paragraphs (`{{p body }}`). None of it is ever a template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from generator.document.nodes import Attachment, Document, Row, Signature
from generator.render.docx.body import BodyWriter
from generator.render.docx.runs import RunWriter, require_printable
from generator.render.docx.styles import Styles

Lines = tuple[Markup, ...]


class RowValue(NamedTuple):
    """A labelled value: `{{ row.label }}`, `{{r row.value }}`."""

    label: str
    value: Markup


class PartyValue(NamedTuple):
    """A party: `{{ party.role }}` and its rows."""

    role: str
    rows: tuple[RowValue, ...]


class SignatureRow(NamedTuple):
    """Two parties' places for signing, side by side; the right one is empty where their number is odd."""

    left: Lines
    right: Lines


class AttachmentValue(NamedTuple):
    """An attachment: `{{r attachment.title }}`, `{{p attachment.body }}`, the lines to be signed."""

    title: Markup
    body: Markup
    signatures: tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class Writers:
    """The writers in one frame's styles."""

    body: BodyWriter
    line: RunWriter
    cell: RunWriter

    @classmethod
    def of(cls, styles: Styles) -> Writers:
        """Return the writers for `styles`."""
        return cls(BodyWriter(styles), RunWriter(styles), RunWriter(styles, in_table=True))


def make_values(document: Document, writers: Writers) -> dict[str, object]:
    """Return the values that a frame draws, by name."""
    cover = _rows(document.cover.rows, writers)
    return {
        "title": require_printable(document.title),
        "number": require_printable(document.number or ""),
        "draft": document.draft,
        "docket": cover[0] if cover else RowValue("", Markup()),
        "cover": cover[1:],
        "parties": tuple(
            PartyValue(require_printable(party.role), _rows(party.rows, writers)) for party in document.parties
        ),
        "body": Markup(writers.body.write(document)),  # noqa: S704 - written and escaped by this package
        "signature_rows": _side_by_side(document.signatures, writers),
        "attachments": tuple(
            _attachment(attachment, place, writers) for place, attachment in enumerate(document.attachments, 1)
        ),
        "remarks": tuple(require_printable(remark) for remark in document.remarks),
    }


def _rows(rows: tuple[Row, ...], writers: Writers) -> tuple[RowValue, ...]:
    return tuple(
        RowValue(require_printable(row.label), Markup(writers.cell.write(row.value)))  # noqa: S704
        for row in rows
    )


def _lines(signature: Signature, writers: Writers) -> Lines:
    return tuple(Markup(writers.line.write(line)) for line in signature.lines)  # noqa: S704


def _side_by_side(signatures: tuple[Signature, ...], writers: Writers) -> tuple[SignatureRow, ...]:
    lines: list[Lines] = [_lines(signature, writers) for signature in signatures]
    if len(lines) % 2:
        lines.append(())
    return tuple(SignatureRow(*pair) for pair in zip(lines[::2], lines[1::2], strict=True))


def _attachment(attachment: Attachment, place: int, writers: Writers) -> AttachmentValue:
    return AttachmentValue(
        Markup(writers.body.write_attachment_title(attachment, place)),  # noqa: S704
        Markup(writers.body.write_attachment(attachment, place)),  # noqa: S704
        tuple(_lines(signature, writers) for signature in attachment.signatures),
    )
