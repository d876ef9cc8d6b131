"""What a rule sees: one case, the library, what was worked out from them, and the Document if there is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.assembly.scope import CaseScope
from generator.checks.entries import KEY_LABELS
from generator.document.nodes import Blank, Document, Fill, Inline, Origin, Signature
from generator.document.walk import article_lines, articles, block_inlines, paragraph_inlines
from generator.language.entries import entry_name
from generator.model.case import Case
from generator.model.clause import Kind
from generator.model.library import Library
from generator.model.region import Limit
from generator.problems import Ground, Place, Problem, Severity
from generator.selection import Rules, Selected


@dataclass(frozen=True)
class Facts:
    """Everything that rules ask. `document` is None where assembling it was impossible."""

    library: Library
    case: Case
    kind: Kind
    rules: Rules
    selected: tuple[Selected, ...]
    scope: CaseScope
    document: Document | None

    def place(self, key: str) -> Place:
        """Return where a key of the case stands."""
        place: Place = self.case.places.of(key)
        return place

    def problem(
        self, rule: str, key: str, message: str, *, mend: str = "", law: tuple[Ground, ...] = (),
        severity: Severity = Severity.ERROR,
    ) -> Problem:  # fmt: skip
        """Return a problem of a rule (its module's `__name__`); one of severity `reason` says how to waive it."""
        code = rule.rpartition(".")[2]
        if severity is Severity.REASON:
            mend += f"；确有理由的，在 waivers 里写明理由和批准人（problem: {code}:{key}）"
        return Problem(code=code, severity=severity, message=message, where=self.place(key), law=law, mend=mend)

    @cached_property
    def printed(self) -> dict[str, tuple[str, ...]]:
        """Return where each fill and blank is printed (封面, 第三十三条 …); what was struck is left out."""
        found: dict[str, dict[str, None]] = {}
        for spot, inline in self._inlines():
            if isinstance(inline, Blank) or (isinstance(inline, Fill) and inline.origin is not Origin.STRUCK):
                found.setdefault(inline.name, {})[spot] = None
        return {name: tuple(spots) for name, spots in found.items()}

    @cached_property
    def blanks(self) -> tuple[str, ...]:
        """Return the names that are printed as blanks, each once, in printed order."""
        return tuple(dict.fromkeys(inline.name for _, inline in self._inlines() if isinstance(inline, Blank)))

    @cached_property
    def demanded(self) -> tuple[str, ...]:
        """Return the facts without which the paper can't be signed: required ones, cover and particulars."""
        rows = [*self.kind.cover, *(row for rows in self.kind.particulars.values() for row in rows)]
        addressee = [self.kind.addressee] if self.kind.addressee else []
        return tuple(dict.fromkeys([*(path for _, path in rows), *addressee, *self.kind.required]))

    def declares(self, *paths: str) -> bool:
        """Say whether the kind's text may use any of some facts: only then does the paper rest on them."""
        return any(path in self.kind.facts for path in paths)

    def lacks(self, path: str) -> bool:
        """Say whether neither the case nor a rule gives a fact."""
        if path in self.printed:
            return path in self.blanks
        return self.scope.ask(tuple(path.split("."))) in (None, "", ())

    def label(self, name: str) -> str:
        """Return what a fact or parameter is called; a level follows in brackets, a list's entry is counted."""
        if name in self.kind.facts:
            return self.kind.facts[name].label
        entry = entry_name(name)
        if entry is not None:
            own = self.kind.facts.get(f"{entry[0]}.{entry[2]}")  # what the kind's table calls its column
            return f"{self.label(entry[0])}第{entry[1]}项的{own.label if own else KEY_LABELS.get(entry[2], entry[2])}"
        first, _, level = name.partition(".")
        parameter = self.library.parameters.get(first)
        return (parameter.label + (f"（{level}）" if level else "")) if parameter else name

    def needed_by(self, name: str) -> str:
        """Return where a name is printed as a clause of a sentence, empty where it is not."""
        spots = self.printed.get(name, ())
        return f"，{'、'.join(spots)}要用" if spots else ""

    def article_quote(self, slug: str) -> tuple[Ground, ...]:
        """Return this document's own article of a clause as grounds: 第八十二条“…”; nothing where it isn't there."""
        if self.document is None:
            return ()
        return article_quote(self.document, slug)

    def limit_ground(self, limit: Limit) -> Ground:
        """Return the citation and the words that a limit stands on."""
        return self.library.ground(limit.cite, limit.quote)

    def _inlines(self) -> Iterator[tuple[str, Inline]]:
        document = self.document
        if document is None:
            return
        yield from (("封面", inline) for row in document.cover.rows for inline in row.value)
        for party in document.parties:
            yield from ((f"{party.role}基本情况", inline) for row in party.rows for inline in row.value)
        yield from (("主送机关", inline) for inline in document.addressee)
        yield from (("序言", inline) for inline in paragraph_inlines(document.preamble))
        for article in articles(document):
            spot = article.label or f"“{article.title}”一段"
            yield from ((spot, inline) for inline in paragraph_inlines(article.paragraphs))
        yield from (("表格", inline) for inline in block_inlines(document.blocks))
        yield from (("签章页", inline) for inline in _signed(document.signatures))
        for attachment in document.attachments:
            title = f"《{attachment.title}》"
            yield from ((title, inline) for inline in block_inlines(attachment.blocks))
            yield from ((title, inline) for inline in _signed(attachment.signatures))


def article_quote(document: Document, slug: str) -> tuple[Ground, ...]:
    """Return a document's article of a clause as grounds, at most one."""
    found = next((article for article in articles(document) if article.clause == slug), None)
    if found is None:
        return ()
    text = "".join(article_lines(found)).removeprefix(found.label)
    return (Ground(citation=f"本文书{found.label}", quote=text),)


def _signed(signatures: tuple[Signature, ...]) -> Iterator[Inline]:
    for signature in signatures:
        for line in signature.lines:
            yield from line
