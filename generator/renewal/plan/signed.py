"""An agreement as it stands before its renewal.

In: the register's record, a day. Out: `Signed`: its standing, the case that it was signed on with what renewals and
changes have made of it since; or why it isn't due.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.lifecycle import Standing, standing_on
from generator.lifecycle.standing import NOT_RENEW
from generator.model.case import Case
from generator.model.library import Library
from generator.model.units import print_date
from generator.office.lives import life_of
from generator.register.words import AgreementRecord

RENEW = "renew"
SHORT = "renewal"
"""The kind of the short renewal, whose values go before those that the agreement was signed with."""

_SUPPLEMENTED = ("supplement",)


@dataclass(frozen=True)
class Signed:
    """An agreement in force or suspended, on a day. Its case is read from the register when it is asked for."""

    record: AgreementRecord
    standing: Standing
    on: date

    @cached_property
    def case(self) -> Case | None:
        """Return the case as signed, with the institution as it is now and the values of later renewals.

        None where the register holds no paper of the agreement itself.
        """
        papers = [paper for paper in self.record.papers if paper.state == "issued"]
        paper_of_it = next((paper for paper in papers if paper.number == self.record.row.number), None)
        if paper_of_it is None:
            return None
        own = paper_of_it.case()
        values = dict(own.values)
        for paper in papers:
            if paper.kind == SHORT:
                values |= paper.case().values
        return own.model_copy(update={"institution": self.record.particulars, "values": values})

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


def signed_on(library: Library, record: AgreementRecord, on: date) -> Signed | None:
    """Return an agreement that stands on a day, None where it isn't signed yet or has come to its end."""
    if record.row.void or record.row.signed_on > on:
        return None
    standing = standing_on(library, life_of(record), on)
    return None if standing.closed else Signed(record, standing, on)
