"""Where each key of a file stands, so that a problem found later can name its line."""

from collections.abc import Mapping
from types import MappingProxyType

from generator.problems import Place


class Places:
    """The file's name and the line (from 1) of each dotted key."""

    __slots__ = ("file", "lines")

    def __init__(self, file: str | None = None, lines: Mapping[str, int] | None = None) -> None:
        self.file = file
        self.lines: Mapping[str, int] = MappingProxyType(dict(lines or {}))

    def of(self, key: str) -> Place:
        """Return the place of a key, or of the nearest key above it that the file has."""
        known = key
        while known and known not in self.lines:
            known = known.rpartition(".")[0]
        return Place(file=self.file, line=self.lines.get(known), key=key or None)

    def __reduce__(self) -> "tuple[type[Places], tuple[str | None, dict[str, int]]]":
        """Pickle as file and lines."""
        return (Places, (self.file, dict(self.lines)))
