"""The lists beside the regions: statutes cited but not held, conflicts, topics, and where each article lives.

In: `cited.yaml`, `conflicts.yaml` and `trace.yaml` of regions/, each region's `topics.yaml`. Out: models, and the
problems of form.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.law import CitedStatute, Conflict, Lives, Topic
from generator.model.places import Places
from generator.model.rule import LegalRule
from generator.problems import Problem
from generator.reading.rulings import RuleReader
from generator.reading.sources import M, SourceReader, places_below
from generator.reading.terms import ConflictFile, TermReader
from generator.reading.validation import validate


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


class ListReader(SourceReader):
    """Reads the lists of a library."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, code="list", written={})

    def model(self, model: type[M], data: Any, places: Places, key: str = "") -> M | None:
        """Return an entry's model; a key of it that is empty says nothing."""
        said = {name: value for name, value in data.items() if value is not None} if isinstance(data, dict) else data
        return super().model(model, said, places, key)

    def cited(self) -> dict[str, CitedStatute]:
        """Return the statutes that are cited and not held, by id."""
        found, _ = self.entries("regions/cited.yaml", CitedStatute)
        return {statute.id: statute for statute in found}

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return the conflicts between the model agreement and statutes, which all regions share."""
        data, places = self.yaml("regions/conflicts.yaml")
        if data is None:
            return ()
        written, problems = validate(ConflictsFile, data, places, "conflicts")
        reader = TermReader(places)
        found = reader.conflicts(written.conflicts) if written else ()
        self.problems += problems + reader.problems
        return found

    def topics(self, region: str) -> tuple[Topic, ...]:
        """Return what a region's statutes say that agreements must regulate."""
        written, places = self.entries(f"regions/{region}/topics.yaml", TopicFile)
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
        data, places = self.yaml(f"regions/{region}/rules.yaml")
        if data is None:
            return ()
        reader = RuleReader(places)
        found = reader.rules(data)
        self.problems += reader.problems
        return found

    def trace(self) -> dict[str, dict[int, Lives]]:
        """Return where each article of each statute lives."""
        data, places = self.yaml("regions/trace.yaml")
        found: dict[str, dict[int, Lives]] = {}
        for statute, articles in self._mapping(data, places, "").items():
            for number, entry in self._mapping(articles, places, statute).items():
                lives, problems = validate(Lives, _lives(entry), places_below(places, f"{statute}.{number}"), "trace")
                self.problems += problems
                if lives and str(number).isdigit():
                    found.setdefault(statute, {})[int(number)] = lives
        return found

    def _mapping(self, data: Any, places: Places, key: str) -> dict[str, Any]:
        if not isinstance(data, dict | None):
            where, mend = places.of(key), "请对照 regions/trace.yaml 的其他各处改写"
            self.problems.append(Problem(code="trace", message="这里应是一组“键: 值”", where=where, mend=mend))
            return {}
        return data or {}


def _lives(entry: Any) -> Any:
    """Return an entry with the places as a list, however it is written: `none`, one of them, or several."""
    written = {"lives": []} | entry if isinstance(entry, dict) else entry
    if isinstance(written, dict) and isinstance(written["lives"], str):
        return {**written, "lives": [] if written["lives"] == "none" else [written["lives"]]}
    return written
