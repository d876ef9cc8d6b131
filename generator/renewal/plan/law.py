"""What the law says of renewing: regions/<id>/renewal.yaml.

In: a Library, the Rules of a day. Out: the tests that hold a renewal up, each with the decision proposed then, and what
may raise or lower a value, each with its citation. How much isn't in the law: the agency fills in `step`, or nothing
changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeVar

from generator.errors import LibraryError
from generator.model.base import Model
from generator.model.library import Library
from generator.model.places import Places
from generator.model.rule import Asked, LegalRule
from generator.model.units import Quantity, UnreadableValueError
from generator.problems import Place, Problem
from generator.reading.files import UnreadableFileError, read_text
from generator.reading.law import quote_problems
from generator.reading.rulings import RuleFile, RuleReader
from generator.reading.validation import validate
from generator.reading.yaml_tree import YamlProblemsError, read_yaml
from generator.renewal.plan.words import Decision
from generator.selection import Rules

FILE = "renewal.yaml"

_OF_A_RULE = ("id", "force", "cite", "quote", "asks", "test", "message", "mend", "note")


class _Entry(Model):
    """What every entry has: a legal rule's keys."""

    id: str
    force: str
    cite: str
    quote: str
    asks: tuple[Asked, ...]
    test: dict[str, Any]
    message: str
    mend: str
    note: str | None = None


class HoldFile(_Entry):
    """A rule as it is written."""

    decision: Literal["hold", "not_renew"]


class AdjustmentFile(_Entry):
    """An adjustment as it is written."""

    parameter: str
    direction: Literal["up", "down"]
    step: str | None = None


class RenewalFile(Model):
    """renewal.yaml."""

    rules: tuple[HoldFile, ...] = ()
    adjustments: tuple[AdjustmentFile, ...] = ()


@dataclass(frozen=True)
class Hold:
    """A rule and what is proposed where its test fails."""

    rule: LegalRule
    decision: Decision


@dataclass(frozen=True)
class Adjustment:
    """What may be done to a parameter where the rule's test holds; `step` is None where the agency set none."""

    rule: LegalRule
    parameter: str
    up: bool
    step: Quantity | None


@dataclass(frozen=True)
class RenewalLaw:
    """What holds in a region on a day, by id."""

    holds: tuple[Hold, ...]
    adjustments: tuple[Adjustment, ...]


E = TypeVar("E", Hold, Adjustment)


def renewal_law(library: Library, rules: Rules) -> RenewalLaw:
    """Return the nearest region's entry of each id; raise `LibraryError`."""
    return _law(library, tuple(region.id for region in reversed(rules.chain)))


@lru_cache(maxsize=512)
def _law(library: Library, regions: tuple[str, ...]) -> RenewalLaw:
    files = _read_all(library)
    chain = [files[region] for region in regions if region in files]
    holds = _nearest([hold for law in chain for hold in law.holds])
    return RenewalLaw(holds, _nearest([found for law in chain for found in law.adjustments]))


def _nearest(found: list[E]) -> tuple[E, ...]:
    return tuple({one.rule.id: one for one in found}.values())


@lru_cache(maxsize=8)
def _read_all(library: Library) -> dict[str, RenewalLaw]:
    """Read the files of all regions; raise `LibraryError`."""
    found: dict[str, RenewalLaw] = {}
    problems: list[Problem] = []
    for region in library.regions:
        shown = f"regions/{region}/{FILE}"
        if not (library.root / shown).is_file():
            continue
        try:
            data, places = read_yaml(read_text(library.root / shown, shown), shown)
        except YamlProblemsError as error:
            problems += error.problems
        except UnreadableFileError as error:
            problems.append(error.problem)
        else:
            reader = _Reader(library, places)
            found[region] = reader.law(data)
            problems += reader.problems
    if problems:
        raise LibraryError(tuple(problems))
    return found


class _Reader(RuleReader):
    """One file on its way to rules."""

    def __init__(self, library: Library, places: Places) -> None:
        super().__init__(places)
        self.library = library

    def law(self, data: Any) -> RenewalLaw:
        """Read the file, and collect what is wrong with it."""
        written, problems = validate(RenewalFile, data or {}, self.places, "renewal")
        self.problems += problems
        if written is None:
            return RenewalLaw((), ())
        holds = []
        for index, hold in enumerate(written.rules):
            rule = self._legal(hold, f"rules.{index}")
            if rule:
                holds.append(Hold(rule, Decision(hold.decision)))
        adjustments = []
        for index, entry in enumerate(written.adjustments):
            rule = self._legal(entry, f"adjustments.{index}")
            if rule and self._known(entry, f"adjustments.{index}"):
                step = self._step(entry, f"adjustments.{index}.step")
                adjustments.append(Adjustment(rule, entry.parameter, entry.direction == "up", step))
        return RenewalLaw(tuple(holds), tuple(adjustments))

    def _legal(self, entry: _Entry, key: str) -> LegalRule | None:
        fields = {name: getattr(entry, name) for name in _OF_A_RULE}
        rule = self._rule(RuleFile(**fields, about="renewal"), key)
        if rule:
            where: Place = self.places.of(key)
            self.problems += quote_problems(rule.cite, rule.quote, self.library.statutes, where)
        return rule

    def _known(self, entry: AdjustmentFile, key: str) -> bool:
        if entry.parameter in self.library.parameters:
            return True
        self._refuse(f"{key}.parameter", f"没有“{entry.parameter}”这个参数", "请先在 regions/parameters.yaml 登记")
        return False

    def _step(self, entry: AdjustmentFile, key: str) -> Quantity | None:
        if entry.step is None:
            return None
        try:
            return Quantity.read(entry.step, self.library.parameters[entry.parameter].unit)
        except UnreadableValueError as error:
            self._refuse(key, f"step {error}", "请写成参数的单位，例如 0.5%")
            return None
