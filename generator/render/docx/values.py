"""What a frame's tags see of a Document.

In: a Document and a frame's writers. Out: the values by the names of `tags.NAMES`. `title`, `number`,
labels, remarks and an attachment's name are plain text (`{{ title }}`); `docket` is the number, which stands
by itself, and `cover` the other rows of the cover; `row.value`, `issuer`, `addressee`, a line and an
attachment's title are runs (`{{r row.value }}`); bodies are paragraphs (`{{p body }}`), tables among them.
None of it is ever a template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from generator.document.nodes import Attachment, Document, Row, Signature
from generator.render.docx.body import BodyWriter
from generator.render.docx.runs import RunWriter, require_printable
from generator.render.docx.styles import Styles
from generator.render.heading import read_heading

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
    """An attachment: `{{r attachment.title }}`, `{{p attachment.body }}`, the lines to be signed.

    `{{ attachment.name }}` is the title once more, for a list of them: the first holds the bookmark.
    """

    name: str
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
    def of(cls, styles: Styles, width: int) -> Writers:
        """Return the writers for `styles` and a text of `width` twips."""
        return cls(BodyWriter(styles, width), RunWriter(styles), RunWriter(styles, in_table=True))


def make_values(document: Document, writers: Writers) -> dict[str, object]:
    """Return the values that a frame draws, by name."""
    heading = read_heading(document)
    docket = _rows((heading.docket,), writers) if heading.docket is not None else (RowValue("", Markup()),)
    signatures = tuple(_lines(signature, writers) for signature in document.signatures)
    return {
        "title": require_printable(document.title),
        "number": require_printable(document.number or ""),
        "draft": document.draft,
        "issuer": Markup(writers.cell.write(heading.issuer)),  # noqa: S704 - written and escaped by this package
        "docket": docket[0],
        "cover": _rows(heading.rows, writers),
        "parties": tuple(
            PartyValue(require_printable(party.role), _rows(party.rows, writers)) for party in document.parties
        ),
        "addressee": Markup(writers.cell.write(document.addressee)),  # noqa: S704
        "body": Markup(writers.body.write(document)),  # noqa: S704
        "signatures": signatures,
        "signature_rows": _side_by_side(signatures),
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


def _side_by_side(signatures: tuple[Lines, ...]) -> tuple[SignatureRow, ...]:
    lines = signatures if len(signatures) % 2 == 0 else (*signatures, ())
    return tuple(SignatureRow(*pair) for pair in zip(lines[::2], lines[1::2], strict=True))


def _attachment(attachment: Attachment, place: int, writers: Writers) -> AttachmentValue:
    return AttachmentValue(
        require_printable(attachment.title),
        Markup(writers.body.write_attachment_title(attachment, place)),  # noqa: S704
        Markup(writers.body.write_attachment(attachment, place)),  # noqa: S704
        tuple(_lines(signature, writers) for signature in attachment.signatures),
    )
