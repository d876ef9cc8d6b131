"""What a case still lacks for the clauses that it chooses, and which of them need it.

In: a Library, a Case. Out: missing names in the order in which a clerk would tell them, each with the places of the
document that need it and the limits that bound it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from generator.assembly import assemble
from generator.checks.entries import KEY_LABELS
from generator.document.nodes import Article, Blank, Document, Inline
from generator.document.walk import articles, block_inlines, paragraph_inlines
from generator.language import names_in
from generator.language.entries import ENTRIES, entry_name
from generator.language.names import condition_paths
from generator.model.case import Case
from generator.model.clause import Kind
from generator.model.library import Library
from generator.model.rule import FactType

INTERNET_HOSPITAL = "institution.internet_hospital"

ORDER = (
    "kind", "region", "date", "number", "renews",
    "agency.name", "agency.legal_representative", "agency.address", "agency.phone", "agency.postcode",
    "institution.name", "institution.uscc", "institution.code", "institution.type", "institution.level",
    "institution.ownership", "institution.beds", "institution.legal_representative", "institution.address",
    "institution.phone", "institution.postcode", "institution.bank.name", "institution.bank.account",
    "services", "services_other", f"{INTERNET_HOSPITAL}.agreement", f"{INTERNET_HOSPITAL}.name",
    "term.start", "term.end", "values", "commitment_materials",
    "agreement.title", "agreement.number", "agreement.date", "agreement.start", "agreement.end",
    "findings", "amendments", "facts", "options", "additions", "waivers",
)  # fmt: skip
"""The keys of a case in the order of a new file; the questions follow it."""


_TRUTH = (("true", "是"), ("false", "否"))


@dataclass
class Need:
    """A missing name. `key` is its key in the case, where entries count from 0; `places` need it; `limits` bound it.

    `choices`: the words that alone may be written, each with its meaning; of a date `type` says so.
    """

    key: str
    label: str
    places: dict[str, None] = field(default_factory=dict)
    limits: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    type: FactType = "text"


def missing(library: Library, case: Case) -> list[Need]:
    """Return what the case lacks, in the order of asking."""
    kind = library.kinds[case.kind]
    document = assemble(library, case)
    found: dict[str, Need] = {}
    for name, place in (*_blanks(document), *_silent(kind, case, document), *_undecided(kind, case)):
        need = found.setdefault(name, _need(name, library, kind, document))
        if place:
            need.places[place] = None
    return sorted(found.values(), key=rank)


def rank(need: Need) -> int:
    """Return where a question comes in the order of asking."""
    own = need.key if need.key in ORDER else need.key.partition(".")[0]
    return ORDER.index(own) if own in ORDER else len(ORDER) - 1


def label_of(key: str, library: Library, kind: Kind) -> str | None:
    """Return what a key of a case is called, None where it is no single fact or parameter."""
    if key in kind.facts:
        return kind.facts[key].label
    listed, _, rest = key.partition(".")
    place, _, own = rest.partition(".")
    if (listed,) in ENTRIES and place.isdecimal() and own and listed in kind.facts:
        column = kind.facts.get(f"{listed}.{own}")
        return f"{kind.facts[listed].label}第{int(place) + 1}项的{column.label if column else KEY_LABELS.get(own, own)}"
    name, _, level = key.removeprefix("values.").partition(".")
    parameter = library.parameters.get(name) if key.startswith("values.") else None
    if parameter is None:
        return None
    return parameter.label + (f"（{level}）" if level else "")


def _need(name: str, library: Library, kind: Kind, document: Document) -> Need:
    parameter = library.parameters.get(name.partition(".")[0])
    if parameter is None:
        entry = entry_name(name)
        key = f"{entry[0]}.{entry[1] - 1}.{entry[2]}" if entry else name
        fact = kind.facts.get(key)
        need = Need(key, label_of(key, library, kind) or name)
        if fact is None:
            return need
        return replace(need, choices=_TRUTH if fact.type == "truth" else tuple(fact.choices.items()), type=fact.type)
    bases = (f"{base.statement}：{base.citation}“{base.quote}”" for base in document.bases if base.name == name)
    key = f"values.{name}"
    return Need(key, label_of(key, library, kind) or name, limits=(parameter.meaning, *bases))


def _blanks(document: Document) -> Iterator[tuple[str, str]]:
    """Yield name and place of every blank; a term of art is the region's to give, the number the register's."""
    for place, inlines in _places(document):
        for inline in inlines:
            if isinstance(inline, Blank) and inline.name != "number" and not inline.name.startswith("terms."):
                yield inline.name, place


def _places(document: Document) -> Iterator[tuple[str, Iterable[Inline]]]:
    yield from (("封面", row.value) for row in document.cover.rows)
    yield from ((f"{party.role}基本情况", row.value) for party in document.parties for row in party.rows)
    yield "主送机关", document.addressee
    yield "序言", paragraph_inlines(document.preamble)
    for article in articles(document):
        yield _named(article), paragraph_inlines(article.paragraphs)
    yield "表格", block_inlines(document.blocks)
    for attachment in document.attachments:
        yield f"附件《{attachment.title}》", block_inlines(attachment.blocks)


def _silent(kind: Kind, case: Case, document: Document) -> Iterator[tuple[str, str]]:
    """Yield the facts without which nothing can be signed, with the articles that ask them."""
    for path in kind.required:
        if case.fact(tuple(path.split("."))) in (None, "", ()):
            yield path, ""
            for article in articles(document):
                if path in _asked_by(kind, article.clause):
                    yield path, _named(article)


def _named(article: Article) -> str:
    """Return what an article is called; a letter's passages have no numbers."""
    return f"{article.label}《{article.title}》" if article.label else f"“{article.title}”一段"


def _asked_by(kind: Kind, slug: str) -> set[str]:
    clause = kind.clause(slug)
    return {".".join(path) for path in names_in(clause.parts()).conditions} if clause else set()


def _undecided(kind: Kind, case: Case) -> Iterator[tuple[str, str]]:
    """Yield the facts that decide whether a clause applies and that the case doesn't tell."""
    for clause in kind.clauses:
        condition = clause.condition()
        for path in condition_paths(condition) if condition is not None else ():
            if ".".join(path) in kind.facts and case.fact(path) is None:
                yield ".".join(path), f"《{clause.title}》"
