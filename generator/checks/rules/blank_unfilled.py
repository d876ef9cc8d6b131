"""No blank of the text is left that someone must still fill. Places for the pen are meant to stay empty."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assembly import unreadable_values
from generator.assembly.basis import FORCE_WORDS, SIDE_WORDS
from generator.checks.context import Facts
from generator.language.entries import entry_name
from generator.model.region import Side
from generator.model.units import EXAMPLES, Unit
from generator.problems import Ground, Problem

_TOLD_ELSEWHERE = ("number", "services_other")
"""Blanks that other rules tell of, with their own grounds; so are those below `INTERNET_HOSPITAL`."""

INTERNET_HOSPITAL = "institution.internet_hospital."


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each name that is left blank: which article needs it, how to write it."""
    unreadable = (key.removeprefix("values.") for key, _, _ in unreadable_values(facts.library, facts.case))
    told = {*facts.demanded, *_TOLD_ELSEWHERE, *unreadable, *(f"facts.{name}" for name in facts.case.facts)}
    for name in facts.blanks:
        entry = entry_name(name)
        if name in told or name.startswith(INTERNET_HOSPITAL) or (entry and _wording(facts, entry)):
            continue
        message = f"{facts.label(name)}没有写{facts.needed_by(name)}"
        if name.partition(".")[0] in facts.library.parameters:
            yield _parameter(facts, name, message)
        elif entry is not None:
            yield _entry(facts, entry, message)
        elif name.startswith("terms."):
            mend = f"请在该地区 region.yaml 的 terms 里补上 {name.removeprefix('terms.')}"
            yield facts.problem(__name__, "region", message, mend=mend)
        else:
            yield facts.problem(__name__, name, message, mend=f"请写“{name}: …”")


def _wording(facts: Facts, entry: tuple[str, int, str]) -> bool:
    """Say whether it is an amendment's wording or title that its action needs: `amendment_empty` tells of these."""
    path, place, key = entry
    action = facts.case.amendments[place - 1].action if path == "amendments" else None
    return (key == "after" and action in ("replace", "insert")) or (key == "title" and action == "insert")


def _entry(facts: Facts, entry: tuple[str, int, str], message: str) -> Problem:
    """Return the problem of what an entry of a list leaves out; the case's keys count from 0, people from 1."""
    path, place, key = entry
    mend = f"请在 {path} 第{place}项写“{key}: …”"
    return facts.problem(__name__, f"{path}.{place - 1}.{key}", message, mend=mend)


def _parameter(facts: Facts, name: str, message: str) -> Problem:
    first, _, level = name.partition(".")
    parameter = facts.library.parameters[first]
    example = "…" if parameter.unit in (Unit.TEXT, Unit.CHOICE) else EXAMPLES[parameter.unit]
    written = f"{{{level}: {example}}}" if level else example
    mend = f"请写成“values: {{{first}: {written}}}”的样子（{parameter.meaning}）"
    return facts.problem(__name__, f"values.{name}", message, law=tuple(_bounds(facts, name)), mend=mend)


def _bounds(facts: Facts, name: str) -> Iterator[Ground]:
    """Yield the limits that the missing value will have to keep."""
    for side in Side:
        limit = facts.scope.limit(tuple(name.split(".")), side)
        if limit is not None:
            ground = facts.limit_ground(limit)
            bound = f"{FORCE_WORDS[limit.force]}{SIDE_WORDS[side]}{limit.value}"
            yield ground.model_copy(update={"citation": f"{bound}：{ground.citation}"})
