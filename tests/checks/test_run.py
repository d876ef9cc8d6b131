"""Running the rules: order, waivers, references, places; lapsed law and limits of every force."""

from datetime import date
from pathlib import Path

import pytest

from generator.assembly import assemble
from generator.checks import check, problem_codes
from generator.checks.numbering import example_number, year_of_number
from generator.model.case import Case, Waiver
from generator.model.citation import Citation
from generator.model.force import Force
from generator.model.law import TermRule, Topic
from generator.model.library import Library
from generator.model.region import Entry, Side
from generator.model.units import Quantity, Unit
from generator.problems import Problem, Severity, stand_in_the_way
from generator.reading import read_case, read_case_text
from generator.reading.assembled import read_library
from tests.reading.libraries import copy_library, patch

GOOD = Path(__file__).parent / "good.yaml"


@pytest.fixture
def good() -> Case:
    return read_case(GOOD)


def with_values(case: Case, **values: str) -> Case:
    """Return a case with further values."""
    return case.model_copy(update={"values": {**case.values, **values}})


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity.value) for problem in problems]


def forced(library: Library, name: str, force: Force) -> Library:
    """Return a library whose region's cap on a parameter has another force."""
    region = library.regions["neimenggu"]
    entries = []
    for entry in region.parameters[name]:
        limits = {level: limit.model_copy(update={"force": force}) for level, limit in entry.limits[Side.MAX].items()}
        entries.append(entry.model_copy(update={"limits": {Side.MAX: limits}}))
    changed = region.model_copy(update={"parameters": {**region.parameters, name: tuple(entries)}})
    return Library(**{**vars(library), "regions": {**library.regions, "neimenggu": changed}})


@pytest.mark.parametrize(
    ("force", "expected"),
    [
        (Force.MUST, [("limit_exceeded", "error")]),
        (Force.IN_PRINCIPLE, [("limit_exceeded", "reason")]),
        (Force.AS_A_RULE, [("limit_exceeded", "note")]),
        (Force.MAY, []),
    ],
)
def test_force_decides_severity(library: Library, good: Case, force: Force, expected: list[tuple[str, str]]) -> None:
    """不得, 原则上, 一般 and 可以 would else all stand in the way alike, or not at all."""
    case = with_values(good, quality_deposit_rate="6%")
    assert codes(check(forced(library, "quality_deposit_rate", force), case)) == expected


def test_a_value_on_its_limit_is_allowed(library: Library, good: Case) -> None:
    """不超过5% includes 5%."""
    assert check(library, with_values(good, quality_deposit_rate="5%")) == ()


def test_the_strongest_of_two_limits_is_told(library: Library, good: Case) -> None:
    """A waiver for 原则上 must not let a number past a `must` above it."""
    softer = forced(library, "quality_deposit_rate", Force.IN_PRINCIPLE)
    national = softer.regions["national"]
    entries = library.regions["neimenggu"].parameters["quality_deposit_rate"]
    parameters = {**national.parameters, "quality_deposit_rate": entries}
    regions = {**softer.regions, "national": national.model_copy(update={"parameters": parameters})}
    both = Library(**{**vars(softer), "regions": regions})
    assert codes(check(both, with_values(good, quality_deposit_rate="6%"))) == [("limit_exceeded", "error")]


def test_a_region_default_past_a_limit_is_told(library: Library, good: Case) -> None:
    """What the region sets by itself is printed too, so it is checked too."""
    region = library.regions["neimenggu"]
    entry: Entry = region.parameters["liquidated_damages_cap"][0]
    raised = entry.defaults[""].model_copy(update={"number": entry.defaults[""].number + 5})  # type: ignore[operator]
    changed = entry.model_copy(update={"defaults": {"": raised}})
    parameters = {**region.parameters, "liquidated_damages_cap": (changed,)}
    regions = {**library.regions, "neimenggu": region.model_copy(update={"parameters": parameters})}
    (problem,) = check(Library(**{**vars(library), "regions": regions}), good)
    assert problem.code == "limit_exceeded"
    assert "地区默认的是35%" in problem.message


def test_problems_come_in_the_order_of_the_file(library: Library) -> None:
    """A clerk mends a file from top to bottom."""
    text = GOOD.read_text(encoding="utf-8").replace("4%", "6%").replace("beds: 800", "beds: 0")
    text = text.replace("H15010200001", "15010200001").replace("number:", "renews:")
    problems = check(library, read_case_text(text, "case.yaml"))
    lines = [problem.where.line for problem in problems]
    assert len(problems) == 4
    assert lines == [*sorted(line for line in lines if line), None]


def test_a_waiver_names_one_problem_by_its_key(library: Library, good: Case) -> None:
    """A reason given for one number must not excuse another."""
    case = with_values(good, liquidated_damages_cap="40%", suspension_days="200日")
    waiver = Waiver(problem="limit_exceeded:values.suspension_days", reason="工程改造", by="示例丙")
    problems = check(library, case.model_copy(update={"waivers": (waiver,)}))
    assert codes(problems) == [("limit_exceeded", "reason"), ("limit_exceeded", "note")]
    assert [problem.where.key for problem in stand_in_the_way(problems)] == ["values.liquidated_damages_cap"]
    assert "工程改造" in problems[1].message
    assert "示例丙" in problems[1].message


def test_waivers_lift_no_error(library: Library, good: Case) -> None:
    """An error stays one whatever somebody writes beside it."""
    case = with_values(good, quality_deposit_rate="6%")
    for name in problem_codes():
        waived = case.model_copy(update={"waivers": (Waiver(problem=name, reason="已商定", by="示例丙"),)})
        assert codes(stand_in_the_way(check(library, waived))) == [("limit_exceeded", "error")]


