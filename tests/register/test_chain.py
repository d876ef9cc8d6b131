"""Without this somebody could change an entry, and the chain would still seem whole."""

from __future__ import annotations

import pytest

from generator.register.chain import START, Link, canonical, digest_of, export_head, forge, read_head
from generator.register.words import Head

LINK = Link(0, "2026-01-01T00:00:00+00:00", "张三", "void", {"b": 1, "a": "二"})


def test_entries_are_numbered_and_bound_to_the_one_before() -> None:
    (first, _, before), (second, _, between) = forge(START, [LINK, LINK])
    assert (first.seq, second.seq) == (1, 2)
    assert (before, between) == (START.digest, first.digest)
    assert first.digest != second.digest


@pytest.mark.parametrize(
    "other",
    [
        Link(2, LINK.at, LINK.by, LINK.sort, LINK.body),
        Link(1, "2026-01-02T00:00:00+00:00", LINK.by, LINK.sort, LINK.body),
        Link(1, LINK.at, "李四", LINK.sort, LINK.body),
        Link(1, LINK.at, LINK.by, "placed", LINK.body),
        Link(1, LINK.at, LINK.by, LINK.sort, {"b": 2, "a": "二"}),
    ],
)
def test_every_field_is_in_the_digest(other: Link) -> None:
    own = Link(1, LINK.at, LINK.by, LINK.sort, LINK.body)
    assert digest_of(START.digest, own, canonical(own.body)) != digest_of(START.digest, other, canonical(other.body))


def test_the_head_goes_out_and_comes_back() -> None:
    assert read_head(export_head(Head(7, "ab" * 32))) == Head(7, "ab" * 32)
    for text in ("[]", "{}", '{"seq": "7", "digest": "x"}', "nothing"):
        with pytest.raises(ValueError, match=r".+"):
            read_head(text)
