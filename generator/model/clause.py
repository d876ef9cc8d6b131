"""Clauses and kinds: the text of a document, as modules."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.places import Places
from generator.model.rule import About, FactType
from generator.model.template import Body, Condition


class LawLink(Model):
    """A place in a statute that a clause rests on, and the words meant there."""

    cite: Citation
    quote: str


class Clause(Model):
    """One article's text. `position` is its number in the model agreement, never printed."""

    slug: str
    chapter: str
    position: int
    title: str
    law: tuple[LawLink, ...] = ()
    when: Any = None  # Condition
    optional: bool = False
    start: date | None = None  # asked of documents dated from this day
    end: date | None = None  # to this day
    after: str | None = None  # a region's own clause: the clause that it comes after
    body: Any  # Body
    items: tuple[str, ...] = ()  # ids of its items
    file: str

    def condition(self) -> Condition | None:
        """Return the expression that makes the clause apply, None where it always does."""
        return self.when  # type: ignore[no-any-return]

    def asked_on(self, on: date) -> bool:
        """Say whether a document dated on a day is asked to hold the clause."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    def parts(self) -> Body:
        """Return the text's parts."""
        return self.body  # type: ignore[no-any-return]


class AttachmentText(Model):
    """An attachment: its title, what a reference to it prints, its text and places for signatures."""

    id: str
    title: str
    reference: str
    body: Any  # Body
    signing: tuple[tuple[Any, ...], ...] = ()  # lines of Body, one tuple a party
    file: str


class Fact(Model):
    """A fact that a kind's text may name: its label, and the printed shape of its blank.

    `type` is how one of the case's free facts (`facts.…`) is written; the others have theirs from the case.
    `choices`: the words that alone may be written, each with its meaning; without any, every text may.
    """

    label: str
    blank: str | None = None
    type: FactType = "text"
    choices: dict[str, str] = {}


class Omission(Model):
    """A clause that a region's rules leave out, and by which article."""

    clause: str
    cite: Citation
    quote: str
    why: str


class Variants(Model):
    """What a region changes in a kind's text."""

    replacements: dict[str, Clause] = {}
    insertions: tuple[Clause, ...] = ()  # each with its `after`
    omissions: tuple[Omission, ...] = ()


class Kind(Model):
    """A kind of document: its clauses in order and everything around them.

    `form` is how the paper is built (`document.nodes.Form`). `series` names the run of numbers that it takes its own
    from; `form`: what another than the agency signs, filed under the office's own count. `sort` is the sort of
    agreement for the rules on terms; where it is silent, the case's `renews` tells. A kind that an event of agreements
    takes belongs to one, whose facts the case holds under `agreement`. A kind that is `based_on` another has taken
    over its text; what a region changes there, it changes here too, except in the clauses that the kind has of its
    own.
    """

    id: str
    title: str
    form: Literal["agreement", "deed", "letter", "sheet"] = "agreement"
    series: Literal["agreement", "notice", "form"] = "agreement"
    sort: Literal["first", "renewal", "standing", "annual"] | None = None  # which rule on terms governs it
    carries: dict[str, str] = {}  # clauses that become the agreement's, and after which clause of it
    addressee: str | None = None  # path of the fact that a letter is addressed to
    based_on: str | None = None
    layout: str
    roles: dict[str, str] = {}
    chapters: dict[str, str] = {}
    facts: dict[str, Fact] = {}
    required: tuple[str, ...] = ()
    asks: tuple[About, ...] = ()  # the legal rules about these must be answered by the case
    hand: dict[str, str] = {}
    cover: tuple[tuple[str, str], ...] = ()
    particulars: dict[str, tuple[tuple[str, str], ...]] = {}
    signing: tuple[tuple[Any, ...], ...] = ()
    preamble: Clause | None = None
    clauses: tuple[Clause, ...]
    attachments: tuple[AttachmentText, ...] = ()
    places: Any = Field(default_factory=Places, exclude=True, repr=False)

    def clause(self, slug: str) -> Clause | None:
        """Return the clause of a slug."""
        return next((clause for clause in self.clauses if clause.slug == slug), None)

    def texts(self) -> tuple[Clause, ...]:
        """Return the preamble, where there is one, and the clauses."""
        return self.clauses if self.preamble is None else (self.preamble, *self.clauses)

    def in_region(self, variants: dict[str, Variants]) -> "Kind":
        """Return the kind with what a region changes laid over it; `variants` are the region's, by kind."""
        kind = self
        if self.based_on in variants:
            found = variants[self.based_on]
            own = {clause.slug for clause in self.texts() if f"/{self.id}/" in clause.file}
            kept = {slug: clause for slug, clause in found.replacements.items() if slug not in own}
            kind = kind.with_variants(found.model_copy(update={"replacements": kept}))
        return kind.with_variants(variants[self.id]) if self.id in variants else kind

    def with_variants(self, variants: Variants) -> "Kind":
        """Return the kind with a region's variants laid over it: clauses replaced, inserted and left out."""
        omitted = {omission.clause for omission in variants.omissions}
        clauses: list[Clause] = []
        for clause in self.clauses:
            if clause.slug not in omitted:
                clauses.append(variants.replacements.get(clause.slug, clause))
            _insert(clauses, clause.slug, variants)
        preamble = self.preamble
        if preamble is not None:
            preamble = variants.replacements.get(preamble.slug, preamble)
        return self.model_copy(update={"clauses": tuple(clauses), "preamble": preamble})


def _insert(clauses: list[Clause], after: str, variants: Variants) -> None:
    """Put the region's own clauses after one, and those after these, in the order of their files' names."""
    for clause in variants.insertions:
        if clause.after == after and clause not in clauses:
            clauses.append(clause)
            _insert(clauses, clause.slug, variants)
