"""`xieyi region`: what each region sets on a day, where each limit comes from, and what differs."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from generator.cli.printing import text_width
from generator.cli.tables import WIDTH
from generator.model.library import Library
from generator.model.region import Side
from generator.selection import rules_for
from tests.cli.conftest import ROOT, Xieyi


def shown(xieyi: Xieyi, region: str, on: str) -> dict[str, Any]:
    found = json.loads(xieyi("region", "show", region, "--on", on, "--json").out)
    assert isinstance(found, dict)
    return found


def row(found: dict[str, Any], name: str, level: str | None = None) -> dict[str, Any]:
    (one,) = [row for row in found["parameters"] if (row["name"], row["level"]) == (name, level)]
    assert isinstance(one, dict)
    return one


def test_every_parameter_is_shown_with_limit_source_and_quote(xieyi: Xieyi, library: Library) -> None:
    """Else an agency can't say by which words of which article a figure stands."""
    out = xieyi("region", "show", "guangdong/foshan", "--on", "2023-05-01").out
    flat = "".join(out.split())
    for name, parameter in library.parameters.items():
        assert name in flat, name
        assert parameter.label in flat, name
    rules = rules_for(library, "guangdong/foshan", date(2023, 5, 1))
    told = 0
    for rule in rules.parameters.values():
        for side in Side:
            limit = rule.limit(side, None)
            if limit is not None:
                told += 1
                assert limit.quote in flat
                assert f"regions/{limit.region}/region.yaml:" in flat
    assert told > 25
    assert "佛医保〔2021〕93号第十条第（四）项“公示期为7个工作日”" in flat


def test_each_limit_names_the_line_of_its_file(xieyi: Xieyi) -> None:
    """Else whoever must change it searches."""
    found = shown(xieyi, "guangdong/foshan", "2023-05-01")
    limits = [limit for one in found["parameters"] for limit in one["limits"]]
    assert limits
    for limit in limits:
        lines = (ROOT / limit["file"]).read_text(encoding="utf-8").splitlines()
        assert limit["quote"] in lines[limit["line"] - 1]
        assert limit["text"]


def test_the_effective_limit_comes_first_and_the_law_above_behind_it(xieyi: Xieyi) -> None:
    """Else one sees the nation's limit and not the region's, or the other way round."""
    (limit,) = row(shown(xieyi, "jiangsu/nantong", "2024-06-01"), "payment_workdays")["limits"]
    assert (limit["region"], limit["statement"]) == ("jiangsu", "原则上不超过30个工作日")
    assert [one["region"] for one in limit["behind"]] == ["national"]


def test_a_parameter_by_level_is_shown_for_each_level(xieyi: Xieyi) -> None:
    """Else a second-level hospital reads the third level's cap."""
    found = shown(xieyi, "neimenggu", "2026-01-01")
    caps = {
        one["level"]: one["limits"][0]["value"]
        for one in found["parameters"]
        if one["name"] == "out_of_catalogue_ratio"
    }
    assert caps == {"三级甲等": "17%", "三级乙等": "10%", "二级": "8%", "一级": "3%"}


def test_a_limit_that_a_conflict_sets_aside_is_shown_as_such(xieyi: Xieyi) -> None:
    """Else Foshan's 'within the last three months' is taken for the rule."""
    found = row(shown(xieyi, "guangdong/foshan", "2023-05-01"), "non_renewal_request_months")
    assert [limit["statement"] for limit in found["limits"]] == ["应当不低于3个月"]
    assert [one["conflict"] for one in found["set_aside"]] == ["foshan-non-renewal-request"]
    assert "（搁置，不适用）" in xieyi("region", "show", "guangdong/foshan", "--on", "2023-05-01").out


def test_rules_that_have_lapsed_are_said_to_and_left_out(xieyi: Xieyi) -> None:
    """Else a document of 2024 is drawn from Foshan's rules of 2022."""
    found = shown(xieyi, "guangdong/foshan", "2024-01-01")
    assert found["chain"] == ["guangdong", "national"]
    assert row(found, "publicity_workdays")["limits"] == []
    assert {limit["region"] for one in found["parameters"] for limit in one["limits"]} == {"national"}
    assert {clause["region"] for clause in found["clauses"]} <= {"national"}
    out = xieyi("region", "show", "guangdong/foshan", "--on", "2024-01-01").out
    assert "当日不在施行期间" in "".join(out.split())
    assert "已失效" in out


