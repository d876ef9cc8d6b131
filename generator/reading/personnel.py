"""The law of persons' payment qualification → its models, laid into a Library.

In: `regions/personnel.yaml` and each region's `points.yaml`. Out: the Library with them, and the problems of form,
names and law: quotes that aren't in their article, points that no quote stands behind and aren't marked made up,
kinds, parameters or bands that nothing has. A library without these files has none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from generator.model.library import Library
from generator.model.personnel import Band, Passage, Personnel, PointsScheme, Situation
from generator.problems import Place, Problem
from generator.reading.law import quote_problems
from generator.reading.sources import SourceReader, unknown_names

CODE = "personnel"
TABLE = "regions/personnel.yaml"

OWN_DAYS = ("on", "recorded_on")
"""What a period may start from besides facts: the event's own day, the day of its entry."""


def with_personnel(library: Library, *, sound: bool) -> tuple[Library, list[Problem]]:
    """Return the library with the law of persons' qualification, and what is wrong with it.

    `sound`: the rest of the library is whole, so that names can be looked up in it.
    """
    reader = SourceReader(library.root, code=CODE)
    data, places = reader.yaml(TABLE)
    table = None if data is None else reader.model(Personnel, data, places)
    points = {name: _schemes(reader, f"regions/{name}/points.yaml") for name in library.regions}
    found = replace(library, personnel=table, points={name: held for name, held in points.items() if held})
    problems = reader.problems
    if not problems and found.personnel is not None:
        problems += _table(found.personnel, found)
        problems += _names(found.personnel, found) if sound else ()
    for name, schemes in found.points.items():
        for scheme in schemes:
            problems += _scheme(scheme, found, f"regions/{name}/points.yaml")
    return found, problems


def _schemes(reader: SourceReader, file: str) -> tuple[PointsScheme, ...]:
    """Return a region's bands of points, one scheme for each time that they held."""
    return tuple(reader.entries(file, PointsScheme, "请以“- from: …”逐段列出")[0])


def _table(table: Personnel, library: Library) -> Iterator[Problem]:
    cited: list[tuple[str, Any]] = [*table.events.items(), *table.weights.items()]
    cited += [(rule.id, rule) for rule in table.deadlines]
    for name in type(table.passages).model_fields:
        cited.append((name, getattr(table.passages, name)))
    for name, one in cited:
        yield from quote_problems(one.cite, one.quote, library.statutes, Place(file=TABLE, key=name))


def _names(table: Personnel, library: Library) -> Iterator[Problem]:
    """Yield what the table names and nothing has."""
    for name, event in table.events.items():
        where = Place(file=TABLE, key=name)
        yield from _known((ask.removesuffix("?") for ask in event.asks), table.facts, "事实", where)
        yield from _known(event.kinds, library.kinds, "文书种类", where)
    for rule in table.deadlines:
        where = Place(file=TABLE, key=rule.id)
        yield from _known([rule.after], table.events, "事件", where)
        yield from _known([rule.parameter], library.parameters, "参数", where)
        named = [*rule.start, *([rule.done] if rule.done else [])]
        yield from _known((name for name in named if name not in OWN_DAYS), table.facts, "事实", where)


def _scheme(scheme: PointsScheme, library: Library, file: str) -> Iterator[Problem]:
    bands = [band.id for band in scheme.bands]
    stated: tuple[Band | Situation, ...] = (*scheme.bands, *scheme.situations)
    for one in stated:
        yield from _cited(one, scheme, library, Place(file=file, key=one.id))
    for situation in scheme.situations:
        yield from _known([situation.band], bands, "记分档次", Place(file=file, key=situation.id))
    names = [*bands, *(situation.id for situation in scheme.situations)]
    for name in sorted({name for name in names if names.count(name) > 1}):
        where = Place(file=file, key=name)
        yield Problem(code=CODE, message=f"“{name}”这个 id 写了两次", where=where, mend="同一文件里 id 各不相同")
    if not scheme.bands and not scheme.missing:
        mend = "请写 bands 和 situations；还没有查明的，写 missing 说明为什么是空的"
        yield Problem(code=CODE, message="没有记分档次，也没有写明为什么", where=Place(file=file), mend=mend)


def _cited(one: Band | Situation, scheme: PointsScheme, library: Library, where: Place) -> Iterator[Problem]:
    """Yield what is wrong with the words that a band or 情形 stands on."""
    if one.cite is not None and one.quote is not None:
        passage = Passage(cite=one.cite, quote=one.quote)
        yield from quote_problems(passage.cite, passage.quote, library.statutes, where)
    elif not scheme.made_up:
        message = f"“{one.label}”没有写明依据"
        yield Problem(code=CODE, message=message, where=where, mend="请写 cite 和 quote；虚构的，写 made_up: true")


def _known(names: Iterable[str], known: Iterable[str], what: str, where: Place) -> Iterator[Problem]:
    return unknown_names(names, known, what, where, code=CODE)
