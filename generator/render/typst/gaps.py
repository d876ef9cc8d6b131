"""Mark where Typst is to keep to the grid of 28 characters a line.

In: the parts of a line. Out: the same with gaps among them. A gap is a space of no width of its own, where a line may
break anyway. Typst halves a punctuation mark that ends a line, and two marks that meet, so that a line could take 29
characters; it does so with neither where a gap follows. And it spaces characters within a run of one style alone: at
its end, the gap makes up for what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

Part = str | dict[str, str] | None
"""Text as it is, text of a kind, or a gap."""

_END = "，。、．；：！？）》〉」』】〕］｝"
_STUCK = _END.replace("；", "").replace("：", "")  # what a line never begins with, even after a space
_OPEN = "（《〈「『【〔［｛"
_ENDING, _OPENING = frozenset(_END), frozenset(_OPEN)

# After a mark, before a word or another mark. Elsewhere a gap would let a line break where it must not.
_WITHIN = re.compile(rf"(?<=[{_END}])(?=[\w{_OPEN}{_STUCK}])|(?<=[）》」』】〕])(?=[；：])|(?<=[{_OPEN}])(?=[{_OPEN}])")
_LONG = re.compile(r"[!-~]{25,}")  # a word that may be longer than its line: better broken than off the page
_ENDS = re.compile(rf"[\w{_END}{_OPEN}%]\Z")
_BEGINS = re.compile(rf"[\w{_OPEN}{_STUCK}]")


def add_gaps(parts: Iterable[Part]) -> list[Part]:
    """Return the parts with a gap (None) wherever one is wanted, within texts and between parts."""
    gapped: list[Part] = []
    for part in parts:
        if gapped and _meet(_text(gapped[-1]), _text(part)):
            gapped.append(None)
        gapped += _split(part)
    before = [None] if gapped and _text(gapped[0])[:1] in _OPENING else []
    after = [None] if gapped and _text(gapped[-1])[-1:] in _ENDING else []
    return [*before, *gapped, *after]


def _split(part: Part) -> Iterator[Part]:
    text = _text(part)
    cuts = [found.start() for found in _WITHIN.finditer(text)] if isinstance(part, str) else []
    cuts += [cut for word in _LONG.finditer(text) for cut in range(word.start() + 1, word.end())]
    for start, end in pairwise([0, *sorted(cuts), len(text)]):
        if start:
            yield None
        yield {**part, "text": text[start:end]} if isinstance(part, dict) else text[start:end]


def _text(part: Part) -> str:
    return part if isinstance(part, str) else part["text"] if part else ""


def _meet(before: str, after: str) -> bool:
    """Tell whether a line may break between two parts: not within a word or a number."""
    if before[-1:].isascii() and after[:1].isascii():
        return False
    return bool(_ENDS.search(before)) and bool(_BEGINS.match(after))
