"""Does a kind's text hold together in every region? Found when the library is loaded.

In: a Kind, the regions with their variants. Out: problems of names and references in the model's text and in each
region's, and variants that fit nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.model.clause import Clause, Kind
from generator.model.region import Region
from generator.problems import Place, Problem
from generator.reading.law import parents
from generator.reading.names import NameCheck
from generator.reading.validation import nearest


def fitting_problems(kind: Kind, regions: dict[str, Region], check: Callable[[Kind], NameCheck]) -> list[Problem]:
    """Return what is wrong with a kind's text, each problem once however many regions share it."""
    found = {str(problem): problem for problem in check(kind).problems()}
    for region in regions.values():
        if kind.id in region.variants:
            found |= {str(problem): problem for problem in _misfits(kind, region, regions)}
        chain = (region, *parents(region, regions))
        if any(kind.id in above.variants for above in chain):
            composed = kind
            for above in reversed(chain):
                composed = composed.with_variants(above.variants[kind.id]) if kind.id in above.variants else composed
            found |= {str(problem): problem for problem in check(composed).problems()}
    return list(found.values())


def _misfits(kind: Kind, region: Region, regions: dict[str, Region]) -> Iterator[Problem]:
    """Find insertions and omissions that name a clause that isn't there."""
    variants = region.variants[kind.id]
    above = [found.variants[kind.id] for found in parents(region, regions) if kind.id in found.variants]
    inserted: list[Clause] = [clause for found in (variants, *above) for clause in found.insertions]
    known = {clause.slug for clause in (*kind.clauses, *inserted)}
    for clause in variants.insertions:
        if clause.after not in known or clause.after == clause.slug:
            yield _missing(clause.after or "", known, Place(file=clause.file, key="after"))
    for omission in variants.omissions:
        if omission.clause not in known:
            file = f"regions/{region.id}/clauses/{kind.id}/omit.yaml"
            yield _missing(omission.clause, known, Place(file=file, key=omission.clause))


def _missing(slug: str, known: set[str], where: Place) -> Problem:
    close = nearest(slug, sorted(known))
    mend = f"是否想写“{close}”？" if close else "请改为有的条款"
    return Problem(code="variant_misfit", message=f"没有“{slug}”这个条款", where=where, mend=mend)
