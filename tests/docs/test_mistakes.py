"""What the handbook says that the program says of a mistake is what it says."""

from __future__ import annotations

from functools import cache

import pytest

from generator.checks import check
from generator.errors import InputError
from generator.language.parse import ClauseSyntaxError, parse_body, parse_condition
from generator.model.library import Library
from generator.problems import Problem
from generator.reading.cases import read_case_text
from generator.reading.yaml_tree import YamlProblemsError, read_yaml
from tests.conftest import ROOT
from tests.docs.handbook import code_in, table, tables
from tests.docs.overlay import EXAMPLE, laid_over

CASES = [row for found in tables() if found.titles[:2] == ("写成了", "程序说") and not found.mark for row in found.rows]
SITUATIONS = [row for found in tables() if found.titles[:2] == ("情形", "程序说") for row in found.rows]


def case_with(mistake: str) -> str:
    """Return the example with a mistake in it; what is no YAML is put at its end."""
    try:
        data, _ = read_yaml(mistake, "mistake")
    except YamlProblemsError:
        return EXAMPLE + mistake + "\n"
    return laid_over(data) if isinstance(data, dict) else EXAMPLE + mistake + "\n"


def problems_of(library: Library, text: str) -> tuple[Problem, ...]:
    try:
        return check(library, read_case_text(text, "case.yaml"))
    except InputError as error:
        return error.problems


@pytest.mark.parametrize("row", CASES, ids=lambda row: row[0])
def test_a_mistake_in_a_case_gets_the_words_that_the_handbook_says(row: tuple[str, ...], library: Library) -> None:
    """Else who looks for a message in the handbook doesn't find it."""
    said = "\n".join(map(str, problems_of(library, case_with(code_in(row[0])[0]))))
    assert row[1] in said


@cache
def expected_of_libraries() -> str:
    """Return everything that the program's tests expect to be said of broken libraries."""
    paths = sorted((ROOT / "tests" / "broken_library").glob("*/expected.txt"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.mark.parametrize("row", SITUATIONS, ids=lambda row: row[0])
def test_a_mistake_in_the_library_gets_the_words_that_the_handbook_says(row: tuple[str, ...]) -> None:
    """Else who looks for a message in the handbook doesn't find it."""
    assert row[1] in expected_of_libraries()


@pytest.mark.parametrize("row", table("refused").rows, ids=lambda row: row[0])
def test_what_the_clause_language_refuses(row: tuple[str, ...]) -> None:
    """Else the handbook forbids what is allowed, or quotes words that nobody will see."""
    with pytest.raises(ClauseSyntaxError) as caught:
        parse_body(code_in(row[0])[0])
    assert str(caught.value) == row[1].replace("\\|", "|")


@pytest.mark.parametrize("written", table("accepted").names())
def test_what_the_clause_language_has(written: str) -> None:
    """Else the handbook allows what is refused."""
    assert parse_body(written.replace("条件", "services"))


@pytest.mark.parametrize("written", [name for name in table("conditions").names() if name not in (">", "<", "<=")])
def test_what_a_condition_may_be(written: str) -> None:
    """Else the handbook allows what is refused."""
    assert parse_condition(written)
