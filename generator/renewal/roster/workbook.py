"""The file: which it is, its sheets, and what openpyxl's streaming leaves out.

In: a path. Out: `Workbook` with its sheets; each streams its rows as openpyxl's cells, and says which cells are
formulas, which rows and columns are hidden and which cells are merged. openpyxl reads either formulas or their cached
values, and of hidden rows and merged cells nothing while streaming: these are found in the sheet's own XML (ECMA-376).
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.errors import InputError, UsageError
from generator.problems import Place, Problem

if TYPE_CHECKING:
    from openpyxl import Workbook as Book

LARGEST = 60_000_000
LARGEST_UNPACKED = 600_000_000
"""The largest workbook that is read, in bytes: as a file, and unpacked."""

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”"

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_FORMULA_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]+)"[^>]*>\s*<(?:\w+:)?f[\s>/]')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="([0-9]+)"')
_HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\s(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_SPAN = re.compile(rb'\b(min|max)="([0-9]+)"')

BROKEN = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, EOFError,
    NotImplementedError, RuntimeError, OSError,
)  # fmt: skip
"""What openpyxl raises on a file that is not what it seems; a parser's error is a `SyntaxError`."""


@dataclass(frozen=True)
class Merged:
    """A range of merged cells, its ends included; rows and columns count from 1."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Beside:
    """What a sheet's XML says beside its values. `formulas`: (row, column)."""

    formulas: frozenset[tuple[int, int]]
    unplaced: bool  # there are formulas whose cells the file doesn't name
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: tuple[Merged, ...]


class Sheet:
    """A sheet, streamed."""

    def __init__(self, file: str, sheet: Any) -> None:
        self.file = file
        self.name: str = sheet.title
        self.hidden: bool = sheet.sheet_state != "visible"
        self._sheet = sheet

    def rows(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Yield each row's number, from 1, and its cells; raise `InputError` where the file is broken."""
        with broken_told(self.file), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a date out of range: it comes as an error value, which is told
            yield from enumerate(self._sheet.iter_rows(), start=1)

    @cached_property
    def beside(self) -> Beside:
        """Return what stands beside the values; raise `InputError`."""
        with broken_told(self.file):
            data: bytes = self._sheet.parent._archive.read(self._sheet._worksheet_path)
            if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
                raise ValueError("a sheet declares entities")
            return _beside(data)


class Workbook:
    """An open workbook; use as a context manager."""

    def __init__(self, path: Path) -> None:
        self.file = path.name
        data = read_bytes(path)
        with broken_told(self.file), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions that openpyxl leaves out are not read here
            self._book: Book = _load(data)
        self.epoch = self._book.epoch
        self.sheets = tuple(Sheet(self.file, sheet) for sheet in self._book.worksheets)

    def __enter__(self) -> Workbook:
        """Return the workbook."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._book.close()


def read_bytes(path: Path) -> bytes:
    """Return a workbook's bytes; raise `UsageError` if there is none, `InputError` for what is none."""
    if not path.is_file():
        raise UsageError(f"找不到名册文件：{path}")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise refused(path.name, f"文件超过{LARGEST // 1_000_000}MB", "请确认选对了文件，并删去图片和多余的工作表")
        data = path.read_bytes()
    except OSError as error:
        raise refused(path.name, f"文件读不出来（{error.strerror}）", "请检查路径和权限") from None
    _refuse_other_formats(data, path)
    return data


def refused(file: str, message: str, mend: str) -> InputError:
    """Return the exception for a file that can't be read."""
    return InputError((Problem(code="roster_file", message=message, where=Place(file=file), mend=mend),))


@contextmanager
def broken_told(file: str) -> Iterator[None]:
    """Turn what openpyxl raises on a broken file into an `InputError`."""
    try:
        yield
    except BROKEN as error:
        what = f"工作簿已损坏，读不出来（{type(error).__name__}）"
        raise refused(file, what, f"{_SAVE_AS}后重试；打不开的，请向提供的人重新索取") from error


def _load(data: bytes) -> Book:
    from generator.renewal.roster.streaming import open_streamed  # here, for openpyxl takes its time to load

    return open_streamed(data)


def _refuse_other_formats(data: bytes, path: Path) -> None:
    name = path.name
    if not data:
        raise refused(name, "文件是空的", "请确认选对了文件")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise refused(name, "工作簿有打开密码", "请取消密码后另存，再重试")
        raise refused(name, "这是旧的 .xls 格式", _SAVE_AS)
    if not data.startswith(_ZIP):
        text = path.suffix.lower() in (".csv", ".txt", ".tsv")
        what = "这是文本（CSV），不是 Excel 工作簿：长代码在里面可能已经丢了数字" if text else "这不是 Excel 工作簿"
        raise refused(name, what, f"{_SAVE_AS}，长代码列先设为文本格式" if text else _SAVE_AS)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except BROKEN:
        raise refused(name, "工作簿已损坏，读不出来", "请重新下载或向提供的人重新索取") from None
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names or not any(found.startswith("xl/") for found in names):
        raise refused(name, "这不是 Excel 的 .xlsx 工作簿", _SAVE_AS)
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise refused(name, "工作簿展开后太大", "请确认选对了文件，并删去数据以外的格式和工作表")


def _beside(data: bytes) -> Beside:
    from openpyxl.utils import column_index_from_string, range_boundaries

    formulas: frozenset[tuple[int, int]] = frozenset()
    count = len(_FORMULA.findall(data)) if b"<f" in data or b":f" in data else 0
    if count:
        cells = _FORMULA_CELL.findall(data)
        formulas = frozenset((int(row), column_index_from_string(column.decode())) for column, row in cells)
    columns: set[int] = set()
    hiding = b'hidden="' in data
    for tag in _HIDDEN_COLUMNS.findall(data) if hiding else ():
        span = {end.decode(): int(number) for end, number in _SPAN.findall(tag)}
        columns.update(range(span.get("min", 1), min(span.get("max", 0), 200) + 1))
    merges = _MERGED.findall(data) if b"mergeCell " in data else []
    merged = tuple(Merged(*map(int, range_boundaries(ref.decode()))) for ref in merges)  # type: ignore[arg-type]
    hidden = frozenset(int(row) for row in (_HIDDEN_ROW.findall(data) if hiding else ()))
    return Beside(formulas, len(formulas) < count, hidden, frozenset(columns), merged)
