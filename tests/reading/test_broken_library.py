"""One folder a mistake in tests/broken_library: what is changed in the library, and the words that come of it.

`patches.yaml` breaks a copy of the real library, `expected.txt` holds a line a problem: code, place, what, why, how
to mend. Lines are counted from the change (`改动处`, `改动处+2`), so that the library may grow above it. If one of
these fails, a legal officer's slip would reach documents, or she would not learn where it is.
"""

import re
from pathlib import Path

import pytest

from generator.errors import LibraryError
from generator.problems import Problem
from generator.reading.assembled import read_library
from tests.reading.libraries import break_library, copy_library

BROKEN = Path(__file__).resolve().parent.parent / "broken_library"
MISTAKES = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())


def shown(problem: Problem, changed: dict[str, int]) -> str:
    """Return a problem as expected.txt has it."""
    where, start = problem.where, changed.get(problem.where.file or "", 0)
    if where.line is None or not start:
        return f"{problem.code} {problem}"
    spot = "改动处" + (f"{where.line - start:+}" if where.line != start else "")
    return f"{problem.code} {str(problem).replace(f'{where.file}:{where.line}', f'{where.file}:{spot}', 1)}"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gets_its_message(mistake: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = copy_library(tmp_path)
    changed = break_library(root, BROKEN / mistake / "patches.yaml")
    with pytest.raises(LibraryError) as caught:
        read_library(root, "test")
    lines = [shown(problem, changed) for problem in caught.value.problems]
    expected = BROKEN / mistake / "expected.txt"
    if request.config.getoption("--accept", default=False):
        expected.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == expected.read_text(encoding="utf-8").splitlines()


def test_every_message_names_its_file() -> None:
    """A message without a file sends a legal officer through a hundred clauses."""
    for mistake in MISTAKES:
        for line in (BROKEN / mistake / "expected.txt").read_text(encoding="utf-8").splitlines():
            assert re.match(r"[a-z_]+ (clauses|regions)/\S+", line), (mistake, line)
            assert "。。" not in line, (mistake, line)


def test_the_copy_itself_is_whole(tmp_path: Path) -> None:
    """Every mistake above must come from its patch, not from the copying."""
    assert read_library(copy_library(tmp_path), "test").kinds["agreement"].clauses
