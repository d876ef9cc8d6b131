"""The register, as everything above it sees it.

In: words (`words.py`). Out: words. Made by `open_register`; it may be used from several threads, each of which has
a connection of its own and `disconnect`s before it ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from generator.errors import XieyiError
from generator.model.case import Case, Institution
from generator.problems import Problem
from generator.register import backup, entries, numbers, queries, staff, verify, voiding
from generator.register.store import Store
from generator.register.words import (
    Account,
    AgreementRecord,
    AgreementRow,
    Confirmation,
    Entered,
    Head,
    NumberRecord,
    PaperRecord,
    Reserved,
    StaffRecord,
    Want,
)


class Register:
    """A register: numbers, entries and what they say. Use as a context manager, or close it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Register:
        """Return the register."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close this thread's connection, and give up the numbers that this process had in hand."""
        self.store.close()

    def disconnect(self) -> None:
        """Close this thread's connection; the register stays open."""
        self.store.connection.close()

    def reserve(self, want: Want) -> Reserved:
        """Reserve a number in a transaction of its own; the same unfinished case gets the same number again."""
        return numbers.reserve_many(self.store, (want,))[0]

    def reserve_many(self, wants: Sequence[Want]) -> tuple[Reserved, ...]:
        """Reserve numbers in the order of the wants, all or none."""
        return numbers.reserve_many(self.store, wants)

    def void(self, number: str, reason: str, by: str, *, only_abandoned: bool = False) -> tuple[str, ...]:
        """Void (作废) a number or a paper; see `voiding.void`."""
        return voiding.void(self.store, number, reason, by, only_abandoned=only_abandoned)

    def accounts(self, series: str, region: str, year: int) -> Iterator[Account]:
        """Yield each serial of a count and what became of it, from 1 on."""
        return numbers.accounts(self.store, series, region, year)

    def abandoned(self) -> Iterator[NumberRecord]:
        """Yield the reservations, not of a batch, whose processes are no more."""
        return numbers.abandoned(self.store)

    def numbers(self, *, fingerprint: str | None = None, batch: str | None = None) -> Iterator[NumberRecord]:
        """Yield the numbers of a case, of a batch, or all, in the order in which they were taken."""
        return numbers.numbers(self.store, fingerprint=fingerprint, batch=batch)

    def number(self, number: str) -> NumberRecord | None:
        """Return what is known of a number."""
        return numbers.number_record(self.store, number)

    def counts(self) -> list[tuple[str, str, int]]:
        """Return each run of numbers that was ever begun: series, region, year."""
        return numbers.counts(self.store)

    def issued_for(self, fingerprint: str) -> str | None:
        """Return the number that a case's paper was entered under, None where there is none."""
        return numbers.issued_for(self.store, fingerprint)

    def issued_for_many(self, fingerprints: Sequence[str]) -> dict[str, str]:
        """Return the numbers that cases' papers were entered under, by fingerprint; those of none are left out."""
        return numbers.issued_for_many(self.store, fingerprints)

    def enter(self, confirmation: Confirmation) -> Entered:
        """Enter a confirmation, whole or not at all; see `entries.enter` for what it raises."""
        return entries.enter(self.store, confirmation)

    def enter_many(self, confirmations: Sequence[Confirmation]) -> tuple[Entered | XieyiError, ...]:
        """Enter many in one transaction; a refused one is told in its place and stops no other."""
        return entries.enter_many(self.store, confirmations)

    def placed(self, papers: Sequence[str], by: str) -> None:
        """Note that the files of some papers have their final names."""
        entries.placed(self.store, papers, by)

    def unplaced(self) -> Iterator[PaperRecord]:
        """Yield the papers whose files nobody living is putting in place."""
        return entries.unplaced(self.store)

    def agreement(self, number: str) -> AgreementRecord | None:
        """Return an agreement with its events and papers."""
        return queries.agreement(self.store, number)

    def agreements_of(self, numbers: Sequence[str]) -> dict[str, AgreementRecord]:
        """Return agreements with their events and papers by number, read together; unknown ones are left out."""
        return queries.agreements_of(self.store, numbers)

    def agreements(
        self, *, region: str | None = None, institution: str | None = None, void: bool = False
    ) -> Iterator[AgreementRow]:
        """Yield agreements in the order of their numbers; voided ones only when asked."""
        return queries.agreements(self.store, region=region, institution=institution, void=void)

    def records(self, *, region: str | None = None) -> Iterator[AgreementRecord]:
        """Yield agreements with their events and papers, streamed."""
        return queries.records(self.store, region=region)

    def papers(self, agreement: str) -> tuple[PaperRecord, ...]:
        """Return the papers of an agreement in the order of entry."""
        return queries.papers(self.store, agreement)

    def paper(self, number: str) -> PaperRecord | None:
        """Return a paper by its own number."""
        return queries.paper(self.store, number)

    def papers_by_number(self, numbers: Sequence[str]) -> Iterator[PaperRecord]:
        """Yield papers by their own numbers, in the order of these, streamed; unknown ones are left out."""
        return queries.papers_by_number(self.store, numbers)

    def cases(self, numbers: Sequence[str]) -> dict[str, Case]:
        """Return the cases of papers by the papers' numbers, read together; unknown ones are left out."""
        return queries.cases(self.store, numbers)

    def institution(self, code: str, on: date | None = None) -> Institution | None:
        """Return what an institution was on a day, or is by the last entry."""
        return queries.institution(self.store, code, on)

    def staff(self, identity: str) -> StaffRecord | None:
        """Return a person by their identity number, upper case, with what happened to them."""
        return staff.staff(self.store, identity)

    def staff_by_code(self, code: str) -> tuple[StaffRecord, ...]:
        """Return the persons who have a national code."""
        return staff.staff_by_code(self.store, code)

    def staff_many(
        self,
        *,
        region: str | None = None,
        institution: str | None = None,
        identities: Sequence[str] | None = None,
    ) -> Iterator[StaffRecord]:
        """Yield persons, streamed: those of a region, those to whom something happened at an institution, or some."""
        return staff.staff_many(self.store, region=region, institution=institution, identities=identities)

    def head(self) -> Head:
        """Return the chain's end; `chain.export_head` makes a text of it for the other party."""
        return queries.head(self.store)

    def verify(self, head: Head | None = None, files: Path | None = None) -> tuple[Problem, ...]:
        """Return what is wrong, compared with a head that was exported before and with the folder of the files."""
        return verify.verify(self.store, head, files)

    def backup(self, path: Path) -> Head:
        """Write everything to a new file, from which `restore` makes a register; return the head that it reaches."""
        return backup.backup(self.store, path)
