"""The zip around a Word file: read a frame's parts, write a file's parts.

In: bytes, or parts by name. Out: parts by name, or bytes. Every entry carries the same time
(1980-01-01), so that the same parts give the same bytes. Parts that never change are deflated once
and copied from then on.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from generator.errors import LayoutError

LEVEL = 6  # of deflate, for what is written anew each time
_LARGEST = 64 * 1024 * 1024  # bytes of all parts of a frame, unpacked

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _UTF8, _DEFLATED, _DATE = 20, 0x800, 8, 0x21


@dataclass(frozen=True, slots=True)
class Entry:
    """A part, deflated: its name, the CRC and size of its content, its packed bytes."""

    name: str
    crc: int
    size: int
    packed: bytes


def deflate(name: str, content: bytes, level: int = LEVEL) -> Entry:
    """Return a part deflated at `level`."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = compressor.compress(content) + compressor.flush()
    return Entry(name, zlib.crc32(content), len(content), packed)


def read_parts(data: bytes, where: str) -> dict[str, bytes]:
    """Return the parts of a Word file by name, in their order. Raises LayoutError, naming `where`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise LayoutError(f"{where}：解压后超过 64 MB，不像一份版式。请去掉其中的大图片后另存。")
            return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise LayoutError(f"{where}：不是完好的 Word 文档（.docx）。请用 Word 重新另存为 .docx。") from error


def parse_xml(content: bytes) -> etree._Element:
    """Return a part's root; nothing is fetched or expanded. Raises lxml's XMLSyntaxError."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def write_package(entries: Iterable[Entry]) -> bytes:
    """Return the bytes of a zip that holds `entries` in their order."""
    chunks: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in entries:
        name = entry.name.encode()
        common = (_VERSION, _UTF8, _DEFLATED, 0, _DATE, entry.crc, len(entry.packed), entry.size, len(name), 0)
        chunks += (_LOCAL.pack(b"PK\x03\x04", *common), name, entry.packed)
        directory += (_CENTRAL.pack(b"PK\x01\x02", _VERSION, *common, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(entry.packed)
    central = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0)
    return b"".join((*chunks, central, end))
