"""Markdown files with YAML front matter → data, places, body and the line where the body begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.model.places import Places
from generator.problems import Place, Problem
from generator.reading.controls import control_at
from generator.reading.yaml_tree import YamlProblemsError, read_yaml


@dataclass(frozen=True)
class Matter:
    """A file's front matter and body."""

    data: dict[str, Any]
    places: Places
    body: str
    body_line: int


def read_matter(text: str, file: str) -> Matter:
    """Split and read a file that begins with `---`; raise `YamlProblemsError`."""
    if not text.startswith("---\n") or "\n---\n" not in text[3:]:
        place = Place(file=file, line=1)
        mend = "请以“---”一行开头，写完文件头再以“---”一行结束"
        raise YamlProblemsError([Problem(code="yaml", message="没有文件头", where=place, mend=mend)])
    end = text.index("\n---\n", 3)
    data, places = read_yaml(text[4 : end + 1], file, first_line=2)
    if not isinstance(data, dict):
        place = Place(file=file, line=2)
        raise YamlProblemsError([Problem(code="yaml", message="文件头应是“键: 值”", where=place, mend="请改写")])
    hidden = control_at(text, allowed="\n\t")
    if hidden is not None:
        place = Place(file=file, line=text.count("\n", 0, hidden) + 1)
        message = f"文件里有不可见的控制字符（U+{ord(text[hidden]):04X}）"
        raise YamlProblemsError([Problem(code="yaml", message=message, where=place, mend="请删去这个字符后重试")])
    return Matter(data, places, text[end + 5 :], text.count("\n", 0, end + 5) + 1)
