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

from generator.checks.rules.limit_exceeded import SEVERITIES
from generator.model.case import Case, Term
from generator.model.law import TermRule
from generator.model.library import Library
from generator.model.region import Limit, Side
from generator.model.units import Quantity
from generator.reading.yaml_tree import read_yaml
from generator.selection import Rule, Rules, ruled_term, rules_for, term_rule
from generator.selection.rulings import holds_for, rules_in_force

FOLDER = Path(__file__).parent


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


def of_parameter(library: Library, asked: Asked) -> Found:
    name, level = asked.ask["parameter"], asked.ask.get("level")
    parameter = library.parameters[name]
    rule = rules_for(library, asked.region, asked.on).parameters.get(name, Rule({}, ()))
    if "try" in asked.ask:
        return tried(rule, Quantity.read(asked.ask["try"], parameter.unit), level)
    if "default" in asked.ask:
        return {"value": text(rule.default(level))}
    limit = rule.limit(Side(asked.ask["side"]), level)
    return {"value": text(limit.value), "force": limit.force.value, "by": str(limit.cite)} if limit else {"value": None}


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
    unknown = set(asked.ask["facts"]) - {one.fact for one in rule.asks}
    assert not unknown, f"{rule.id} doesn't ask for {unknown}"
    case = case_of(asked, facts=asked.ask["facts"])
    return {"holds": str(holds_for(rule, case)).lower(), "force": rule.force.value, "by": str(rule.cite)}


def of_conflict(library: Library, asked: Asked) -> Found:
    """Return what is recorded of a conflict; of its kinds and clauses, the one that is expected if it is there."""
    rules = rules_for(library, asked.region, asked.on)
    conflict = next((one for one in rules.conflicts if one.id == asked.ask["conflict"]), None)
    if conflict is None:
        return {"stands": "false"}
    kinds, clauses = conflict.touches.kinds, conflict.touches.clauses
    return {
        "stands": "true",
        "applied": [str(cite) for cite in conflict.applied],
        "kind": asked.expect["kind"] if asked.expect.get("kind") in kinds else kinds,
        "clause": asked.expect["clause"] if asked.expect.get("clause") in clauses else clauses,
    }


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
    "parameter": (of_parameter, {"side", "try", "default", "level"}),
    "rule": (of_rule, {"facts"}),
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
