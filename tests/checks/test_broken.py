"""One folder a mistake in tests/broken: a case and the exact words that a clerk must read about it.

`expected.txt` holds a line a problem: severity, code, place, what, why, how to mend. If one of these fails, a
mistake that somebody has made would pass unseen, or be told without its place or its remedy.
"""

from pathlib import Path

import pytest

from generator.checks import check, problem_codes
from generator.errors import InputError
from generator.model.library import Library
from generator.problems import SEVERITY_LABELS, Problem
from generator.reading import read_case

BROKEN = Path(__file__).resolve().parent.parent / "broken"
MISTAKES = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())


def problems_of(library: Library, path: Path) -> tuple[Problem, ...]:
    """Return the problems of a case file, whether reading or checking finds them."""
    try:
        return check(library, read_case(path))
    except InputError as error:
        return error.problems


def shown(problem: Problem) -> str:
    """Return a problem as expected.txt has it."""
    return f"{SEVERITY_LABELS[problem.severity]} {problem.code} {problem}"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gets_its_message(
    mistake: str, library: Library, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(BROKEN / mistake)
    lines = [shown(problem) for problem in problems_of(library, Path("case.yaml"))]
    if request.config.getoption("--accept", default=False):
        Path("expected.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines
    assert lines == Path("expected.txt").read_text(encoding="utf-8").splitlines()


def test_every_code_has_an_example() -> None:
    """A rule without a broken example is one whose message nobody has read.

    What the case's file alone can't get wrong (it takes another region or clause) is in test_run.py.
    """
    text = "".join((BROKEN / mistake / "expected.txt").read_text(encoding="utf-8") for mistake in MISTAKES)
    shown_codes = {line.split()[1] for line in text.splitlines()}
    elsewhere = (Path(__file__).parent / "test_run.py").read_text(encoding="utf-8")
    assert [code for code in problem_codes() if code not in shown_codes and f'"{code}"' not in elsewhere] == []


def test_every_problem_has_four_parts(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where, what, why or by which law, and how to mend it (STYLE.md, 6)."""
    for mistake in MISTAKES:
        monkeypatch.chdir(BROKEN / mistake)
        for problem in problems_of(library, Path("case.yaml")):
            assert problem.where.file == "case.yaml", mistake
            assert problem.message, mistake
            assert problem.mend or "案卷已写明理由" in problem.message, mistake
            assert "。。" not in str(problem), mistake
            assert "？。" not in str(problem), mistake


def test_a_good_case_has_no_problem(library: Library) -> None:
    """A rule that cries at a faultless case would teach clerks to ignore it."""
    assert check(library, read_case(Path(__file__).parent / "good.yaml")) == ()
