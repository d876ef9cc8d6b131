"""Does the law behind the library hold? Found when it is loaded.

In: regions, kinds, statutes. Out: problems: unknown or circular parents, citations of statutes or articles
that aren't there, quotes that aren't in their article or don't hold their limit, regions looser than a `must`
above them.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.citation import Citation
from generator.model.clause import Clause, Kind
from generator.model.force import Force
from generator.model.law import Conflict
from generator.model.places import Places
from generator.model.region import Entry, Limit, Region, Side
from generator.model.statute import Statute, normalise
from generator.problems import Ground, Place, Problem
from generator.reading.quotes import missing_from_quote
from generator.reading.validation import nearest

_LABELS = {"default": "默认值", "max": "上限", "min": "下限", "below": "上限", "above": "下限"}
_BOUNDS = {Side.MAX: "不超过", Side.MIN: "不低于", Side.BELOW: "低于", Side.ABOVE: "高于"}


def parents(region: Region, regions: dict[str, Region]) -> list[Region]:
    """Return the regions above one, nearest first; stops at an unknown or circular parent."""
    found: list[Region] = []
    seen = {region.id}
    while region.parent and region.parent in regions and region.parent not in seen:
        region = regions[region.parent]
        seen.add(region.id)
        found.append(region)
    return found


def law_problems(regions: dict[str, Region], kinds: dict[str, Kind], statutes: dict[str, Statute]) -> Iterator[Problem]:
    """Yield everything that is wrong with the law of a library."""
    for region in regions.values():
        yield from _ancestry(region, regions)
        if region.stands_on and region.stands_on not in statutes:
            where = region.places.of("stands_on")
            yield from _unknown_statute(region.stands_on, statutes, where)
        for name, entries in region.parameters.items():
            for index, entry in enumerate(entries):
                key = f"parameters.{name}.{index}"
                for side, limit in _limits(entry):
                    yield from _limit(side, limit, statutes, region.places, f"{key}.{side.value}")
                yield from _looser(region, regions, name, entry, key)
        yield from _variants(region, statutes)
        yield from _beyond_parameters(region, statutes)
    for kind in kinds.values():
        for clause in kind.texts():
            yield from _clause(clause, statutes)


def level_problems(regions: dict[str, Region], levels: tuple[str, ...]) -> Iterator[Problem]:
    """Yield values and limits for levels that no institution has: they would never hold for anybody."""
    for region in regions.values():
        for name, entries in region.parameters.items():
            for index, entry in enumerate(entries):
                named = [("default", level) for level in entry.defaults]
                named += [(side.value, level) for side, limits in entry.limits.items() for level in limits]
                for what, level in named:
                    if not any(known.startswith(level) for known in levels):
                        where = region.places.of(f"parameters.{name}.{index}.{what}.{level}")
                        close = nearest(level, list(levels))
                        mend = f"最接近的是“{close}”" if close else "等级见 regions/institutions.yaml"
                        message = f"没有“{level}”这个医疗机构等级"
                        yield Problem(code="region_level", message=message, where=where, mend=mend)


def _beyond_parameters(region: Region, statutes: dict[str, Statute]) -> Iterator[Problem]:
    """Prove the quotes of a region's terms, conflicts and topics."""
    for index, rule in enumerate(region.agreement_terms):
        yield from quote_problems(rule.cite, rule.quote, statutes, region.places.of(f"agreement_terms.{index}"))
    for index, conflict in enumerate(region.conflicts):
        yield from conflict_problems(conflict, statutes, region.places.of(f"conflicts.{index}"))
    for legal in region.rules:
        place = Place(file=f"regions/{region.id}/rules.yaml", key=legal.id)
        yield from quote_problems(legal.cite, legal.quote, statutes, place)
    for topic in region.topics:
        file = f"regions/{region.id}/topics.yaml"
        yield from quote_problems(topic.cite, topic.quote, statutes, Place(file=file, key=topic.id))


def conflict_problems(conflict: Conflict, statutes: dict[str, Statute], where: Place) -> Iterator[Problem]:
    """Yield what is wrong with the citations and quotes of a conflict."""
    for cite, quote in zip(conflict.between, conflict.quotes, strict=False):
        yield from quote_problems(cite, quote, statutes, where)
    for cite in (*conflict.applied, *conflict.sets_aside):
        if cite not in conflict.between:
            message = f"冲突“{conflict.id}”适用或搁置的“{cite}”不在 between 里"
            yield Problem(code="conflict", message=message, where=where, mend="请在 between 里写上这一处和原文")


def _variants(region: Region, statutes: dict[str, Statute]) -> Iterator[Problem]:
    for kind, variants in region.variants.items():
        for clause in (*variants.replacements.values(), *variants.insertions):
            yield from _clause(clause, statutes)
        for omission in variants.omissions:
            place = Place(file=f"regions/{region.id}/clauses/{kind}/omit.yaml", key=omission.clause)
            yield from quote_problems(omission.cite, omission.quote, statutes, place)


