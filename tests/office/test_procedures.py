"""Which periods run for an application, by region. Lost without these: a day that an applicant or an agency misses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from generator.model.case import Case
from generator.model.citation import Citation
from generator.model.library import Library
from generator.model.units import Quantity, Unit
from generator.office.papers import issue_alone
from generator.office.procedures import Period, periods, procedure_of
from generator.office.report import due_rows
from generator.office.signing import Desk
from generator.reading.cases import read_case
from tests.conftest import ROOT
from tests.office.desks import desk_at

CASES = YAML(typ="safe").load((ROOT / "tests" / "office" / "procedures.yaml").read_text(encoding="utf-8"))
WITHIN = Quantity(unit=Unit.DAYS, number=30)


def paper(region: str, written: dict[str, Any]) -> Case:
    """Return the case of a paper of the table."""
    facts = {name: str(value) for name, value in written.items() if name not in ("kind", "date")}
    received = "2023-03-01" if written["date"].year == 2023 else "2026-03-02"
    case = {"kind": written["kind"], "region": region, "date": written["date"], "institution": {"name": "甲"}}
    return Case.model_validate({**case, "facts": {"application_received_on": received, **facts}})


def told(period: Period) -> tuple[str, date, str]:
    return period.rule.id, period.reached().day, "most" if period.longest else "least"


@pytest.mark.parametrize("row", CASES, ids=[row["name"] for row in CASES])
def test_the_periods_of_an_application(library: Library, row: dict[str, Any]) -> None:
    procedure = procedure_of((str(place), paper(row["region"], one)) for place, one in enumerate(row["papers"]))
    found = {told(period) for period in periods(library, procedure) if not (period.longest and period.done)}
    assert found == {(one["rule"], one["day"], one["how"]) for one in row["due"]}


@pytest.mark.parametrize("cited", sorted({row["law"] for row in CASES}))
def test_the_articles_that_the_table_names_are_held(library: Library, cited: str) -> None:
    """Else the table speaks of law that nobody can look up."""
    assert library.print_citation(Citation.read(cited))


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk with an empty register."""
    found = replace(desk_at(library, tmp_path), formats=("json",))
    yield found
    found.register.close()


def example(kind: str) -> Case:
    return read_case(ROOT / "examples" / f"{kind}.yaml").model_copy(update={"number": None})


def listed(desk: Desk, on: date, region: str | None = None) -> list[tuple[str, str, bool]]:
    rows = due_rows(desk.library, desk.register, on, WITHIN, region=region)
    return [(row["application"], row["day"], row["overdue"]) for row in rows]


def test_what_is_due_follows_from_the_papers_that_were_issued(desk: Desk) -> None:
    """Else the periods of an application are known to nobody until they are over."""
    issue_alone(desk, example("missing-materials-notice"))
    assert listed(desk, date(2026, 3, 8)) == []  # it stands still until the supplements are there
    number = issue_alone(desk, example("application-file")).document.number or ""
    assert number.startswith("登记")
    assert listed(desk, date(2026, 3, 9)) == [(number, "2026-04-07", False)]  # 5 and 6 April are holidays
    assert listed(desk, date(2026, 4, 20)) == [(number, "2026-04-07", True)]
    assert listed(desk, date(2026, 3, 9), "neimenggu") == []
    desk.register.void(number, "写错了", by="甲")
    assert listed(desk, date(2026, 3, 9)) == []


def test_a_result_that_was_told_ends_its_period_and_begins_the_next(desk: Desk) -> None:
    """Else an agency is reminded of what it has done, or an applicant asks to be evaluated again too early."""
    number = issue_alone(desk, example("evaluation-result")).document.number or ""
    assert listed(desk, date(2026, 3, 28)) == []
    assert listed(desk, date(2026, 6, 1)) == [(number, "2026-06-27", False)]
    assert listed(desk, date(2026, 6, 28)) == []
    (row,) = due_rows(desk.library, desk.register, date(2026, 6, 1), WITHIN)
    assert "再次评估之日最早为这一天（自结果告知送达之日起，整改3个月后可以再次组织评估）" in row["what"]
    assert "第十三条第三款" in row["citation"]
