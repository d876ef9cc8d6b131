"""Read the text of a PDF of our own Typst layouts back, quickly.

In: a PDF's bytes. Out: its text in the order of its pages, footers and slanted text left out, as
`issuing.read_pdf.read_pdf_text` gives it. It reads the text operators of ISO 32000-1, 9.4, and shares no code with what
wrote them; what it doesn't know (compressed objects, forms, encrypted files) raises, and the general reader, which
takes ten times as long, has the last word.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from itertools import pairwise

from generator.errors import ReadBackError

_FOOTER_TOP = 31 / 25.4 * 72  # points; as in issuing.read_pdf

_Matrix = tuple[float, float, float, float, float, float]

_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_INNER = (
    rb"\((?:[^\\()]++|\\.)*+\)"  # brackets in strings come escaped or balanced; deeper ones are the general reader's
)
_LITERAL = rb"\((?:[^\\()]++|\\.|" + _INNER + rb")*+\)"
_HEX = rb"<[0-9A-Fa-f\s]*+>"
_OPERATOR = re.compile(
    rb"(?P<shown>\[(?:[^\](]++|" + _LITERAL + rb")*+\](?=\s*TJ)|(?:" + _LITERAL + rb"|" + _HEX + rb")(?=\s*Tj))"
    rb"|(?P<matrix>(?<![^\s])[-+.\d]++(?:\s++[-+.\d]++){5}+)\s*(?P<which>cm|Tm)\b"
    rb"|/(?P<font>[^\s/\[\]()<>]++)\s++[-+.\d]++\s++Tf\b"
    rb"|(?P<other>\b(?:q|Q|BT|Td|TD|T\*|Do|BI)\b|(?<=[)>\s])['\"])",
    re.DOTALL,
)
_BLOCK = re.compile(  # a line of text by itself, as Typst writes nearly all of them
    rb"q ([-+.\d ]+) cm(?:/\w+ gs)?(?:/\S+ cs [-+.\d ]*scn)?\n"
    rb"BT \d Tr/(\S+) [-+.\d]+ Tf ([-+.\d ]+) Tm([\[(<][^\n]*)T[Jj]\nET\nQ\n?"
)
_STRING = re.compile(_LITERAL + rb"|" + _HEX, re.DOTALL)
_SPACED = re.compile(rb"[)>]([-.\d]++)[(<]")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_ROW = re.compile(rb"(\d{10}) \d{5} ([nf])")
_UNKNOWN = frozenset((b"Td", b"TD", b"T*", b"Do", b"BI", b"'", b'"'))


def read_typst_text(data: bytes) -> str:
    """Return the text; raise ReadBackError for a PDF that isn't of the simple kind that Typst writes."""
    try:
        return "\n".join(_Reader(data).pages())
    except (ValueError, KeyError, IndexError, AttributeError, zlib.error) as error:
        raise ReadBackError(f"生成的 PDF 不是预期的样子（{error!r}）。") from error


class _Font:
    """The characters of a font by its codes of two bytes, and by the strings that were met."""

    def __init__(self, cmap: bytes) -> None:
        self._by_code: dict[bytes, str] = {}
        self._strings = _Strings(self._by_code)
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
            for code, text in _PAIR.findall(block):
                self._by_code[bytes.fromhex(code.decode())] = bytes.fromhex(text.decode()).decode("utf-16-be")
        for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
            if b"[" in block:
                raise ValueError("bfrange with an array")
            for first, last, text in _RANGE.findall(block):
                start = bytes.fromhex(text.decode()).decode("utf-16-be")
                for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                    self._by_code[code.to_bytes(2, "big")] = start[:-1] + chr(ord(start[-1]) + place)

    def text(self, shown: bytes) -> str:
        """Return what a string prints, or the strings of an array."""
        spaced = _SPACED.search(shown)  # justified text has a string for each character, and the same space between
        parts = shown[1:-1].split(spaced[1]) if spaced else (shown,)
        return "".join(map(self._strings.__getitem__, parts))


class _Strings(dict[bytes, str]):
    """What the strings of a font print, and arrays of strings; a character by itself is decoded once."""

    def __init__(self, by_code: dict[bytes, str]) -> None:
        super().__init__()
        self._by_code = by_code

    def __missing__(self, shown: bytes) -> str:
        strings = _STRING.findall(shown)
        if len(strings) != 1:
            return "".join(map(self.__getitem__, strings))
        return self._decode(strings[0])

    def _decode(self, string: bytes) -> str:
        codes = bytes.fromhex(string[1:-1].decode()) if string[:1] == b"<" else _ESCAPE.sub(_escaped, string[1:-1])
        found = "".join(self._by_code[codes[place : place + 2]] for place in range(0, len(codes), 2))
        if len(codes) == 2:  # whole lines don't come again, and would fill the memory
            self[string] = found
        return found


