"""A Document in parts, so that what many have in common is kept once.

In: a Document. Out: its JSON with every chapter, article and attachment, and the list of bases, replaced by the
SHA-256 of its own JSON, and those parts. Put together again they are, byte for byte, the JSON that the Document
had; so a Document that was kept is judged by its text, whatever fields later editions of the nodes bring.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from generator.document.nodes import Article, Attachment, Basis, Chapter, Document
from generator.document.recent import Recent

_PARTED = ("chapters", "attachments", "bases")
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ARTICLE: TypeAdapter[Any] = TypeAdapter(Article)
_ATTACHMENT: TypeAdapter[Any] = TypeAdapter(Attachment)
_BASES: TypeAdapter[Any] = TypeAdapter(tuple[Basis, ...])


@dataclass(frozen=True, slots=True)
class Parted:
    """A Document in parts: the digest of the part that is its whole, and the JSON of each part by digest."""

    whole: str
    parts: dict[str, str]


def split_document(document: Document) -> Parted:
    """Return the Document in parts."""
    parts: dict[str, str] = {}
    outline = document.model_dump(mode="json", exclude=set(_PARTED))
    content = {
        name: _digests(document, name, parts) if name in _PARTED else outline[name] for name in Document.model_fields
    }
    return Parted(_add(parts, compact(content)), parts)


def outline_of(parted: Parted) -> Document:
    """Return a Document in parts without its chapters, attachments and bases."""
    return _outline(parted.parts[parted.whole])


def _outline(whole: str) -> Document:
    return Document.model_validate_json(compact(json.loads(whole) | {name: [] for name in _PARTED}))


class _Joiner:
    """Puts nodes together from their parts."""

    def __init__(self, fetch: Callable[[str], str], nodes: dict[str, Any]) -> None:
        self._fetch = fetch
        self._nodes = nodes

    def document(self, whole: str) -> Document:
        text = self._fetch(whole)
        parted = json.loads(text)
        return _outline(text).model_copy(
            update={
                "chapters": tuple(map(self._chapter, parted["chapters"])),
                "attachments": tuple(self._node(digest, _ATTACHMENT) for digest in parted["attachments"]),
                "bases": self._node(parted["bases"], _BASES),
            }
        )

    def _chapter(self, digest: str) -> Chapter:
        content = json.loads(self._fetch(digest))
        articles = tuple(self._node(article, _ARTICLE) for article in content["articles"])
        return Chapter.model_validate_json(compact(content | {"articles": []})).model_copy(
            update={"articles": articles}
        )

    def _node(self, digest: str, adapter: TypeAdapter[Any]) -> Any:
        if digest not in self._nodes:
            self._nodes[digest] = adapter.validate_json(self._fetch(digest))
        return self._nodes[digest]


def document_text(whole: str, fetch: Callable[[str], str], leave_out: frozenset[str] = frozenset()) -> str:
    """Return the Document's JSON; `fetch` gives a part's JSON by its digest, fields can be left out."""
    pieces = []
    for name, value in json.loads(fetch(whole)).items():
        if name not in leave_out:
            pieces.append(f'"{name}":{_field_text(name, value, fetch)}')
    return "{" + ",".join(pieces) + "}"


def join_document(whole: str, fetch: Callable[[str], str], nodes: dict[str, Any] | None = None) -> Document:
    """Return the Document; `fetch` gives a part's JSON by its digest.

    What is among `nodes` isn't fetched, nor read; what is read joins them.
    """
    return _Joiner(fetch, {} if nodes is None else nodes).document(whole)


def fingerprint_of(whole: str, fetch: Callable[[str], str]) -> str:
    """Return the full fingerprint of a Document by its parts, as it was when the Document was made."""
    return sha256(document_text(whole, fetch, frozenset({"draft"})))


def is_draft(parted: Parted) -> bool:
    """Tell whether a Document in parts is a draft."""
    return bool(json.loads(parted.parts[parted.whole])["draft"])


def references(part: str) -> tuple[str, ...]:
    """Return the digests of the parts that a whole or a chapter consists of."""
    content = json.loads(part)
    if not isinstance(content, dict):
        return ()
    if {"layout", *_PARTED} <= content.keys():
        return (*content["chapters"], *content["attachments"], content["bases"])
    return tuple(content["articles"]) if "articles" in content else ()


def compact(content: Any) -> str:
    """Return JSON as pydantic writes it: no spaces, nothing escaped that need not be."""
    return _COMPACT.encode(content)


def sha256(text: str) -> str:
    """Return the hexadecimal SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def _digests(document: Document, name: str, parts: dict[str, str]) -> list[str] | str:
    if name == "chapters":
        return [_chapter(chapter, parts) for chapter in document.chapters]
    if name == "attachments":
        return [_node(attachment, parts) for attachment in document.attachments]
    return _add(parts, f"[{','.join(_MEMORY.take(basis)[1] for basis in document.bases)}]")


def _chapter(chapter: Chapter, parts: dict[str, str]) -> str:
    content = chapter.model_dump(mode="json", exclude={"articles"})
    digests = [_node(article, parts) for article in chapter.articles]
    return _add(
        parts, compact({name: digests if name == "articles" else content[name] for name in Chapter.model_fields})
    )


def _node(node: Article | Attachment, parts: dict[str, str]) -> str:
    digest, text = _MEMORY.take(node)
    parts[digest] = text
    return digest


def _add(parts: dict[str, str], text: str) -> str:
    digest = sha256(text)
    parts[digest] = text
    return digest


def _field_text(name: str, value: Any, fetch: Callable[[str], str]) -> str:
    if name == "chapters":
        return f"[{','.join(_chapter_text(fetch(digest), fetch) for digest in value)}]"
    if name == "attachments":
        return f"[{','.join(map(fetch, value))}]"
    return fetch(value) if name == "bases" else compact(value)


def _chapter_text(part: str, fetch: Callable[[str], str]) -> str:
    pieces = []
    for name, value in json.loads(part).items():
        text = f"[{','.join(map(fetch, value))}]" if name == "articles" else compact(value)
        pieces.append(f'"{name}":{text}')
    return "{" + ",".join(pieces) + "}"


class _Memory:
    """The digests and texts of nodes that were met lately: a batch's Documents share most of theirs."""

    def __init__(self) -> None:
        # the node itself is kept beside its digest, so that its id can't pass to another
        self._known: Recent[int, tuple[object, str, str]] = Recent()

    def take(self, node: Article | Attachment | Basis) -> tuple[str, str]:
        """Return digest and JSON of a node."""
        found = self._known.get(id(node))
        if found is None:
            text = node.model_dump_json()
            found = (node, sha256(text), text)
            self._known.put(id(node), found)
        return found[1], found[2]


_MEMORY = _Memory()
