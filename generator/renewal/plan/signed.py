"""An agreement as it stands before its renewal.

In: the register's record, a day. Out: `Signed`: its standing, the case that it was signed on with what renewals and
changes have made of it since; or why it isn't due.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from generator.lifecycle import Standing, standing_on
from generator.lifecycle.standing import NOT_RENEW
from generator.model.case import Case
from generator.model.library import Library
from generator.model.units import print_date
from generator.office.lives import life_of
from generator.register.words import AgreementRecord

if TYPE_CHECKING:
    from generator.register.register import Register

RENEW = "renew"
SHORT = "renewal"
"""The kind of the short renewal, whose values go before those that the agreement was signed with."""

_READ = 400
_SUPPLEMENTED = ("supplement",)


@dataclass(frozen=True)
class Signed:
    """An agreement in force or suspended, on a day, with the cases of its papers where it is due."""

    record: AgreementRecord
    standing: Standing
    on: date
    cases: Mapping[str, Case] = field(default_factory=dict)

    @property
    def case(self) -> Case | None:
        """Return the case as signed, with the institution as it is now and the values of later renewals.

        None where the register holds no paper of the agreement itself.
        """
        number = self.record.row.number
        own = self.cases.get(number)
        if own is None:
            return None
        values = dict(own.values)
        for paper in self.papers:
            if paper != number:
                values |= self.cases[paper].values
        return own.model_copy(update={"institution": self.record.particulars, "values": values})

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers that its case comes from: its own, and short renewals."""
        return tuple(
            paper.number
            for paper in self.record.papers
            if paper.state == "issued" and (paper.number == self.record.row.number or paper.kind == SHORT)
        )

    @property
    def supplemented(self) -> bool:
        """Whether supplements have changed its text."""
        return any(event.event in _SUPPLEMENTED for event in self.record.events)

    def not_due(self, year: int) -> str:
        """Return why it isn't to be renewed for a year; empty: it is."""
        renewed = [event for event in self.record.events if event.event == RENEW and event.term is None]
        if renewed:
            return f"已续签（{renewed[-1].paper}）"
        end = self.standing.end
        if end is None:
            return "没有写明有效期止"
        if end.year != year - 1:
            return f"有效期至{print_date(end)}，不在{year - 1}年内届满"
        declined = [event for event in self.record.events if event.event == NOT_RENEW and event.on <= self.on]
        renewals = [event.seq for event in self.record.events if event.event == RENEW]
        if declined and declined[-1].seq > max(renewals, default=0):
            return f"已于{print_date(declined[-1].on)}提出不再续签，有效期满后终止"
        return ""


def read_signed(library: Library, register: Register, region: str | None, year: int, on: date) -> Iterator[Signed]:
    """Yield the agreements that stand on a day, some hundred read at a time; the due ones with their cases."""
    records = register.records(region=region)
    while chunk := list(islice(records, _READ)):
        found = [signed for record in chunk if (signed := signed_on(library, record, on)) is not None]
        due = [number for signed in found if not signed.not_due(year) for number in signed.papers]
        cases = register.cases(due)
        yield from (replace(signed, cases=cases) for signed in found)


def signed_on(library: Library, record: AgreementRecord, on: date) -> Signed | None:
    """Return an agreement that stands on a day, None where it isn't signed yet or has come to its end."""
    if record.row.void or record.row.signed_on > on:
        return None
    standing = standing_on(library, life_of(record), on)
    return None if standing.closed else Signed(record, standing, on)
