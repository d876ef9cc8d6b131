"""A stream of text and nodes → lines.

In: an Evaluation. Out: Lines. Only fixed text breaks a line; a fill of several paragraphs (the new wording of an
article) is parted into lines that continue the paragraph it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.nodes import Fill, Inline, Text
from generator.language.entries import has_many_lines
from generator.language.evaluate import Evaluation

_MARK = re.compile(r"(?P<indent> *)- (?:\{#(?P<id>[a-z0-9-]+)\} ?)?")


@dataclass
class Line:
    """A line. `continues`: it is a further paragraph of a fill, and none of the text's own."""

    parts: list[str | Inline]
    continues: bool = False

    def blank(self) -> bool:
        """Say whether nothing stands in it."""
        return all(isinstance(part, str) and not part.strip() for part in self.parts)

    def mark(self) -> re.Match[str] | None:
        """Return the mark of an item that it begins with."""
        return _MARK.match(self.parts[0]) if self.parts and isinstance(self.parts[0], str) else None

    def in_table(self) -> bool:
        """Say whether it begins with a bar, as the rows of a table do."""
        return bool(self.parts) and isinstance(self.parts[0], str) and self.parts[0].startswith("|")

    def inlines(self, skip: int) -> list[Inline]:
        """Return what stands in it after its first `skip` characters, without the space around it."""
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


def read_lines(stream: Evaluation) -> Iterator[Line]:
    """Yield the lines of a stream."""
    line = Line([])
    for part in stream:
        if not isinstance(part, str):
            first_fill, *further = _paragraphs(part)
            line.parts.append(first_fill)
            for fill in further:
                yield line
                line = Line([fill], continues=True)
            continue
        first, *rest = part.split("\n")
        if first:
            line.parts.append(first)
        for text in rest:
            yield line
            line = Line([text] if text else [])
    yield line


def _paragraphs(node: Inline) -> list[Inline]:
    """Return a fill of several paragraphs as one fill each; anything else as it is."""
    if not isinstance(node, Fill) or not has_many_lines(node.name):
        return [node]
    lines = [line.strip() for line in node.text.split("\n") if line.strip()]
    return [node.model_copy(update={"text": line}) for line in lines] or [node]
