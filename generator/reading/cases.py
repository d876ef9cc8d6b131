"""case.yaml → Case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.errors import InputError, UsageError
from generator.model.case import Case
from generator.problems import Problem
from generator.reading.files import UnreadableFileError, read_text
from generator.reading.validation import validate
from generator.reading.yaml_tree import YamlProblemsError, read_yaml


def read_case(path: Path) -> Case:
    """Read a case file; raise `UsageError` if there is none, `InputError` with all its problems if it is bad."""
    if not path.is_file():
        raise UsageError(f"找不到案卷文件：{path}")
    try:
        return read_case_text(read_text(path, str(path)), str(path))
    except UnreadableFileError as error:
        raise InputError((error.problem,)) from None


def read_case_text(text: str, file: str) -> Case:
    """Read a case from YAML text; `file` is the name shown in problems. Raise `InputError`."""
    try:
        data, places = read_yaml(text, file, remember=False)
    except YamlProblemsError as error:
        raise InputError(tuple(error.problems)) from None
    problems: list[Problem] = []
    case, found = validate(Case, _without_empty(data), places)
    problems += found
    if case is None:
        raise InputError(tuple(problems))
    return case.model_copy(update={"places": places})


def _without_empty(data: Any) -> Any:
    """Return the data without keys that have no value: an empty key means that nothing is said."""
    if isinstance(data, dict):
        return {key: _without_empty(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_empty(value) for value in data]
    return data
