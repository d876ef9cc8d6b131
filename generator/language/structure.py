"""A stream of text and nodes → paragraphs and items.

In: an Evaluation. Out: Blocks: a paragraph's inlines and the items that hang on it. Only fixed text can
begin a paragraph (a blank line) or an item (`- ` at the start of a line, two more spaces for a nested one).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.document.nodes import Inline, Text
from generator.language.evaluate import Evaluation
from generator.language.lines import Line, read_lines

_ENDS = ("；", ";")


@dataclass
class BlockItem:
    """An item before it is numbered."""

    id: str | None
    inlines: list[Inline]
    items: list[BlockItem] = field(default_factory=list)


@dataclass
class Block:
    """A paragraph before it is addressed. `continues`: a further line of a fill, which is no 款 of its own."""

    inlines: list[Inline] = field(default_factory=list)
    items: list[BlockItem] = field(default_factory=list)
    continues: bool = False


def read_structure(stream: Evaluation) -> list[Block]:
    """Return the stream's paragraphs; raise ValueError (Chinese message) for an item without one, or for a table."""
    lines = list(read_lines(stream))
    if any(line.in_table() for line in lines):
        raise ValueError("表格（以“|”开头的行）只能写在附件和表单（form: sheet）里")
    return read_paragraphs(lines)


def read_paragraphs(lines: Iterable[Line]) -> list[Block]:
    """Return the paragraphs of lines that hold no table; raise ValueError as `read_structure` does."""
    blocks: list[Block] = []
    open_block: Block | None = None
    for line in lines:
        mark = line.mark()
        if line.blank():
            open_block = None
        elif mark:
            if open_block is None:
                raise ValueError("项（“- ”）要紧接在所属的段落下面，中间不空行")
            item = BlockItem(mark["id"], line.inlines(mark.end()))
            _hang(open_block, item, nested=len(mark["indent"]) >= 2)
        elif open_block is None or line.continues:
            if open_block is not None and open_block.items:
                raise ValueError("会有几段的文字不能写在项里，请写在段落里")
            open_block = Block(line.inlines(0), continues=line.continues)
            blocks.append(open_block)
        else:
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
