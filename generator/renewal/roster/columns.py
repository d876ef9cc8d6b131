"""Which columns a roster has: regions/roster.yaml, and regions/staff.yaml for the people behind the claims.

In: a Library, the sort of roster. Out: `Columns`: the columns in the template's order, by every name that they are
known under, and the words that their cells may hold. Labels that the file leaves out are those of parameters.yaml.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from pydantic import Field

from generator.errors import LibraryError
from generator.model.base import Model
from generator.model.case import Bank, Case, Institution, InternetHospital, Person, Term
from generator.model.library import Library
from generator.model.units import Unit
from generator.problems import Problem
from generator.reading.files import UnreadableFileError, read_text
from generator.reading.validation import validate
from generator.reading.yaml_tree import YamlProblemsError, read_yaml
from generator.renewal.roster.shape import INSTITUTIONS, Shape
from generator.selection import ancestry

Sort = Literal["text", "code", "phone", "count", "money", "date", "month", "truth", "word", "words", "value"]

_SECTIONS: dict[str, type[Model]] = {
    "institution": Institution, "bank": Bank, "internet_hospital": InternetHospital, "term": Term,
    "person": Person,
}  # fmt: skip
TRUTH = "truth"
"""Whose words are those of yes and no, in every column of that sort."""

_BRACKETED = re.compile(r"\(([^()]*)\)")
_VALUES = "values."


class Column(Model):
    """A column: `path` says what it is, `names` are what else it may be called."""

    path: str
    label: str = ""
    names: tuple[str, ...] = ()
    sort: Sort
    need: Literal["required", "identity"] | None = None
    note: str = ""
    example: str = ""
    width: int = 12


class RosterFile(Model):
    """regions/roster.yaml, regions/staff.yaml."""

    columns: tuple[Column, ...]
    ignored: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    words: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    performance: dict[str, tuple[str, ...]] = Field(default_factory=dict)


@dataclass(frozen=True)
class Columns:
    """The columns of a library's rosters of a sort. `words`: for a column's path, what each folded spelling means."""

    shape: Shape
    all: tuple[Column, ...]
    by_whole: dict[str, Column]
    by_name: dict[str, Column]
    ignored: frozenset[str]
    footers: frozenset[str]
    words: dict[str, dict[str, str]]
    performance: dict[str, tuple[str, ...]]
    printed: dict[str, tuple[str, ...]]
    _known: dict[str, Column | None] = field(default_factory=dict)

    def named(self, text: str) -> Column | None:
        """Return the column that a heading names: with what stands in brackets, else without."""
        return self.by_whole.get(fold_word(text)) or self.by_name.get(fold(text))

    def choices(self, path: str) -> tuple[str, ...]:
        """Return the words of a column as they are to be written."""
        return self.printed.get(path, ())

    def of(self, path: str) -> Column | None:
        """Return a column by its path, a level of a parameter's value or a list's place left out."""
        if path not in self._known:
            inside = (column for column in self.all if path == column.path or path.startswith(f"{column.path}."))
            self._known[path] = next(inside, None)
        return self._known[path]

    def label(self, path: str) -> str:
        """Return what a column is called, the path itself where there is none."""
        found = self.of(path)
        return found.label if found else path

    def results(self, library: Library, region: str | None) -> tuple[str, ...]:
        """Return the results of the yearly assessment that a region has."""
        chain = [found.id for found in ancestry(library.regions, region)] if region in library.regions else []
        return next((self.performance[name] for name in (*chain, "default") if name in self.performance), ())


def fold(text: str) -> str:
    """Return a name as it is compared: half-width, without spaces, stars, and what stands in brackets."""
    plain = _BRACKETED.sub("", unicodedata.normalize("NFKC", text))
    return "".join(plain.split()).strip("*:#.。、").upper()


@lru_cache(maxsize=8)
def read_columns(library: Library, shape: Shape = INSTITUTIONS) -> Columns:
    """Read the columns of a library's rosters of a sort; raise `LibraryError`."""
    file, problems = _read(library, shape)
    if file is None or problems:
        raise LibraryError(tuple(problems))
    columns = tuple(
        column if column.label else column.model_copy(update={"label": _parameter_label(library, column.path)})
        for column in file.columns
    )
    if shape.values:
        columns += _other_parameters(library, frozenset(column.path for column in columns))
    whole, short = _names(library, shape, columns)
    ignored, footers = frozenset(map(fold, file.ignored)), frozenset(map(fold, file.footers))
    printed = {path: tuple(words) for path, words in file.words.items() if path != TRUTH}
    printed |= {path: tuple(words) for path, words in _printed(library).items()}
    return Columns(shape, columns, whole, short, ignored, footers, _words(library, file), file.performance, printed)


