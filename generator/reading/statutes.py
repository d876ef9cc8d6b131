"""regions/**/statutes/<id>.md → Statute: the whole text by article, paragraph and item."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from pydantic import ConfigDict

from generator.model.base import Model
from generator.model.numerals import numeral
from generator.model.places import Places
from generator.model.statute import ParagraphText, Statute, StatuteArticle
from generator.problems import Place, Problem
from generator.reading.files import UnreadableFileError, read_text
from generator.reading.matter import read_matter
from generator.reading.validation import validate
from generator.reading.yaml_tree import YamlProblemsError

_ARTICLE = re.compile(r"^## 第([一二三四五六七八九十百]+)条$")
_ITEM = re.compile(r"^（([一二三四五六七八九十]+)）(.*)$")
_NUMBERS = {numeral(number): number for number in range(1, 400)}


class StatuteFile(Model):
    """The front matter of a statute's file."""

    model_config = ConfigDict(frozen=True, extra="ignore")  # editorial notes on the transcription stay in the file

    id: str
    title: str
    number: str | None = None
    issuer: str | None = None
    nature: str
    issued: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None


def read_statute(path: Path, shown: str) -> tuple[Statute | None, list[Problem]]:
    """Read a statute's file; problems are those of its front matter and of its articles' numbers."""
    try:
        matter = read_matter(read_text(path, shown), shown)
    except (YamlProblemsError, UnreadableFileError) as error:
        return None, error.problems if isinstance(error, YamlProblemsError) else [error.problem]
    data = {key: value for key, value in matter.data.items() if value is not None}
    head, problems = validate(StatuteFile, data, matter.places)
    articles = _articles(matter.body)
    problems += _numbering(articles, matter.places, matter.body_line)
    if head is None or problems:
        return None, problems
    texts = tuple(StatuteArticle(number=number, paragraphs=_paragraphs(lines)) for number, lines in articles)
    return Statute(**head.model_dump(), articles=texts, file=shown), []


def _articles(body: str) -> list[tuple[int, list[str]]]:
    """Return number and lines of each article; headings end an article, annexes come after the last."""
    found: list[tuple[int, list[str]]] = []
    lines: list[str] | None = None
    for line in body.split("\n"):
        match = _ARTICLE.match(line)
        if match:
            lines = []
            found.append((_NUMBERS.get(match[1], 0), lines))
        elif line.startswith("#"):
            lines = None
        elif lines is not None:
            lines.append(line.rstrip())
    return found


def _numbering(articles: list[tuple[int, list[str]]], places: Places, line: int) -> list[Problem]:
    numbers = [number for number, _ in articles]
    if numbers == list(range(1, len(numbers) + 1)) and numbers:
        return []
    place = Place(file=places.file, line=line)
    return [Problem(code="statute", message="条号不是从第一条起连续编排", where=place, mend="请对照原文改正")]


def _paragraphs(lines: list[str]) -> tuple[ParagraphText, ...]:
    found: list[tuple[str, list[tuple[str, str]]]] = []
    fresh = True
    for line in lines:
        item = _ITEM.match(line)
        if not line:
            fresh = True
        elif item and found:
            found[-1][1].append((item[1], item[2]))
        elif line.startswith("  ") and found and found[-1][1]:  # an item that runs on over a further line
            label, text = found[-1][1][-1]
            found[-1][1][-1] = (label, text + line.strip())
        elif fresh:
            found.append((line, []))
            fresh = False
        else:
            found[-1] = (found[-1][0] + line, found[-1][1])
    return tuple(ParagraphText(text=text, items=tuple(items)) for text, items in found)
