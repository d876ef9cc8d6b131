"""regions/roster.yaml: what it may say, and that the handbook says the same."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from generator.errors import LibraryError
from generator.model.library import Library
from generator.renewal.roster.columns import Column, RosterFile, Sort, fold_word, read_columns
from generator.renewal.roster.rules import RULES
from generator.renewal.roster.shape import INSTITUTIONS
from tests.conftest import ROOT
from tests.docs.handbook import table


def codes() -> Iterator[str]:
    """Yield the words in the reader's source that are codes of problems."""
    for path in (ROOT / "generator" / "renewal" / "roster").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("roster_"):
                yield node.value


@pytest.mark.parametrize(
    ("mark", "known"),
    [
        ("roster-codes", set(codes()) - {"roster_template"}),
        ("roster-file", set(RosterFile.model_fields)),
        ("roster-column", set(Column.model_fields)),
        ("roster-own", set(INSTITUTIONS.own)),
        ("roster-sorts", set(get_args(Sort))),
    ],
)
def test_the_handbook_tells_what_there_is(mark: str, known: set[str]) -> None:
    """Else somebody has to guess, or writes what the program refuses."""
    assert set(table(f"names: {mark}").names()) == known


def test_the_handbook_names_the_rules_that_rows_are_held_against() -> None:
    """Else a code stands in the report that the chapter doesn't lead to."""
    chapter = (ROOT / "docs" / "handbook" / "8-roster.md").read_text(encoding="utf-8")
    for rules, _ in RULES:
        for rule in rules:
            assert f"`{rule.__name__.rpartition('.')[2]}`" in chapter


def test_no_name_stands_for_two_columns(library: Library) -> None:
    """Else which of two columns a heading means hangs on their order."""
    columns = read_columns(library)
    owners: dict[str, set[str]] = {}
    for column in columns.all:
        for name in (column.label, *column.names):
            owners.setdefault(fold_word(name), set()).add(column.path)
    assert {name: paths for name, paths in owners.items() if len(paths) > 1} == {}


def test_what_stands_in_brackets_may_be_all_that_parts_two_columns(library: Library) -> None:
    """Else the damages of a grave breach are read as those of an ordinary one."""
    columns = read_columns(library)
    for name in ("liquidated_damages_ordinary", "liquidated_damages_grave"):
        found = columns.named(library.parameters[name].label)
        assert found is not None
        assert found.path == f"values.{name}"
    assert columns.named("违约金比例") is None
    assert columns.named("年度金额（万元）") == columns.named("年度金额")


def test_every_listed_word_is_one_of_the_vocabulary(library: Library) -> None:
    """Else an alias stands for a level or type that the rules then refuse."""
    columns = read_columns(library)
    for path in ("institution.level", "institution.type"):
        assert set(columns.words[path].values()) == set(columns.choices(path))


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("path: institution.beds", "path: institution.bed", "institution.bed"),
        ("path: values.quality_deposit_rate", "path: values.quality_rate", "values.quality_rate"),
        ("sort: count", "sort: number", "sort"),
        ("ignored:", "ignore:", "ignore"),
    ],
)
def test_a_mistake_in_the_file_is_told(tmp_path: Path, library: Library, before: str, after: str, says: str) -> None:
    """Else a column is silently never read."""
    (tmp_path / "regions").mkdir()
    shutil.copy(ROOT / INSTITUTIONS.file, tmp_path / INSTITUTIONS.file)
    text = (tmp_path / INSTITUTIONS.file).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / INSTITUTIONS.file).write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(LibraryError) as caught:
        read_columns(replace(library, root=tmp_path))
    assert any(says in str(problem) and problem.where.line for problem in caught.value.problems)
