"""Read a whole library from its files, without the cache.

In: the folder and its digest. Out: a Library, or a `LibraryError` that carries every problem of form, names
and law at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.errors import LibraryError
from generator.model.clause import Kind
from generator.model.institution import InstitutionVocabulary
from generator.model.library import Library
from generator.model.places import Places
from generator.model.region import Parameter, Region
from generator.model.statute import Statute
from generator.model.units import SUFFIXES, Unit
from generator.problems import Place, Problem
from generator.reading.files import UnreadableFileError, read_text
from generator.reading.fitting import kinds_problems
from generator.reading.kinds import read_kinds
from generator.reading.law import conflict_problems, law_problems, level_problems, parents
from generator.reading.lifecycle import with_lifecycle
from generator.reading.lines import with_lines
from generator.reading.lists import ListReader
from generator.reading.names import NameCheck
from generator.reading.personnel import with_personnel
from generator.reading.regions import read_region
from generator.reading.sources import places_below
from generator.reading.statutes import read_statute
from generator.reading.tracing import trace_problems
from generator.reading.validation import validate
from generator.reading.variants import read_variants
from generator.reading.yaml_tree import YamlProblemsError, read_yaml

BLANK_LINE = "____"
"""The line that a blank is printed as."""


def read_library(root: Path, digest: str) -> Library:
    """Read and check a library; raise `LibraryError` with everything that is wrong."""
    reading = _Reading(root)
    parameters = reading.parameters()
    institutions = reading.institutions()
    statutes = reading.statutes()
    regions = reading.regions(parameters) if parameters else {}
    kinds = reading.kinds()
    lists = ListReader(root)
    regions = {name: _with_lists(region, lists) for name, region in reading.variants(regions, kinds).items()}
    cited, conflicts, trace = lists.cited(), lists.conflicts(), lists.trace()
    reading.problems += lists.problems
    names = frozenset(name.replace("-", "_") for name in (*statutes, *cited))
    problems = reading.problems
    sound = not problems
    if institutions and sound:
        terms = frozenset(term for region in regions.values() for term in region.terms)
        problems += kinds_problems(
            kinds, regions, lambda kind: NameCheck(kind, parameters, terms, names, institutions.levels)
        )
        for kind in kinds.values():
            problems += _layout_problems(kind, root)
        problems += _missing_terms(regions, terms)
        problems += level_problems(regions, institutions.levels)
    problems += law_problems(regions, kinds, statutes)
    for conflict in conflicts:
        where = Place(file="regions/conflicts.yaml", key=conflict.id)
        problems += conflict_problems(conflict, statutes, where)
    library = None if institutions is None else Library(
        root=root, digest=digest, kinds=kinds, regions=regions, parameters=parameters, statutes=statutes,
        institutions=institutions, cited=cited, conflicts=conflicts, trace=trace,
    )  # fmt: skip
    if library is not None:
        library, unfit = with_lifecycle(library, sound=sound)
        library, unlike = with_personnel(library, sound=sound)
        problems += [*unfit, *unlike]
    problems += trace_problems(library) if library and sound else ()
    if problems or library is None:
        raise LibraryError(with_lines(_without_echoes(problems, reading.torn), root))
    return library


def _without_echoes(problems: list[Problem], torn: set[str]) -> list[Problem]:
    """Leave out what is said of things whose own text is at fault wherever they are named: that has been told."""
    starts = tuple(f"{words}“{name}”" for name in torn for words in ("没有", "上级地区"))
    return [problem for problem in problems if not problem.message.startswith(starts)]


def _with_lists(region: Region, lists: ListReader) -> Region:
    return region.model_copy(update={"topics": lists.topics(region.id), "rules": lists.rules(region.id)})


def _layout_problems(kind: Kind, root: Path) -> list[Problem]:
    if (root / "templates" / kind.layout).is_dir():
        return []
    message = f"版式“{kind.layout}”不存在"
    return [Problem(code="layout", message=message, where=kind.places.of("layout"), mend="请在 templates/ 里补上")]


def _missing_terms(regions: dict[str, Region], terms: frozenset[str]) -> list[Problem]:
    """Find regions that issue documents (have a number format) but lack a term of art."""
    problems = []
    for region in regions.values():
        if region.number_format:
            known = {term for above in (region, *parents(region, regions)) for term in above.terms}
            for term in sorted(terms - known):
                where = region.places.of("terms")
                message = f"缺少术语“{term}”"
                problems.append(Problem(code="region_term", message=message, where=where, mend="请在 terms 里补上"))
    return problems


class _Reading:
    """A library on its way from files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.torn: set[str] = set()  # statutes, regions, kinds and parameters whose own text is at fault

    def parameters(self) -> dict[str, Parameter]:
        data, places = self._yaml(self.root / "regions" / "parameters.yaml")
        found: dict[str, Parameter] = {}
        if data is not None and not isinstance(data, dict):
            self.problems += validate(Parameter, data, places, "parameter")[1]
            return found
        for name, entry in (data or {}).items():
            unit = str(entry.get("unit")) if isinstance(entry, dict) else ""
            shape = BLANK_LINE + SUFFIXES.get(Unit(unit), "") if unit in {*Unit} else BLANK_LINE
            full = {"name": name, "blank": shape, **entry} if isinstance(entry, dict) else entry
            parameter, problems = validate(Parameter, full, places_below(places, name), "parameter")
            self.problems += problems
            if parameter:
                found[name] = parameter
            else:
                self.torn.add(name)
        return found

    def institutions(self) -> InstitutionVocabulary | None:
        before = len(self.problems)
        data, places = self._yaml(self.root / "regions" / "institutions.yaml")
        if len(self.problems) > before:
            return None
        vocabulary, problems = validate(InstitutionVocabulary, data or {}, places, "institution")
        self.problems += problems
        return vocabulary

    def statutes(self) -> dict[str, Statute]:
        found: dict[str, Statute] = {}
        for path in sorted((self.root / "regions").glob("**/statutes/*.md")):
            statute, problems = read_statute(path, self._shown(path))
            self.problems += problems
            if statute is None or statute.id != path.stem:
                self.torn |= {path.stem, statute.id if statute else ""}
            if statute and (statute.id != path.stem or statute.id in found):
                message = f"法规代号“{statute.id}”与文件名不符或重复"
                where = Place(file=statute.file, key="id")
                self.problems.append(Problem(code="statute", message=message, where=where, mend="请改正 id 或文件名"))
            elif statute:
                found[statute.id] = statute
        return found

    def regions(self, parameters: dict[str, Parameter]) -> dict[str, Region]:
        found: dict[str, Region] = {}
        base = self.root / "regions"
        for path in sorted(base.glob("**/region.yaml")):
            region_id = path.parent.relative_to(base).as_posix()
            region, problems = read_region(path, region_id, self._shown(path), parameters, torn=frozenset(self.torn))
            self.problems += problems
            if region:
                found[region_id] = region
            else:
                self.torn.add(region_id)
        return found

    def variants(self, regions: dict[str, Region], kinds: dict[str, Kind]) -> dict[str, Region]:
        found = {}
        for region in regions.values():
            variants, problems = read_variants(self.root / "regions" / region.id, self.root, kinds)
            self.problems += problems
            found[region.id] = region.model_copy(update={"variants": variants})
        return found

    def kinds(self) -> dict[str, Kind]:
        found, torn, problems = read_kinds(self.root / "clauses", self.root)
        self.problems += problems
        self.torn |= torn
        return found

    def _yaml(self, path: Path) -> tuple[Any, Places]:
        try:
            return read_yaml(read_text(path, self._shown(path)), self._shown(path))
        except YamlProblemsError as error:
            self.problems += error.problems
        except UnreadableFileError as error:
            self.problems.append(error.problem)
        return None, Places(self._shown(path))

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()
