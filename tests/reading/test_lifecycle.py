"""The law of agreements' lives is read whole or refused. Lost without these: a rule that no article bears out."""

import os
from pathlib import Path

import pytest

from generator.errors import LibraryError
from generator.model.library import Library
from generator.reading.assembled import read_library
from tests.reading.libraries import copy_library, patch


def test_every_region_has_its_grounds_and_deadlines(library: Library) -> None:
    assert library.lifecycle is not None
    assert set(library.lifecycle.states) == {"in_force", "suspended", "rescinded", "ended"}
    items = {ground.cite.item for ground in library.regions["national"].grounds if ground.cite.article == 43}
    assert len(items) == 14
    for region in ("national", "jiangsu", "guangdong/foshan"):
        assert library.regions[region].grounds
        assert library.regions[region].deadlines
    assert set(library.contract_grounds["agreement"]) >= {"suspension", "rescission", "termination"}


PAYMENT = "  from: claimed_on\n  back: false\n  period: "

MISTAKES = [
    ("national/grounds.yaml", "quote: 以弄虚作假等不正当手段申请取得定点的", "quote: 以弄虚作假取得定点的", "不在"),
    ("national/grounds.yaml", "[rescission#deceit]", "[rescission#deciet]", "没有“rescission#deciet”"),
    ("national/grounds.yaml", "- id: deceit", "- id: fraud", "写了两次"),
    ("national/grounds.yaml", "cite: nhsa-order-2#43(二)", "cite: nhsa-order-2第43条", "不是引文的写法"),
    ("national/deadlines.yaml", f"{PAYMENT}30个工作日", f"{PAYMENT}20个工作日", "没有期限“20个工作日”"),
    ("national/deadlines.yaml", f"{PAYMENT}30个工作日", f"{PAYMENT}一个季度", "不是期限"),
    ("national/deadlines.yaml", "payment\n  after: agreement", "payment\n  after: agreements", "没有“agreements”"),
    ("jiangsu/deadlines.yaml", 'month_day: "03-31"', 'month_day: "13-31"', "不是月日"),
    ("lifecycle.yaml", "kinds: [suspension-notice]", "kinds: [suspension-note]", "没有“suspension-note”"),
    ("lifecycle.yaml", "to: suspended", "to: suspendet", "没有“suspendet”"),
    ("lifecycle.yaml", "ground: suspension-outlived", "ground: outlived", "没有“outlived”"),
    ("lifecycle.yaml", "parameter: suspensions_before_rescission", "parameter: often", "没有“often”"),
    ("lifecycle.yaml", "states: {in_force", "state: {in_force", "没有“state”这个键"),
    ("../clauses/agreement/grounds.yaml", "through: contract-suspension", "through: contract", "没有“contract”"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), MISTAKES, ids=[one[2].split()[-1] for one in MISTAKES])
def test_a_mistake_is_told_with_its_place(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    root = copy_library(tmp_path)
    line = patch(root / "regions" / file, old, new)
    with pytest.raises(LibraryError) as caught:
        read_library(root, "broken")
    told = [problem for problem in caught.value.problems if message in problem.message]
    assert told, [str(problem) for problem in caught.value.problems]
    assert told[0].where.file == os.path.normpath(f"regions/{file}")
    assert told[0].where.line is not None
    assert abs(told[0].where.line - line) <= 15
    assert told[0].mend


def test_a_library_without_the_table_loads_and_has_no_events(tmp_path: Path) -> None:
    root = copy_library(tmp_path)
    for path in [*root.glob("regions/**/grounds.yaml"), *root.glob("regions/**/deadlines.yaml"),
                 root / "regions" / "lifecycle.yaml", root / "clauses" / "agreement" / "grounds.yaml"]:  # fmt: skip
        path.unlink()
    assert read_library(root, "bare").lifecycle is None
