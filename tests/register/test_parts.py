"""Without this a kept Document could come back other than it was issued, or take its whole size each time."""

from __future__ import annotations

import json

import pytest

from generator.document.fingerprint import full_fingerprint
from generator.register.parts import (
    compact,
    document_text,
    fingerprint_of,
    join_document,
    references,
    sha256,
    split_document,
)
from tests.documents import every_node
from tests.register.samples import document


def test_a_document_comes_back_byte_for_byte() -> None:
    whole = every_node()
    parted = split_document(whole)
    fetch = parted.parts.__getitem__
    assert document_text(parted.whole, fetch) == whole.model_dump_json()
    assert join_document(parted.whole, fetch) == whole


def test_the_fingerprint_is_found_without_the_nodes() -> None:
    """Else a later edition of the nodes, with one field more, would call every older paper changed."""
    whole = every_node(draft=True)
    parted = split_document(whole)
    assert fingerprint_of(parted.whole, parted.parts.__getitem__) == full_fingerprint(whole)
    older = json.loads(parted.parts[parted.whole])
    del older["remarks"]
    parts = parted.parts | {"older": compact(older)}
    assert join_document("older", parts.__getitem__).remarks == ()
    assert fingerprint_of("older", parts.__getitem__) == sha256(
        document_text("older", parts.__getitem__).replace('"draft":true,', "")
    )


def test_two_hospitals_share_all_but_what_is_their_own() -> None:
    """Else ten thousand agreements would take ten thousand times the clauses' size."""
    one = split_document(document("一号", "甲医院"))
    two = split_document(document("二号", "乙医院"))
    own = {text for digest, text in two.parts.items() if digest not in one.parts}
    assert any("quality-deposit" in one.parts[digest] for digest in one.parts.keys() & two.parts.keys())
    assert all("乙医院" in text or '"articles":["' in text or "二号" in text for text in own)


def test_a_text_that_looks_like_a_digest_stays_text() -> None:
    """Else somebody could put another's clause into a paper by writing its digest as a name."""
    digest = next(iter(split_document(every_node()).parts))
    whole = every_node(name=digest)
    parted = split_document(whole)
    assert join_document(parted.whole, parted.parts.__getitem__) == whole


def test_references_name_every_part() -> None:
    """Else a Document couldn't be read in a few queries, or a part would be left out."""
    parted = split_document(every_node())
    found = {parted.whole}
    while more := {digest for known in found for digest in references(parted.parts[known])} - found:
        found |= more
    assert found == set(parted.parts)


def test_nodes_that_were_read_serve_the_next_document() -> None:
    """Else each agreement of a year's renewals would read all its articles again, and only its own are its own."""
    one, two = document("一号", "甲医院"), document("二号", "乙医院")
    nodes: dict[str, object] = {}
    for whole in (one, two):
        parted = split_document(whole)
        fetched: list[str] = []

        def fetch(digest: str, parts: dict[str, str] = parted.parts, seen: list[str] = fetched) -> str:
            seen.append(digest)
            return parts[digest]

        assert join_document(parted.whole, fetch, nodes) == whole
    assert 0 < len(fetched) < len(parted.parts)


def test_a_missing_part_is_told() -> None:
    parted = split_document(every_node())
    with pytest.raises(KeyError):
        join_document(parted.whole, {parted.whole: parted.parts[parted.whole]}.__getitem__)
