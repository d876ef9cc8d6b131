"""What differs between two regions on a day, as plain data.

In: a Library, two regions' ids, a day. Out: the parameters, terms, rules on terms and clauses that are not the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.cli.region_report import shown
from generator.model.clause import Clause, Kind
from generator.model.library import Library
from generator.selection import kind_for, rules_for

Pair = dict[str, Any]


def compared(library: Library, one: str, other: str, on: date) -> Pair:
    """Return what differs between two regions, each difference with both sides."""
    sides = (shown(library, one, on), shown(library, other, on))
    return {
        "on": on.isoformat(),
        "regions": [{key: side[key] for key in ("id", "title", "stands_on", "state", "lapsed")} for side in sides],
        "particulars": list(_particulars(*sides)),
        "parameters": list(_parameters(*sides)),
        "agreement_terms": list(_agreement_terms(*sides)),
        "clauses": [found for kind in library.kinds for found in _clauses(library, kind, (one, other), on)],
    }


def _particulars(one: Pair, other: Pair) -> Iterator[Pair]:
    """Yield the payment method, the format of numbers and the terms of art that differ."""
    for name in ("payment_method", "number_format"):
        if one[name] != other[name]:
            yield {"name": name, "values": [one[name], other[name]]}
    for term in dict.fromkeys([*one["terms"], *other["terms"]]):
        values = [side["terms"].get(term) for side in (one, other)]
        if values[0] != values[1]:
            yield {"name": f"terms.{term}", "values": values}


def _parameters(one: Pair, other: Pair) -> Iterator[Pair]:
    """Yield the parameters whose default or whose effective limits differ in value, force or base."""
    rows = [{(row["name"], row["level"]): row for row in side["parameters"]} for side in (one, other)]
    for name, level in dict.fromkeys([*rows[0], *rows[1]]):
        pair = [side.get((name, level)) or side.get((name, None)) for side in rows]
        if _bounds(pair[0]) != _bounds(pair[1]):
            label = next(row["label"] for row in pair if row)
            yield {"name": name, "label": label, "level": level, "values": pair}


def _bounds(row: Pair | None) -> object:
    if row is None:
        return None
    return row["default"], [(limit["statement"], limit["base"]) for limit in row["limits"]]


def _agreement_terms(one: Pair, other: Pair) -> Iterator[Pair]:
    """Yield the sorts of agreements whose terms differ."""
    for sort in dict.fromkeys(rule["sort"] for side in (one, other) for rule in side["agreement_terms"]):
        values = [[rule for rule in side["agreement_terms"] if rule["sort"] == sort] for side in (one, other)]
        if [rule["statement"] for rule in values[0]] != [rule["statement"] for rule in values[1]]:
            yield {"sort": sort, "values": values}


def _clauses(library: Library, kind_id: str, regions: tuple[str, str], on: date) -> Iterator[Pair]:
    """Yield the clauses of a kind that stand in one region alone or don't say the same in both."""
    kinds = [kind_for(library, kind_id, rules_for(library, region, on)) for region in regions]
    texts = [_by_slug(kind, on) for kind in kinds]
    for slug in dict.fromkeys([*texts[0], *texts[1]]):
        pair = [side.get(slug) for side in texts]
        if pair[0] is None or pair[1] is None or _said(pair[0]) != _said(pair[1]):
            title = next(clause.title for clause in pair if clause)
            files = [clause.file if clause else None for clause in pair]
            yield {"kind": kind_id, "slug": slug, "title": title, "files": files}


def _by_slug(kind: Kind, on: date) -> dict[str, Clause]:
    return {clause.slug: clause for clause in kind.texts() if clause.asked_on(on)}


def _said(clause: Clause) -> object:
    return clause.title, repr(clause.body), repr(clause.when), clause.optional
