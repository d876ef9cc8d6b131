"""Lost without these: lists of the right institutions, and figures that the entries bear out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.checks import check
from generator.errors import UsageError
from generator.model.case import Term
from generator.model.library import Library
from generator.office import lists
from generator.office.events import take
from generator.office.lists import figures_due, quarter_days, quarterly_figures, rescinded_list, signed_list
from generator.office.papers import issue_alone
from generator.office.signing import Desk, sign
from generator.reading import read_case, read_case_text
from tests.cli.conftest import TERTIARY
from tests.cli.lives import CENTRE, COMMUNITY, HOSPITAL, RENEW, RESCIND, RESUME, SUSPEND
from tests.office.desks import desk_at, ready

REGION = "neimenggu"
KINDS = {"suspend": "suspension-notice", "resume": "resumption-notice", "rescind": "rescission-notice",
         "renew": "renewal"}  # fmt: skip
HAPPENED = (("suspend", HOSPITAL, SUSPEND), ("resume", HOSPITAL, RESUME), ("rescind", HOSPITAL, RESCIND),
            ("renew", CENTRE, RENEW))  # fmt: skip


@pytest.fixture(scope="module")
def desk(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk whose register holds a hospital, suspended, resumed and rescinded, and a centre that is renewed."""
    found = replace(
        desk_at(library, tmp_path_factory.mktemp("lists")), formats=("json",), today=date(2026, 12, 1)
    )  # fmt: skip
    for example in (TERTIARY, COMMUNITY):
        sign(found, read_case(example))
    for event, number, text in HAPPENED:
        order = text if "kind:" in text else f"kind: {KINDS[event]}{text}"
        take(found, event, number, read_case_text(f"region: {REGION}\n{order.lstrip()}", "case.yaml"))
    yield found
    found.register.close()


def names(rows: tuple[object, ...]) -> list[str]:
    return [str(getattr(row, "fact", "")) for row in rows]


def test_the_signed_list_names_who_may_be_chosen_that_day(desk: Desk) -> None:
    """National #11: an insured person who goes to a suspended or rescinded hospital pays alone."""
    on = {
        day: names(signed_list(desk.library, desk.register, REGION, None, date.fromisoformat(day)).findings)
        for day in ("2026-02-01", "2026-05-01", "2026-08-01", "2026-10-01", "2027-06-01")
    }
    hospital, centre = "呼和浩特市示例人民医院", "呼和浩特市示例区青山社区卫生服务中心"
    assert on == {
        "2026-02-01": [hospital, centre], "2026-05-01": [centre], "2026-08-01": [hospital, centre],
        "2026-10-01": [centre], "2027-06-01": [centre],
    }  # fmt: skip


def test_a_row_of_the_signed_list_has_what_the_law_wants_published(desk: Desk) -> None:
    """National #11 name and address, Foshan #10(六) the main services too."""
    case = signed_list(desk.library, desk.register, REGION, None, date(2026, 2, 1))
    assert [(row.address, row.words) for row in case.findings] == [
        ("内蒙古自治区呼和浩特市示例区健康路100号", "门（急）诊、住院、门诊慢特病"),
        ("内蒙古自治区呼和浩特市示例区青山街20号", "门（急）诊"),
    ]
    assert case.facts == {"signed_until": "2026-02-01"}
    assert case.agency.name == "呼和浩特市示例医疗保险服务中心"
    assert check(desk.library, case) == ()