class _Reader:
    """One PDF."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._objects = self._table()
        self._fonts: dict[bytes, _Font] = {}

    def pages(self) -> list[str]:
        """Return the text of each page."""
        trailer = self._data[self._data.rindex(b"trailer") :]
        if b"/Encrypt" in trailer:
            raise ValueError("encrypted")
        root = self._part(_reference(trailer, b"Root"))
        return [self._page(number) for number in self._leaves(_reference(root, b"Pages"))]

    def _table(self) -> dict[bytes, tuple[int, int]]:
        """Return where each object begins and where the next one does."""
        start = int(self._data[self._data.rindex(b"startxref") + 9 :].split()[0])
        first, count = map(int, self._data[start + 4 : start + 40].split()[:2])
        rows = _ROW.findall(self._data, start)
        if self._data[start : start + 4] != b"xref" or first or len(rows) != count:
            raise ValueError("no plain table of objects")
        places = {number: int(place) for number, (place, kind) in enumerate(rows) if kind == b"n"}
        ends = dict(pairwise([*sorted(places.values()), start]))
        return {str(number).encode(): (place, ends[place]) for number, place in places.items()}

    def _part(self, number: bytes) -> bytes:
        start, end = self._objects[number]
        return self._data[start:end]

    def _leaves(self, number: bytes) -> list[bytes]:
        part = self._part(number)
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", part)
        if kids is None:
            return [number]
        return [leaf for kid in re.findall(rb"(\d+) 0 R", kids[1]) for leaf in self._leaves(kid)]

    def _page(self, number: bytes) -> str:
        page = self._part(number)
        resources = self._part(_reference(page, b"Resources"))
        fonts = re.search(rb"/Font\s*<<(.*?)>>", resources, re.DOTALL)
        named = re.findall(rb"/(\S+)\s+(\d+) 0 R", fonts[1]) if fonts else []
        content = self._stream(_reference(page, b"Contents"))
        known = {name: self._font(font) for name, font in named}
        plain = _plain_text(content, known)
        return _page_text(content, known) if plain is None else plain

    def _font(self, number: bytes) -> _Font:
        if number not in self._fonts:
            self._fonts[number] = _read_font(self._stream(_reference(self._part(number), b"ToUnicode")))
        return self._fonts[number]

    def _stream(self, number: bytes) -> bytes:
        part = self._part(number)
        head, _, rest = part.partition(b"stream")
        length = int(re.search(rb"/Length (\d+)", head)[1])  # type: ignore[index]
        begin = 2 if rest[:2] == b"\r\n" else 1
        body = rest[begin : begin + length]
        if b"/Filter" in head and b"/FlateDecode" not in head:
            raise ValueError("unknown filter")
        return zlib.decompress(body) if b"/FlateDecode" in head else body


@lru_cache(maxsize=64)  # papers of one text have many of their fonts in common
def _read_font(cmap: bytes) -> _Font:
    return _Font(cmap)


def _plain_text(content: bytes, fonts: dict[bytes, _Font]) -> str | None:
    """Return the text of a page on which each line stands by itself, None where one may not."""
    lines: list[str] = []
    end = 0
    for found in _BLOCK.finditer(content):
        start, stop = found.span()
        if start != end and not _without_text(content[end:start]):
            return None
        matrix, name, text, shown = found.groups()
        if _stands(text, matrix):
            lines.append(fonts[name].text(shown))
        end = stop
    return "\n".join(lines) if _without_text(content[end:]) else None


def _without_text(content: bytes) -> bool:
    """Tell whether a stretch between lines shows no text and leaves no transformation behind."""
    return not content or (
        b"T" not in content and b"Do" not in content and content.count(b"q") == content.count(b"Q")
        and content.count(b"cm") <= content.count(b"q")
    )  # fmt: skip


def _page_text(content: bytes, fonts: dict[bytes, _Font]) -> str:
    """Return a page's text: upright, above the footer."""
    lines: list[str] = []
    saved: list[tuple[_Matrix, _Font | None]] = []
    here, text, font = _SAME, _SAME, None
    for found in _OPERATOR.finditer(content):
        shown, matrix, which, name, other = found.groups()
        if shown is not None:
            if font is not None and _of_the_text(text, here):
                lines.append(font.text(shown))
        elif matrix is not None:
            values = _matrix(matrix)
            here, text = (_times(values, here), text) if which == b"cm" else (here, values)
        elif name is not None:
            font = fonts[name]
        elif other == b"q":
            saved.append((here, font))
        elif other == b"Q":
            here, font = saved.pop()
        elif other == b"BT":
            text = _SAME
        elif other in _UNKNOWN:
            raise ValueError(f"operator {other!r}")
    return "\n".join(lines)


@lru_cache(maxsize=16384)  # lines of all pages stand at the same places
def _stands(text: bytes, matrix: bytes) -> bool:
    return _of_the_text(_matrix(text), _matrix(matrix))


def _of_the_text(text: _Matrix, here: _Matrix) -> bool:
    """Tell whether what is shown stands upright and above the footer."""
    slant = text[0] * here[1] + text[1] * here[3]
    height = text[4] * here[1] + text[5] * here[3] + here[5]
    return not slant and height >= _FOOTER_TOP


def _matrix(written: bytes) -> _Matrix:
    a, b, c, d, e, f = map(float, written.split())
    return a, b, c, d, e, f


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    if two is _SAME:
        return one
    return (
        one[0] * two[0] + one[1] * two[2],
        one[0] * two[1] + one[1] * two[3],
        one[2] * two[0] + one[3] * two[2],
        one[2] * two[1] + one[3] * two[3],
        one[4] * two[0] + one[5] * two[2] + two[4],
        one[4] * two[1] + one[5] * two[3] + two[5],
    )


def _reference(part: bytes, key: bytes) -> bytes:
    found = re.search(rb"/" + key + rb"\s+(\d+) 0 R", part)
    if found is None:
        raise KeyError(key.decode())
    return found[1]


def _escaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1] in b"01234567":
        return bytes([int(code, 8) & 255])
    return b"" if code in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(code, code)
