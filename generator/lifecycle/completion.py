"""The case of a paper that belongs to an agreement, completed from that agreement and from the law.

In: a Library, a Life, the texts of the agreement, an Order. Out: the Case with the agreement's particulars, the
addresses and words of its findings and amendments, the articles that the paper names. What was found replaces what was
written; what wasn't found stays empty, and `judge` says so.
"""

from __future__ import annotations

from datetime import date

from generator.document.lookup import fill_text, find_part, part_address
from generator.document.nodes import Document
from generator.document.walk import articles
from generator.lifecycle.amending import FILLS, standing_text
from generator.lifecycle.closing import EFFECT, known_effect
from generator.lifecycle.judging import effective_day
from generator.lifecycle.law import contract_grounds, law_on, table_of
from generator.lifecycle.matching import Matcher
from generator.lifecycle.records import Documents, Life, Order
from generator.lifecycle.standing import SUSPENDED, standing_on
from generator.model.case import Agency, Amendment, Case, Finding, Institution, OwnAgreement
from generator.model.library import Library

ARTICLE = "facts.article_"
"""How a kind's text names an article of the agreement: `facts.article_` and the clause's slug with underscores."""


def complete(library: Library, life: Life, documents: Documents, order: Order) -> Case:
    """Return the order's case as its paper needs it."""
    case = order.case
    event = table_of(library).events.get(order.event)
    day = (effective_day(library, event, case) if event else None) or case.date
    document = documents(case.date)
    standing = standing_on(library, life, max(case.date, life.signed_on))
    return case.model_copy(
        update={
            "agreement": OwnAgreement.model_construct(
                number=life.number, title=document.title, date=life.signed_on, start=standing.start, end=standing.end
            ),
            "agency": _agency(case.agency, document),
            "institution": _institution(case.institution, life.institution),
            "facts": {**_of_the_register(library, life, case), **case.facts, **_articles(library, case.kind, document)},
            "findings": tuple(_Findings(library, life, documents, order).completed(one) for one in case.findings),
            "amendments": tuple(_amendment(library, documents(day), one) for one in case.amendments),
        }
    )


def _agency(stated: Agency, document: Document) -> Agency:
    """Return the agency as the agreement names it, where the case is silent."""
    found = {name: fill_text(document, f"agency.{name}") for name in Agency.model_fields if not getattr(stated, name)}
    return stated.model_copy(update={name: text for name, text in found.items() if text})


def _institution(stated: Institution, known: Institution) -> Institution:
    """Return the institution with what the register knows of it; what the register doesn't, the case may state."""
    found = {name: getattr(known, name) for name in Institution.model_fields}
    return stated.model_copy(update={name: value for name, value in found.items() if value is not None})


def _articles(library: Library, kind: str, document: Document) -> dict[str, str]:
    """Return the agreement's articles that the kind's text may name; one that isn't there is left out."""
    found = library.kinds.get(kind)
    named = {name.removeprefix("facts.") for name in found.facts if name.startswith(ARTICLE)} if found else set()
    there = {f"article_{article.clause.replace('-', '_')}": article.label for article in articles(document)}
    return {name: label for name, label in there.items() if name in named}


def _of_the_register(library: Library, life: Life, case: Case) -> dict[str, str]:
    """Return what the kind's text may say of the state that the agreement is in, and since when."""
    kind = library.kinds.get(case.kind)
    if kind is None or f"facts.{EFFECT}" not in kind.facts:
        return _suspension(library, life, case)
    found = known_effect(library, life, case.date)
    return {name: said for name, said in found.items() if f"facts.{name}" in kind.facts}


def _suspension(library: Library, life: Life, case: Case) -> dict[str, str]:
    """Return what the kind's text may say of the suspension that the agreement is in, as the register has it."""
    events, kind = table_of(library).events, library.kinds.get(case.kind)
    if standing_on(library, life, max(case.date, life.signed_on)).state != SUSPENDED or kind is None:
        return {}
    last = next(one for one in reversed(life.happened) if one.event in events and events[one.event].to == SUSPENDED)
    known = {
        "suspended_from": last.on.isoformat(),
        "suspended_to": last.facts.get("suspended_to"),
        "suspension_number": last.paper,
    }
    return {name: value for name, value in known.items() if value and f"facts.{name}" in kind.facts}


class _Findings:
    """Completes the findings of one order."""

    def __init__(self, library: Library, life: Life, documents: Documents, order: Order) -> None:
        case = order.case
        law = law_on(library, life.region, case.date, keep_lapsed=case.options.lapsed_rules == "keep")
        contract = contract_grounds(library, life.kind, life.region, life.signed_on)
        self.library, self.life, self.documents, self.date = library, life, documents, case.date
        self.matcher = Matcher(law, contract, order.event)

    def completed(self, finding: Finding) -> Finding:
        """Return a finding with both of its legs, as far as they can be told."""
        if not (finding.ground or finding.clause):
            return finding
        day: date = max(finding.on or self.date, self.life.signed_on)
        match = self.matcher.match(finding, lambda: self.documents(day))
        legal = match.legal
        return finding.model_copy(
            update={
                "ground": legal.id if legal else finding.ground,
                "clause": match.clause,
                "item": match.item,
                "address": match.address,
                "words": match.words,
                "statute": self.library.print_citation(legal.cite) if legal else None,
                "statute_words": match.legal_words,
            }
        )


def _amendment(library: Library, document: Document, amendment: Amendment) -> Amendment:
    """Return an amendment with its address, and with what stands there where the case is silent."""
    if amendment.clause in FILLS:
        address: str | None = _fill_label(library, document.kind, amendment.item or "")
    else:
        part = find_part(document, amendment.clause, paragraph=amendment.paragraph, item=amendment.item)
        address = part_address(part) if part else None
    before = amendment.before
    if before is None and amendment.action != "insert":
        before = standing_text(document, amendment)
    return amendment.model_copy(update={"address": address, "before": before})


def _fill_label(library: Library, kind: str, name: str) -> str:
    """Return what a particular or a value is called."""
    facts = library.kinds[kind].facts if kind in library.kinds else {}
    parameter = library.parameters.get(name.partition(".")[0])
    return facts[name].label if name in facts else parameter.label if parameter else name