def test_only_what_was_signed_since_a_day_can_be_listed(desk: Desk) -> None:
    """Else a supplement to a published list can't be had."""
    with pytest.raises(UsageError, match="没有要列入"):
        signed_list(desk.library, desk.register, REGION, date(2026, 6, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("start", "end", "listed"),
    [
        ("2026-09-15", "2026-09-15", True),  # the day from which it holds
        ("2026-07-01", "2026-09-14", False),
        ("2026-09-16", "2026-12-31", False),
        ("2026-04-01", "2026-06-30", False),  # suspended, which is not rescinded
    ],
)
def test_the_rescinded_list_holds_those_of_its_days(desk: Desk, start: str, end: str, listed: bool) -> None:
    """National #43: who is left out goes on to be chosen, who is put in wrongly is ruined."""
    days = date.fromisoformat(start), date.fromisoformat(end)
    if not listed:
        with pytest.raises(UsageError, match="没有要列入"):
            rescinded_list(desk.library, desk.register, REGION, *days)
        return
    case = rescinded_list(desk.library, desk.register, REGION, *days)
    assert [(row.fact, row.on) for row in case.findings] == [("呼和浩特市示例人民医院", date(2026, 9, 15))]
    assert check(desk.library, case) == ()


def counts(desk: Desk, quarter: int, year: int = 2026) -> dict[str, str]:
    """Return a quarter's counts without `_count`."""
    facts = quarterly_figures(desk.library, desk.register, REGION, year, quarter).facts
    return {name.removesuffix("_count"): text for name, text in facts.items() if name.endswith("_count")}


def test_a_quarter_is_counted_from_what_was_entered(desk: Desk) -> None:
    """Foshan #14: figures typed by hand would not agree with the register."""
    none = {"in_force": "0", "suspended": "0", "signed": "0", "suspension": "0", "rescission": "0", "ended": "0"}
    assert counts(desk, 1) == {**none, "in_force": "2", "signed": "2"}
    assert counts(desk, 2) == {**none, "in_force": "1", "suspended": "1", "suspension": "1"}
    assert counts(desk, 3) == {**none, "in_force": "1", "rescission": "1"}
    assert counts(desk, 4) == {**none, "in_force": "1", "signed": "1"}  # renewed on 1 December
    assert counts(desk, 1, 2027) == {**none, "in_force": "1"}
    assert counts(desk, 1, 2028) == {**none, "ended": "1"}


def test_a_row_of_a_quarter_tells_breach_and_handling_and_leaves_the_rest_to_be_written(desk: Desk) -> None:
    """Foshan #14: what the register doesn't know, whether the liabilities were met, must not be made up."""
    case = quarterly_figures(desk.library, desk.register, REGION, 2026, 2)
    hospital, centre = case.findings
    assert hospital.words == "上传的住院费用结算明细与检查报告记录不符（2026年2月28日）"
    assert hospital.address == "2026年4月15日中止（内医保通〔2026〕1号）"
    assert hospital.statute_words is None
    assert (centre.words, centre.address, centre.statute_words) == ("无", "无", "无")
    assert [problem.where.key for problem in check(desk.library, case)] == ["findings.0.statute_words"]


def test_an_agreement_that_is_over_is_in_no_later_quarter(desk: Desk) -> None:
    """Else an institution is reported for ever after."""
    assert (
        names(quarterly_figures(desk.library, desk.register, REGION, 2026, 3).findings)[0] == "呼和浩特市示例人民医院"
    )
    assert names(quarterly_figures(desk.library, desk.register, REGION, 2026, 4).findings) == [
        "呼和浩特市示例区青山社区卫生服务中心"
    ]


@pytest.mark.parametrize(
    ("quarter", "days"),
    [(1, ("2026-01-01", "2026-03-31")), (2, ("2026-04-01", "2026-06-30")), (4, ("2026-10-01", "2026-12-31"))],
)
def test_a_quarter_has_its_days(quarter: int, days: tuple[str, str]) -> None:
    """A day more or less counts a suspension twice or never."""
    assert tuple(day.isoformat() for day in quarter_days(2026, quarter)) == days


def test_what_can_not_be_listed_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a list ends in a traceback, or is cut off and nobody knows."""
    with pytest.raises(UsageError, match="没有第5季度"):
        quarter_days(2026, 5)
    with pytest.raises(UsageError, match="没有“shanghai”这个统筹地区"):
        signed_list(desk.library, desk.register, "shanghai", None, date(2026, 2, 1))
    monkeypatch.setattr(lists, "MOST_FINDINGS", 1)
    with pytest.raises(UsageError, match="有2家，一份文书至多1家"):
        signed_list(desk.library, desk.register, REGION, None, date(2026, 2, 1))


FOSHAN = "guangdong/foshan"


@pytest.fixture
def foshan(library: Library, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk whose register holds an agreement signed in Foshan in April 2023."""
    found = replace(desk_at(library, tmp_path), formats=("json",), today=date(2023, 12, 1))
    values = {"liquidated_damages_cap": "30%", "quality_deposit_rate": "4%", "penalty_report_limit": "10个工作日"}
    changes = {"region": FOSHAN, "date": date(2023, 4, 3), "term": Term(), "values": values}
    sign(found, ready().model_copy(update=changes))
    yield found
    found.register.close()


def quarters(desk: Desk, on: date, last: date) -> list[tuple[str, bool]]:
    return [(row["day"], row["overdue"]) for row in figures_due(desk.library, desk.register, on, last)]


def test_a_quarter_s_figures_are_due_until_they_are_issued(foshan: Desk) -> None:
    """Foshan #14: else nobody is told that a quarter is over; its rules ended with 2023."""
    assert quarters(foshan, date(2023, 6, 20), date(2023, 7, 20)) == [("2023-06-30", False)]
    assert quarters(foshan, date(2023, 10, 9), date(2023, 11, 9)) == [("2023-06-30", True), ("2023-09-30", True)]
    second = quarterly_figures(foshan.library, foshan.register, FOSHAN, 2023, 2)
    issue_alone(foshan, second)
    assert quarters(foshan, date(2023, 10, 9), date(2023, 11, 9)) == [("2023-09-30", True)]
    assert quarters(foshan, date(2024, 1, 9), date(2024, 2, 9)) == []


def test_no_figures_are_due_where_the_law_asks_for_none(desk: Desk) -> None:
    """Only Foshan counts by quarters."""
    assert quarters(desk, date(2026, 7, 1), date(2026, 12, 31)) == []
