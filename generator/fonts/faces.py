"""Find the faces of this machine and the characters that they hold.

In: families in order of preference. Out: Faces, and characters that none of them holds, read from
the faces' own character maps by fontconfig; a PDF's text can't tell, for an empty box carries the
character's code too. What the machine has is asked once a process.
"""

from __future__ import annotations

import hashlib
import shutil
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.errors import MissingPartError
from generator.fonts.memory import recall

_BOLD = 200  # fontconfig's weight of a bold face; a regular one has 80
_REGULAR = 80

_Ranges = tuple[tuple[int, ...], tuple[int, ...]]  # first and last code points of ranges, both ascending


@dataclass(frozen=True, slots=True)
class Face:
    """A face of this machine: where it lies and which version it is (OpenType fixed, 16.16)."""

    family: str
    file: Path
    index: int
    weight: int
    slant: int
    version: int

    @property
    def sha256(self) -> str:
        """The SHA-256 of the font file, read whole the first time it is asked for."""
        return _file_sha256(self.file)


def faces(families: Iterable[str], *, bold: bool = False) -> tuple[Face, ...]:
    """Return the installed upright face of each family, in the families' order.

    Families that aren't installed are left out; where none is, MissingPartError.
    """
    families = tuple(families)
    found = tuple(_nearest(family, bold=bold) for family in families if family in _installed())
    if not found:
        raise MissingPartError(f"系统里没有装所需的中文字体（{'、'.join(families)}）。请安装软件包 fonts-noto-cjk。")
    return found


def missing_characters(text: str, families: Iterable[str]) -> tuple[str, ...]:
    """Return the characters of a text that no installed face of the families holds, each once, in order.

    A family holds what both its regular and its bold face hold, for a paper may draw either. White
    space is never missing. MissingPartError where none of the families is installed.
    """
    lacking = [character for character in dict.fromkeys(text) if not character.isspace()]
    for face in faces(families):
        regular, bold = _character_map(face), _character_map(_nearest(face.family, bold=True))
        lacking = [character for character in lacking if not (regular[ord(character)] and bold[ord(character)])]
    return tuple(lacking)


def _nearest(family: str, *, bold: bool) -> Face:
    wanted = _BOLD if bold else _REGULAR
    return min(
        _installed()[family],
        key=lambda face: (face.slant, abs(face.weight - wanted), str(face.file), face.index),
    )


class _CharacterMap(dict[int, bool]):
    """Whether a face holds a code point; what was asked once is remembered."""

    def __init__(self, ranges: _Ranges) -> None:
        super().__init__()
        self._ranges = ranges

    def __missing__(self, code_point: int) -> bool:
        firsts, lasts = self._ranges
        place = bisect_right(firsts, code_point) - 1
        found = self[code_point] = place >= 0 and code_point <= lasts[place]
        return found


@lru_cache(maxsize=1)
def _installed() -> dict[str, list[Face]]:
    """Return the machine's faces by each of the names of their family."""
    return recall("installed", _ask_installed)


def _ask_installed() -> dict[str, list[Face]]:
    """Group the machine's faces by each of the names of their family."""
    found: dict[str, list[Face]] = {}
    for names, file, index, weight, slant, version in _list_fonts(
        "family", "file", "index", "weight", "slant", "fontversion"
    ):
        for family in names.split(","):
            # A variable font's weight is a range, "[0 210]": its default instance stands for it.
            number = int(weight) if weight.isdigit() else _REGULAR
            face = Face(family, Path(file), int(index), number, int(slant or 0), int(version))
            found.setdefault(family, []).append(face)
    return found


def _character_map(face: Face) -> _CharacterMap:
    return _known_map(_character_maps(face.family)[str(face.file), str(face.index)])


@lru_cache(maxsize=64)
def _known_map(ranges: _Ranges) -> _CharacterMap:
    return _CharacterMap(ranges)


@lru_cache(maxsize=64)
def _character_maps(family: str) -> dict[tuple[str, str], _Ranges]:
    """Return the character map of each face of a family, by its file and its index there."""
    return recall(f"map of {family}", lambda: _ask_maps(family))


def _ask_maps(family: str) -> dict[tuple[str, str], _Ranges]:
    escaped = "".join(f"\\{character}" if character in "\\-:,=" else character for character in family)
    rows = _list_fonts("file", "index", "charset", pattern=f":family={escaped}")
    return {(file, index): _ranges(charset) for file, index, charset in rows}


@lru_cache(maxsize=64)
def _ranges(charset: str) -> _Ranges:
    """Read fontconfig's way of writing a set of code points, `20-7e a0`."""
    pairs = [part.split("-") for part in charset.split()]
    return tuple(int(pair[0], 16) for pair in pairs), tuple(int(pair[-1], 16) for pair in pairs)


def _list_fonts(*fields: str, pattern: str = ":") -> list[list[str]]:
    """Ask fontconfig for fields of the faces that match a pattern, a row each."""
    import subprocess  # only here, and it takes as long to import as fontconfig to answer

    program = shutil.which("fc-list")
    if program is None:
        raise MissingPartError("系统里没有 fontconfig，查不到字体。请安装软件包 fontconfig。")
    layout = "\t".join(f"%{{{field}}}" for field in fields) + "\n"
    answer = subprocess.run(  # noqa: S603 - a fixed program; the pattern is one escaped argument
        [program, "--format", layout, pattern], capture_output=True, encoding="utf-8", check=False
    )
    if answer.returncode:
        raise MissingPartError(f"fontconfig 不能用（{answer.stderr.strip()}）。请重新安装软件包 fontconfig。")
    return [line.split("\t") for line in answer.stdout.splitlines()]


@lru_cache(maxsize=16)
def _file_sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
