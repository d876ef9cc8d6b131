"""What a plan proposes for the numbers of an agreement, and by which article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model.library import Library
from generator.model.region import Side
from generator.renewal.plan.words import Decision
from tests.renewal.plan.books import (
    REGION,
    plan_one,
    said_of,
    signed,
    with_regions,
)

if TYPE_CHECKING:
    from generator.register.register import Register
from tests.renewal.plan.test_making import STEPS, changes, suspended_once, told


def test_merit_lowers_the_deposit_by_the_agency_s_step(register: Register, library: Library, tmp_path: Path) -> None:
    """Else the result of the year moves nothing, or by a number that nobody set."""
    own = with_regions(library, tmp_path / "own", neimenggu__renewal=STEPS)
    case = signed()
    row = plan_one(register, own, case, said_of(case, performance="优秀"))
    assert row.decision is Decision.RENEW_CHANGED
    assert changes(row)["quality_deposit_rate"] == ("4%", "3.5%")


def test_without_a_step_the_deposit_stays_and_the_article_is_told(register: Register, library: Library) -> None:
    """Else the program sets a number that no source gives, or hides that one may be agreed."""
    case = signed()
    row = plan_one(register, library, case, said_of(case, performance="优秀"))
    assert row.decision is Decision.RENEW
    assert "quality_deposit_rate" not in changes(row)
    assert "本地区没有定幅度，仍为4%（《内蒙古自治区定点医疗机构医疗保障服务协议（范本）》第五十九条第二款" in told(row)


def test_both_up_and_down_are_for_people(register: Register, library: Library, tmp_path: Path) -> None:
    """Else the program weighs violations against merit."""
    own = with_regions(library, tmp_path / "own", neimenggu__renewal=STEPS)
    case = signed()
    suspended_once(register, own, case)
    row = plan_one(register, own, case, said_of(case, performance="优秀"))
    assert row.decision is Decision.HOLD
    assert "可以增加也可以降低" in told(row)


def test_a_new_level_brings_its_ratio_and_its_article(register: Register, library: Library) -> None:
    """Else a hospital that became another level keeps the old level's cap, which is past the new one's."""
    case = signed(values={**signed().values, "out_of_catalogue_ratio": "17%"})
    row = plan_one(register, library, case, said_of(case, case_update={"level": "三级乙等"}))
    assert row.decision is Decision.RENEW_CHANGED
    assert changes(row)["institution.level"] == ("三级甲等", "三级乙等")
    assert changes(row)["out_of_catalogue_ratio"] == ("17%", "10%")
    assert "第五十七条第（一）项“三乙医疗机构不得高于10%”" in told(row)
    assert row.level == "三级乙等"


def test_a_value_past_the_new_day_s_limit_is_brought_within_it(register: Register, library: Library) -> None:
    """Else an agreement signed before a cap was lowered is renewed past the law of its new day."""
    case = signed(values={**signed().values, "quality_deposit_rate": "6%"})
    row = plan_one(register, library, case)
    assert changes(row)["quality_deposit_rate"] == ("6%", "5%")
    assert "第三十三条“不超过5%”" in told(row)


def from_the_signing_on(library: Library, name: str, **update: object) -> Library:
    """Return the library in which an entry of neimenggu's is followed by another on the day of signing."""
    region = library.regions[REGION]
    (entry,) = region.parameters[name]
    entries = (
        entry.model_copy(update={"end": date(2026, 12, 30)}),
        entry.model_copy(update={"start": date(2026, 12, 31), **update}),
    )
    changed = region.model_copy(update={"parameters": {**region.parameters, name: entries}})
    return replace(library, regions={**library.regions, REGION: changed})


def test_a_new_cap_and_a_new_default_make_other_terms(register: Register, library: Library) -> None:
    """Else agreements are renewed on last year's law, or change without anybody being told."""
    cap = library.regions[REGION].parameters["quality_deposit_rate"][0].limits[Side.MAX][""]
    lower = cap.model_copy(update={"value": cap.value.model_copy(update={"number": Decimal(3)})})
    new = from_the_signing_on(library, "quality_deposit_rate", limits={Side.MAX: {"": lower}})
    rate = library.regions[REGION].parameters["online_procurement_rate"][0].defaults[""]
    new = from_the_signing_on(
        new, "online_procurement_rate", defaults={"": rate.model_copy(update={"number": Decimal(85)})}
    )
    row = plan_one(register, new, signed())
    assert row.decision is Decision.RENEW_CHANGED
    assert changes(row)["quality_deposit_rate"] == ("4%", "3%")
    assert changes(row)["online_procurement_rate"] == ("80%", "85%")
    assert "质量保证金比例4%，而规定应当不超过3%" in told(row)
    assert "高值医用耗材网采率的规定在上次签订以后改为85%" in told(row)
