"""A finding's two legs: the ground of the law, and the place in the agreement that speaks of the same conduct.

In: a finding as it was written, the law of the paper's day, the agreement's own handlings, its text on the day of the
breach. Out: a Match: either leg may be found from the other, never guessed between several.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.document.lookup import find_part, part_address
from generator.document.nodes import Article, Document, Item, Paragraph
from generator.document.walk import line_text, paragraph_lines
from generator.lifecycle.law import Law
from generator.model.case import Finding
from generator.model.lifecycle import ContractGround, LegalGround, ReachedFrom


@dataclass(frozen=True)
class Match:
    """A finding's legs, as far as they are known. `reached`: the clause leads here where a condition makes it worse.

    `others` are further places of the agreement that speak of the same conduct, where none of them was named.
    """

    clause: str | None
    item: str | None
    part: Article | Paragraph | Item | None
    legal: LegalGround | None
    own: ContractGround | None
    reached: ReachedFrom | None = None
    others: tuple[str, ...] = ()

    @property
    def address(self) -> str | None:
        """The printed address in the agreement: 第六十五条第（三）项."""
        return part_address(self.part) if self.part else None

    @property
    def words(self) -> str | None:
        """The words that stand there, to be quoted in one line.

        An item comes with what is nested in it, an article with its first 款 alone.
        """
        match self.part:
            case None:
                return None
            case Article():
                return as_quoted(line_text(self.part.paragraphs[0].inlines))
            case Paragraph():
                return as_quoted(line_text(self.part.inlines))
        return as_quoted("".join(paragraph_lines((Paragraph(inlines=self.part.inlines, items=self.part.items),))))

    @property
    def legal_words(self) -> str | None:
        """The words of the law, to be quoted in one line."""
        return as_quoted(self.legal.quote) if self.legal else None


class Matcher:
    """Finds the legs of one order's findings."""

    def __init__(self, law: Law, contract: dict[str, ContractGround], event: str) -> None:
        self.law, self.contract, self.event = law, contract, event

    def match(self, finding: Finding, text: Callable[[], Document]) -> Match:
        """Return a finding's legs; `text` gives the agreement as it stood on the day of the breach."""
        legal = self.law.grounds.get(finding.ground or "")
        clause, item = finding.clause, finding.item
        others: tuple[str, ...] = ()
        document = text()
        if clause is None and legal is not None:
            clause, item, others = self._place(legal, document)
        own, reached = self.own(clause, item)
        if legal is None and finding.ground is None and clause is not None:
            legal = self._legal(clause, item, own)
        part = find_part(document, clause, item=item) if clause else None
        return Match(clause, item, part, legal, own, reached, others)

    def demanded(self, clause: str | None, item: str | None, events: tuple[str, ...]) -> LegalGround | None:
        """Return the ground on which the law demands one of some events for a place's conduct, the first named first.

        What concerns persons and departments alone demands nothing of the agreement.
        """
        found = [ground for ground in self.law.grounds.values()
                 if ground.force == "must" and ground.scope == "whole" and ground.names(clause, item)]  # fmt: skip
        return next((ground for event in events for ground in found if ground.event == event), None)

    def through(self) -> frozenset[str]:
        """Return the legal grounds that only let in what the agreement itself says."""
        return frozenset(ground.through for ground in self.contract.values() if ground.through)

    def _place(self, legal: LegalGround, document: Document) -> tuple[str | None, str | None, tuple[str, ...]]:
        """Return the one place of the agreement that speaks of a ground's conduct, those of the same event first."""
        there = [place for place in legal.same_as if find_part(document, _clause(place), item=_item(place))]
        same = [place for place in there if self._leads_here(_clause(place), _item(place))]
        chosen = same if same else there
        if len(chosen) != 1:
            return None, None, tuple(there)
        return _clause(chosen[0]), _item(chosen[0]), tuple(place for place in there if place != chosen[0])

    def _leads_here(self, clause: str, item: str | None) -> bool:
        own = self.contract.get(clause)
        return own is not None and own.event_of(item) == self.event

    def own(self, clause: str | None, item: str | None) -> tuple[ContractGround | None, ReachedFrom | None]:
        """Return the agreement's handling that a place leads to, and over which condition."""
        own = self.contract.get(clause or "")
        if own is not None and own.event_of(item) == self.event:
            return own, None
        for handling in self.contract.values():
            for reached in handling.reached_from:
                if handling.event == self.event and reached.clause == clause:
                    return handling, reached
        return None, None

    def _legal(self, clause: str, item: str | None, own: ContractGround | None) -> LegalGround | None:
        """Return the ground of the law for a place: one that names it, else the one that lets the agreement's in."""
        grounds = [ground for ground in self.law.grounds.values() if ground.event == self.event]
        named = next((ground for ground in grounds if ground.names(clause, item)), None)
        return named or self.law.grounds.get((own.through if own else None) or "")


def as_quoted(text: str) -> str:
    """Return text without the mark that closes it: the sentence that quotes it has its own."""
    return text[:-1] if text.endswith(("；", "。")) else text


def _clause(place: str) -> str:
    return place.partition("#")[0]


def _item(place: str) -> str | None:
    return place.partition("#")[2] or None
