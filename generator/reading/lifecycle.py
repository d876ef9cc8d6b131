"""The law of an agreement's life → its models, laid into a Library.

In: `regions/lifecycle.yaml`, each region's `grounds.yaml` and `deadlines.yaml`, the `grounds.yaml` beside a kind's
clauses and beside a region's own. Out: the Library with them, and the problems of form, names and law. A library
without `lifecycle.yaml` has none of it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.model.citation import Citation
from generator.model.law import MonthDay
from generator.model.library import Library
from generator.model.lifecycle import ContractGround, DeadlineRule, LegalGround, Lifecycle
from generator.model.places import Places
from generator.model.region import Region
from generator.model.units import SUFFIXES, Quantity, Unit, UnreadableValueError
from generator.problems import Problem
from generator.reading.files import UnreadableFileError, read_text
from generator.reading.lifecycle_law import lifecycle_problems
from generator.reading.validation import validate
from generator.reading.yaml_tree import YamlProblemsError, read_yaml

M = TypeVar("M", bound=BaseModel)

_PERIODS = (Unit.WORKDAYS, Unit.NATURAL_DAYS, Unit.MONTHS, Unit.YEARS, Unit.DAYS)


def with_lifecycle(library: Library, *, sound: bool) -> tuple[Library, list[Problem]]:
    """Return the library with the law of its agreements' lives, and what is wrong with it.

    `sound`: the rest of the library is whole, so that names can be looked up in it.
    """
    reader = _Reader(library.root)
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


class _Reader:
    """Reads the files of one library, and collects what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def lifecycle(self) -> Lifecycle | None:
        """Return the table of states and events."""
        data, places = self._yaml(self.root / "regions" / "lifecycle.yaml")
        return None if data is None else self._model(Lifecycle, data, places)

    def region(self, region: Region) -> Region:
        """Return a region with its grounds and deadlines."""
        folder = self.root / "regions" / region.id
        return region.model_copy(
            update={
                "grounds": self._list(folder / "grounds.yaml", LegalGround),
                "deadlines": self._list(folder / "deadlines.yaml", DeadlineRule),
                "contract_grounds": self.contract_grounds(folder / "clauses"),
            }
        )

    def contract_grounds(self, folder: Path) -> dict[str, dict[str, ContractGround]]:
        """Return the handlings that agreements name themselves, by kind and clause."""
        found: dict[str, dict[str, ContractGround]] = {}
        for path in sorted(folder.glob("*/grounds.yaml")):
            data, places = self._yaml(path)
            entries = data if isinstance(data, dict) else {}
            if not isinstance(data, dict | None):
                self._refuse(places, "", "文件内容应是“条款: …”", "请对照 clauses/agreement/grounds.yaml 改写")
            read = {clause: self._model(ContractGround, entry, places, clause) for clause, entry in entries.items()}
            found[path.parent.name] = {clause: ground for clause, ground in read.items() if ground}
        return found

    def _list(self, path: Path, model: type[M]) -> tuple[M, ...]:
        data, places = self._yaml(path)
        if not isinstance(data, list | None):
            self._refuse(places, "", "文件内容应是清单", "请以“- ”逐项列出")
            return ()
        read = [self._model(model, entry, places, str(index)) for index, entry in enumerate(data or [])]
        found = [entry for entry in read if entry]
        names = [str(getattr(entry, "id", "")) for entry in found]
        for name in sorted({name for name in names if names.count(name) > 1}):
            self._refuse(places, str(names.index(name)), f"“{name}”这个 id 写了两次", "同一文件里 id 各不相同")
        return tuple(found)

    def _model(self, model: type[M], data: Any, places: Places, key: str = "") -> M | None:
        before = len(self.problems)
        settled = self._settled(data, places, key)
        if len(self.problems) > before:
            return None
        prefix = f"{key}." if key else ""
        lines = {name.removeprefix(prefix): line for name, line in places.lines.items() if name.startswith(prefix)}
        here = Places(places.file, {"": places.lines.get(key, 1), **lines})
        found, problems = validate(model, settled, here, "lifecycle")
        self.problems += problems
        return found

    def _settled(self, data: Any, places: Places, key: str) -> Any:
        """Return data with its citations, periods and days of the year read."""
        if isinstance(data, list):
            return [self._settled(entry, places, _below(key, str(index))) for index, entry in enumerate(data)]
        if not isinstance(data, dict):
            return data
        found = {name: self._settled(entry, places, _below(key, name)) for name, entry in data.items()}
        for name, read in (("cite", Citation.read), ("period", read_period), ("month_day", _month_day)):
            if isinstance(found.get(name), str):
                try:
                    found[name] = read(found[name])
                except ValueError as error:
                    self._refuse(places, _below(key, name), str(error), "请改正")
        return found

    def _yaml(self, path: Path) -> tuple[Any, Places]:
        shown = path.relative_to(self.root).as_posix()
        if not path.is_file():
            return None, Places(shown)
        try:
            return read_yaml(read_text(path, shown), shown)
        except YamlProblemsError as error:
            self.problems += error.problems
        except UnreadableFileError as error:
            self.problems.append(error.problem)
        return None, Places(shown)

    def _refuse(self, places: Places, key: str, message: str, mend: str) -> None:
        self.problems.append(Problem(code="lifecycle", message=message, where=places.of(key), mend=mend))


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


def _below(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