def test_a_reference_into_left_text_is_an_error(tmp_path: Path, good: Case) -> None:
    """An item may leave with the facts of a case; a reference to it must not become a hole."""
    root = copy_library(tmp_path)
    clause = "clauses/agreement/08-supplementary/84-definitions.md"
    patch(root / clause, "本协议相关", '{{ ref("services", item="other") }}所称服务和本协议相关')
    broken = read_library(root, "test")
    (problem,) = check(broken, good)
    assert (problem.code, problem.severity) == ("reference_dangling", Severity.ERROR)
    assert clause in problem.message
    assert "“services”的“other”项" in problem.message
    whole = good.model_copy(update={"services": ("outpatient", "inpatient", "other"), "services_other": "家庭病床"})
    assert check(broken, whole) == ()
    assert "第三条第（三）项" in assemble(broken, whole).model_dump_json()


@pytest.mark.parametrize(
    ("option", "expected", "key"),
    [("leave", "note", "date"), ("keep", "reason", "options.lapsed_rules")],
)
def test_lapsed_rules_are_told(library: Library, good: Case, option: str, expected: str, key: str) -> None:
    """A region's rules that have run out must not be applied, or left, in silence."""
    statutes = dict(library.statutes)
    lapsed = statutes["nhsa-order-2"].model_copy(update={"id": "lapsed", "effective_to": date(2025, 6, 30)})
    statutes["lapsed"] = lapsed
    region = library.regions["neimenggu"].model_copy(update={"stands_on": "lapsed"})
    changed = Library(**{**vars(library), "statutes": statutes, "regions": {**library.regions, "neimenggu": region}})
    options = good.options.model_copy(update={"lapsed_rules": option})
    problems = check(changed, good.model_copy(update={"options": options}))
    (problem,) = [problem for problem in problems if problem.code == "region_rules_lapsed"]
    assert (problem.code, problem.severity.value, problem.where.key) == ("region_rules_lapsed", expected, key)
    assert "至2025年6月30日止" in problem.message


def in_region(library: Library, **changed: object) -> Library:
    """Return a library whose region has other rules."""
    region = library.regions["neimenggu"].model_copy(update=changed)
    return Library(**{**vars(library), "regions": {**library.regions, "neimenggu": region}})


@pytest.mark.parametrize(
    ("force", "expected"),
    [(Force.MUST, ["error"]), (Force.IN_PRINCIPLE, ["reason"]), (Force.AS_A_RULE, ["note"]), (Force.MAY, [])],
)
def test_a_term_against_the_rule_is_told(library: Library, good: Case, force: Force, expected: list[str]) -> None:
    """An agreement that runs longer than the rule allows must not be signed unseen."""
    cite, quote = Citation.read("nhsa-order-2#10"), "协议期限一般为1年"
    rule = TermRule(sort="any", length=Quantity.read("1年", Unit.YEARS), force=force, cite=cite, quote=quote)
    ruled = in_region(library, agreement_terms=(rule,))
    assert check(ruled, good) == ()
    longer = good.model_copy(update={"term": good.term.model_copy(update={"end": date(2028, 12, 31)})})
    problems = check(ruled, longer)
    assert codes(problems) == [("term_length", severity) for severity in expected]
    assert all(problem.law[0].quote == quote and "2026-12-31" in problem.mend for problem in problems)


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        (("renewal", "internet-payment"), []),
        (("assessment#online-procurement",), []),
        (("renewal", "renewal#early"), [("topic_missing", "error")]),
        (("renewal", "work-injury"), [("topic_missing", "error")]),
    ],
)
def test_a_topic_that_nothing_regulates_is_told(
    library: Library, good: Case, clauses: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    """What a statute says agreements must regulate may not leave the text, all of it or in part.

    A clause that stands there for internet hospitals alone regulates their topic, though others' documents lack it.
    """
    cite, quote = Citation.read("nhsa-order-2#41"), "续签"
    topic = Topic(id="renewal", topic="续签", cite=cite, quote=quote, clauses=clauses)
    assert codes(check(in_region(library, topics=(topic,)), good)) == expected


def test_a_case_without_a_file_is_checked_alike(library: Library) -> None:
    """A roster's row and a web form have keys but no lines."""
    bare = read_case_text(GOOD.read_text(encoding="utf-8"), "x").model_dump(exclude_none=True)
    case = Case.model_validate(bare)
    (problem,) = check(library, with_values(case, quality_deposit_rate="6%"))
    assert str(problem.where) == "values.quality_deposit_rate"


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("内医保协〔2026〕0001号", 2026),
        ("内医保协〔2026〕12345号", 2026),
        ("内医保协〔2026〕001号", None),
        ("内医保协〔2026〕0000号", None),
        ("内医保协〔２０２６〕0001号", None),
        ("内医保协〔2026〕0001号 ", None),
    ],
)
def test_numbers_are_read_by_the_format(number: str, year: int | None) -> None:
    """A number of another shape could be doubled by the register without being seen."""
    written = "内医保协〔{year}〕{serial:04}号"
    assert year_of_number(written, number) == year
    assert year_of_number(written, example_number(written, 2026)) == 2026


@pytest.mark.parametrize(
    "phone",
    ["0471-1234567", "13800000000", "(010) 12345678", "400-800-1234", "12393", "0471-1234567、0471-7654321转801"],
)
def test_usual_telephone_numbers_are_no_note(library: Library, good: Case, phone: str) -> None:
    """A note at every second case would be read by nobody."""
    agency = good.agency.model_copy(update={"phone": phone})
    assert check(library, good.model_copy(update={"agency": agency})) == ()
