"""The law of persons' qualification is read whole or refused. Lost without these: points that no article bears out."""

from pathlib import Path

import pytest

from generator.errors import LibraryError
from generator.model.library import Library
from generator.reading.assembled import read_library
from tests.reading.libraries import copy_library, patch


def test_only_the_made_up_region_has_bands(library: Library) -> None:
    """Lost otherwise: points that nobody has read in any rule, in a region that exists."""
    with_bands = {name for name, schemes in library.points.items() for one in schemes if one.bands}
    assert with_bands == {"shili"}
    assert all(scheme.made_up for scheme in library.points["shili"])
    assert "虚构" in library.regions["shili"].title
    assert "医保发〔2024〕23号" in (library.points["national"][0].missing or "")


MISTAKES = [
    ("personnel.yaml", "quote: 督促定点医药机构及时组织相关人员作出服务承诺", "quote: 组织相关人员承诺", "不在"),
    ("personnel.yaml", "kinds: [staff-promise]", "kinds: [staff-promis]", "没有“staff-promis”"),
    ("personnel.yaml", "asks: [restoration_received_on,", "asks: [restoration_asked_on,", "没有“restoration_asked_on”"),
    ("personnel.yaml", "parameter: personnel_notice_workdays", "parameter: personnel_notice", "没有“personnel_notice”"),
    ("personnel.yaml", "after: restore", "after: restored", "没有“restored”"),
    ("personnel.yaml", "cite: nhsa-personnel-2024#18\n", "cite: nhsa-personnel-2024第18条\n", "不是引文的写法"),
    ("personnel.yaml", "  not_elsewhere:", "  elsewhere:", "elsewhere"),
    ("shili/points.yaml", "  made_up: true\n", "", "没有写明依据"),
    ("shili/points.yaml", "id: example-swap,", "id: example-split,", "写了两次"),
    ("shili/points.yaml", "（虚构）, band: first", "（虚构）, band: fist", "没有“fist”"),
    ("shili/points.yaml", "important: {from: 2, to: 2}", "important: {from: 4, to: 4}", "从低到高"),
    ("shili/points.yaml", "main: {from: 3, to: 3}", "main: {from: 3, to: 2}", "from 不能大于 to"),
    ("national/points.yaml", "  missing: ", "  # ", "也没有写明为什么"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "message"), MISTAKES, ids=[one[3] for one in MISTAKES])
def test_a_mistake_is_told(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    """Lost otherwise: a mistake in the law that is found when somebody has been suspended by it."""
    root = copy_library(tmp_path)
    patch(root / "regions" / file, old, new)
    with pytest.raises(LibraryError) as caught:
        read_library(root, "broken")
    told = [problem for problem in caught.value.problems if message in problem.message]
    assert told, [str(problem) for problem in caught.value.problems]
    assert told[0].where.file == f"regions/{file}"
    assert told[0].mend


def test_a_library_without_the_table_loads(tmp_path: Path) -> None:
    """Lost otherwise: a copy of the library made before there were persons."""
    root = copy_library(tmp_path)
    for path in [*root.glob("regions/**/points.yaml"), root / "regions" / "personnel.yaml"]:
        path.unlink()
    found = read_library(root, "bare")
    assert (found.personnel, found.points) == (None, {})
