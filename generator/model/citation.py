"""Citations: `<statute>#<article>[.<paragraph>][(item)]`, as nhsa-order-2#43.2(三)."""

import re
from typing import Self

from generator.model.base import Model

_CITATION = re.compile(
    r"(?P<statute>[a-z0-9-]+)#(?P<article>[0-9]+)(?:\.(?P<paragraph>[0-9]+))?(?:[(（](?P<item>[一二三四五六七八九十]+)[)）])?"
)


class Citation(Model):
    """A place in a statute. `item` is its Chinese numeral, as printed."""

    statute: str
    article: int
    paragraph: int | None = None
    item: str | None = None

    @classmethod
    def read(cls, written: str) -> Self:
        """Read a written citation; raise ValueError (Chinese message) where it isn't one."""
        match = _CITATION.fullmatch(written.strip())
        if match is None:
            raise ValueError(f"“{written}”不是引文的写法，应写成“nhsa-order-2#43(三)”的样子")
        return cls(
            statute=match["statute"],
            article=int(match["article"]),
            paragraph=int(match["paragraph"]) if match["paragraph"] else None,
            item=match["item"],
        )

    def __str__(self) -> str:
        """Return the citation as it is written in files."""
        paragraph = f".{self.paragraph}" if self.paragraph else ""
        item = f"({self.item})" if self.item else ""
        return f"{self.statute}#{self.article}{paragraph}{item}"
