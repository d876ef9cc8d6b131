"""Lost without these: the text of an agreement after its supplements, and the chain from one agreement to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.document.lookup import fill_text, find_article, part_text
from generator.document.walk import articles
from generator.errors import InputError
from generator.lifecycle import standing_on
from generator.model.case import Case
from generator.model.library import Library
from generator.model.units import Quantity, Unit
from generator.office.events import take
from generator.office.lives import find_agreement, life_of
from generator.office.report import agreement, due_rows
from generator.office.signing import Desk, sign
from generator.office.text import text_on
from generator.reading import read_case_text
from tests.office.desks import desk_at, ready, suspension

POLICY = """
kind: supplement-policy
region: neimenggu
date: 2026-07-01
facts: {by: both, reasons: 自治区调整医保基金年终清算办法, consulted: "true", effective_on: 2026-07-15, copies: "2"}
amendments:
  - clause: yearly-settlement
    paragraph: 1
    after: 甲方与乙方按月核对账目，并在次年第一季度开展年终清算。
"""

INTERNET = """
kind: supplement-internet-hospital
region: neimenggu
date: 2026-03-02
institution:
  internet_hospital: {name: 示例互联网医院, agreement: true}
facts:
  by: both
  internet.relies_on_institution: "true"
  approved_by: 自治区卫生健康委员会
  approved_on: 2026-01-20
  effective_on: 2026-03-15
  copies: "2"
"""

RESUMPTION = """
kind: resumption-notice
region: neimenggu
date: 2026-08-20
facts: {by: agency, decided_on: 2026-08-20, effective_on: 2026-08-25, rectified_on: 2026-08-10}
"""

RENEWAL = """
kind: renewal
region: neimenggu
date: 2026-12-20
term: {start: 2027-01-01, end: 2027-12-31}
values: {quality_deposit_rate: 3%}
facts:
  by: both
  renewal_organised: "true"
  changes_quality_deposit_rate: "true"
  changes_out_of_catalogue_ratio: "false"
  changes_online_procurement_rate: "false"
  performance_result: 良好
  copies: "2"
"""


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk at which one agreement is signed."""
    found = replace(desk_at(library, tmp_path), formats=("json",))
    yield found
    found.register.close()


def _signed(desk: Desk, case: Case) -> str:
    return sign(desk, case).document.number or ""


def _text(desk: Desk, number: str, on: date):  # type: ignore[no-untyped-def]
    return text_on(desk.library, find_agreement(desk.register, number), on)


def test_a_supplement_holds_from_its_day_and_names_itself(desk: Desk) -> None:
    number = _signed(desk, ready())
    made = take(desk, "supplement", number, read_case_text(POLICY, "policy.yaml")).made
    before, after = _text(desk, number, date(2026, 7, 14)), _text(desk, number, date(2026, 7, 15))
    told = find_article(after, "yearly-settlement")
    assert told is not None
    assert "按月核对账目" in part_text(told)
    assert "按月核对账目" not in part_text(find_article(before, "yearly-settlement") or told)
    assert [article.label for article in articles(before)] == [article.label for article in articles(after)]
    assert any(made.document.number in remark and "2026年7月15日" in remark for remark in after.remarks)
    assert part_text(find_article(made.document, "changes") or told)  # the supplement says what stood there before
    assert "与乙方定期核对账目" in made.document.model_dump_json()


def test_an_internet_hospital_comes_in_without_moving_a_number(desk: Desk) -> None:
    bare = ready()
    bare = bare.model_copy(update={"institution": bare.institution.model_copy(update={"internet_hospital": None})})
    number = _signed(desk, bare)
    take(desk, "supplement", number, read_case_text(INTERNET, "internet.yaml"))
    before, after = _text(desk, number, date(2026, 3, 14)), _text(desk, number, date(2026, 3, 15))
    labels = {article.clause: article.label for article in articles(after)}
    assert labels["internet-hospital"] == "第二十四条之一"
    assert labels["internet-diagnosis"] == "第二十四条之二"
    assert labels["internet-payment"] == "第二十四条之三"
    assert {article.clause: article.label for article in articles(before)}.items() <= labels.items()


def test_a_short_renewal_sets_term_and_values_and_leaves_the_rest(desk: Desk) -> None:
    number = _signed(desk, ready())
    take(desk, "renew", number, read_case_text(RENEWAL, "renewal.yaml"))
    old, new = _text(desk, number, date(2026, 12, 31)), _text(desk, number, date(2027, 1, 1))
    assert (fill_text(old, "term.end"), fill_text(new, "term.end")) == ("2026年12月31日", "2027年12月31日")
    assert (fill_text(old, "quality_deposit_rate"), fill_text(new, "quality_deposit_rate")) == ("4%", "3%")
    life = life_of(find_agreement(desk.register, number))
    assert standing_on(desk.library, life, date(2026, 6, 1)).end == date(2026, 12, 31)
    assert standing_on(desk.library, life, date(2027, 6, 1)).state == "in_force"
    assert standing_on(desk.library, life, date(2028, 1, 1)).state == "ended"


def test_a_renewal_in_full_text_is_another_agreement(desk: Desk) -> None:
    first = _signed(desk, ready())
    case = ready().model_copy(
        update={
            "date": date(2026, 12, 20), "renews": first,
            "term": ready().term.model_copy(update={"start": date(2027, 1, 1), "end": date(2027, 12, 31)}),
            "facts": {"by": "both", "renewal_organised": "true"},
        }
    )  # fmt: skip
    second = take(desk, "renew", first, case).made.document.number or ""
    assert second == "内医保协〔2026〕0002号"
    assert agreement(desk.library, desk.register, second, date(2027, 6, 1))["renews"] == first
    twice = case.model_copy(update={"values": {**case.values, "quality_deposit_rate": "3%"}})
    with pytest.raises(InputError, match=f"已经续签，接续的是{second}"):
        take(desk, "renew", first, twice)
    ended = agreement(desk.library, desk.register, first, date(2027, 6, 1))
    assert ended["state"] == "ended"
    assert ended["because"] == [f"自2027年1月1日起由续签的协议{second}接续"]
    due = due_rows(desk.library, desk.register, date(2026, 12, 21), Quantity(unit=Unit.DAYS, number=30))
    assert [row["agreement"] for row in due if "到期" in row["what"]] == []
    assert agreement(desk.library, desk.register, second, date(2027, 6, 1))["state"] == "in_force"


def test_a_resumption_has_the_suspension_from_the_register(desk: Desk) -> None:
    number = _signed(desk, ready())
    notice = take(desk, "suspend", number, suspension()).made.document.number or ""
    resumed = read_case_text(RESUMPTION, "resume.yaml")
    text = take(desk, "resume", number, resumed).made.document.model_dump_json()
    assert "2026年6月5日" in text
    assert notice in text


def test_what_may_not_happen_leaves_no_trace(desk: Desk) -> None:
    number = _signed(desk, ready())
    head = desk.register.head()
    late = suspension().model_copy(update={"date": date(2025, 12, 1)})
    with pytest.raises(InputError, match="签订"):
        take(desk, "suspend", number, late)
    assert desk.register.head() == head
    assert [path.name for path in desk.out.iterdir() if path.name.startswith("内医保通")] == []
