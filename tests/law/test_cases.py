"""The law as lawyers state it: every case of tests/law/*.yaml against the library of this checkout.

A case says in a sentence what must come out, for a region and a day, and by which article; the forms are described
at the top of in-force.yaml. If one fails, the sentence that is printed is no longer true of the documents.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.assembly import assemble
from generator.checks.rules.limit_exceeded import SEVERITIES
from generator.model.case import Case, Term
from generator.model.citation import Citation
from generator.model.law import TermRule
from generator.model.library import Library
from generator.model.region import Limit, Region, Side
from generator.model.statute import normalise
from generator.model.units import Quantity
from generator.reading import read_case
from generator.reading.yaml_tree import read_yaml
from generator.selection import Rule, Rules, ruled_term, rules_for, term_rule
from generator.selection.rulings import holds_for, rules_in_force

FOLDER = Path(__file__).parent
GOOD = FOLDER.parent / "checks" / "good.yaml"


@dataclass(frozen=True)
class Asked:
    """One case: its sentence, region and day, what is asked, and what must come out."""

    place: str
    say: str
    region: str
    on: date
    ask: dict[str, Any]
    expect: dict[str, Any]


def read_cases(path: Path) -> list[Asked]:
    data, places = read_yaml(path.read_text(encoding="utf-8"), path.name)
    for case in data:
        assert set(case) == {"say", "region", "on", "ask", "expect"}, f"{path.name} {case}"
    return [
        Asked(
            place=f"{path.name}:{places.of(str(index)).line}",
            say=case["say"],
            region=case["region"],
            on=date.fromisoformat(case["on"]),
            ask=case["ask"],
            expect=case["expect"],
        )
        for index, case in enumerate(data)
    ]


CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in read_cases(path)]
Found = dict[str, Any]


def of_statute(library: Library, asked: Asked) -> Found:
    return {"in_force": str(library.statutes[asked.ask["statute"]].in_force(asked.on)).lower()}


def of_article(library: Library, asked: Asked) -> Found:
    cite = Citation.read(asked.ask["article"])
    text_of = library.statutes[cite.statute].cited_text(cite)
    assert text_of is not None, f"没有“{cite}”这一处"
    return {"found": str(normalise(asked.ask["says"]) in normalise(text_of)).lower()}


def of_parameter(library: Library, asked: Asked) -> Found:
    """Return a limit and, of the values to try, the verdict on each; of one value also by which limit."""
    name, level = asked.ask["parameter"], asked.ask.get("level")
    rule = rules_for(library, asked.region, asked.on).parameters.get(name, Rule({}, ()))
    values = values_of(library, asked)
    found = tried(rule, values[0], level) if len(values) == 1 else {}
    if "default" in asked.ask:
        return {"value": text(rule.default(level))}
    if "side" not in asked.ask:
        return found
    found["verdicts"] = [tried(rule, value, level)["verdict"] for value in values]
    limit = rule.limit(Side(asked.ask["side"]), level)
    if limit is None:
        return {**found, "value": None}
    return {**found, "value": text(limit.value), "force": limit.force.value, "by": str(limit.cite)}


def values_of(library: Library, asked: Asked) -> list[Quantity]:
    """Return the values that a case tries."""
    written = asked.ask.get("try", [])
    unit = library.parameters[asked.ask["parameter"]].unit
    return [Quantity.read(value, unit) for value in (written if isinstance(written, list) else [written])]


def tried(rule: Rule, value: Quantity, level: str | None) -> Found:
    """Return how far the strongest limit that a value is past stands in its way."""
    past: list[Limit] = [
        limit
        for side in Side
        for limit in rule.limits(side, level)
        if limit.force in SEVERITIES and not side.admits(value, limit.value)
    ]
    if not past:
        return {"verdict": "ok"}
    order = list(SEVERITIES)
    strongest = min(past, key=lambda limit: order.index(limit.force))
    return {"verdict": SEVERITIES[strongest.force].value, "by": str(strongest.cite)}


def of_rule(library: Library, asked: Asked) -> Found:
    rules = rules_for(library, asked.region, asked.on)
    rule = next((rule for rule in rules_in_force(rules) if rule.id == asked.ask["rule"]), None)
    if rule is None:
        return {"asked": "false"}
    facts, but = asked.ask["facts"], asked.ask.get("but", {})
    unknown = {*facts, *but} - {one.fact for one in rule.asks}
    assert not unknown, f"{rule.id} doesn't ask for {unknown}"
    found = {"force": rule.force.value, "by": str(rule.cite)}
    for key, stated in (("holds", facts), ("but", {**facts, **but})):
        found[key] = str(holds_for(rule, case_of(asked, facts=stated))).lower()
    return found


def of_conflict(library: Library, asked: Asked) -> Found:
    """Return what is recorded of a conflict, and whether an agreement of the day tells of it (`told`).

    Of its kinds, clauses, parameters and words, what is expected if it is there.
    """
    rules = rules_for(library, asked.region, asked.on)
    conflict = next((one for one in rules.conflicts if one.id == asked.ask["conflict"]), None)
    if conflict is None:
        return {"stands": "false"}
    touches = conflict.touches
    places = {
        "kind": touches.kinds,
        "clause": touches.clauses,
        "parameter": touches.parameters,
        "tells": conflict.tells,
    }
    found: Found = {"stands": "true", "applied": [str(cite) for cite in conflict.applied]}
    for key, there in places.items():
        expected = asked.expect.get(key)
        found[key] = expected if expected is not None and expected in there else there
    if "told" in asked.expect:
        agreement = read_case(GOOD).model_copy(update={"region": asked.region, "date": asked.on})
        found["told"] = str(conflict.tells in assemble(library, agreement).remarks).lower()
    return found


def of_term(library: Library, asked: Asked) -> Found:
    sort = asked.ask["term"]
    start = asked.ask.get("start")
    case = case_of(
        asked,
        renews="示例〔2021〕0001号" if sort == "renewal" else None,
        term=Term(start=date.fromisoformat(start)) if start else Term(),
    )
    rules = rules_for(library, asked.region, asked.on)
    rule = term_rule(case, rules) if sort in ("first", "renewal") else nearest_term_rule(rules, sort)
    assert rule is not None
    term = ruled_term(case, rule)
    return {
        "start": term.start and term.start.isoformat(),
        "end": term.end and term.end.isoformat(),
        "force": rule.force.value,
        "by": str(rule.cite),
    }


def nearest_term_rule(rules: Rules, sort: str) -> TermRule | None:
    """Return the rule for standing or annual agreements, whose kinds are still to come."""
    return next((rule for region in rules.chain for rule in region.agreement_terms if rule.sort == sort), None)


def case_of(asked: Asked, **facts: Any) -> Case:
    return Case(kind="agreement", region=asked.region, date=asked.on, **facts)


def text(value: Quantity | None) -> str | None:
    return str(value) if value else None


QUESTIONS: dict[str, tuple[Callable[[Library, Asked], Found], set[str]]] = {
    "statute": (of_statute, set()),
    "article": (of_article, {"says"}),
    "parameter": (of_parameter, {"side", "try", "default", "level"}),
    "rule": (of_rule, {"facts", "but"}),
    "conflict": (of_conflict, set()),
    "term": (of_term, {"start"}),
}
"""What may be asked: how it is answered, and what else the question may say."""


@pytest.mark.parametrize("asked", CASES, ids=lambda asked: asked.place)
def test_what_a_lawyer_says_comes_out(asked: Asked, library: Library) -> None:
    (question,) = set(asked.ask) & set(QUESTIONS)
    answer, further = QUESTIONS[question]
    assert set(asked.ask) - {question} <= further, f"{asked.place}：问法里有不认识的键"
    found = answer(library, asked)
    assert asked.expect, f"{asked.place}：没有写应得什么"
    got = {key: found.get(key, "（没有这一项）") for key in asked.expect}
    assert got == asked.expect, f"\n{asked.place} {asked.say}\n应得 {asked.expect}\n实得 {found}"


def test_every_kind_of_question_is_asked() -> None:
    """Else a file that no longer is found, or a question that no longer is asked, would not be missed."""
    assert {question for asked in CASES for question in asked.ask} >= set(QUESTIONS)
    assert {asked.place.split(":")[0] for asked in CASES} == {path.name for path in FOLDER.glob("*.yaml")}
    assert {asked.region for asked in CASES} >= {"neimenggu", "jiangsu/nantong", "guangdong/foshan"}


def test_no_sentence_stands_twice() -> None:
    """Else two cases may say the same and one of them was meant to say something else."""
    sentences = [(asked.say, asked.region, asked.on) for asked in CASES]
    assert len(set(sentences)) == len(sentences)


def limits_of(library: Library) -> set[tuple[str, str, str, str]]:
    """Return every limit of every region that no conflict sets aside: parameter, side, citation, value."""
    aside = {cite for region in library.regions.values() for one in region.conflicts for cite in one.sets_aside}
    return {
        (name, side.value, str(limit.cite), str(limit.value))
        for region in library.regions.values()
        for name, entries in region.parameters.items()
        for entry in entries
        for side, limits in entry.limits.items()
        for limit in limits.values()
        if limit.cite not in aside
    }


def limits_asked(library: Library) -> set[tuple[str, str, str, str]]:
    """Return the limits whose value and force a case states, with a value that keeps them and one that doesn't."""
    found = set()
    for asked in CASES:
        if "parameter" not in asked.ask or not asked.expect.keys() >= {"value", "force", "by"}:
            continue
        side, values = Side(asked.ask["side"]), values_of(library, asked)
        limit = (
            rules_for(library, asked.region, asked.on)
            .parameters[asked.ask["parameter"]]
            .limit(side, asked.ask.get("level"))
        )
        assert limit is not None
        on_it = limit.value in values or side in (Side.BELOW, Side.ABOVE)
        both = {side.admits(value, limit.value) for value in values} == {True, False}
        if limit.value.text or (on_it and both):
            found.add((asked.ask["parameter"], side.value, str(limit.cite), str(limit.value)))
    return found


