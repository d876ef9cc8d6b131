"""What holds in a region on a day, as plain data: every parameter with where each of its sides comes from.

In: a Library, a region's id, a day. Out: dictionaries that `--json` prints as they are and that `xieyi region`
prints as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.assembly.basis import FORCE_WORDS, SIDE_WORDS
from generator.cli.law_report import short_citation, state
from generator.errors import UsageError
from generator.model.law import Conflict, MonthDay, TermRule
from generator.model.library import Library
from generator.model.region import Entry, Limit, Region, Side
from generator.selection import Rule, Rules, at_level, rules_for

SORTS = {"first": "首次协议", "renewal": "续签协议", "standing": "固定协议", "annual": "年度协议"}


def find_region(library: Library, name: str) -> Region:
    """Return a region; raise `UsageError`."""
    found = library.regions.get(name)
    if found is None:
        from generator.reading.validation import nearest

        close = nearest(name, list(library.regions))
        hint = f"是否想写 {close}？" if close else f"可用：{'、'.join(library.regions)}。"
        raise UsageError(f"没有代号为“{name}”的地区。{hint}")
    return found


def listed(library: Library, region: Region, on: date) -> dict[str, Any]:
    """Return a region in one row: what is above it, what it stands on, what it has of its own."""
    rules = rules_for(library, region.id, on)
    statute = library.statutes.get(region.stands_on or "")
    variants = [variant for variant in region.variants.values()]
    return {
        "id": region.id, "title": region.title, "parent": region.parent, "issues": region.number_format is not None,
        "stands_on": region.stands_on, "statute": statute.name() if statute else None,
        "state": state(statute, on) if statute else None, "in_force": region in rules.chain,
        "parameters": len(region.parameters), "rules": len(region.rules),
        "clauses": sum(len(one.replacements) + len(one.insertions) + len(one.omissions) for one in variants),
        "conflicts": len(region.conflicts),
    }  # fmt: skip


def shown(library: Library, name: str, on: date) -> dict[str, Any]:
    """Return everything that holds in a region on a day."""
    region = find_region(library, name)
    rules = rules_for(library, region.id, on)
    return {
        "on": on.isoformat(),
        **{key: listed(library, region, on)[key] for key in ("id", "title", "stands_on", "statute", "state")},
        "chain": [above.id for above in rules.chain],
        "lapsed": [statute.name() for statute in rules.lapsed],
        "payment_method": next((above.payment_method for above in rules.regions if above.payment_method), None),
        "number_format": rules.number_format,
        "terms": rules.terms,
        "parameters": [row for name in library.parameters for row in _parameter(library, rules, name)],
        "agreement_terms": list(_agreement_terms(library, rules)),
        "conflicts": [_conflict(library, conflict) for conflict in rules.conflicts],
        "clauses": list(_variants(library, rules, on)),
    }


def _parameter(library: Library, rules: Rules, name: str) -> Iterator[dict[str, Any]]:
    """Yield what holds for a parameter, once for each level that is told apart; once where nothing holds."""
    parameter = library.parameters[name]
    rule = rules.parameters.get(name, Rule({}, ()))
    by_side = [list(limits) for entry in rule.entries for limits in entry.limits.values()]
    levels = dict.fromkeys(level for known in (list(rule.defaults), *by_side) for level in known)
    for level in levels or {"": None}:
        default = rule.default(level)
        yield {
            "name": name, "label": parameter.label, "unit": parameter.unit.value, "level": level or None,
            "default": str(default) if default else None, "default_from": _giver(rules, name, level),
            "limits": [
                _limit(library, rules, name, side, found) for side in Side if (found := rule.limits(side, level))
            ],
            "set_aside": list(_set_aside(library, rules, rule, level)),
        }  # fmt: skip


def _giver(rules: Rules, name: str, level: str) -> str | None:
    """Return the region whose default holds."""
    entries = rules.parameters[name].entries if name in rules.parameters else ()
    for region in rules.chain:
        for entry in region.parameters.get(name, ()):
            if entry.defaults and any(entry is one for one in entries):
                return region.id if at_level(entry.defaults, level) else None
    return None


def _limit(library: Library, rules: Rules, name: str, side: Side, limits: list[Limit]) -> dict[str, Any]:
    """Return the effective limit of a side, and the others behind it; the tightest comes first."""
    return {**_stated(library, rules, name, side, limits[0]), "behind": [
        _stated(library, rules, name, side, limit) for limit in limits[1:]
    ]}  # fmt: skip


def _stated(library: Library, rules: Rules, name: str, side: Side, limit: Limit) -> dict[str, Any]:
    region = next(region for region in rules.regions if region.id == limit.region)
    index, entry = _entry(region, name, limit)
    where = region.places.of(f"parameters.{name}.{index}.{side.value}")
    ground = library.ground(limit.cite, limit.quote)
    return {
        "side": side.value, "value": str(limit.value), "force": limit.force.value,
        "statement": f"{FORCE_WORDS[limit.force]}{SIDE_WORDS[side]}{limit.value}",
        "region": region.id, "region_title": region.title, "file": where.file, "line": where.line,
        "cite": str(limit.cite), "citation": ground.citation, "short": short_citation(library, limit.cite),
        "quote": limit.quote, "text": ground.text, "base": entry.base,
    }  # fmt: skip


def _entry(region: Region, name: str, limit: Limit) -> tuple[int, Entry]:
    return next(
        (index, entry)
        for index, entry in enumerate(region.parameters[name])
        if any(limit is found for limits in entry.limits.values() for found in limits.values())
    )


def _set_aside(library: Library, rules: Rules, rule: Rule, level: str) -> Iterator[dict[str, str]]:
    """Yield the limits that a recorded conflict sets aside."""
    for entry in rule.entries:
        for side, limits in entry.limits.items():
            limit = at_level(limits, level)
            if limit is not None and limit.cite in rule.aside:
                conflict = next(one for one in rules.conflicts if limit.cite in one.sets_aside)
                yield {
                    "statement": f"{FORCE_WORDS[limit.force]}{SIDE_WORDS[side]}{limit.value}",
                    "citation": library.print_citation(limit.cite), "short": short_citation(library, limit.cite),
                    "quote": limit.quote, "conflict": conflict.id,
                }  # fmt: skip


def _agreement_terms(library: Library, rules: Rules) -> Iterator[dict[str, Any]]:
    """Yield the rules on how long each sort of agreement runs: the nearest region's, there the most particular."""
    for sort in SORTS:
        for region in rules.chain:
            own = [rule for rule in region.agreement_terms if rule.sort == sort]
            if sort in ("first", "renewal"):
                own = own or [rule for rule in region.agreement_terms if rule.sort == "any"]
            for rule in own:
                yield {
                    "sort": sort, "statement": _term_words(SORTS[sort], rule), "force": rule.force.value,
                    "region": region.id, "cite": str(rule.cite), "citation": library.print_citation(rule.cite),
                    "short": short_citation(library, rule.cite), "quote": rule.quote,
                }  # fmt: skip
            if own:
                break


