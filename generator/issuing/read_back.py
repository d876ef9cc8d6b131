"""Read what was written back, and find the whole Document in it.

In: a Document, a format and the file's bytes as the disk has them. Out: nothing, or a `ReadBackError` that
names what is missing. The readers are independent of the writers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from generator.document.lookup import prints_number
from generator.document.nodes import Blank, Block, Document, Fill, Paragraph, Table
from generator.document.walk import (
    article_lines,
    articles,
    inlines,
    line_text,
    paragraph_lines,
    signature_lines,
)
from generator.errors import ReadBackError

_LEAST_PIECE = 4  # characters of a cell on one page; fewer might stand anywhere
_TRIES = 1000  # of places where a piece might begin, before a cell counts as lost


def read_back(document: Document | Wanted, name: str, data: bytes) -> None:
    """Check that a file of the format `name` holds the Document; raise `ReadBackError`."""
    wanted = document if isinstance(document, Wanted) else wanted_of(document)
    {"docx": _read_docx, "pdf": _read_pdf, "html": _read_html, "json": _read_json}[name](wanted, data)


def _read_docx(document: Wanted, data: bytes) -> None:
    from generator.issuing.read_docx import read_docx_text

    find_document(document, read_docx_text(data), "Word 文件", squeeze)


def _read_pdf(document: Wanted, data: bytes) -> None:
    from generator.issuing.read_pdf import fold, read_pdf_text

    find_document(document, read_pdf_text(data), "PDF 文件", fold)


def _read_html(document: Wanted, data: bytes) -> None:
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    page = html.document_fromstring(data, parser=parser)
    find_document(document, "".join(str(part) for part in page.itertext(tag="*")), "网页文件", squeeze)


def _read_json(wanted: Wanted, data: bytes) -> None:
    if Document.model_validate_json(data) != wanted.document:
        raise ReadBackError("JSON 文件与文书内容不一致")


def squeeze(text: str) -> str:
    """Return text without white space."""
    return "".join(text.split())


class _Part(NamedTuple):
    """A part of a Document: what it is called, what it prints, and whether page breaks may part it."""

    name: str
    lines: Iterable[str]
    parted: bool = False


class Wanted(NamedTuple):
    """What a file of a Document must hold, found out once for all of its files: parts in order, names of fills."""

    document: Document
    parts: tuple[tuple[str, str, bool], ...]  # name, text, whether page breaks may part it
    fills: tuple[Fill | Blank, ...]


def wanted_of(document: Document) -> Wanted:
    """Return what every file of a Document must hold."""
    parts = tuple((part.name, "".join(part.lines), part.parted) for part in _parts(document))
    fills = dict.fromkeys(inline for inline in inlines(document) if isinstance(inline, Fill | Blank))
    return Wanted(document, parts, tuple(fills))


def find_document(document: Document | Wanted, text: str, file: str, fold: Callable[[str], str]) -> None:
    """Find every part of the Document, in its order, and every fill; `fold` makes both sides comparable."""
    document, parts, fills = document if isinstance(document, Wanted) else wanted_of(document)
    held = fold(text)
    place = 0
    for name, lines, parted in parts:
        end = _end_of(fold(lines), held, place, parted=parted)
        if end is None:
            raise ReadBackError(f"{file}里没有完整的{name}，文书没有签发。请检查版式最近的修改")
        place = end
    if prints_number(document) and fold(document.number or "") not in held:
        raise ReadBackError(f"{file}里没有编号“{document.number}”，文书没有签发。请检查版式最近的修改")
    for inline in fills:
        if isinstance(inline, Fill) and fold(inline.text) not in held:
            what = f"{file}里没有所填的“{inline.text}”（{inline.name}）"
            raise ReadBackError(f"{what}，文书没有签发。请检查版式最近的修改")
        if isinstance(inline, Blank):
            raise ReadBackError(f"文书里还有空白（{inline.name}），没有签发")


def _end_of(wanted: str, held: str, place: int, *, parted: bool) -> int | None:
    """Return where `wanted` ends in `held`, from `place` on; None where it isn't there.

    A cell that is higher than a page is continued on the next one, after the first lines of the cell beside it: then
    the end is that of its first piece.
    """
    found = held.find(wanted, place)
    if found >= 0:
        return found + len(wanted)
    return next(_first_pieces(wanted, held, place, iter(range(_TRIES))), None) if parted else None


def _first_pieces(wanted: str, held: str, place: int, tries: Iterator[int]) -> Iterator[int]:
    """Yield the ends of first pieces of `wanted` in `held` after which the rest is found, whole or in pieces."""
    least = wanted[:_LEAST_PIECE]
    while (place := held.find(least, place)) >= 0 and next(tries, None) is not None:
        end = place + _length_in_common(wanted, held[place : place + len(wanted)])
        rest = wanted[end - place :]
        if not rest or any(True for _ in _first_pieces(rest, held, end, tries)):
            yield end
        place += 1


def _length_in_common(one: str, other: str) -> int:
    unequal = (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1])
    return next(unequal, min(len(one), len(other)))


def _parts(document: Document) -> Iterator[_Part]:
    yield _Part("标题", (document.title,))
    for party in document.parties:  # between name and value each layout has what it likes
        yield _Part(f"{party.role}信息", (party.role,))
        for row in party.rows:
            value = line_text(row.value)
            yield _Part(f"{party.role}信息“{row.label}”", (row.label,))
            yield _Part(f"{party.role}信息“{row.label}”（{value}）", (value,))
    yield _Part("主送机关", (line_text(document.addressee),))
    yield _Part("序言", paragraph_lines(document.preamble))
    for article in articles(document):
        name = article.label or f"“{article.title}”一段"
        if article.added_by:
            yield _Part(f"{name}标号", (article.label,))
            yield _Part(name, paragraph_lines(article.paragraphs))
        else:
            yield _Part(name, article_lines(article))
    yield from _block_parts("正文", document.blocks)
    for signature in document.signatures:
        yield _Part("签署页", signature_lines((signature,)))
    for attachment in document.attachments:
        name = f"附件《{attachment.title}》"
        yield _Part(name, (attachment.title,))
        yield from _block_parts(name, attachment.blocks)
        yield _Part(f"{name}的落款", signature_lines(attachment.signatures))


def _block_parts(name: str, blocks: tuple[Block, ...]) -> Iterator[_Part]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _Part(name, paragraph_lines((block,)))
            case Table():
                for place, row in enumerate(block.rows, 1):
                    where = f"{name}的表格（第{place}行）"
                    yield from (_Part(where, map(line_text, cell.lines), parted=True) for cell in row)
            case _:
                raise TypeError(f"unknown block: {type(block).__name__}")
