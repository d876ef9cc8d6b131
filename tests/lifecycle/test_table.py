"""Each event × state × party × region: lost without these, an agreement does what the law or its state forbids."""

from dataclasses import replace
from datetime import date

import pytest

from generator.document.nodes import Document
from generator.lifecycle import judge
from generator.model.force import Force
from generator.model.library import Library
from generator.problems import Severity
from tests.lifecycle.builders import (
    FACTS,
    FOSHAN,
    FOSHAN_LAPSED,
    GOOD,
    JIANGSU,
    NATIONAL,
    TIMES,
    Time,
    in_state,
    judged,
    life,
    order,
    problem_of,
    standing_in_the_way,
    with_case,
)

STATES = ("in_force", "suspended", "rescinded", "ended")

ALLOWED = {
    "sign": set(),
    "renew": {"in_force", "suspended"},
    "not-renew": {"in_force", "suspended"},
    "supplement": {"in_force"},
    "change": {"in_force", "suspended"},
    "suspend": {"in_force"},
    "resume": {"suspended"},
    "rescind": {"in_force", "suspended"},
    "terminate": {"in_force", "suspended"},
}
NEXT = {"suspend": "suspended", "resume": "in_force", "rescind": "rescinded", "terminate": "ended"}
PARTIES = ("agency", "institution", "both", "spread")
FORBIDDEN = [(name, by) for name in ALLOWED for by in PARTIES if (name, by) not in FACTS and name != "sign"]

ids = {"ids": lambda value: value.name if isinstance(value, Time) else value}


def no_text(day: date) -> Document:
    """Give no text: what is judged here needs none."""
    raise AssertionError(day)


@pytest.mark.parametrize("time", TIMES, **ids)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("name", "by"), [*FACTS, ("sign", "both")])
def test_an_event_happens_in_its_states_alone(library: Library, time: Time, state: str, name: str, by: str) -> None:
    before = "requested" if (name, by, state) == ("resume", "institution", "suspended") else state
    found = judged(library, life(time, *in_state(time, before)), order(time, name, by))
    if state in ALLOWED[name]:
        assert standing_in_the_way(found) == []
        assert found.next is not None
        assert found.next.state == NEXT.get(name, state)
        return
    assert found.next is None
    code = "event_forbidden" if state in ("in_force", "suspended") else "agreement_closed"
    problem = problem_of(found, code)
    assert problem.severity is Severity.ERROR
    assert problem.law
    assert problem.mend


def test_a_refusal_says_what_may_be_done_instead(library: Library) -> None:
    found = judged(library, life(NATIONAL), order(NATIONAL, "resume", "agency"))
    problem = problem_of(found, "event_forbidden")
    assert "履行中，不能办理恢复履行" in problem.message
    assert "中止" in problem.mend
    assert "恢复履行" not in problem.mend


@pytest.mark.parametrize("time", TIMES, **ids)
@pytest.mark.parametrize(("name", "by"), FORBIDDEN)
def test_only_those_whom_a_source_names_may_start_an_event(library: Library, time: Time, name: str, by: str) -> None:
    state = "suspended" if name == "resume" else "in_force"
    found = judged(library, life(time, *in_state(time, state)), order(time, name, by))
    problem = problem_of(found, "event_party")
    assert problem.where.key == "facts.by"
    assert problem.law


@pytest.mark.parametrize("time", TIMES, **ids)
@pytest.mark.parametrize("name", ["suspend", "rescind"])
def test_a_public_institution_may_not_ask_to_suspend_or_rescind(library: Library, time: Time, name: str) -> None:
    found = judged(library, life(time, public=True), order(time, name, "institution"))
    problem = problem_of(found, "rule_unmet")
    assert problem.severity is Severity.ERROR
    assert "公立医疗机构不得主动提出" in problem.law[0].quote
    assert "不再续签" in problem.mend
    assert found.next is None


@pytest.mark.parametrize("time", TIMES, **ids)
def test_a_public_institution_may_ask_not_to_renew(library: Library, time: Time) -> None:
    found = judged(library, life(time, public=True), order(time, "not-renew", "institution"))
    assert standing_in_the_way(found) == []


@pytest.mark.parametrize("time", TIMES, **ids)
@pytest.mark.parametrize("name", ["suspend", "rescind"])
@pytest.mark.parametrize(
    ("received", "refused"), [("{}-04-15", False), ("{}-04-16", True)], ids=["three-months", "a-day-less"]
)
def test_suspension_and_rescission_are_asked_for_three_months_ahead(
    library: Library, time: Time, name: str, received: str, *, refused: bool
) -> None:
    wanted = order(time, name, "institution", request_received_on=received.format(time.year))
    found = judged(library, life(time), wanted)
    assert [code for code, _ in standing_in_the_way(found)] == (["rule_unmet"] if refused else [])


@pytest.mark.parametrize("time", TIMES, **ids)
@pytest.mark.parametrize(
    ("received", "refused"), [("{}-09-30", False), ("{}-10-02", True)], ids=["in-time", "too-late"]
)
def test_not_to_renew_is_asked_for_three_months_ahead_in_foshan_too(
    library: Library, time: Time, received: str, *, refused: bool
) -> None:
    """Foshan's own wording (within the last three months) is set aside by the recorded conflict."""
    wanted = order(time, "not-renew", "institution", request_received_on=received.format(time.year))
    found = judged(library, life(time), with_case(wanted, date=time.day(10, 10)))
    assert [code for code, _ in standing_in_the_way(found)] == (["rule_unmet"] if refused else [])


