"""The words of the register: what is asked of it, what is entered, and what it tells.

Nothing here knows a database. All are frozen; days are `date`, moments are ISO 8601 texts in UTC.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.document.nodes import Document
from generator.model.case import Case, Finding, Institution, Person
from generator.register.parts import Parted


@dataclass(frozen=True, slots=True)
class Want:
    """A number that is wanted. `number_format` is a `str.format` text of `year` and `serial`.

    `fingerprint` is that of the case: while its paper isn't entered, the same one gets the same number again.
    `batch` names the run that the number belongs to: its reservations aren't given up when their process ends, and
    within it a fingerprint has one number, entered or not. Where it would be another than `expected`, none is taken.
    """

    series: str  # agreement | notice | form
    region: str
    year: int
    number_format: str
    fingerprint: str
    by: str
    batch: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Reserved:
    """A number that is kept for a paper. `state`: reserved, or issued where its batch has entered it already."""

    number: str
    serial: int
    fingerprint: str
    batch: str | None = None
    state: str = "reserved"


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one serial. `state`: reserved, issued or void; `origin`: own, or outside (taken in)."""

    serial: int
    number: str
    state: str
    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class NumberRecord:
    """All that is known of a number. `year` and `serial` are absent where it was given from outside."""

    number: str
    series: str
    region: str
    year: int | None
    serial: int | None
    state: str
    origin: str
    fingerprint: str
    batch: str | None
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of a paper. `staged` and `final` are paths, as the flow that places it wants to find them again."""

    format: str
    name: str
    sha256: str
    size: int
    engine: str
    staged: str = ""
    final: str = ""


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A paper to be entered. `series` is needed where its number comes from outside (`outside`).

    `agreement` is the number of the agreement that it belongs to, its own number where it is one, empty where it
    belongs to none. `edition` is the digest of the library that it was made from, `record` the SHA-256 of its record.
    """

    number: str
    kind: str
    region: str
    agreement: str
    date: date
    case: Case
    document: Document | Parted
    text_fingerprint: str
    full_fingerprint: str
    files: tuple[FileEntry, ...] = ()
    record: str = ""
    edition: str = ""
    series: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class EventEntry:
    """An event to be entered: what happened to which agreement, from which day on.

    `recorded_on` is the day of the record, `paper` the number of the paper that says so; `term` is a new term.
    """

    agreement: str
    event: str
    on: date
    recorded_on: date
    facts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    paper: str | None = None
    term: tuple[date, date | None] | None = None


@dataclass(frozen=True, slots=True)
class AgreementEntry:
    """An agreement as it is from now on. `expected` is the version that the writer has seen; 0: it is new.

    `among` are the agreements that the writer saw the institution have here, where it may have no other.
    """

    number: str
    expected: int
    kind: str
    region: str
    institution: str  # its code
    name: str  # of the institution, as the agreement has it
    signed_on: date
    start: date
    end: date | None
    renews: str | None = None
    among: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ParticularsEntry:
    """What an institution is from a day on."""

    since: date
    institution: Institution


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """Something that happened to a person (相关人员), and who the person is from now on.

    `identity` is the identity number, in upper case: the person's key everywhere. `expected` is the person's version
    that the writer has seen, 0: the register doesn't know them yet; all entries of one person in one confirmation name
    the same. `institution` is the code of the place, `on` the day from which it holds, `paper` the number of the paper
    that says so.
    """

    identity: str
    expected: int
    event: str
    institution: str
    on: date
    recorded_on: date
    region: str
    person: Person
    facts: Mapping[str, str] = field(default_factory=dict)
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is entered at once, whole or not at all.

    Papers with their numbers, events, agreements, institutions' particulars, what happened to persons.
    """

    by: str
    papers: tuple[PaperEntry, ...] = ()
    events: tuple[EventEntry, ...] = ()
    agreements: tuple[AgreementEntry, ...] = ()
    particulars: tuple[ParticularsEntry, ...] = ()
    staff: tuple[StaffEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """Where a confirmation stands in the chain. `already`: the very same had been entered before."""

    seq: int
    digest: str
    already: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The chain's end."""

    seq: int
    digest: str


@dataclass(frozen=True)
class PaperRecord:
    """A paper as it was entered. `document()` and `case()` read it from the store when they are asked."""

    number: str
    kind: str
    region: str
    agreement: str
    date: date
    text_fingerprint: str
    full_fingerprint: str
    files: tuple[FileEntry, ...]
    record: str
    edition: str
    state: str  # issued | void
    placed: bool
    seq: int
    document: Callable[[], Document]
    case: Callable[[], Case]


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event that took effect."""

    event: str
    on: date
    recorded_on: date
    by: str
    facts: Mapping[str, str]
    findings: tuple[Finding, ...]
    paper: str | None
    term: tuple[date, date | None] | None
    seq: int


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement without its papers: what a list shows. `void`: its own paper was voided (作废)."""

    number: str
    version: int
    kind: str
    region: str
    institution: str
    name: str
    signed_on: date
    start: date
    end: date | None
    renews: str | None
    void: bool


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """An agreement with what happened to it, in the order of entry; voided events are left out.

    `particulars` is the institution as it is now; `papers` includes voided ones, which say so.
    """

    row: AgreementRow
    particulars: Institution
    events: tuple[EventRecord, ...]
    papers: tuple[PaperRecord, ...]


@dataclass(frozen=True, slots=True)
class StaffEventRecord:
    """Something that happened to a person."""

    event: str
    institution: str
    on: date
    recorded_on: date
    by: str
    facts: Mapping[str, str]
    paper: str | None
    seq: int


@dataclass(frozen=True, slots=True)
class StaffRecord:
    """A person with what happened to them, in the order of entry; voided events are left out."""

    identity: str
    version: int
    region: str
    person: Person
    events: tuple[StaffEventRecord, ...]