def _names(
    library: Library, shape: Shape, columns: tuple[Column, ...]
) -> tuple[dict[str, Column], dict[str, Column]]:  # fmt: skip
    """Return the columns by their names whole, and by their names without brackets where one alone has such a name."""
    facts = library.kinds[shape.kind].facts
    whole: dict[str, Column] = {}
    short: dict[str, Column] = {}
    owners: dict[str, set[str]] = {}
    for column in columns:
        stated = [facts[column.path].label] if column.path in facts else []
        for name in (column.label, *column.names, column.path, *stated):
            whole.setdefault(fold_word(name), column)
            short.setdefault(fold(name), column)
            owners.setdefault(fold(name), set()).add(column.path)
    return whole, {name: column for name, column in short.items() if len(owners[name]) == 1}


def listed(library: Library, shape: Shape = INSTITUTIONS) -> tuple[Column, ...]:
    """Return the columns that the sort's file lists: those of the template. Raise `LibraryError`."""
    file, _ = _read(library, shape)
    paths = {column.path for column in file.columns} if file else set()
    return tuple(column for column in read_columns(library, shape).all if column.path in paths)


def _read(library: Library, shape: Shape) -> tuple[RosterFile | None, list[Problem]]:
    try:
        data, places = read_yaml(read_text(library.root / shape.file, shape.file), shape.file)
    except YamlProblemsError as error:
        return None, error.problems
    except UnreadableFileError as error:
        return None, [error.problem]
    file, problems = validate(RosterFile, data, places, "roster")
    for index, column in enumerate(file.columns if file else ()):
        if not _known(library, shape, column):
            message, mend = f"名册的列“{column.path}”不是案卷的事实，也不是参数", f"名册自己的：{'、'.join(shape.own)}"
            problems.append(Problem(code="roster", message=message, where=places.of(f"columns.{index}"), mend=mend))
    return file, problems


def _known(library: Library, shape: Shape, column: Column) -> bool:
    if column.path.startswith(_VALUES):
        known = shape.values and column.path.removeprefix(_VALUES) in library.parameters
        return known and column.sort == "value"
    if not column.label or column.sort == "value":
        return False
    return column.path in shape.own or _in_case(column.path)


def _in_case(path: str) -> bool:
    """Say whether a case has a key, by its model."""
    fields = Case.model_fields
    *above, last = path.split(".")
    for name in above:
        inner = _SECTIONS.get(name)
        if name not in fields or inner is None:
            return False
        fields = inner.model_fields
    return last in fields


def _parameter_label(library: Library, path: str) -> str:
    parameter = library.parameters[path.removeprefix(_VALUES)]
    return parameter.label


def _other_parameters(library: Library, listed: frozenset[str]) -> tuple[Column, ...]:
    """Return a column for each parameter that roster.yaml doesn't list: a roster may propose any value."""
    return tuple(
        Column(path=_VALUES + name, label=parameter.label, sort="value")
        for name, parameter in library.parameters.items()
        if _VALUES + name not in listed and parameter.unit is not Unit.MONEY
    )


def _printed(library: Library) -> dict[str, dict[str, str]]:
    """Return, for each column of words, the words as they are written, and what a case has for them."""
    vocabulary = library.institutions
    able = [region for region in library.regions.values() if region.number_format]
    return {
        "region": {region.title: region.id for region in able},
        "institution.level": {level: level for level in vocabulary.levels},
        "institution.type": {name: name for name in vocabulary.types},
        "institution.ownership": {name: key for key, name in vocabulary.ownership.items()},
        "services": {name: key for key, name in vocabulary.services.items()},
    }


def _words(library: Library, file: RosterFile) -> dict[str, dict[str, str]]:
    """Return, for each column of words, what each spelling stands for."""
    printed = _printed(library)
    for key, region in library.regions.items():
        above = library.regions[region.parent].title if region.parent in library.regions else ""
        printed["region"] |= dict.fromkeys((region.title, region.title.removeprefix(above), key), key)
    for path, words in file.words.items():
        found = printed.setdefault(path, {})
        for meant, spellings in words.items():
            for spelling in (meant, *spellings):
                found.setdefault(spelling, meant)
    return {path: {fold_word(word): meant for word, meant in words.items()} for path, words in printed.items()}


@lru_cache(maxsize=4096)
def fold_word(text: str) -> str:
    """Return a word of a cell as it is compared: half-width, without spaces; brackets stay."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()
