"""The YAML files beside a library's kinds and regions → data and models.

In: a library's root, files named from it. Out: data with its places, models made from it, and the problems of form, all
under the code of what is read. A file that isn't there is an empty one: a library may do without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.model.citation import Citation
from generator.model.places import Places
from generator.problems import Place, Problem
from generator.reading.files import UnreadableFileError, read_text
from generator.reading.validation import nearest, validate
from generator.reading.yaml_tree import YamlProblemsError, read_yaml

M = TypeVar("M", bound=BaseModel)

CITED: Mapping[str, Callable[[str], Any]] = {"cite": Citation.read}


class SourceReader:
    """Reads files of one library, and collects what is wrong with them.

    `written` says how the text under a key is read, whatever stands around it; a ValueError is what is wrong with it.
    """

    def __init__(self, root: Path, code: str, written: Mapping[str, Callable[[str], Any]] = CITED) -> None:
        self.root = root
        self.code = code
        self.written = written
        self.problems: list[Problem] = []

    def yaml(self, file: str) -> tuple[Any, Places]:
        """Return a file's data and places; None where there is no such file, or it can't be read."""
        path = self.root / file
        if path.is_file():
            try:
                return read_yaml(read_text(path, file), file)
            except YamlProblemsError as error:
                self.problems += error.problems
            except UnreadableFileError as error:
                self.problems.append(error.problem)
        return None, Places(file)

    def entries(self, file: str, model: type[M], mend: str = "请以“- ”逐项列出") -> tuple[list[M], Places]:
        """Return the entries of a file that is a list, those that can be read."""
        data, places = self.yaml(file)
        if not isinstance(data, list | None):
            self.refuse(places, "", "文件内容应是清单", mend)
            return [], places
        read = [self.model(model, entry, places, str(index)) for index, entry in enumerate(data or [])]
        return [entry for entry in read if entry], places

    def model(self, model: type[M], data: Any, places: Places, key: str = "") -> M | None:
        """Return the model made from what stands under a key, None where it can't be."""
        before = len(self.problems)
        settled = self._settled(data, places, key)
        if len(self.problems) > before:
            return None
        found, problems = validate(model, settled, places_below(places, key), self.code)
        self.problems += problems
        return found

    def refuse(self, places: Places, key: str, message: str, mend: str) -> None:
        """Take note of what is wrong with a key."""
        self.problems.append(Problem(code=self.code, message=message, where=places.of(key), mend=mend))

    def _settled(self, data: Any, places: Places, key: str) -> Any:
        """Return data in which the texts under the keys of `written` are read."""
        if isinstance(data, list):
            return [self._settled(entry, places, _joined(key, str(index))) for index, entry in enumerate(data)]
        if not isinstance(data, dict):
            return data
        found = {name: self._settled(entry, places, _joined(key, name)) for name, entry in data.items()}
        for name, read in self.written.items():
            if isinstance(found.get(name), str):
                try:
                    found[name] = read(found[name])
                except ValueError as error:
                    self.refuse(places, _joined(key, name), str(error), "请改正")
        return found


def places_below(places: Places, key: str) -> Places:
    """Return the places of what stands under a key, named from there."""
    prefix = f"{key}." if key else ""
    lines = {name.removeprefix(prefix): line for name, line in places.lines.items() if name.startswith(prefix)}
    return Places(places.file, {"": places.lines.get(key, 1), **lines})


def unknown_names(names: Iterable[str], known: Iterable[str], what: str, where: Place, code: str) -> Iterator[Problem]:
    """Yield the names that nothing has; `what` is what they should name."""
    have = set(known)
    for name in names:
        if name not in have:
            close = nearest(name, sorted(have))
            mend = f"最接近的是“{close}”" if close else "请改正或删去"
            yield Problem(code=code, message=f"没有“{name}”这个{what}", where=where, mend=mend)


def _joined(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
