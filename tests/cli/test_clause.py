"""`clause list` and `clause show`."""

from __future__ import annotations

import json

from tests.cli.conftest import ROOT, Xieyi


def test_the_list_holds_every_clause_in_order_with_its_condition(xieyi: Xieyi) -> None:
    """Else a clause can't be found by what it is called."""
    ran = xieyi("clause", "list", "agreement")
    rows = [line for line in ran.out.splitlines() if line[:1].isdigit()]
    assert [int(row.split()[0]) for row in rows] == list(range(1, 85))
    assert "quality-deposit" in rows[32]
    assert "可选，限互联网医院与甲方建立医保协议关系" in rows[24]
    assert "附件：承诺书（commitment）" in ran.out


def test_the_columns_stand_below_one_another(xieyi: Xieyi) -> None:
    """Else Chinese, two columns wide, breaks the table."""
    lines = xieyi("clause", "list", "agreement").out.splitlines()[1:85]
    width = lines[1].index("principles")
    assert all(line[: width - 4].count(" ") > 0 or line[width - 4].isascii() for line in lines)
    assert {line[width - 1] for line in lines[1:]} == {" "}


def test_json_of_the_list(xieyi: Xieyi) -> None:
    """Else another program has to take the table apart."""
    found = json.loads(xieyi("clause", "list", "agreement", "--json").out)
    assert len(found) == 84
    assert found[24]["slug"] == "internet-hospital"
    assert found[24]["optional"] is True


def test_a_clause_is_shown_with_blanks_law_and_referrers(xieyi: Xieyi) -> None:
    """Else whoever changes a clause doesn't know what hangs on it."""
    ran = xieyi("clause", "show", "quality-deposit")
    assert "〔质量保证金比例〕" in ran.out
    assert "质量保证金比例的上限" in ran.out
    assert "依据：" in ran.out
    assert "“质量保证金退还”" in ran.out
    assert "被引用于：\n  可选条款（optional-articles）" in xieyi("clause", "show", "internet-hospital").out


def test_conditions_are_told_in_words(xieyi: Xieyi) -> None:
    """Else a lawyer has to read a template language."""
    text = xieyi("clause", "show", "services").out
    assert "〔若没有医疗服务范围或医疗服务范围含“outpatient”：〕\n- {#outpatient} 门（急）诊；\n〔止〕\n" in text
    assert "{%" not in text
    assert "{{" not in text


def test_an_attachment_is_shown_too(xieyi: Xieyi) -> None:
    """Else the commitment's text can be seen in its file alone."""
    found = json.loads(xieyi("clause", "show", "commitment", "--json").out)
    assert "〔材料名称〕" in found["text"]
    assert [entry["slug"] for entry in found["referenced_from"]] == ["institution-duties"]


def test_every_clause_can_be_shown(xieyi: Xieyi) -> None:
    """Else a part of the clause language that the reader doesn't know ends in a traceback."""
    listed = json.loads(xieyi("clause", "list", "--json").out)
    assert {entry["kind"] for entry in listed} <= {path.name for path in (ROOT / "clauses").iterdir()}
    for kind, slug in [*((entry["kind"], entry["slug"]) for entry in listed), ("agreement", "preamble")]:
        ran = xieyi("clause", "show", slug, "--kind", kind, "--json")
        assert ran.code == 0
        assert json.loads(ran.out)["text"]


def test_an_unknown_clause_or_kind_is_wrong_usage(xieyi: Xieyi) -> None:
    """Else a typing slip looks like an empty clause."""
    ran = xieyi("clause", "show", "quality-deposits")
    assert ran.code == 2
    assert "是否想写 quality-deposit？" in ran.err
    assert xieyi("clause", "list", "contract").code == 2
    assert "可用：agreement" in xieyi("clause", "show", "services", "--kind", "x").err


def test_a_clause_of_another_kind_is_found_without_naming_the_kind(xieyi: Xieyi) -> None:
    """Else whoever reads a notice has to know first which kind its sentence stands in."""
    assert json.loads(xieyi("clause", "show", "applying-again", "--json").out)["kind"] == "rescission-notice"
    ran = xieyi("clause", "show", "quality-deposit")
    assert "同一代号的条款也在：" in ran.out
    assert "固定医保协议（standing-agreement）" in ran.out
    shown = json.loads(xieyi("clause", "show", "quality-deposit", "--kind", "standing-agreement", "--json").out)
    assert shown["kind"] == "standing-agreement"
    assert shown["file"].startswith("clauses/standing-agreement/")