def test_terms_of_agreements_are_those_of_the_nearest_region(xieyi: Xieyi) -> None:
    """Else a first agreement in Foshan is given a year."""
    found = shown(xieyi, "guangdong/foshan", "2023-05-01")["agreement_terms"]
    told = [rule["statement"] for rule in found]
    assert told[:2] == [
        "首次协议，1月1日至6月30日签订的，自签订之日起，应当至当年12月31日",
        "首次协议，7月1日至12月31日签订的，自签订之日起，应当至次年12月31日",
    ]
    assert told[2:4] == ["续签协议，一般1年", "固定协议，应当2年"]


def test_conflicts_are_shown_with_both_places_and_why(xieyi: Xieyi) -> None:
    """Else nobody learns that two sources disagree before a document says so."""
    found = shown(xieyi, "jiangsu", "2024-06-01")["conflicts"]
    fraud = next(one for one in found if one["id"] == "jiangsu-fraud")
    assert fraud["applied"] == ["国家医疗保障局令第2号第四十三条第（三）项"]
    assert len(fraud["between"]) == 3
    assert fraud["why"] in "".join(xieyi("region", "show", "jiangsu", "--on", "2024-06-01").out.split())


def test_clauses_are_those_asked_for_on_the_day(xieyi: Xieyi) -> None:
    """Else the clause on personnel is asked of documents from before its law began."""
    assert "staff-qualification" not in {one["slug"] for one in shown(xieyi, "neimenggu", "2024-12-31")["clauses"]}
    assert "staff-qualification" in {one["slug"] for one in shown(xieyi, "neimenggu", "2025-01-01")["clauses"]}
    changes = {one["slug"]: one["change"] for one in shown(xieyi, "jiangsu/nantong", "2024-06-01")["clauses"]}
    assert (changes["withholding"], changes["set-off"], changes["recovery"]) == ("omitted", "inserted", "replaced")


def test_the_list_says_on_what_each_region_stands(xieyi: Xieyi, library: Library) -> None:
    """Else one can't see which regions may issue, or whose rules have run out."""
    found = {
        one["id"]: one for one in json.loads(xieyi("region", "list", "--on", "2024-06-01", "--json").out)["regions"]
    }
    assert set(found) == set(library.regions)
    assert (found["guangdong/foshan"]["in_force"], found["jiangsu/nantong"]["in_force"]) == (False, True)
    assert not found["national"]["issues"]
    assert "江苏省南通市" in xieyi("region", "list").out


def test_two_regions_are_compared_side_by_side(xieyi: Xieyi) -> None:
    """Else a hospital in two cities has to read both lists to the end."""
    found = json.loads(xieyi("region", "compare", "jiangsu/nantong", "neimenggu", "--on", "2026-01-01", "--json").out)
    names = {one["name"] for one in found["parameters"]}
    assert {"publicity_workdays", "quality_deposit_rate", "liquidated_damages_cap", "upload_hours"} <= names
    assert not {"operating_months", "payment_workdays"} & names
    clauses = {one["slug"]: one["files"] for one in found["clauses"] if one["kind"] == "agreement"}
    assert clauses["set-off"] == ["regions/jiangsu/clauses/agreement/set-off.md", None]
    assert "real-name" not in clauses
    out = xieyi("region", "compare", "jiangsu/nantong", "neimenggu", "--on", "2026-01-01").out
    assert "江苏省南通市" in out.split("参数：")[1].splitlines()[1]
    assert "没有这一条" in out


def test_a_region_does_not_differ_from_itself_nor_from_one_that_only_inherits(xieyi: Xieyi) -> None:
    """Else differences are shown that aren't there."""
    same = json.loads(xieyi("region", "compare", "jiangsu", "jiangsu", "--on", "2026-01-01", "--json").out)
    assert not any(same[what] for what in ("particulars", "parameters", "agreement_terms", "clauses"))
    heir = json.loads(xieyi("region", "compare", "jiangsu", "jiangsu/nantong", "--on", "2026-01-01", "--json").out)
    assert not any(heir[what] for what in ("parameters", "agreement_terms", "clauses"))


@pytest.mark.parametrize("arguments", [["show", "foshan"], ["compare", "jiangsu", "foshan"]])
def test_an_unknown_region_is_wrong_usage(xieyi: Xieyi, arguments: list[str]) -> None:
    """Else a slip of the hand gets a traceback."""
    ran = xieyi("region", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "没有代号为“foshan”的地区" in ran.err


@pytest.mark.parametrize("command", ["list", "show guangdong/foshan", "compare jiangsu/nantong guangdong/foshan"])
def test_tables_fit_a_hundred_columns_where_nobody_looks_at_a_terminal(
    xieyi: Xieyi, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Else a piped table is broken by whatever shows it."""
    monkeypatch.delenv("COLUMNS", raising=False)
    lines = xieyi("region", *command.split(), "--on", "2023-05-01").out.splitlines()
    assert [line for line in lines if text_width(line) > WIDTH] == []
