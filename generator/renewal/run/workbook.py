"""The report as a workbook: groups, what parts them, every fill of every agreement, failures.

In: a proof, failures, what fills are called. Out: an .xlsx file, written row by row, the same for the same run.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from generator.renewal.roster.packing import steady
from generator.renewal.roster.printing import A3, FONT, digits_of, height, set_page
from generator.renewal.run.proof import ORIGINS, Proof
from generator.renewal.run.words import Failure

_DAY = (1980, 1, 1, 0, 0, 0)
_LONGEST = 32_000  # characters; Excel takes 32,767
_HEADS = 3
"""How many rows stand above the fills: what they are called, their names, their origins."""

_NARROWEST, _WIDEST, _SCALE = 13, 36, 60  # digits; percent
_SIDES = {"max": "上限", "min": "下限", "below": "上限", "above": "下限"}
_THIN = Side(style="thin", color="FFBFBFBF")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_BOLD, _FILL = Font(name=FONT, bold=True), PatternFill("solid", fgColor="FFD9E1F2")
_HEADED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_BESIDE = ("编号", "机构代码", "机构名称", "组")


def write_workbook(
    path: Path, proof: Proof, failures: Sequence[Failure], label: Callable[[str], str], subject: str
) -> None:
    """Write the report; `label` says what a fill is called, `subject` what the failures' `about` is."""
    book = Workbook(write_only=True)
    _listed(book, "一致性", (8, 10, 30, 70), _groups(proof))
    _listed(book, "条款差异", (8, 24, 16, 60, 16, 60), _differences(proof))
    _filled(book.create_sheet("填写内容"), proof, label)
    _listed(book, "没有做成", (10, 26, 36, 90), _failures(failures, subject))
    raw = path.with_suffix(".raw")
    book.save(raw)
    _pack(raw, path)
    raw.unlink()


def _listed(book: Workbook, title: str, widths: Sequence[int], rows: Iterable[Sequence[Any]]) -> None:
    """Write a sheet to be read: its texts wrapped, every row as tall as they are."""
    sheet: Any = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    _widen(sheet, widths)
    set_page(sheet, 1)
    for number, row in enumerate(rows, start=1):
        cells = [_styled(sheet, value, head=number == 1) for value in row]
        sheet.row_dimensions[number].height = height(map(str, row), widths)
        sheet.append(cells)
        del sheet.row_dimensions[number]  # written; nothing is kept of a row


def _filled(sheet: Any, proof: Proof, label: Callable[[str], str]) -> None:
    """Write the sheet of all fills: thousands of rows, each one line tall, so that a column can be run down."""
    rows = _fills(proof, label)
    heads = list(islice(rows, _HEADS))
    first = next(rows, None)
    widths = [
        min(_WIDEST, max(_NARROWEST, digits_of(str(value)) + 2)) for value in (first or [""] * len(heads[0]))
    ]  # fmt: skip
    sheet.freeze_panes = "E4"
    sheet.auto_filter.ref = f"A{_HEADS}:{get_column_letter(len(widths))}{_HEADS + proof.count}"
    _widen(sheet, widths)
    set_page(sheet, _HEADS, paper=A3, columns="A:C", scale=_SCALE)
    for number, head in enumerate(heads, start=1):
        sheet.row_dimensions[number].height = height(head, widths)
        sheet.append([_styled(sheet, value, head=True) for value in head])
    for row in chain((first,) if first else (), rows):
        sheet.append([_cell(sheet, value) for value in row])


def _widen(sheet: Any, widths: Sequence[float]) -> None:
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _styled(sheet: Any, value: Any, *, head: bool) -> Any:
    found = _cell(sheet, value)
    cell = found if isinstance(found, Cell) else WriteOnlyCell(sheet, found)
    cell.alignment, cell.border = (_HEADED if head else _WRAPPED), _BORDER
    if head:
        cell.font, cell.fill = _BOLD, _FILL
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    """Return a value as a cell holds it: text is never a formula, and no longer than Excel takes."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _groups(proof: Proof) -> Iterator[Sequence[Any]]:
    yield "组", "份数", "第一份的编号", "文本指纹"
    for group in proof.groups:
        yield group.number, group.count, group.first, group.fingerprint


def _differences(proof: Proof) -> Iterator[Sequence[Any]]:
    yield "组", "条款", "最大一组的条号", "最大一组的文字", "这一组的条号", "这一组的文字"
    for one in proof.differences():
        yield one.group, one.part, one.label, one.text, one.other_label, one.other_text


def _fills(proof: Proof, label: Callable[[str], str]) -> Iterator[Sequence[Any]]:
    """Yield three heads (what the fill is called, its name, the origin that all share), then a row an agreement."""
    names = proof.names
    heads: list[tuple[str, str, str]] = []
    for name, origin in names.items():
        called = _called(name, label)
        heads.append((called, name, ORIGINS[origin] if origin else "见右列"))
        if origin is None:
            heads.append((f"{called}（来源）", "", ""))
    for place, head in enumerate(zip(*heads, strict=True)):
        yield (*(_BESIDE if not place else ("", "", "", ("", "名称", "来源")[place])), *head)
    for one in proof.filled():
        cells: list[str] = []
        for name, origin in names.items():
            text, own = one.fills.get(name, ("", ""))
            cells += [text] if origin else [text, ORIGINS.get(own, "")]
        yield (one.number, one.institution, one.name, one.group, *cells)


def _called(name: str, label: Callable[[str], str]) -> str:
    """Return what a fill is called: a limit by its side, a region's term of art as such."""
    first, _, rest = name.partition(".")
    if rest in _SIDES:
        return f"{label(first)}（{_SIDES[rest]}）"
    return ORIGINS["term"] if first == "terms" else label(name)


def _failures(failures: Sequence[Failure], subject: str) -> Iterator[Sequence[Any]]:
    yield "表中行", subject, "机构", "原因"
    for failure in failures:
        yield failure.row, failure.about, failure.name, "\n".join(failure.reasons)


def _pack(source: Path, target: Path) -> None:
    """Copy a workbook with one day for all times in it, a piece at a time."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if member.filename == "docProps/core.xml":
                new.writestr(entry, steady(old.read(member)))
                continue
            with old.open(member) as read, new.open(entry, "w", force_zip64=True) as write:
                shutil.copyfileobj(read, write, 1 << 20)
