"""A case file under completion keeps what its author wrote."""

from __future__ import annotations

import pytest

from generator.cli.case_file import CaseFile
from generator.cli.needs import ORDER
from generator.reading.yaml_tree import read_yaml
from tests.cli.conftest import ROOT

PARTIAL = """\
# 我的案卷
kind: agreement   # 种类
region: neimenggu
date: 2026-01-01

# 甲方
agency:
  name: 某局   # 全称

# 乙方
institution:
  name: "医院"
  beds: 0800
  bank:
    name: 银行

# 数值
values:
  quality_deposit_rate: 4.10%
  penalty_report_limit:
# 结束
"""


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem)
def test_an_untouched_file_comes_out_as_it_went_in(path: object) -> None:
    """Else completing a case reformats what a colleague wrote."""
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert CaseFile(text, ORDER).text() == text
    assert CaseFile(PARTIAL, ORDER).text() == PARTIAL


def test_new_keys_stand_where_they_belong_and_comments_stay_with_theirs() -> None:
    """Else 甲方's address is found below the heading of 乙方."""
    file = CaseFile(PARTIAL, ORDER)
    file.put("agency.address", "某地", "甲方地址")
    file.put("institution.bank.account", "0012", "账号")
    file.put("services", ("outpatient", "inpatient"), "服务")
    file.put("number", "内〔2026〕1号", "编号")
    file.put("values.penalty_report_limit", "10个工作日", "时限")
    assert (
        file.text()
        == """\
# 我的案卷
kind: agreement   # 种类
region: neimenggu
date: 2026-01-01
number: 内〔2026〕1号 # 编号

# 甲方
agency:
  name: 某局   # 全称
  address: 某地 # 甲方地址

# 乙方
institution:
  name: "医院"
  beds: 0800
  bank:
    name: 银行
    account: 0012 # 账号
services: [outpatient, inpatient] # 服务

# 数值
values:
  quality_deposit_rate: 4.10%
  penalty_report_limit: 10个工作日
# 结束
"""
    )


@pytest.mark.parametrize(
    "value",
    [
        "a: b",
        "a # b",
        "null",
        "on",
        "007",
        "4%",
        "*x",
        "{{ x }}",
        "- y",
        "'",
        '"',
        " ".join("长" * 300),
        "｛％",
        "!t",
        "[a",
        "~",
    ],
)
def test_any_answer_is_read_back_as_it_was_given(value: str) -> None:
    """Else a name with a colon breaks the file, or a postcode loses its zeros."""
    for start in (PARTIAL, "agency: {name: x}\n", "# 空\n"):
        file = CaseFile(start, ORDER)
        file.put("agency.address", value, "地址")
        data, _ = read_yaml(file.text(), "case.yaml")
        assert data["agency"]["address"] == value


def test_lists_keep_their_indentation() -> None:
    """Else a file's lists are pushed about."""
    for text in ("services:\n  - inpatient\n", "services:\n- inpatient\n"):
        file = CaseFile(text, ORDER)
        file.put("kind", "agreement")
        assert file.text() == f"kind: agreement\n{text}"
