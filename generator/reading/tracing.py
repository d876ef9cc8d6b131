"""Does the trace hold? Every place that trace.yaml names is there, and what lives nowhere says why.

In: trace.yaml of regions/, with what it may name. Out: problems with file and line. That no article of the statutes of
this project is left out is a test of its own: whoever adds a statute to a copy of the library need not trace it before
it loads.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.model.clause import Clause, Kind
from generator.model.library import Library
from generator.model.places import Places
from generator.model.region import Region
from generator.problems import Place, Problem
from generator.reading.files import read_text
from generator.reading.validation import nearest
from generator.reading.yaml_tree import read_yaml

TRACE = "regions/trace.yaml"
_WHAT = {"clause": "条款", "parameter": "参数", "rule": "规则", "kind": "文书种类"}


def trace_problems(library: Library) -> Iterator[Problem]:
    """Yield what trace.yaml names and isn't there, and articles that live nowhere without a reason."""
    _, trace_places = _read(library.root, TRACE)
    known = _known(library)
    for name, articles in library.trace.items():
        statute = library.statutes.get(name)
        if statute is None:
            message = f"没有“{name}”这部法规的全文"
            yield _problem(trace_places.of(name), message, _close(name, set(library.statutes)))
            continue
        for number, found in articles.items():
            where = trace_places.of(f"{name}.{number}")
            if not 1 <= number <= len(statute.articles):
                yield _problem(where, f"{statute.name()}没有第{number}条", f"全文共{len(statute.articles)}条，请改正")
            if not found.lives and not found.why:
                yield _problem(where, f"第{number}条不落到文书，却没有写明为什么", "请写 why")
            for written in found.lives:
                yield from _unknown(written, known, where)


def _unknown(written: str, known: dict[str, set[str]], where: Place) -> Iterator[Problem]:
    what, _, name = written.partition(":")
    if what not in known:
        yield _problem(where, f"“{written}”不是落点的写法", f"可用：{'、'.join(f'{one}:' for one in known)}")
    elif name not in known[what]:
        yield _problem(where, f"没有“{name}”这个{_WHAT[what]}", _close(name, known[what]))


def _known(library: Library) -> dict[str, set[str]]:
    """Return what each sort of place may name."""
    return {
        "clause": set(_clauses(library.kinds, library.regions)),
        "parameter": set(library.parameters),
        "rule": {rule.id for region in library.regions.values() for rule in region.rules},
        "kind": set(library.kinds),
    }


def _clauses(kinds: dict[str, Kind], regions: dict[str, Region]) -> Iterator[str]:
    """Yield the clauses of all kinds and regions, and their items as `slug#item`."""
    found: list[Clause] = [clause for kind in kinds.values() for clause in kind.texts()]
    for region in regions.values():
        for variants in region.variants.values():
            found += [*variants.replacements.values(), *variants.insertions]
    for clause in found:
        yield clause.slug
        yield from (f"{clause.slug}#{item}" for item in clause.items)


def _read(root: Path, name: str) -> tuple[Any, Places]:
    if not (root / name).is_file():
        return None, Places(name)
    return read_yaml(read_text(root / name, name), name)


def _close(name: str, known: set[str]) -> str:
    close = nearest(name, sorted(known))
    return f"最接近的是“{close}”" if close else "请改正或删去"


def _problem(where: Place, message: str, mend: str) -> Problem:
    return Problem(code="trace", message=message, where=where, mend=mend)
