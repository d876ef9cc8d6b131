"""Fill, number, refer: a Library and a Case become a Document.

In: a Library, a Case whose kind and region are in it. Out: a Document, numbered and referenced once for all
formats. What a clause yields is kept by the values that it uses, so that agreements of one batch share
articles: the same object for the same text.
"""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from generator.assembly.articles import ArticleMaker, address_of
from generator.assembly.remarks import remarks
from generator.assembly.scope import CaseScope
from generator.assembly.structure import blocks_of
from generator.document.bookmarks import bookmark_name
from generator.document.nodes import (
    Article,
    Attachment,
    Block,
    Chapter,
    Cover,
    Document,
    Fill,
    Form,
    Inline,
    Origin,
    Paragraph,
    Party,
    Row,
    Signature,
    Text,
)
from generator.language import evaluate, read_blocks
from generator.model.case import Addition, Case
from generator.model.clause import AttachmentText, Kind
from generator.model.library import Library
from generator.model.numerals import numeral
from generator.model.template import Body
from generator.selection import Selected, kind_for, rules_of, select_clauses

_makers: WeakKeyDictionary[Library, ArticleMaker] = WeakKeyDictionary()


def assemble(library: Library, case: Case, *, draft: bool = False) -> Document:
    """Return the Document of a case; raise `DanglingReferenceError` for a reference to a clause that has left."""
    rules = rules_of(library, case)
    kind = kind_for(library, case.kind, rules)
    scope = CaseScope(library, rules, case, kind)
    selected = select_clauses(kind, case)
    numbered = _number(selected, case.additions)
    scope.addresses = _addresses(numbered)
    maker = _makers.setdefault(library, ArticleMaker())
    sheet = kind.form == "sheet"
    return Document(
        kind=kind.id,
        form=Form(kind.form),
        region=case.region,
        title=kind.title,
        date=case.date,
        number=case.number,
        addressee=(scope.value(tuple(kind.addressee.split("."))),) if kind.addressee else (),
        draft=draft,
        layout=kind.layout,
        cover=Cover(rows=(*_rows(kind.cover, scope), *_own_number(kind, case))),
        parties=tuple(Party(role=kind.roles[who], rows=_rows(rows, scope)) for who, rows in kind.particulars.items()),
        preamble=maker.preamble(kind.preamble, scope) if kind.preamble else (),
        chapters=() if sheet else _chapters(kind, numbered, scope, maker),
        blocks=_sheet(selected, scope, maker) if sheet else (),
        signatures=_signatures(kind.signing, scope),
        attachments=tuple(_attachment(found, scope) for found in kind.attachments),
        bases=maker.bases(selected, scope),
        remarks=remarks(maker.conflicts(selected, scope), scope),
    )


Numbered = list[tuple[int, str, Selected | Addition]]
"""Number, chapter and source of each article."""


def _number(selected: tuple[Selected, ...], additions: tuple[Addition, ...]) -> Numbered:
    found: list[tuple[str, Selected | Addition]] = []
    for chosen in selected:
        found.append((chosen.clause.chapter, chosen))
        found += [(chosen.clause.chapter, added) for added in additions if added.after == chosen.clause.slug]
    return [(number, chapter, source) for number, (chapter, source) in enumerate(found, start=1)]


def _addresses(numbered: Numbered) -> dict[tuple[str, str | None], str]:
    """Return the printed address of each clause; those of items follow in `ArticleMaker.settle_items`."""
    return {
        (source.clause.slug, None): address_of(number) for number, _, source in numbered if isinstance(source, Selected)
    }


def _sheet(selected: tuple[Selected, ...], scope: CaseScope, maker: ArticleMaker) -> tuple[Block, ...]:
    return tuple(block for chosen in selected for block in maker.blocks(chosen, scope))


def _chapters(kind: Kind, numbered: Numbered, scope: CaseScope, maker: ArticleMaker) -> tuple[Chapter, ...]:
    articles: dict[str, list[Article]] = {}
    maker.settle_items(((number, source) for number, _, source in numbered if isinstance(source, Selected)), scope)
    added = 0
    for number, chapter, source in numbered:
        articles.setdefault(chapter, [])
        if isinstance(source, Addition):
            added += 1
            articles[chapter].append(_added(source, added, number))
        else:
            articles[chapter].append(maker.article(source, number, scope))
    return tuple(
        Chapter(
            id=chapter,
            number=number,
            label=f"第{numeral(number)}章" if chapter else "",
            title=kind.chapters[chapter] if chapter else "",
            articles=tuple(found),
        )
        for number, (chapter, found) in enumerate(articles.items(), start=1)
    )


def _added(addition: Addition, index: int, number: int) -> Article:
    """Return a negotiated term as an article; its text is plain, whatever it looks like."""
    lines = [line.strip() for line in addition.text.split("\n") if line.strip()]
    address = address_of(number)
    paragraphs = tuple(
        Paragraph(address=address if len(lines) == 1 else f"{address}第{numeral(place)}款", inlines=(Text(text=line),))
        for place, line in enumerate(lines, start=1)
    )
    slug = f"addition-{index}"
    return Article(
        clause=slug, number=number, label=address, title="其他约定", bookmark=bookmark_name("c", slug),
        added_by=addition.by, paragraphs=paragraphs,
    )  # fmt: skip


def _rows(rows: Iterable[tuple[str, str]], scope: CaseScope) -> tuple[Row, ...]:
    return tuple(Row(label=label, value=(scope.value(tuple(path.split("."))),)) for label, path in rows)


def _own_number(kind: Kind, case: Case) -> tuple[Row, ...]:
    """Return the place of the number that the agency gives a sheet of its own; others' forms are filed under theirs."""
    if (
        kind.form != "sheet"
        or kind.series == "form"
        or case.number is None
        or any(p == "number" for _, p in kind.cover)
    ):
        return ()
    return (Row(label="", value=(Fill(name="number", text=case.number, origin=Origin.CASE),)),)


def _line(body: Body, scope: CaseScope) -> tuple[Inline, ...]:
    return tuple(Text(text=part) if isinstance(part, str) else part for part in evaluate(body, scope))


def _signatures(signing: tuple[tuple[Body, ...], ...], scope: CaseScope) -> tuple[Signature, ...]:
    return tuple(Signature(lines=tuple(_line(line, scope) for line in lines)) for lines in signing)


def _attachment(found: AttachmentText, scope: CaseScope) -> Attachment:
    return Attachment(
        id=found.id, title=found.title, bookmark=bookmark_name("a", found.id),
        blocks=blocks_of(read_blocks(evaluate(found.body, scope))), signatures=_signatures(found.signing, scope),
    )  # fmt: skip