@pytest.mark.parametrize(
    ("time", "severity"),
    [(NATIONAL, Severity.REASON), (JIANGSU, Severity.REASON), (FOSHAN, Severity.REASON)],
    ids=lambda value: value.name if isinstance(value, Time) else None,
)
def test_an_asked_suspension_past_180_days_wants_a_reason(library: Library, time: Time, severity: Severity) -> None:
    found = judged(library, life(time, end=None), order(time, "suspend", "institution", suspended_to="2027-07-15"))
    assert problem_of(found, "rule_unmet").severity is severity


def test_without_the_agency_s_consent_nothing_is_suspended(library: Library) -> None:
    found = judged(library, life(NATIONAL), order(NATIONAL, "suspend", "institution", agency_agrees="false"))
    assert "没有同意" in problem_of(found, "rule_unmet").message


@pytest.mark.parametrize("lacking", ["fully_checked", "prepaid_recovered", "cleared"])
def test_jiangsu_checks_recovers_and_settles_before_it_rescinds(library: Library, lacking: str) -> None:
    unmet = judged(library, life(JIANGSU), order(JIANGSU, "rescind", "agency", **{lacking: "false"}))
    assert problem_of(unmet, "rule_unmet").law[0].citation.endswith("第三十八条第二款")
    silent = judged(library, life(JIANGSU), order(JIANGSU, "rescind", "agency", **{lacking: None}))
    assert problem_of(silent, "event_fact_missing").where.key == f"facts.{lacking}"
    elsewhere = judged(library, life(NATIONAL), order(NATIONAL, "rescind", "agency", **{lacking: None}))
    assert standing_in_the_way(elsewhere) == []


@pytest.mark.parametrize(("time", "by"), [(NATIONAL, "nhsa-order-2"), (JIANGSU, "jiangsu-2023-3")])
@pytest.mark.parametrize("changed", [{"spread_tier": "county"}, {"spread_local": "false"}])
def test_a_county_s_or_another_place_s_decision_does_not_spread(
    library: Library, time: Time, by: str, changed: dict[str, str]
) -> None:
    found = judged(library, life(time), order(time, "suspend", "spread", **changed))
    problem = problem_of(found, "rule_unmet")
    assert problem.severity is Severity.ERROR
    assert library.statutes[by].title in problem.law[0].citation


def test_foshan_hears_the_institution_while_its_rules_are_in_force_only(library: Library) -> None:
    held = judged(library, life(FOSHAN), order(FOSHAN, "suspend", "agency", defence_offered="false"))
    assert "rule_unmet" in {problem.code for problem in held.problems}
    lapsed = judged(library, life(FOSHAN_LAPSED), order(FOSHAN_LAPSED, "suspend", "agency", defence_offered="false"))
    assert standing_in_the_way(lapsed) == []


@pytest.mark.parametrize("name", ["suspend", "rescind", "resume", "terminate", "supplement", "change"])
def test_an_event_without_its_day_is_refused_at_its_place(library: Library, name: str) -> None:
    by = "both" if name in ("supplement", "change") else "agency"
    found = judged(library, life(NATIONAL), order(NATIONAL, name, by, effective_on=None))
    assert ("event_fact_missing", "facts.effective_on") in standing_in_the_way(found)
    assert found.next is None


def test_nobody_is_guessed_to_have_started_an_event(library: Library) -> None:
    wanted = order(NATIONAL, "suspend", "agency")
    facts = {name: value for name, value in wanted.case.facts.items() if name != "by"}
    found = judged(library, life(NATIONAL), with_case(wanted, facts=facts))
    assert ("event_fact_missing", "facts.by") in standing_in_the_way(found)


def test_an_unknown_event_gets_the_nearest_name(library: Library) -> None:
    wanted = order(NATIONAL, "suspend", "agency")
    found = judged(library, life(NATIONAL), type(wanted)("suspended", wanted.case))
    assert "suspend" in problem_of(found, "event_unknown").mend


def test_the_paper_must_be_the_event_s(library: Library) -> None:
    wanted = order(NATIONAL, "suspend", "agency")
    wrong = with_case(wanted, kind="rescission-notice")
    assert "suspension-notice" in problem_of(judged(library, life(NATIONAL), wrong), "event_paper").mend


def test_another_region_s_or_institution_s_case_is_refused(library: Library) -> None:
    wanted = order(NATIONAL, "suspend", "agency")
    found = judged(library, life(NATIONAL), with_case(wanted, region="jiangsu"))
    assert problem_of(found, "event_other_party").where.key == "region"
    other = GOOD.institution.model_copy(update={"code": "H32010200009"})
    stated = judge(
        library, life(NATIONAL), no_text, with_case(wanted, institution=other, findings=()), wanted.case.date
    )
    assert problem_of(stated, "event_other_party").where.key == "institution.code"


@pytest.mark.parametrize(
    ("force", "severity"),
    [(Force.MUST, "error"), (Force.IN_PRINCIPLE, "reason"), (Force.AS_A_RULE, "note"), (Force.MAY, None)],
)
def test_the_force_of_a_rule_decides_how_far_it_stands_in_the_way(
    library: Library, force: Force, severity: str | None
) -> None:
    nation = library.regions["national"]
    rules = tuple(
        one.model_copy(update={"force": force}) if one.id == "suspension-consent" else one for one in nation.rules
    )
    changed = replace(library, regions={**library.regions, "national": nation.model_copy(update={"rules": rules})})
    found = judged(changed, life(NATIONAL), order(NATIONAL, "suspend", "institution", agency_agrees="false"))
    told = [problem.severity.value for problem in found.problems if "没有同意" in problem.message]
    assert told == ([severity] if severity else [])
