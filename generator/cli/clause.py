"""`xieyi clause list` and `xieyi clause show`: the clauses of a kind, and one of them with its law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.chinese import ChineseCommand, ChineseGroup
from generator.cli.printing import out, out_json, pad, text_width
from generator.cli.session import JsonOption, session_of
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.cli.clause_text import ClauseReader
    from generator.model.clause import AttachmentText, Clause, Kind, LawLink
    from generator.model.library import Library
    from generator.model.template import Body

app = typer.Typer(cls=ChineseGroup, options_metavar="[OPTIONS]", no_args_is_help=False)

KindArgument = Annotated[str | None, typer.Argument(metavar="KIND", help="文书种类的代号；不给时列出全部种类")]
KindOption = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="文书种类的代号；不给时用第一种有这一条的")
]
SlugArgument = Annotated[str, typer.Argument(metavar="SLUG", help="条款代号，例如 quality-deposit")]

HEADINGS = ("范本条号", "代号", "标题", "章", "适用")


@app.command("list", cls=ChineseCommand, help="列出一种文书的全部条款：范本条号、代号、标题、所在的章、适用条件。")
def list_clauses(context: typer.Context, kind: KindArgument = None, json: JsonOption = False) -> None:
    """List the clauses of a kind, or of all kinds."""
    from generator.cli.clause_text import ClauseReader

    library = session_of(context).library()
    kinds = (_kind(library, kind),) if kind else tuple(library.kinds.values())
    if json:
        out_json([_listed(clause, ClauseReader(library, found), found) for found in kinds for clause in found.clauses])
        return
    for found in kinds:
        out(f"{found.title}（{found.id}），共{len(found.clauses)}条")
        reader = ClauseReader(library, found)
        _table([_row(clause, reader, found) for clause in found.clauses])
        for attached in found.attachments:
            out(f"附件：{attached.title}（{attached.id}）")


@app.command("show", cls=ChineseCommand, help="显示一条：原文、空白的含义、所依据的法规原文、被哪些条款引用。")
def show_clause(context: typer.Context, slug: SlugArgument, kind: KindOption = None, json: JsonOption = False) -> None:
    """Show a clause: text, parameters, law, and where it is referenced from."""
    library = session_of(context).library()
    kinds = [_kind(library, kind)] if kind else _kinds_with(library, slug)
    shown = _shown(library, kinds[0], slug)
    if json:
        out_json({**shown, "also_in": [other.id for other in kinds[1:]]})
        return
    for line in _lines(shown):
        out(line)
    if kinds[1:]:
        out()
        out(f"同一代号的条款也在：{'、'.join(f'{other.title}（{other.id}）' for other in kinds[1:])}。用 --kind 查看。")


def _kind(library: Library, kind: str) -> Kind:
    if kind in library.kinds:
        return library.kinds[kind]
    raise UsageError(f"没有“{kind}”这种文书。可用：{'、'.join(library.kinds)}。")


def _kinds_with(library: Library, slug: str) -> list[Kind]:
    """Return the kinds that have a clause; raise `UsageError` where none has."""
    found = [kind for kind in library.kinds.values() if _text(kind, slug)]
    if not found:
        raise _unknown("条款库", slug, (clause.slug for kind in library.kinds.values() for clause in kind.clauses))
    return found


def _when(clause: Clause, reader: ClauseReader) -> str:
    condition = clause.condition()
    if condition is None:
        return ""
    return ("可选，" if clause.optional else "") + f"限{reader.condition(condition)}"


def _row(clause: Clause, reader: ClauseReader, kind: Kind) -> tuple[str, ...]:
    return str(clause.position), clause.slug, clause.title, kind.chapters.get(clause.chapter, ""), _when(clause, reader)


def _table(rows: list[tuple[str, ...]]) -> None:
    widths = [max(text_width(row[column]) for row in (HEADINGS, *rows)) for column in range(len(HEADINGS))]
    for row in (HEADINGS, *rows):
        out("  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _listed(clause: Clause, reader: ClauseReader, kind: Kind) -> dict[str, Any]:
    return {
        "kind": kind.id, "position": clause.position, "slug": clause.slug, "title": clause.title,
        "chapter": clause.chapter, "chapter_title": kind.chapters.get(clause.chapter, ""), "optional": clause.optional,
        "when": _when(clause, reader) or None, "file": clause.file,
    }  # fmt: skip


def _find(kind: Kind, slug: str) -> Clause | AttachmentText:
    """Return a clause, the preamble or an attachment; raise `UsageError` where there is none."""
    found = _text(kind, slug)
    if found is None:
        raise _unknown(f"“{kind.title}”", slug, (clause.slug for clause in kind.clauses))
    return found


def _text(kind: Kind, slug: str) -> Clause | AttachmentText | None:
    if kind.preamble is not None and slug == kind.preamble.slug:
        return kind.preamble
    attachment = next((found for found in kind.attachments if found.id == slug), None)
    return attachment or kind.clause(slug)


def _unknown(where: str, slug: str, known: Iterable[str]) -> UsageError:
    from generator.reading.validation import nearest

    close = nearest(slug, list(dict.fromkeys(known)))
    hint = f"是否想写 {close}？" if close else "用 xieyi clause list 查看全部代号。"
    return UsageError(f"{where}里没有代号为“{slug}”的条款。{hint}")


def _shown(library: Library, kind: Kind, slug: str) -> dict[str, Any]:
    """Return all that is shown of a clause, as plain data."""
    from generator.cli.clause_text import ClauseReader

    reader = ClauseReader(library, kind)
    found = _find(kind, slug)
    clause = kind.clause(slug)
    return {
        "kind": kind.id,
        "slug": slug,
        "title": found.title,
        "position": clause.position if clause else None,
        "chapter": kind.chapters.get(clause.chapter, "") if clause else None,
        "when": (_when(clause, reader) or None) if clause else None,
        "file": found.file,
        "text": reader.text(found.body).strip(),
        "parameters": _parameters(library, found.body),
        "law": [_law(library, link) for link in (clause.law if clause else ())],
        "referenced_from": list(_referrers(kind, slug)),
    }


def _parameters(library: Library, body: Body) -> list[dict[str, str]]:
    from generator.language import names_in

    names = dict.fromkeys(path[0] for path in names_in(body).values if path[0] in library.parameters)
    found = [library.parameters[name] for name in names]
    return [{"name": parameter.name, "label": parameter.label, "meaning": parameter.meaning} for parameter in found]


def _law(library: Library, link: LawLink) -> dict[str, str]:
    return {"cite": str(link.cite), "citation": library.print_citation(link.cite), "quote": link.quote}


def _referrers(kind: Kind, slug: str) -> Iterator[dict[str, str]]:
    from generator.language import names_in

    for found in kind.texts():
        if any(ref.clause == slug for ref in names_in(found.parts()).refs):
            yield {"slug": found.slug, "title": found.title}
    for attached in kind.attachments:
        if any(ref.clause == slug for ref in names_in(attached.body).refs):
            yield {"slug": attached.id, "title": attached.title}


def _lines(shown: dict[str, Any]) -> Iterator[str]:
    place = f"，范本第{shown['position']}条，{shown['chapter']}" if shown["position"] else ""
    yield f"{shown['title']}（{shown['slug']}{place}）"
    yield f"文件：{shown['file']}"
    if shown["when"]:
        yield f"适用：{shown['when']}"
    yield ""
    yield shown["text"]
    for title, lines in (
        ("空白", [f"{entry['label']}（{entry['name']}）：{entry['meaning']}" for entry in shown["parameters"]]),
        ("依据", [f"{entry['citation']}：“{entry['quote']}”" for entry in shown["law"]]),
        ("被引用于", [f"{entry['title']}（{entry['slug']}）" for entry in shown["referenced_from"]]),
    ):
        if lines:
            yield ""
            yield f"{title}："
            yield from (f"  {line}" for line in lines)
