"""clauses/<kind>/ → Kind: the folder tree is the table of contents.

In: a kind's folder. Out: the Kind with its clauses in file order, and the problems of form: front matter,
clause language, names of files. Whether names and references hold is `reading.names`.
"""

from __future__ import annotations

from pathlib import Path

from generator.model.base import Model
from generator.model.clause import Clause, Fact, Kind
from generator.problems import Place, Problem
from generator.reading.clauses import FILE_NAME, ClauseReader


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


class _Reading(ClauseReader):
    """One kind on its way from files to a Kind."""

    def chapter(self, folder: Path, head: KindFile | None) -> list[Clause]:
        match = FILE_NAME.fullmatch(folder.name)
        if match is None or (head and match["slug"] not in head.chapters):
            self.refuse(
                folder, "章的文件夹名应是“序号-代号”，代号须在 kind.yaml 的 chapters 里有标题", "请改名或补上标题"
            )
            return []
        found = []
        for path in _sorted(folder):
            name = FILE_NAME.fullmatch(path.stem)
            if name is None or path.suffix != ".md":
                self.refuse(path, "条款的文件名应是“序号-代号.md”，代号用小写英文字母、数字和连字符", "请改名")
                continue
            clause = self.clause(path, name["slug"], int(name["position"]), match["slug"])
            if clause:
                found.append(clause)
        return found

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
