"""Persons as lawyers state them: every case of this folder's tables against the library of this checkout.

A case says in a sentence what must come out, and by which article of nhsa-personnel-2024. If one fails, somebody would
be suspended, ended or restored otherwise than the law says.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.lifecycle.personnel.breaches import read_breaches
from generator.lifecycle.personnel.consequence import consequence
from generator.lifecycle.personnel.judging import judge_staff
from generator.lifecycle.personnel.records import StaffHappened, StaffLife
from generator.lifecycle.personnel.scoring import score
from generator.lifecycle.personnel.standing import staff_standing_on
from generator.model.library import Library
from generator.problems import Problem, Severity
from generator.reading.yaml_tree import read_yaml

from . import people

FOLDER = Path(__file__).parent


def cases(name: str) -> list[Any]:
    data, _ = read_yaml((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), name)
    return [pytest.param(case, id=case["say"]) for case in data]


def happened(written: list[Any]) -> StaffHappened:
    if written[0] != "points":
        name, place, on, facts = written
        return people.event(name, place, on, **facts)
    _, place, on, points, measure, length, paper, *facts = written
    more = facts[0] if facts else {}
    return people.notice(place, on, int(points), measure, paper=paper, length=int(length), **more)


def life_of(case: dict[str, Any]) -> StaffLife:
    events = [happened(one) for one in case["happened"]]
    life = people.person(case.get("region", "shili"), *events, bare="bare" in case)
    if "agreement" not in case:
        return life
    agreement = people.agreement(people.A, *(people.befell(*one) for one in case["agreement"]))
    return replace(life, agreements={people.A: agreement})


@pytest.mark.parametrize("case", cases("standing"))
def test_standing(library: Library, case: dict[str, Any]) -> None:
    """Lost otherwise: what a person's points and states are on a day, in one of the cases that the statute tells."""
    found = staff_standing_on(library, life_of(case), date.fromisoformat(case["on"]))
    states = {practice.institution: practice for practice in found.practices}
    said: dict[str, str] = {
        "state": found.state, "points": str(found.points), "promised": str(found.promised),
        "until": str(found.until), "barred": str(found.barred_until) if found.barred_until else "没有",
    }  # fmt: skip
    for name, code in people.PLACES.items():
        said[name] = states[code].state if code in states else "没有"
    assert {name: said[name] for name in case["expect"]} == case["expect"]
    assert all(practice.because for practice in found.practices), "每一个状态都说明由来"


@pytest.mark.parametrize("case", cases("scoring"))
def test_scoring(library: Library, case: dict[str, Any]) -> None:
    """Lost otherwise: points outside their band, or counted twice or not at all."""
    found = score(library, case.get("region", "shili"), read_breaches(case["breaches"]), date(2026, 3, 2))
    expect = case["expect"]
    if "points" in expect:
        assert (str(found.points), found.problems) == (expect["points"], ())
        assert expect.get("told", "") in "".join(found.lines)
    else:
        assert [problem.code for problem in found.problems] == [expect["code"]]
        assert expect.get("by", "") in "".join(map(str, found.problems[0].law))


@pytest.mark.parametrize("case", cases("consequence"))
def test_consequence(library: Library, case: dict[str, Any]) -> None:
    """Lost otherwise: the boundary between being told, suspended and ended."""
    found = consequence(library, "shili", int(case["before"]), int(case["points"]), date(2026, 3, 2))
    months = "-".join(map(str, found.months)) if found.months else "无"
    said = {"measure": found.measure, "months": months, "years": str(found.years or "无")}
    assert said == case["expect"]
    assert found.law


@pytest.mark.parametrize("case", cases("judging"))
def test_judging(library: Library, case: dict[str, Any]) -> None:
    """Lost otherwise: an entry that the law refuses goes in, or one that it allows is kept out."""
    life = life_of(case)
    life = replace(life, identity=case.get("identity", life.identity))
    name, place, on, facts = case["order"]
    wanted = people.order(name, place, on, waive=case.get("waive"), **facts)
    found = judge_staff(library, life, wanted, date(2026, 11, 22))
    expect = case["expect"]
    stopping = [problem for problem in found.problems if problem.severity is not Severity.NOTE]
    notes = [problem for problem in found.problems if problem.severity is Severity.NOTE]
    assert [problem.code for problem in stopping] == expect.get("codes", "").split(), list(map(str, found.problems))
    assert [problem.code for problem in notes] == expect.get("told", "").split()
    assert (found.happened is None) == bool(stopping)
    assert expect.get("by", "") in "".join(_law(found.problems))
    assert all(problem.mend for problem in stopping)


def _law(problems: tuple[Problem, ...]) -> list[str]:
    return [str(ground) for problem in problems for ground in problem.law]
