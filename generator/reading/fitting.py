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


def kinds_problems(
    kinds: dict[str, Kind], regions: dict[str, Region], check: Callable[[Kind], NameCheck]
) -> list[Problem]:
    """Return what is wrong with all kinds' texts; what a kind shares with its base is told of the base alone."""
    found = {name: fitting_problems(kind, regions, check) for name, kind in kinds.items()}
    told = {name: {_said(kinds[name], problem) for problem in problems} for name, problems in found.items()}
    return [
        _of_kind(kind, problem)
        for name, kind in kinds.items()
        for problem in found[name]
        if _said(kind, problem) not in told.get(kind.based_on or "", ())
    ]


def _said(kind: Kind, problem: Problem) -> tuple[str | None, ...]:
    """Return what a problem says; of keys that a kind.yaml takes over from another, both say the same."""
    own = problem.where.file == kind.places.file
    return problem.code, problem.where.key, problem.message, None if own else problem.where.file


def _of_kind(kind: Kind, problem: Problem) -> Problem:
    """Return a problem of a kind's text; one that lies in another kind's file says for which kind it is one."""
    if kind.based_on is None or f"/{kind.id}/" in (problem.where.file or ""):
        return problem
    return problem.model_copy(update={"message": f"在以它为底本的《{kind.title}》里：{problem.message}"})


def fitting_problems(kind: Kind, regions: dict[str, Region], check: Callable[[Kind], NameCheck]) -> list[Problem]:
    """Return what is wrong with a kind's text, each problem once however many regions share it."""
    found = {str(problem): problem for problem in check(kind).problems()}
    for region in regions.values():
        if kind.id in region.variants:
            found |= {str(problem): problem for problem in _misfits(kind, region, regions)}
        chain = (region, *parents(region, regions))
        if any(name in above.variants for above in chain for name in (kind.id, kind.based_on)):
            composed = kind
            for above in reversed(chain):
                composed = composed.in_region(above.variants)
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
