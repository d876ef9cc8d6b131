"""`xieyi law`: statutes and their text, where articles live, what rules ask, on a day."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from generator.cli.printing import text_width
from generator.cli.tables import WIDTH
from tests.cli.conftest import Xieyi


def state_of(out: str, name: str) -> str:
    """Return the rows of a statute in the table of `law list`, as one line."""
    lines = out.splitlines()
    index = next(number for number, line in enumerate(lines) if line.strip() == name)
    return " ".join(lines[index - 2 : index])


@pytest.mark.parametrize(
    ("on", "foshan", "jiangsu"),
    [("2021-12-31", "尚未施行", "尚未施行"), ("2023-12-31", "施行中", "尚未施行"), ("2024-01-01", "已失效", "施行中")],
)
def test_the_list_says_what_is_in_force_on_the_day(xieyi: Xieyi, on: str, foshan: str, jiangsu: str) -> None:
    """Else somebody cites law that has run out, or hasn't begun."""
    ran = xieyi("law", "list", "--on", on)
    assert ran.code == 0
    assert foshan in state_of(ran.out, "foshan-2021-93")
    assert jiangsu in state_of(ran.out, "jiangsu-2023-3")


def test_the_list_parts_what_is_held_from_what_is_only_cited(xieyi: Xieyi) -> None:
    """Else a statute whose text nobody has looks like one that was read."""
    found = json.loads(xieyi("law", "list", "--on", "2026-01-01", "--json").out)["statutes"]
    held = {statute["id"]: statute["articles"] for statute in found if statute["held"]}
    assert sum(held.values()) == 301
    cited = [statute for statute in found if not statute["held"]]
    assert {statute["id"] for statute in cited} >= {"social-insurance-law", "guangdong-2021-1"}
    assert all(statute["says"] and statute["cited_in"] for statute in cited)
    assert {statute["in_force"] for statute in cited} == {True, None}
    out = xieyi("law", "list").out
    assert (
        out.index("收录全文的（5部）") < out.index("nhsa-order-2") < out.index("未收录全文的") < out.index("price-law")
    )


def test_a_cited_place_is_shown_with_the_words_that_open_its_list(xieyi: Xieyi) -> None:
    """Else an item is read without what follows from it."""
    ran = xieyi("law", "show", "nhsa-order-2#43(三)")
    assert ran.out.startswith("《医疗机构医疗保障定点管理暂行办法》（国家医疗保障局令第2号）第四十三条第（三）项\n")
    assert "经办机构应解除医保协议" in ran.out
    assert ran.out.endswith("（三）经医疗保障部门和其他有关部门查实有欺诈骗保行为的；\n")
    assert "（四）" not in ran.out
    found = json.loads(xieyi("law", "show", "foshan-2021-93#16.2", "--on", "2024-01-01", "--json").out)
    assert found["citation"].endswith("第十六条第二款")
    assert found["texts"][0]["text"].startswith("绩效考核（包括年度考核）达标的")
    assert (found["in_force"], found["state"]) == (False, "已失效")


def test_a_whole_statute_is_shown_article_by_article(xieyi: Xieyi) -> None:
    """Else the text can't be read where it is needed."""
    out = xieyi("law", "show", "jiangsu-2023-3").out
    assert sum(line.startswith("第") and "条　" in line for line in out.splitlines()) == 53
    assert "\n第五十三条　" in out


