"""One clause in one case → one Article, with its items numbered and every 款 and 项 addressed.

In: a selected clause, its number, the case's scope. Out: an Article. Articles are kept by everything that can
change them (number, values, answers to conditions, printed references), so that equal ones are one object.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from generator.assembly.basis import bases
from generator.assembly.references import shorten
from generator.assembly.remarks import touching_conflicts
from generator.assembly.scope import CaseScope
from generator.assembly.structure import blocks_of, paragraphs_of
from generator.document.bookmarks import bookmark_name
from generator.document.nodes import (
    Article,
    Basis,
    Blank,
    Block,
    CheckBox,
    Fill,
    HandFilled,
    Inline,
    Item,
    Paragraph,
    Reference,
)
from generator.document.recent import Recent
from generator.language import NameUse, Scope, evaluate, names_in, read_blocks, read_structure
from generator.model.clause import Clause
from generator.model.law import Conflict
from generator.model.numerals import numeral
from generator.model.template import Path, Ref
from generator.model.units import Quantity
from generator.selection import Selected


def address_of(number: int) -> str:
    """Return an article's printed address: 第四十三条."""
    return f"第{numeral(number)}条"


class ArticleMaker:
    """Makes articles of one library and keeps them."""

    def __init__(self) -> None:
        self._uses: dict[int, tuple[Clause, NameUse]] = {}
        self._kept: Recent[Hashable, Any] = Recent()

    def article(self, selected: Selected, number: int, scope: CaseScope) -> Article:
        """Return the clause's article under a number; in a letter, a passage without one."""
        key = (number, scope.kind.form == "letter", selected.struck, *self._key(selected.clause, scope))
        found: Article | None = self._kept.get(key)
        if found is None:
            found = self._make(selected, number, scope)
            self._kept.put(key, found)
        return found

    def preamble(self, clause: Clause, scope: CaseScope) -> tuple[Paragraph, ...]:
        """Return the preamble's paragraphs."""
        key = self._key(clause, scope)
        found: tuple[Paragraph, ...] | None = self._kept.get(key)
        if found is None:
            found = paragraphs_of(read_structure(evaluate(clause.parts(), scope)), None)
            self._kept.put(key, found)
        return found

    def blocks(self, selected: Selected, scope: CaseScope) -> tuple[Block, ...]:
        """Return the paragraphs and tables of a sheet's clause."""
        return blocks_of(read_blocks(evaluate(selected.clause.parts(), _scope_of(selected, scope))))

    def bases(self, selected: tuple[Selected, ...], scope: CaseScope) -> tuple[Basis, ...]:
        """Return what bounds the printed numbers: it follows from the law, the clauses and the level alone."""
        found: tuple[Basis, ...] = self._by_law("bases", bases, selected, scope)
        return found

    def conflicts(self, selected: tuple[Selected, ...], scope: CaseScope) -> tuple[Conflict, ...]:
        """Return the recorded conflicts that the document touches: they follow from the law and the clauses."""
        found: tuple[Conflict, ...] = self._by_law("conflicts", touching_conflicts, selected, scope)
        return found

    def _by_law(self, what: str, work: Callable[..., Any], selected: tuple[Selected, ...], scope: CaseScope) -> Any:
        key = (
            what,
            scope.kind.id,
            id(scope.rules),
            scope.case.institution.level,
            scope.case.date,
            *[id(chosen.clause) for chosen in selected],
        )
        kept = self._kept.get(key)
        if kept is None:
            kept = (scope.rules, work(selected, scope))  # the rules are kept too, so their id stays their own
            self._kept.put(key, kept)
        return kept[1]

    def settle_items(self, numbered: Iterable[tuple[int, Selected]], scope: CaseScope) -> None:
        """Put the addresses of the items that are referred to into the scope."""
        numbered = list(numbered)
        wanted = {ref.clause for _, chosen in numbered for ref in self._use(chosen.clause).refs if ref.item}
        for number, chosen in numbered:
            if chosen.clause.slug in wanted:
                blocks = read_structure(evaluate(chosen.clause.parts(), _Unreferred(scope)))
                for paragraph in paragraphs_of(blocks, address_of(number)):
                    _settle(paragraph.items, chosen.clause.slug, scope)

    def _make(self, selected: Selected, number: int, scope: CaseScope) -> Article:
        clause, address = selected.clause, None if scope.kind.form == "letter" else address_of(number)
        stream = evaluate(clause.parts(), _scope_of(selected, scope))
        blocks = read_structure(shorten(stream, address) if address else stream)
        return Article(
            clause=clause.slug, number=number, label=address or "", title=clause.title,
            bookmark=bookmark_name("c", clause.slug), paragraphs=paragraphs_of(blocks, address, clause.slug),
        )  # fmt: skip

    def _use(self, clause: Clause) -> NameUse:
        kept = self._uses.get(id(clause))
        if kept is None:
            use = names_in(clause.parts())
            kept = self._uses[id(clause)] = (clause, use)  # the clause is kept too, so its id stays its own
        return kept[1]

    def _key(self, clause: Clause, scope: CaseScope) -> tuple[Hashable, ...]:
        use = self._use(clause)
        if not (use.values or use.conditions or use.refs):
            return (id(clause),)
        return (
            id(clause),
            tuple([_print_key(scope.value(path)) for path in use.values]),
            tuple([_answer_key(scope.ask(path)) for path in use.conditions]),
            tuple([scope.reference(ref).text for ref in use.refs if _present(ref, scope)]),  # type: ignore[union-attr]
        )


def _present(ref: Ref, scope: CaseScope) -> bool:
    attached = any(found.id == ref.clause for found in scope.kind.attachments)
    return attached or (ref.clause, ref.item) in scope.addresses


def _print_key(node: Inline) -> Hashable:
    match node:
        case Fill():
            return (node.text, node.origin)
        case Blank() | HandFilled():
            return node.shape
        case CheckBox():
            return node.checked
        case _:
            return node.text


def _answer_key(answer: Any) -> Hashable:
    return str(answer) if isinstance(answer, Quantity) else answer


class _Struck:
    """A scope for a clause that doesn't apply: its blanks are struck."""

    def __init__(self, scope: CaseScope) -> None:
        self.scope = scope

    def value(self, path: Path) -> Inline:
        return self.scope.struck(path)

    def ask(self, path: Path) -> Any:
        return self.scope.ask(path)

    def reference(self, ref: Ref) -> Inline:
        return self.scope.reference(ref)

    def bind(self, name: str, value: Any, entry: str) -> Scope:
        return self.scope.bind(name, value, entry)


def _scope_of(selected: Selected, scope: CaseScope) -> Scope:
    return _Struck(scope) if selected.struck else scope


class _Unreferred(_Struck):
    """A scope in which references print nothing yet: for numbering items before references are settled."""

    def value(self, path: Path) -> Inline:
        return self.scope.value(path)

    def reference(self, ref: Ref) -> Inline:
        return Reference(target=ref.clause, text="")


def _settle(items: tuple[Item, ...], slug: str, scope: CaseScope) -> None:
    for item in items:
        if item.id:
            scope.addresses[(slug, item.id)] = item.address
        _settle(item.items, slug, scope)
