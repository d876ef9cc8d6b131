"""The line of a problem that names a file and what stands in it, but not where.

In: problems, the library's root. Out: the same problems, with the first line of their file that holds their key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from generator.problems import Problem
from generator.reading.files import UnreadableFileError, read_text


def with_lines(problems: Iterable[Problem], root: Path) -> tuple[Problem, ...]:
    """Return the problems with lines, in the order of files and lines."""
    found = [_with_line(problem, root) for problem in problems]
    unlike = {(problem.code, str(problem)): problem for problem in found}
    return tuple(sorted(unlike.values(), key=lambda problem: (problem.where.file or "", problem.where.line or 0)))


def _with_line(problem: Problem, root: Path) -> Problem:
    where = problem.where
    if where.file is None or where.line is not None or where.key is None or not (root / where.file).is_file():
        return problem
    try:
        text = read_text(root / where.file, where.file)
    except UnreadableFileError:
        return problem
    match = re.search(rf"(?<![\w.-]){re.escape(where.key)}(?![\w-])", text)
    line = text.count("\n", 0, match.start()) + 1 if match else None
    return problem.model_copy(update={"where": where.model_copy(update={"line": line})})
