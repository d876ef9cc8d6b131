"""The whole text of every example's paper, as it was last read by somebody; `--accept` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.assembly import assemble
from generator.checks import check
from generator.document.walk import document_lines
from generator.model.library import Library
from generator.problems import stand_in_the_way
from generator.reading import read_case

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_reads_as_it_was_accepted(path: Path, library: Library, request: pytest.FixtureRequest) -> None:
    """Else a change of program or law has changed what an office sends, and nobody has read it."""
    case = read_case(path)
    standing = [problem for problem in stand_in_the_way(check(library, case)) if problem.code != "number_missing"]
    assert standing == []
    document = assemble(library, case)
    text = "\n".join([*document_lines(document), *(f"说明：{remark}" for remark in document.remarks)]) + "\n"
    golden = GOLDEN / f"{path.stem}.txt"
    if request.config.getoption("--accept"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_every_kind_has_an_example_and_every_golden_text_its_example(library: Library) -> None:
    kinds = {read_case(path).kind for path in EXAMPLES}
    assert kinds == set(library.kinds)
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {path.stem for path in EXAMPLES}
