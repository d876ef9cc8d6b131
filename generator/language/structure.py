"""A stream of text and nodes → paragraphs and items.

In: an Evaluation. Out: Blocks: a paragraph's inlines and the items that hang on it. Only fixed text can
begin a paragraph (a blank line) or an item (`- ` at the start of a line, two more spaces for a nested one).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.document.nodes import Inline, Text
from generator.language.evaluate import Evaluation

_MARK = re.compile(r"(?P<indent> *)- (?:\{#(?P<id>[a-z0-9-]+)\} ?)?")
_ENDS = ("；", ";")


@dataclass
class BlockItem:
    """An item before it is numbered."""

    id: str | None
    inlines: list[Inline]
    items: list[BlockItem] = field(default_factory=list)


@dataclass
class Block:
    """A paragraph before it is addressed."""

    inlines: list[Inline] = field(default_factory=list)
    items: list[BlockItem] = field(default_factory=list)


@dataclass
class _Line:
    parts: list[str | Inline]

    def blank(self) -> bool:
        return all(isinstance(part, str) and not part.strip() for part in self.parts)

    def mark(self) -> re.Match[str] | None:
        return _MARK.match(self.parts[0]) if self.parts and isinstance(self.parts[0], str) else None

    def inlines(self, skip: int) -> list[Inline]:
        found: list[Inline] = []
        for index, part in enumerate(self.parts):
            if not isinstance(part, str):
                found.append(part)
                continue
            text = part[skip:] if index == 0 else part
            if index == 0:
                text = text.lstrip(" ")
            if index == len(self.parts) - 1:
                text = text.rstrip()
            if text:
                found.append(Text(text=text))
        return found


def read_structure(stream: Evaluation) -> list[Block]:
    """Return the stream's paragraphs; raise ValueError (Chinese message) for an item without a paragraph."""
    blocks: list[Block] = []
    open_block: Block | None = None
    for line in _lines(stream):
        mark = line.mark()
        if line.blank():
            open_block = None
        elif mark:
            if open_block is None:
                raise ValueError("项（“- ”）要紧接在所属的段落下面，中间不空行")
            item = BlockItem(mark["id"], line.inlines(mark.end()))
            _hang(open_block, item, nested=len(mark["indent"]) >= 2)
        else:
            if open_block is None:
                open_block = Block()
                blocks.append(open_block)
            _continue(open_block, line.inlines(0))
    for block in blocks:
        _close_list(block.items)
    return blocks


def _continue(block: Block, inlines: list[Inline]) -> None:
    """Join a further line of fixed text to what it continues."""
    if block.items:
        last = block.items[-1]
        (last.items[-1] if last.items else last).inlines.extend(inlines)
    else:
        block.inlines.extend(inlines)


def _hang(block: Block, item: BlockItem, *, nested: bool) -> None:
    if not nested:
        block.items.append(item)
    elif block.items:
        block.items[-1].items.append(item)
    else:
        raise ValueError("下一级的项要写在上一级的项下面")


def _close_list(items: list[BlockItem]) -> None:
    """End the last item of a list in 。 where the one that ended it was left out."""
    for item in items:
        _close_list(item.items)
    if not items:
        return
    last = items[-1].items[-1] if items[-1].items else items[-1]
    end = last.inlines[-1] if last.inlines else None
    if isinstance(end, Text) and end.text.endswith(_ENDS):
        last.inlines[-1] = Text(text=end.text[:-1] + "。")


def _lines(stream: Evaluation) -> Iterator[_Line]:
    line = _Line([])
    for part in stream:
        if not isinstance(part, str):
            line.parts.append(part)
            continue
        first, *rest = part.split("\n")
        if first:
            line.parts.append(first)
        for text in rest:
            yield line
            line = _Line([text] if text else [])
    yield line
