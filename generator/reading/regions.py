"""regions/**/region.yaml → Region, every value read by its parameter's unit.

In: the files below regions/ and the vocabulary. Out: regions by id (their folder's path) and the problems of
form. What the law has to say (quotes, looser children) is `reading.law`.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any, Literal

from pydantic import ConfigDict, Field

from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.force import Force
from generator.model.places import Places
from generator.model.region import Entry, Limit, Parameter, Region, Side
from generator.model.units import Quantity, UnreadableValueError
from generator.problems import Problem
from generator.reading.files import UnreadableFileError, read_text
from generator.reading.terms import ConflictFile, TermReader, TermRuleFile
from generator.reading.validation import nearest, validate
from generator.reading.yaml_tree import YamlProblemsError, read_yaml


class LimitFile(Model):
    """A limit as it is written."""

    value: str
    force: Force
    cite: str
    quote: str


class EntryFile(Model):
    """A dated entry as it is written: one value for all, or one a level."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    start: date = Field(alias="from")
    to: date | None = None
    default: str | dict[str, str] | None = None
    base: str | None = None
    max: LimitFile | dict[str, LimitFile] | None = None
    min: LimitFile | dict[str, LimitFile] | None = None
    below: LimitFile | dict[str, LimitFile] | None = None
    above: LimitFile | dict[str, LimitFile] | None = None
    checked_on: date | None = None


class RegionFile(Model):
    """region.yaml as it is written."""

    title: str
    parent: str | None = None
    payment_method: str | None = None
    terms: dict[str, str] = {}
    number_format: str | None = None
    notice_number_format: str | None = None
    form_number_format: str | None = None
    pdf_engine: Literal["weasyprint", "typst"] | None = None
    stands_on: str | None = None
    agreement_terms: tuple[TermRuleFile, ...] = ()
    conflicts: tuple[ConflictFile, ...] = ()
    parameters: dict[str, tuple[EntryFile, ...]] = {}


def read_region(
    path: Path, region_id: str, shown: str, vocabulary: dict[str, Parameter], *, torn: frozenset[str] = frozenset()
) -> tuple[Region | None, list[Problem]]:
    """Read a region's file; return what of it can be read, and its problems.

    What the law has to say of the rest of the file is so found in the same load. Of `torn` parameters it has been said
    what is wrong.
    """
    try:
        data, places = read_yaml(read_text(path, shown), shown)
    except YamlProblemsError as error:
        return None, error.problems
    except UnreadableFileError as error:
        return None, [error.problem]
    written, problems = validate(RegionFile, _plain(data), places)
    if written is None:
        return None, problems
    reading = _Reading(region_id, places, vocabulary)
    parameters = {
        name: reading.entries(name, entries) for name, entries in written.parameters.items() if name not in torn
    }
    for key in ("number_format", "notice_number_format", "form_number_format"):
        reading.check_number_format(key, getattr(written, key))
    terms = TermReader(places)
    agreement_terms, conflicts = terms.terms(written.agreement_terms), terms.conflicts(written.conflicts)
    return (
        Region(
            id=region_id, title=written.title, parent=written.parent,
            payment_method=written.payment_method, terms=written.terms,
            number_format=written.number_format, notice_number_format=written.notice_number_format,
            form_number_format=written.form_number_format, pdf_engine=written.pdf_engine,
            stands_on=written.stands_on, agreement_terms=agreement_terms, conflicts=conflicts,
            parameters=parameters, places=places,
        ),
        reading.problems + terms.problems,
    )  # fmt: skip