def test_every_limit_of_every_region_is_asked_for(library: Library) -> None:
    """Else a number of the law could change in the data and no lawyer's sentence would be untrue."""
    assert len(limits_of(library)) > 90
    assert limits_of(library) - limits_asked(library) == set()


def test_every_rule_of_every_region_holds_in_a_case_and_fails_in_one(library: Library) -> None:
    """Else a rule could be always true, or never, and no lawyer would see it."""
    stated = {
        (rule.id, str(rule.cite), outcome)
        for region in library.regions.values()
        for rule in region.rules
        for outcome in ("true", "false")
    }
    asked = {
        (one.ask["rule"], found["by"], found[key])
        for one in CASES
        if "rule" in one.ask and (found := of_rule(library, one)).get("by")
        for key in {"holds", "but"} & set(one.expect)
    }
    assert len(stated) > 200
    assert stated - asked == set()


def test_every_conflict_is_asked_for(library: Library) -> None:
    """Else a conflict could turn to the other source and no lawyer's sentence would be untrue."""
    regions: list[Region] = list(library.regions.values())
    recorded = {one.id for one in (*library.conflicts, *(one for region in regions for one in region.conflicts))}
    asked = {one.ask["conflict"] for one in CASES if "conflict" in one.ask and "applied" in one.expect}
    assert len(recorded) >= 28
    assert recorded - asked == set()