def test_a_statute_that_is_not_held_shows_what_the_sources_say_of_it(xieyi: Xieyi) -> None:
    """Else it looks as if the library knew nothing."""
    out = xieyi("law", "show", "social-insurance-law").out
    assert "未收录全文" in out
    assert "nhsa-order-2#1" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "nhsa-order-3x"], "没有代号为“nhsa-order-3x”的法规。是否想写 nhsa-order-3？"),
        (["show", "nhsa-order-2#54"], "没有“nhsa-order-2#54”这一处，全文共53条"),
        (["show", "nhsa-order-2#43(十五)"], "没有“nhsa-order-2#43(十五)”这一处"),
        (["show", "nhsa-order-2#43.9"], "没有“nhsa-order-2#43.9”这一处"),
        (["show", "nhsa-order-2#四十三"], "不是引文的写法"),
        (["trace", "nowhere"], "没有代号为“nowhere”的法规"),
        (["rules", "foshan"], "没有代号为“foshan”的地区"),
        (["list", "--on", "2026年1月1日"], "--on 的“2026年1月1日”不是日期"),
    ],
)
def test_what_is_not_there_is_wrong_usage(xieyi: Xieyi, arguments: list[str], message: str) -> None:
    """Else a slip gets an empty answer, which reads like 'no such rule'."""
    ran = xieyi("law", *arguments)
    assert ran.code == 2
    assert message in ran.err
    assert ran.out == ""


def test_the_trace_shows_all_301_articles(xieyi: Xieyi) -> None:
    """Else an article could be forgotten and the table wouldn't show it."""
    ran = xieyi("law", "trace")
    assert "共301条：" in ran.out.splitlines()[-1]
    assert "没有写明" not in ran.out
    found = json.loads(xieyi("law", "trace", "--json").out)["articles"]
    assert len(found) == 301
    assert all(bool(entry["lives"]) != bool(entry["why"]) for entry in found)
    assert all(place["title"] for entry in found for place in entry["lives"] if place["what"] != "rule")


def test_the_trace_of_one_statute_names_what_each_place_is_called(xieyi: Xieyi) -> None:
    """Else a reader has to look up every slug."""
    out = xieyi("law", "trace", "neimenggu-model").out
    assert "条款 quality-deposit（质量保证金）" in out
    assert "参数 quality_deposit_rate（质量保证金比例）" in out
    assert "文书 recovery-notice（" in out
    assert "foshan" not in out
    assert "文书 application-file（申请材料登记）" in xieyi("law", "trace", "nhsa-order-2").out


def test_rules_are_the_nearest_in_force_with_what_they_ask(xieyi: Xieyi) -> None:
    """Else a clerk doesn't know which facts to write, or gets another region's rule."""

    def rule(on: str) -> dict[str, object]:
        listed = json.loads(xieyi("law", "rules", "guangdong/foshan", "--on", on, "--json").out)["rules"]
        (found,) = [one for one in listed if one["id"] == "evaluation-published"]
        return found

    foshan, national = rule("2023-05-01"), rule("2024-05-01")
    assert (foshan["region"], foshan["cite"]) == ("guangdong/foshan", "foshan-2021-93#10(四)")
    assert national["region"] == "national"
    asks = {one["fact"]: one["type_label"] for one in foshan["asks"]}  # type: ignore[attr-defined]
    assert asks["publicity_from"] == "日期"
    out = xieyi("law", "rules", "guangdong/foshan", "--on", "2023-05-01").out
    assert "publicity_from" in out
    assert "（日期）" in out


def test_rules_of_no_region_are_each_regions_own(xieyi: Xieyi) -> None:
    """Else one can't see at a glance which regions have rules of their own."""
    found = json.loads(xieyi("law", "rules", "--on", "2024-05-01", "--json").out)["rules"]
    assert {rule["region"] for rule in found} == {"national", "jiangsu", "neimenggu"}


def test_without_a_day_it_is_today_in_beijing(xieyi: Xieyi) -> None:
    """Else the answer depends on where the machine stands."""
    before = (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()
    found = json.loads(xieyi("law", "list", "--json").out)["on"]
    after = (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()
    assert before <= found <= after


@pytest.mark.parametrize("command", ["list", "trace", "rules jiangsu/nantong --on 2025-06-01"])
def test_tables_fit_a_hundred_columns_where_nobody_looks_at_a_terminal(
    xieyi: Xieyi, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Else a piped table is broken by whatever shows it."""
    monkeypatch.delenv("COLUMNS", raising=False)
    lines = xieyi("law", *command.split()).out.splitlines()
    assert [line for line in lines if text_width(line) > WIDTH] == []
