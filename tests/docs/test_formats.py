"""Every key of every file is in the handbook, and no other; so are units, forces and what rules are about."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pkgutil import iter_modules
from typing import Any, get_args

import pytest
from pydantic import BaseModel

import generator.reading
from generator.fonts.roles import ROLE_NAMES, Role
from generator.model.case import Case, Institution, Options
from generator.model.citation import Citation
from generator.model.clause import Fact
from generator.model.force import Force
from generator.model.institution import InstitutionVocabulary
from generator.model.law import CitedStatute, Lives, MonthDay, TermRule
from generator.model.library import Library
from generator.model.lifecycle import ContractGround, DeadlineRule, LegalGround, Lifecycle
from generator.model.personnel import Personnel, PointsScheme
from generator.model.region import Parameter
from generator.model.rule import Asked, FactTest, LegalRule
from generator.model.units import EXAMPLES, Quantity
from tests.docs.handbook import Table, code_in, table, tables, text

KEYS = "keys: "
ROOTS: tuple[type[BaseModel], ...] = (
    Case,
    InstitutionVocabulary,
    CitedStatute,
    Lives,
    Parameter,
    FactTest,
    Asked,
    Fact,
    Role,
    Lifecycle,
    LegalGround,
    ContractGround,
    DeadlineRule,
    Personnel,
    PointsScheme,
)
"""What is read from files as it is; files that have a model of their own are found by its name."""


IN_ONE = (Quantity, Citation, MonthDay)
"""What is written as one value: 5%, 3个月; nhsa-order-2#43(三); 03-31."""


def file_models() -> Iterator[type[BaseModel]]:
    """Yield the models of `generator.reading` that say how a file is written."""
    for module in iter_modules(generator.reading.__path__):
        for name, found in vars(importlib.import_module(f"generator.reading.{module.name}")).items():
            if name.endswith("File") and isinstance(found, type) and issubclass(found, BaseModel):
                yield found


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from models_in(inner)


def written() -> dict[str, type[BaseModel]]:
    """Return every model that a user writes keys of, by `module:Name`."""
    found: dict[str, type[BaseModel]] = {}
    waiting = [*ROOTS, *file_models()]
    while waiting:
        model = waiting.pop()
        name = f"{model.__module__}:{model.__name__}"
        if name not in found and model not in IN_ONE:
            found[name] = model
            fields = (field for field in model.model_fields.values() if not field.exclude)
            waiting += [inner for field in fields for inner in models_in(field.annotation)]
    return found


def keys_of(model: type[BaseModel]) -> set[str]:
    """Return the keys of a model as they are written."""
    return {field.alias or name for name, field in model.model_fields.items() if not field.exclude}


MARKED = [found for found in tables() if found.mark.startswith(KEYS)]


def test_every_format_of_a_file_has_its_table() -> None:
    """Else somebody has to guess how a file is written."""
    assert {found.mark.removeprefix(KEYS) for found in MARKED} == set(written())


@pytest.mark.parametrize("found", MARKED, ids=lambda found: found.mark)
def test_a_table_of_keys_is_whole_and_true(found: Table) -> None:
    """Else a key is not in the handbook, or one is that the program refuses."""
    keys = [name for row in found.rows for name in code_in(row[0])]
    assert len(keys) == len(set(keys))
    assert set(keys) == keys_of(written()[found.mark.removeprefix(KEYS)])


def test_units_and_how_they_are_written() -> None:
    """Else a value is refused though it was written as the handbook says."""
    assert {code_in(row[0])[0]: code_in(row[1])[0] for row in table("names: units").rows} == {
        unit.value: example for unit, example in EXAMPLES.items()
    }


@pytest.mark.parametrize(
    ("mark", "known"),
    [
        ("names: forces", {force.value for force in Force}),
        ("names: about", set(get_args(LegalRule.model_fields["about"].annotation))),
        ("names: font-roles", set(ROLE_NAMES)),
    ],
)
def test_a_list_of_words_is_whole_and_true(mark: str, known: set[str]) -> None:
    """Else a word that may be written is not in the handbook, or one is that the program refuses."""
    assert set(table(mark).names()) == known


@pytest.mark.parametrize(
    "word",
    [
        *get_args(Options.model_fields["optional_clauses"].annotation),
        *get_args(Options.model_fields["lapsed_rules"].annotation),
        *get_args(get_args(Institution.model_fields["ownership"].annotation)[0]),
        *get_args(get_args(Case.model_fields["services"].annotation)[0]),
        *get_args(TermRule.model_fields["sort"].annotation),
        *get_args(Asked.model_fields["type"].annotation),
    ],
)
def test_each_choice_is_named(word: str) -> None:
    """Else a clerk doesn't know what may be written."""
    assert f"`{word}`" in text()


def test_each_nature_of_a_statute_is_named(library: Library) -> None:
    """Else a new statute gets a nature of its own making."""
    assert all(f"`{statute.nature}`" in text() for statute in library.statutes.values())


def test_a_clause_is_named_with_its_own_title(library: Library) -> None:
    """Else the handbook names a clause that isn't there, or by another title."""
    kind = library.kinds["agreement"]
    named = re.findall(r"《([^》]+)》（`([a-z0-9-]+)`）", text())
    titles = {clause.slug: clause.title for clause in kind.clauses}
    assert named
    assert {slug: titles.get(slug) for _, slug in named} == {slug: title for title, slug in named}