def _term_words(words: str, rule: TermRule) -> str:
    """Return a rule on terms as a sentence that begins with what sort of agreement it is about."""
    if rule.signed_from or rule.signed_to:
        words += f"，{_day(rule.signed_from) or '1月1日'}至{_day(rule.signed_to) or '12月31日'}签订的"
    if rule.starts_at_signing:
        words += "，自签订之日起"
    if rule.end_day:
        year = {0: "当年", 1: "次年"}.get(rule.years_on, f"{rule.years_on}年后的")
        return f"{words}，{FORCE_WORDS[rule.force]}至{year}{_day(rule.end_day)}"
    return f"{words}，{FORCE_WORDS[rule.force]}{rule.length}" if rule.length else f"{words}，条文不定期限"


def _day(day: MonthDay | None) -> str | None:
    return f"{day.month}月{day.day}日" if day else None


def _conflict(library: Library, conflict: Conflict) -> dict[str, Any]:
    return {
        "id": conflict.id,
        "between": [
            {
                "cite": str(cite), "citation": library.print_citation(cite),
                "short": short_citation(library, cite), "quote": quote,
            }
            for cite, quote in zip(conflict.between, conflict.quotes, strict=True)
        ],
        "applied": [short_citation(library, cite) for cite in conflict.applied],
        "sets_aside": [short_citation(library, cite) for cite in conflict.sets_aside],
        "why": conflict.why, "tells": conflict.tells, "touches": conflict.touches.model_dump(mode="json"),
    }  # fmt: skip


def _variants(library: Library, rules: Rules, on: date) -> Iterator[dict[str, Any]]:
    """Yield what the regions change in the text that is asked for on the day, the highest region's first."""
    for region in reversed(rules.chain):
        for kind, variants in region.variants.items():
            for change, clauses in (
                ("replaced", variants.replacements.values()),
                ("inserted", variants.insertions),
            ):
                for clause in (found for found in clauses if found.asked_on(on)):
                    yield {"kind": kind, "change": change, "slug": clause.slug, "title": clause.title,
                           "region": region.id, "after": clause.after, "file": clause.file}  # fmt: skip
            for omission in variants.omissions:
                left = library.kinds[kind].clause(omission.clause)
                yield {
                    "kind": kind, "change": "omitted", "slug": omission.clause,
                    "title": left.title if left else omission.clause, "region": region.id, "after": None,
                    "citation": library.print_citation(omission.cite),
                    "short": short_citation(library, omission.cite), "why": omission.why,
                }  # fmt: skip
