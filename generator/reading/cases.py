"""case.yaml → Case."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.errors import InputError, UsageError
from generator.model.case import Case
from generator.model.places import Places
from generator.problems import Problem
from generator.reading.files import UnreadableFileError, read_text
from generator.reading.validation import validate
from generator.reading.yaml_tree import YamlProblemsError, read_yaml


def read_case(path: Path, given: Mapping[str, str] = MappingProxyType({})) -> Case:
    """Read a case file; raise `UsageError` if there is none, `InputError` with all its problems if it is bad.

    `given` are keys of the first level that are known already (kind, region): the file may leave them out, and may not
    say otherwise.
    """
    if not path.is_file():
        raise UsageError(f"找不到案卷文件：{path}")
    try:
        return read_case_text(read_text(path, str(path)), str(path), given)
    except UnreadableFileError as error:
        raise InputError((error.problem,)) from None


def read_case_text(text: str, file: str, given: Mapping[str, str] = MappingProxyType({})) -> Case:
    """Read a case from YAML text; `file` is the name shown in problems. Raise `InputError`."""
    case, problems = _read(text, file, given)
    if problems or case is None:
        raise InputError(problems)
    return case


def read_case_in_part(path: Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """Read what can be read of a case file: a case without the keys that are wrong, and what is wrong with them.

    So that a check can tell everything at once. None where too little is left. Raise `UsageError`, `InputError` where
    there is no file, or none that is text.
    """
    if not path.is_file():
        raise UsageError(f"找不到案卷文件：{path}")
    try:
        return _read(read_text(path, str(path)), str(path))
    except UnreadableFileError as error:
        raise InputError((error.problem,)) from None


def _read(
    text: str, file: str, given: Mapping[str, str] = MappingProxyType({})
) -> tuple[Case | None, tuple[Problem, ...]]:
    try:
        data, places = read_yaml(text, file, remember=False)
    except YamlProblemsError as error:
        return None, tuple(error.problems)
    data = _without_empty(data)
    otherwise = []
    if isinstance(data, dict):
        otherwise = [
            _otherwise(key, data[key], given[key], places) for key in given if data.get(key, given[key]) != given[key]
        ]
        data = {**data, **given}
    case, problems = validate(Case, data, places)
    problems = [*otherwise, *problems]
    if problems:
        case, _ = validate(Case, _without_keys(data, {problem.where.key or "" for problem in problems}), places)
    return case.model_copy(update={"places": places}) if case else None, tuple(problems)


def _otherwise(key: str, written: object, given: str, places: Places) -> Problem:
    message = f"案卷写的是“{written}”，这里应是“{given}”"
    return Problem(code="format", message=message, where=places.of(key), mend="请改正，或删去这一行")


def _without_keys(data: Any, keys: set[str], above: str = "") -> Any:
    """Return the data without the keys, and without list items that have one of them."""
    if not isinstance(data, dict):
        return data
    found = {}
    for name, value in data.items():
        key = f"{above}.{name}" if above else str(name)
        in_list = isinstance(value, list) and any(bad.startswith(f"{key}.") for bad in keys)
        if key not in keys and not in_list:
            found[name] = _without_keys(value, keys, key)
    return found


def _without_empty(data: Any) -> Any:
    """Return the data without keys that have no value: an empty key means that nothing is said."""
    if isinstance(data, dict):
        return {key: _without_empty(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_empty(value) for value in data]
    return data