def _plain(data: Any) -> Any:
    """Return the data without empty keys."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items() if value is not None}
    return [_plain(value) for value in data] if isinstance(data, list) else data


class _Reading:
    """One region's file on its way to values."""

    def __init__(self, region_id: str, places: Places, vocabulary: dict[str, Parameter]) -> None:
        self.region_id = region_id
        self.places = places
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []

    def entries(self, name: str, entries: tuple[EntryFile, ...]) -> tuple[Entry, ...]:
        key = f"parameters.{name}"
        parameter = self.vocabulary.get(name)
        if parameter is None:
            close = nearest(name, list(self.vocabulary))
            mend = f"最接近的是“{close}”" if close else "请先在 regions/parameters.yaml 登记"
            self._refuse(key, f"没有“{name}”这个参数", mend)
            return ()
        found = tuple(self._entry(parameter, entry, f"{key}.{index}") for index, entry in enumerate(entries))
        self._check_dates(found, key)
        return found

    def check_number_format(self, key: str, written: str | None) -> None:
        """Refuse a format that isn't made of text, one `{serial}` of a set width or none, and at most one `{year}`."""
        if written is None:
            return
        try:
            fields = [(name, spec or "") for _, name, spec, _ in Formatter().parse(written) if name is not None]
        except ValueError:
            fields = [("", "")]
        names = [name for name, _ in fields]
        widths = all(re.fullmatch("(?:0[1-9])?" if name == "serial" else "", spec) for name, spec in fields)
        once = names.count("serial") == 1 and names.count("year") <= 1
        if not once or not set(names) <= {"year", "serial"} or not widths:
            mend = "请写成“〔{year}〕{serial:04}号”的样子：{year} 是年份，{serial:04} 是至少四位的序号"
            self._refuse(key, f"“{written}”不能用作编号格式", mend)

    def _entry(self, parameter: Parameter, entry: EntryFile, key: str) -> Entry:
        defaults = {}
        if entry.default is not None:
            by_level = {"": entry.default} if isinstance(entry.default, str) else entry.default
            for level, written in by_level.items():
                value = self._quantity(parameter, written, f"{key}.default")
                if value:
                    defaults[level] = value
        limits: dict[Side, dict[str, Limit]] = {}
        for side in Side:
            written_limit = getattr(entry, side.value)
            if written_limit is None:
                continue
            by_side: dict[str, LimitFile] = (
                {"": written_limit} if isinstance(written_limit, LimitFile) else dict(written_limit)
            )
            found = {level: self._limit(parameter, limit, f"{key}.{side.value}") for level, limit in by_side.items()}
            limits[side] = {level: limit for level, limit in found.items() if limit}
        return Entry(
            start=entry.start, end=entry.to, defaults=defaults, limits=limits, base=entry.base,
            checked_on=entry.checked_on,
        )  # fmt: skip

    def _limit(self, parameter: Parameter, limit: LimitFile, key: str) -> Limit | None:
        value = self._quantity(parameter, limit.value, key)
        try:
            cite = Citation.read(limit.cite)
        except ValueError as error:
            self._refuse(key, str(error), "请改正引文")
            return None
        if value is None:
            return None
        return Limit(value=value, force=limit.force, cite=cite, quote=limit.quote, region=self.region_id)

    def _quantity(self, parameter: Parameter, written: str, key: str) -> Quantity | None:
        try:
            return Quantity.read(written, parameter.unit)
        except UnreadableValueError as error:
            self._refuse(key, f"{parameter.label}：{error}", "请改正")
            return None

    def _check_dates(self, entries: tuple[Entry, ...], key: str) -> None:
        """Refuse entries that overlap or leave a gap."""
        for index, (earlier, later) in enumerate(pairwise(entries)):
            if earlier.end is None or earlier.end >= later.start:
                self._refuse(f"{key}.{index + 1}", "与上一段的日期重叠", "上一段的 to 应是这一段 from 的前一日")
            elif (later.start - earlier.end).days != 1:
                self._refuse(f"{key}.{index + 1}", "与上一段的日期之间有空档", "上一段的 to 应是这一段 from 的前一日")
        for index, entry in enumerate(entries):
            if entry.end is not None and entry.end < entry.start:
                self._refuse(f"{key}.{index}", "to 早于 from", "请改正日期")

    def _refuse(self, key: str, message: str, mend: str) -> None:
        self.problems.append(Problem(code="region", message=message, where=self.places.of(key), mend=mend))
