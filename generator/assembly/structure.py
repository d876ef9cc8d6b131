"""Paragraphs, items and tables as the language yields them → nodes, every 款 and 项 addressed.

In: blocks, the printed address of what they stand in (None where it has none). Out: Paragraphs with numbered Items,
and tables as they are.
"""

from __future__ import annotations

from generator.document.bookmarks import bookmark_name
from generator.document.nodes import Block, Item, Paragraph, Table
from generator.language import Block as ReadBlock
from generator.language import BlockItem
from generator.model.numerals import numeral


def blocks_of(blocks: list[ReadBlock | Table]) -> tuple[Block, ...]:
    """Return the paragraphs and tables of an attachment or a sheet; nothing in them is addressed."""
    return tuple(found for block in blocks
                 for found in ((block,) if isinstance(block, Table) else paragraphs_of([block], None)))  # fmt: skip


def paragraphs_of(blocks: list[ReadBlock], address: str | None, slug: str | None = None) -> tuple[Paragraph, ...]:
    """Return blocks as paragraphs; a 款 is named in addresses only where there are more than one.

    What continues a paragraph is a part of its 款.
    """
    many = sum(not block.continues for block in blocks) > 1
    found: list[Paragraph] = []
    place = 0
    for block in blocks:
        place += not block.continues
        own = f"{address}第{numeral(place)}款" if address and many else address
        items = tuple(_item(item, index, own or "", slug) for index, item in enumerate(block.items, start=1))
        found.append(Paragraph(address=own, inlines=tuple(block.inlines), items=items))
    return tuple(found)


def _item(item: BlockItem, number: int, above: str, slug: str | None, depth: int = 0) -> Item:
    label = f"（{numeral(number)}）" if depth == 0 else f"{number}."
    address = f"{above}第{label}项" if depth == 0 else f"{above}第{number}目"
    inner = tuple(_item(child, index, address, slug, depth + 1) for index, child in enumerate(item.items, start=1))
    bookmark = bookmark_name("c", slug, item.id) if slug and item.id else None
    return Item(id=item.id, label=label, address=address, bookmark=bookmark, inlines=tuple(item.inlines), items=inner)
