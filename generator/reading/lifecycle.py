"""The law of an agreement's life → its models, laid into a Library.

In: `regions/lifecycle.yaml`, each region's `grounds.yaml` and `deadlines.yaml`, the `grounds.yaml` beside a kind's
clauses and beside a region's own. Out: the Library with them, and the problems of form, names and law. A library
without `lifecycle.yaml` has none of it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from generator.model.law import MonthDay
from generator.model.library import Library
from generator.model.lifecycle import ContractGround, DeadlineRule, LegalGround, Lifecycle
from generator.model.region import Region
from generator.model.units import SUFFIXES, Quantity, Unit, UnreadableValueError
from generator.problems import Problem
from generator.reading.lifecycle_law import lifecycle_problems
from generator.reading.sources import CITED, SourceReader

M = TypeVar("M", bound=BaseModel)

_PERIODS = (Unit.WORKDAYS, Unit.NATURAL_DAYS, Unit.MONTHS, Unit.YEARS, Unit.DAYS)


def with_lifecycle(library: Library, *, sound: bool) -> tuple[Library, list[Problem]]:
    """Return the library with the law of its agreements' lives, and what is wrong with it.

    `sound`: the rest of the library is whole, so that names can be looked up in it.
    """
    reader = _Reader(library.root, code="lifecycle", written=_WRITTEN)
    found = replace(
        library,
        lifecycle=reader.lifecycle(),
        contract_grounds=reader.contract_grounds(library.root / "clauses"),
        regions={name: reader.region(region) for name, region in library.regions.items()},
    )
    problems = reader.problems
    if sound and not problems:
        problems += lifecycle_problems(found)
    return found, problems


class _Reader(SourceReader):
    """Reads the files of agreements' lives."""

    def lifecycle(self) -> Lifecycle | None:
        """Return the table of states and events."""
        data, places = self.yaml("regions/lifecycle.yaml")
        return None if data is None else self.model(Lifecycle, data, places)

    def region(self, region: Region) -> Region:
        """Return a region with its grounds and deadlines."""
        folder = f"regions/{region.id}"
        return region.model_copy(
            update={
                "grounds": self._list(f"{folder}/grounds.yaml", LegalGround),
                "deadlines": self._list(f"{folder}/deadlines.yaml", DeadlineRule),
                "contract_grounds": self.contract_grounds(self.root / folder / "clauses"),
            }
        )

    def contract_grounds(self, folder: Path) -> dict[str, dict[str, ContractGround]]:
        """Return the handlings that agreements name themselves, by kind and clause."""
        found: dict[str, dict[str, ContractGround]] = {}
        for path in sorted(folder.glob("*/grounds.yaml")):
            data, places = self.yaml(path.relative_to(self.root).as_posix())
            entries = data if isinstance(data, dict) else {}
            if not isinstance(data, dict | None):
                self.refuse(places, "", "文件内容应是“条款: …”", "请对照 clauses/agreement/grounds.yaml 改写")
            read = {clause: self.model(ContractGround, entry, places, clause) for clause, entry in entries.items()}
            found[path.parent.name] = {clause: ground for clause, ground in read.items() if ground}
        return found

    def _list(self, file: str, model: type[M]) -> tuple[M, ...]:
        found, places = self.entries(file, model)
        names = [str(getattr(entry, "id", "")) for entry in found]
        for name in sorted({name for name in names if names.count(name) > 1}):
            self.refuse(places, str(names.index(name)), f"“{name}”这个 id 写了两次", "同一文件里 id 各不相同")
        return tuple(found)


def read_period(written: str) -> Quantity:
    """Read a period of whatever unit of time; raise `UnreadableValueError`."""
    unit = next((unit for unit in _PERIODS if written.endswith(SUFFIXES[unit])), None)
    if unit is None:
        raise UnreadableValueError(f"“{written}”不是期限，应写成“3个月”“30个工作日”的样子")
    return Quantity.read(written, unit)


def _month_day(written: str) -> MonthDay:
    month, _, day = written.partition("-")
    if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        raise ValueError(f"“{written}”不是月日，应写成“03-31”的样子")
    return MonthDay(month=int(month), day=int(day))


_WRITTEN = {**CITED, "period": read_period, "month_day": _month_day}
