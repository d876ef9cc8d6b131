"""One clause's or attachment's file → Clause, AttachmentText.

In: a Markdown file with front matter. Out: the clause, its language parsed and its structure tried; what is wrong
is collected in `problems`, each with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ConfigDict, Field

from generator.language.parse import ClauseSyntaxError, parse_body, parse_condition
from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.clause import AttachmentText, Clause, LawLink
from generator.model.places import Places
from generator.model.template import Body
from generator.problems import Place, Problem
from generator.reading.files import UnreadableFileError, read_text
from generator.reading.matter import read_matter
from generator.reading.trials import try_structure
from generator.reading.validation import M, validate
from generator.reading.yaml_tree import YamlProblemsError, read_yaml

FILE_NAME = re.compile(r"(?P<position>[0-9]{2,3})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)")
"""How files and folders of a kind are named: position, then slug."""

_ITEM_ID = re.compile(r"^ *- \{#([^}]*)\}", re.MULTILINE)
_GOOD_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

T = TypeVar("T")


class LawLinkFile(Model):
    """A link to the law as it is written."""

    cite: str
    quote: str


class AskedFile(Model):
    """From which day to which a clause is asked of documents."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    start: date | None = Field(default=None, alias="from")
    to: date | None = None


class ClauseFile(Model):
    """The front matter of a clause; `after` belongs to a region's own clause alone."""

    title: str
    law: tuple[LawLinkFile, ...] = ()
    when: str | None = None
    optional: bool = False
    asked: AskedFile = AskedFile()
    after: str | None = None


class AttachmentFile(Model):
    """The front matter of an attachment."""

    title: str
    reference: str
    signing: tuple[tuple[str, ...], ...] = ()


class ClauseReader:
    """Reads clauses below a library's root and collects what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def shown(self, path: Path) -> str:
        """Return a path as problems show it."""
        return path.relative_to(self.root).as_posix()

    def yaml(self, path: Path, model: type[M]) -> tuple[M | None, Places]:
        """Read a YAML file as a model."""
        shown = self.shown(path)
        read = self.attempt(lambda: read_yaml(read_text(path, shown), shown))
        if read is None:
            return None, Places(shown)
        data, places = read
        found, problems = validate(model, data, places, "kind")
        self.problems += problems
        return found, places

    def clause(self, path: Path, slug: str, position: int, chapter: str, *, sheet: bool = False) -> Clause | None:
        """Read a clause; its slug, position and chapter are said by its place. Only a sheet's may hold tables."""
        matter = self.attempt(lambda: read_matter(read_text(path, self.shown(path)), self.shown(path)))
        if matter is None:
            return None
        head, problems = validate(ClauseFile, matter.data, matter.places, "clause")
        self.problems += problems
        body = self.body(matter.body, self.shown(path), matter.body_line, tables=sheet)
        if head is None or body is None:
            return None
        when = self._condition(head.when, matter.places) if head.when else None
        if head.optional and head.when is None:
            self.refuse(path, "可选条款（optional）要有适用条件（when）", "请补上 when")
        return Clause(
            slug=slug, chapter=chapter, position=position, title=head.title, when=when, optional=head.optional,
            law=self.law(head, matter.places), start=head.asked.start, end=head.asked.to, after=head.after,
            body=body, items=self._item_ids(matter.body, path), file=self.shown(path),
        )  # fmt: skip

    def attachment(self, path: Path) -> AttachmentText | None:
        """Read an attachment."""
        name = FILE_NAME.fullmatch(path.stem)
        if name is None:
            self.refuse(path, "附件的文件名应是“序号-代号.md”，代号用小写英文字母、数字和连字符", "请改名")
            return None
        matter = self.attempt(lambda: read_matter(read_text(path, self.shown(path)), self.shown(path)))
        if matter is None:
            return None
        head, problems = validate(AttachmentFile, matter.data, matter.places, "clause")
        self.problems += problems
        body = self.body(matter.body, self.shown(path), matter.body_line, tables=True)
        if head is None or body is None:
            return None
        signing = self.lines(head.signing, matter.places, "signing")
        return AttachmentText(id=name["slug"], title=head.title, reference=head.reference, body=body, signing=signing,
                              file=self.shown(path))  # fmt: skip

    def body(self, text: str, file: str, line: int, *, tables: bool = False) -> Body | None:
        """Parse a text and try its structure, whatever its conditions are; None where either fails."""
        try:
            body = parse_body(text)
            try_structure(body, tables=tables)
        except ClauseSyntaxError as error:
            place = Place(file=file, line=line + error.line - 1)
            self.problems.append(Problem(code="clause_language", message=str(error), where=place, mend="请改写这一处"))
            return None
        except ValueError as error:
            place = Place(file=file, line=line)
            self.problems.append(Problem(code="clause_structure", message=str(error), where=place, mend="请改写这一条"))
            return None
        return body

    def lines(self, parties: tuple[tuple[str, ...], ...], places: Places, key: str) -> tuple[tuple[Body, ...], ...]:
        """Parse lines for signing, one tuple a party."""
        line = places.of(key).line or 1
        found = [[self.body(text, places.file or "", line) or () for text in lines] for lines in parties]
        return tuple(tuple(lines) for lines in found)

    def law(self, head: ClauseFile, places: Places) -> tuple[LawLink, ...]:
        """Read the citations of a front matter."""
        links = []
        for index, link in enumerate(head.law):
            try:
                links.append(LawLink(cite=Citation.read(link.cite), quote=link.quote))
            except ValueError as error:
                where = places.of(f"law.{index}.cite")
                self.problems.append(Problem(code="citation", message=str(error), where=where, mend="请改正引文"))
        return tuple(links)

    def _condition(self, text: str, places: Places) -> Any:
        try:
            return parse_condition(text)
        except ClauseSyntaxError as error:
            where = places.of("when")
            self.problems.append(Problem(code="clause_language", message=str(error), where=where, mend="请改写 when"))
            return None

    def _item_ids(self, body: str, path: Path) -> tuple[str, ...]:
        ids = _ITEM_ID.findall(body)
        for found in ids:
            if not _GOOD_ID.fullmatch(found):
                self.refuse(path, f"项的代号“{found}”只能用小写英文字母、数字和连字符", "请改名")
        if len(set(ids)) != len(ids):
            self.refuse(path, "同一条里有两项的代号相同", "请改名")
        return tuple(ids)

    def attempt(self, read: Callable[[], T]) -> T | None:
        """Return what is read, None where reading it was a problem."""
        try:
            return read()
        except YamlProblemsError as error:
            self.problems += error.problems
        except UnreadableFileError as error:
            self.problems.append(error.problem)
        return None

    def refuse(self, path: Path, message: str, mend: str) -> None:
        """Take note of a problem of a whole file."""
        self.problems.append(Problem(code="clause", message=message, where=Place(file=self.shown(path)), mend=mend))
