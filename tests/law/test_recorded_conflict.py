"""A region that is looser than a `must` above it: refused, unless it records the conflict; then the upper one holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.assembly import assemble
from generator.checks import check
from generator.errors import LibraryError
from generator.model.case import Case
from generator.model.library import Library
from generator.model.region import Side
from generator.reading import read_case
from generator.reading.assembled import read_library
from generator.selection import rules_for
from tests.reading.libraries import copy_library, patch

REGION = "regions/neimenggu/region.yaml"
LOOSER = """
  renewal_request_months:
    - from: 2025-01-01
      to: null
      min: {value: 1个月, force: must, cite: "nhsa-personnel-2024#29", quote: 视情节轻重暂停相关人员医保支付资格1-6个月}

  upload_hours:
"""
TELLS = "续签申请的提前期，两处规定不一致，依国家办法为3个月。"
CONFLICT = f"""conflicts:
  - id: looser-on-purpose
    between: [nhsa-order-2#41, nhsa-personnel-2024#29]
    quotes:
      - 续签应由定点医疗机构于医保协议期满前3个月
      - 视情节轻重暂停相关人员医保支付资格1-6个月
    applied: [nhsa-order-2#41]
    sets_aside: [nhsa-personnel-2024#29]
    why: 样例：国家规章在上
    touches:
      parameters: [renewal_request_months]
    tells: {TELLS}
"""


def looser_library(folder: Path, *, recorded: bool) -> Library:
    root = copy_library(folder)
    patch(root / REGION, "\n  upload_hours:\n", LOOSER)
    if recorded:
        patch(root / REGION, "\nconflicts:\n", f"\n{CONFLICT}")
    return read_library(root, "test")


@pytest.fixture
def case() -> Case:
    return read_case(Path(__file__).parent.parent / "checks" / "good.yaml")


def test_an_unrecorded_one_does_not_load(tmp_path: Path) -> None:
    """Else a region could loosen the nation's rule by writing a smaller number."""
    with pytest.raises(LibraryError) as caught:
        looser_library(tmp_path, recorded=False)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file) == ("looser_than_law", REGION)
    assert caught.value.exit_code == 4


def test_a_recorded_one_loads_and_the_upper_one_holds(tmp_path: Path, case: Case) -> None:
    """Else recording a conflict would be a way around the law above."""
    library = looser_library(tmp_path, recorded=True)
    limit = rules_for(library, "neimenggu", date(2026, 1, 1)).parameters["renewal_request_months"].limit(Side.MIN, None)
    assert limit is not None
    assert (str(limit.value), limit.region, str(limit.cite)) == ("3个月", "national", "nhsa-order-2#41")
    shorter = case.model_copy(update={"values": {**case.values, "renewal_request_months": "1个月"}})
    assert [problem.code for problem in check(library, shorter)] == ["limit_exceeded"]


def test_a_document_that_touches_it_says_so(tmp_path: Path, case: Case, library: Library) -> None:
    """Else the parties sign without knowing that two sources disagree."""
    assert TELLS in assemble(looser_library(tmp_path, recorded=True), case).remarks
    assert TELLS not in assemble(library, case).remarks
