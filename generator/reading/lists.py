"""The lists beside the regions: statutes cited but not held, conflicts, topics, and where each article lives.

In: `cited.yaml`, `conflicts.yaml` and `trace.yaml` of regions/, each region's `topics.yaml`. Out: models, and the
problems of form.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.law import CitedStatute, Conflict, Lives, Topic
from generator.model.places import Places
from generator.model.rule import LegalRule
from generator.problems import Problem
from generator.reading.files import UnreadableFileError, read_text
from generator.reading.rulings import RuleReader
from generator.reading.terms import ConflictFile, TermReader
from generator.reading.validation import validate
from generator.reading.yaml_tree import YamlProblemsError, read_yaml

M = TypeVar("M", bound=BaseModel)


class TopicFile(Model):
    """A topic as it is written."""

    id: str
    topic: str
    cite: str
    quote: str
    clauses: tuple[str, ...]


class ConflictsFile(Model):
    """conflicts.yaml."""

    conflicts: tuple[ConflictFile, ...]


class ListReader:
    """Reads the lists of a library, and collects what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def cited(self) -> dict[str, CitedStatute]:
        """Return the statutes that are cited and not held, by id."""
        found, _ = self._list(self.root / "regions" / "cited.yaml", CitedStatute)
        return {statute.id: statute for statute in found}

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return the conflicts between the model agreement and statutes, which all regions share."""
        path = self.root / "regions" / "conflicts.yaml"
        data, places = self._yaml(path)
        if data is None:
            return ()
        written, problems = validate(ConflictsFile, data, places, "conflicts")
        reader = TermReader(places)
        found = reader.conflicts(written.conflicts) if written else ()
        self.problems += problems + reader.problems
        return found

    def topics(self, region: str) -> tuple[Topic, ...]:
        """Return what a region's statutes say that agreements must regulate."""
        written, places = self._list(self.root / "regions" / region / "topics.yaml", TopicFile)
        found = []
        for index, topic in enumerate(written):
            try:
                found.append(Topic(**{**topic.model_dump(), "cite": Citation.read(topic.cite)}))
            except ValueError as error:
                where = places.of(f"{index}.cite")
                self.problems.append(Problem(code="citation", message=str(error), where=where, mend="请改正引文"))
        return tuple(found)

    def rules(self, region: str) -> tuple[LegalRule, ...]:
        """Return a region's legal rules."""
        data, places = self._yaml(self.root / "regions" / region / "rules.yaml")
        if data is None:
            return ()
        reader = RuleReader(places)
        found = reader.rules(data)
        self.problems += reader.problems
        return found

    def trace(self) -> dict[str, dict[int, Lives]]:
        """Return where each article of each statute lives."""
        data, places = self._yaml(self.root / "regions" / "trace.yaml")
        found: dict[str, dict[int, Lives]] = {}
        for statute, articles in (data or {}).items():
            for number, entry in (articles or {}).items():
                written = {"lives": []} | entry if isinstance(entry, dict) else entry
                if isinstance(written, dict) and isinstance(written["lives"], str):
                    written = {**written, "lives": [] if written["lives"] == "none" else [written["lives"]]}
                lives, problems = validate(
                    Lives, written, Places(places.file, {"": places.lines.get(f"{statute}.{number}", 1)}), "trace"
                )
                self.problems += problems
                if lives and str(number).isdigit():
                    found.setdefault(statute, {})[int(number)] = lives
        return found

    def _list(self, path: Path, model: type[M]) -> tuple[list[M], Places]:
        data, places = self._yaml(path)
        found = []
        for index, entry in enumerate(data if isinstance(data, list) else []):
            plain = (
                {key: value for key, value in entry.items() if value is not None} if isinstance(entry, dict) else entry
            )
            prefix = f"{index}."
            lines = {key.removeprefix(prefix): line for key, line in places.lines.items() if key.startswith(prefix)}
            item, problems = validate(
                model, plain, Places(places.file, {"": places.lines.get(str(index), 1), **lines}), "list"
            )
            self.problems += problems
            if item:
                found.append(item)
        if data is not None and not isinstance(data, list):
            mend = "请以“- ”逐项列出"
            self.problems.append(Problem(code="list", message="文件内容应是清单", where=places.of(""), mend=mend))
        return found, places

    def _yaml(self, path: Path) -> tuple[Any, Places]:
        shown = path.relative_to(self.root).as_posix()
        if not path.is_file():
            return None, Places(shown)
        try:
            return read_yaml(read_text(path, shown), shown)
        except YamlProblemsError as error:
            self.problems += error.problems
        except UnreadableFileError as error:
            self.problems.append(error.problem)
        return None, Places(shown)
