"""Every problem code is in the handbook, and no other, as severe as the program's own tests have seen it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from generator.checks import problem_codes
from generator.problems import SEVERITY_LABELS, Severity
from tests.conftest import ROOT
from tests.docs.handbook import code_in, table

CASE, LIBRARY, REGISTER = (table(f"names: {what}-codes") for what in ("case", "library", "register"))
READING_A_CASE = {"file", "format", "unknown_key", "yaml"}


def codes_in(package: str) -> set[str]:
    """Return the codes that the modules of a package give to problems: as arguments, and as defaults."""
    paths = sorted((ROOT / "generator" / package).glob("*.py"))
    return {code for path in paths for code in _codes(ast.parse(path.read_text(encoding="utf-8")))}


PLACES = {"validate": 3, "_problem": 0, "problem": 0, "case_problem": 1}
"""Which argument of a function is a code."""


def _codes(tree: ast.Module) -> Iterator[str]:
    named = (node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name))
    constants = {ast.unparse(node.targets[0]): node.value for node in named}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            place = PLACES.get(name, len(node.args))
            yield from _words([*given, *node.args[place : place + 1]], constants)
        if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[-1].arg == "code":
            yield from _words(node.args.defaults[-1:], constants)


def _words(nodes: list[ast.expr], constants: dict[str, ast.expr]) -> Iterator[str]:
    known = (constants.get(one.id, one) if isinstance(one, ast.Name) else one for one in nodes)
    yield from (
        one.value for one in known if isinstance(one, ast.Constant) and one.value and isinstance(one.value, str)
    )


def test_every_code_of_a_case_is_told() -> None:
    """Else a clerk looks up a code and finds nothing, or one that is never given."""
    assert set(CASE.names()) == {*problem_codes(), *codes_in("issuing"), *READING_A_CASE}


def test_every_code_of_the_library_is_told() -> None:
    """Else who mends the library looks up a code and finds nothing, or one that is never given."""
    assert set(LIBRARY.names()) == codes_in("reading")


def test_every_code_of_the_register_and_of_events_is_told() -> None:
    """Else an officer whose event is refused looks up a code and finds nothing."""
    packages = ("lifecycle", "lifecycle/personnel", "office", "register")
    assert set(REGISTER.names()) == {code for package in packages for code in codes_in(package)}


def test_the_codes_are_in_alphabetical_order() -> None:
    """Else they can't be looked up."""
    for found in (CASE, LIBRARY, REGISTER):
        assert found.names() == sorted(found.names())


def test_a_code_is_as_severe_as_the_broken_cases_have_seen_it() -> None:
    """Else somebody takes an error for a note. What is waived becomes a note of any code."""
    told = {code_in(row[0])[0]: row[1].split("、") for row in CASE.rows}
    waived = SEVERITY_LABELS[Severity.NOTE]
    for path in (ROOT / "tests" / "broken").glob("*/expected.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            severity, code, *_ = line.split(" ")
            may_be_waived = severity == waived and SEVERITY_LABELS[Severity.REASON] in told[code]
            assert severity in told[code] or may_be_waived, path


def test_a_code_that_the_broken_libraries_have_seen_is_told() -> None:
    """Else the list of codes above is read from the source in a way that misses some."""
    seen = {
        line.split(" ")[0]
        for path in (ROOT / "tests" / "broken_library").glob("*/expected.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert seen
    assert seen <= set(LIBRARY.names())
