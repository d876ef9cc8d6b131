"""clauses/<kind>/ → Kind: the folder tree is the table of contents.

In: a kind's folder. Out: the Kind with its clauses in file order, and the problems of form: front matter,
clause language, names of files. Whether names and references hold is `reading.names`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from generator.language import ClauseSyntaxError, parse_body, parse_condition
from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.clause import AttachmentText, Clause, Fact, Kind, LawLink
from generator.model.places import Places
from generator.model.template import Body
from generator.problems import Place, Problem
from generator.reading.files import UnreadableFileError, read_text
from generator.reading.matter import read_matter
from generator.reading.validation import M, validate
from generator.reading.yaml_tree import YamlProblemsError, read_yaml

_NAME = re.compile(r"(?P<position>[0-9]{2,3})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)")
_ITEM_ID = re.compile(r"^ *- \{#([^}]*)\}", re.MULTILINE)
_GOOD_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

T = TypeVar("T")


class LawLinkFile(Model):
    """A link to the law as it is written."""

    cite: str
    quote: str


class ClauseFile(Model):
    """The front matter of a clause."""

    title: str
    law: tuple[LawLinkFile, ...] = ()
    when: str | None = None
    optional: bool = False


class AttachmentFile(Model):
    """The front matter of an attachment."""

    title: str
    reference: str
    signing: tuple[tuple[str, ...], ...] = ()


class KindFile(Model):
    """kind.yaml."""

    title: str
    layout: str
    roles: dict[str, str]
    chapters: dict[str, str]
    facts: dict[str, Fact]
    required: tuple[str, ...] = ()
    hand: dict[str, str] = {}
    cover: tuple[tuple[str, str], ...]
    particulars: dict[str, tuple[tuple[str, str], ...]]
    signing: tuple[tuple[str, ...], ...]


def read_kind(folder: Path, root: Path) -> tuple[Kind | None, list[Problem]]:
    """Read a kind's folder; return it, or all its problems."""
    reading = _Reading(root)
    head, places = reading.yaml(folder / "kind.yaml", KindFile)
    preamble = reading.clause(folder / "00-preamble.md", "preamble", 0, "")
    clauses = [clause for chapter in _sorted(folder) if chapter.is_dir() and chapter.name != "attachments"
               for clause in reading.chapter(chapter, head)]  # fmt: skip
    attachments = [reading.attachment(path) for path in _sorted(folder / "attachments")]
    signing = reading.lines(head.signing, places, "signing") if head else ()
    reading.check_slugs(clauses)
    if head is None or preamble is None or reading.problems:
        return None, reading.problems
    return (
        Kind(**{**head.model_dump(), "signing": signing, "facts": head.facts}, id=folder.name, preamble=preamble,
             clauses=tuple(clauses), attachments=tuple(found for found in attachments if found), places=places),
        [],
    )  # fmt: skip


def _sorted(folder: Path) -> list[Path]:
    hidden = (".", "_", "~")
    return sorted(path for path in folder.iterdir() if not path.name.startswith(hidden)) if folder.is_dir() else []


class _Reading:
    """One kind on its way from files to a Kind."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def yaml(self, path: Path, model: type[M]) -> tuple[M | None, Places]:
        data, places = self._try(lambda: read_yaml(read_text(path, self.shown(path)), self.shown(path))) or (
            None,
            Places(),
        )
        if data is None:
            return None, places
        found, problems = validate(model, data, places, "kind")
        self.problems += problems
        return found, places

    def chapter(self, folder: Path, head: KindFile | None) -> list[Clause]:
        match = _NAME.fullmatch(folder.name)
        if match is None or (head and match["slug"] not in head.chapters):
            self._refuse(
                folder, "章的文件夹名应是“序号-代号”，代号须在 kind.yaml 的 chapters 里有标题", "请改名或补上标题"
            )
            return []
        found = []
        for path in _sorted(folder):
            name = _NAME.fullmatch(path.stem)
            if name is None or path.suffix != ".md":
                self._refuse(path, "条款的文件名应是“序号-代号.md”，代号用小写英文字母、数字和连字符", "请改名")
                continue
            clause = self.clause(path, name["slug"], int(name["position"]), match["slug"])
            if clause:
                found.append(clause)
        return found

    def clause(self, path: Path, slug: str, position: int, chapter: str) -> Clause | None:
        matter = self._try(lambda: read_matter(read_text(path, self.shown(path)), self.shown(path)))
        if matter is None:
            return None
        head, problems = validate(ClauseFile, matter.data, matter.places, "clause")
        self.problems += problems
        body = self.body(matter.body, self.shown(path), matter.body_line)
        if head is None or body is None:
            return None
        when = self._condition(head.when, matter.places) if head.when else None
        if head.optional and when is None:
            self._refuse(path, "可选条款（optional）要有适用条件（when）", "请补上 when")
        return Clause(
            slug=slug, chapter=chapter, position=position, title=head.title, when=when, optional=head.optional,
            law=self._law(head, matter.places), body=body, items=self._item_ids(matter.body, path),
            file=self.shown(path),
        )  # fmt: skip

    def attachment(self, path: Path) -> AttachmentText | None:
        name = _NAME.fullmatch(path.stem)
        matter = self._try(lambda: read_matter(read_text(path, self.shown(path)), self.shown(path)))
        if matter is None:
            return None
        head, problems = validate(AttachmentFile, matter.data, matter.places, "clause")
        self.problems += problems
        body = self.body(matter.body, self.shown(path), matter.body_line)
        if head is None or body is None or name is None:
            return None
        signing = self.lines(head.signing, matter.places, "signing")
        return AttachmentText(id=name["slug"], title=head.title, reference=head.reference, body=body, signing=signing,
                              file=self.shown(path))  # fmt: skip

    def body(self, text: str, file: str, line: int) -> Body | None:
        try:
            return parse_body(text)
        except ClauseSyntaxError as error:
            place = Place(file=file, line=line + error.line - 1)
            self.problems.append(Problem(code="clause_language", message=str(error), where=place, mend="请改写这一处"))
            return None

    def lines(self, parties: tuple[tuple[str, ...], ...], places: Places, key: str) -> tuple[tuple[Body, ...], ...]:
        line = places.of(key).line or 1
        found = [[self.body(text, places.file or "", line) or () for text in lines] for lines in parties]
        return tuple(tuple(lines) for lines in found)

    def check_slugs(self, clauses: list[Clause]) -> None:
        seen: dict[str, Clause] = {}
        for clause in clauses:
            if clause.slug in seen:
                place = Place(file=clause.file)
                message = f"条款代号“{clause.slug}”与 {seen[clause.slug].file} 重复"
                self.problems.append(
                    Problem(code="clause", message=message, where=place, mend="请改名，代号在一种文书里不能重复")
                )
            seen[clause.slug] = clause

    def _law(self, head: ClauseFile, places: Places) -> tuple[LawLink, ...]:
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
                self._refuse(path, f"项的代号“{found}”只能用小写英文字母、数字和连字符", "请改名")
        if len(set(ids)) != len(ids):
            self._refuse(path, "同一条里有两项的代号相同", "请改名")
        return tuple(ids)

    def _try(self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except YamlProblemsError as error:
            self.problems += error.problems
        except UnreadableFileError as error:
            self.problems.append(error.problem)
        return None

    def _refuse(self, path: Path, message: str, mend: str) -> None:
        self.problems.append(Problem(code="clause", message=message, where=Place(file=self.shown(path)), mend=mend))