def _clause(clause: Clause, statutes: dict[str, Statute]) -> Iterator[Problem]:
    for link in clause.law:
        yield from quote_problems(link.cite, link.quote, statutes, Place(file=clause.file, key=str(link.cite)))


def _limits(entry: Entry) -> Iterator[tuple[Side, Limit]]:
    for side, limits in entry.limits.items():
        for limit in limits.values():
            yield side, limit


def _ancestry(region: Region, regions: dict[str, Region]) -> Iterator[Problem]:
    if region.parent and region.parent not in regions:
        close = nearest(region.parent, list(regions))
        mend = f"最接近的是“{close}”" if close else "请改为有的地区"
        where = region.places.of("parent")
        yield Problem(code="region_parent", message=f"上级地区“{region.parent}”不存在", where=where, mend=mend)
    chain = [region, *parents(region, regions)]
    if chain[-1].parent == region.id:
        where = region.places.of("parent")
        yield Problem(code="region_parent", message="上级地区绕成了一圈", where=where, mend="请改正 parent")


def _limit(side: Side, limit: Limit, statutes: dict[str, Statute], places: Places, key: str) -> Iterator[Problem]:
    found = list(quote_problems(limit.cite, limit.quote, statutes, places.of(key)))
    yield from found
    lacking = missing_from_quote(side, limit.value, limit.quote)
    if not found and lacking:
        bound = f"{_LABELS[side.value]}“{_BOUNDS[side]}{limit.value}”"
        message = f"引语“{limit.quote}”里没有{lacking}，不足以作为{bound}的依据"
        yield Problem(code="quote_unfit", message=message, where=places.of(key), mend="请引足原文，或改正数值")


def quote_problems(cite: Citation, quote: str, statutes: dict[str, Statute], where: Place) -> Iterator[Problem]:
    """Yield what is wrong with a citation and its quote."""
    statute = statutes.get(cite.statute)
    if statute is None:
        yield from _unknown_statute(cite.statute, statutes, where)
        return
    text = statute.cited_text(cite)
    if text is None:
        message = f"{statute.name()}没有“{cite}”这一处"
        yield Problem(code="citation", message=message, where=where, mend="请对照原文改正条、款、项号")
    elif not normalise(quote) or normalise(quote) not in normalise(text):
        message = f"引语“{quote}”不在{statute.name()}“{cite}”的原文里"
        law = (Ground(text=text),)
        yield Problem(code="quote_absent", message=message, where=where, law=law, mend="请逐字照抄原文")


def _unknown_statute(name: str, statutes: dict[str, Statute], where: Place) -> Iterator[Problem]:
    close = nearest(name, list(statutes))
    mend = f"最接近的是“{close}”" if close else "请把法规全文放进 regions/<地区>/statutes/"
    yield Problem(code="citation", message=f"没有“{name}”这部法规的全文", where=where, mend=mend)


def _looser(region: Region, regions: dict[str, Region], name: str, entry: Entry, key: str) -> Iterator[Problem]:
    """Find defaults and limits past a `must` of this region or of one above it while both hold.

    A limit that a recorded conflict sets aside is neither measured nor a measure.
    """
    chain = (region, *parents(region, regions))
    aside = frozenset(cite for above in chain for conflict in above.conflicts for cite in conflict.sets_aside)
    for above in chain:
        for other in above.parameters.get(name, ()):
            if not _meet(entry, other):
                continue
            for side, limits in other.limits.items():
                for level, limit in limits.items():
                    if limit.force is Force.MUST and limit.cite not in aside:
                        yield from _past(region, _counting(entry, aside), side, level, limit, key)


def _counting(entry: Entry, aside: frozenset[Citation]) -> Entry:
    """Return an entry without the limits that are set aside."""
    limits = {
        side: {level: limit for level, limit in found.items() if limit.cite not in aside}
        for side, found in entry.limits.items()
    }
    return entry.model_copy(update={"limits": limits})


def _meet(one: Entry, other: Entry) -> bool:
    return (other.end is None or one.start <= other.end) and (one.end is None or other.start <= one.end)


def _past(region: Region, entry: Entry, side: Side, level: str, limit: Limit, key: str) -> Iterator[Problem]:
    own = {"default": entry.defaults} | {
        side.value: {at: found.value for at, found in entry.limits.get(side, {}).items()}
    }
    for what, values in own.items():
        for at, value in values.items():
            if level and at and level != at:
                continue
            equal = what != "default" and value == limit.value  # 低于9 is no looser than 低于9
            if not equal and not side.admits(value, limit.value):
                message = f"{_LABELS[what]}{value}比“{limit.cite}”规定的“{limit.quote}”宽"
                where = region.places.of(f"{key}.{what}")
                mend = f"请改为{_BOUNDS[side]}{limit.value}"
                yield Problem(code="looser_than_law", message=message, where=where, mend=mend)
