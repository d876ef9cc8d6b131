"""clauses/<kind>/ → Kind: the folder tree is the table of contents.

In: the folder clauses/. Out: the Kinds, each with its clauses in file order, and the problems of form: front matter,
clause language, names of files. A kind that is based on another is made after it (`reading.based`). Whether names and
references hold is `reading.names`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from generator.model.base import Model
from generator.model.clause import Clause, Fact, Kind
from generator.model.rule import About
from generator.problems import Place, Problem
from generator.reading.based import KindText, make_kind
from generator.reading.clauses import FILE_NAME, ClauseReader

ATTACHMENTS, PREAMBLE = "attachments", "00-preamble.md"


class KindFile(Model):
    """kind.yaml. Which keys a paper needs follows from its form."""

    title: str
    layout: str
    form: Literal["agreement", "deed", "letter", "sheet"] = "agreement"
    series: Literal["agreement", "notice", "form"] = "agreement"
    sort: Literal["first", "renewal", "standing", "annual"] | None = None
    addressee: str | None = None
    based_on: str | None = None
    omit: tuple[str, ...] = ()
    carries: dict[str, str] = {}
    roles: dict[str, str] = {}
    chapters: dict[str, str] = {}
    facts: dict[str, Fact] = {}
    required: tuple[str, ...] = ()
    asks: tuple[About, ...] = ()
    hand: dict[str, str] = {}
    cover: tuple[tuple[str, str], ...] = ()
    particulars: dict[str, tuple[tuple[str, str], ...]] = {}
    signing: tuple[tuple[str, ...], ...] = ()


def read_kinds(folder: Path, root: Path) -> tuple[dict[str, Kind], set[str], list[Problem]]:
    """Return the kinds by id, the ids of those whose text is at fault, and all problems."""
    waiting: dict[str, KindText] = {}
    torn: set[str] = set()
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/kind.yaml")):
        text, found = read_kind_text(path.parent, root)
        problems += found
        if text is None:
            torn.add(path.parent.name)
        else:
            waiting[text.id] = text
    for text in [text for text in waiting.values() if text.base and text.base not in {*waiting, *torn}]:
        mend = "based_on 写 clauses/ 下另一种文书的文件夹名"
        problems.append(_baseless(text, f"没有“{text.base}”这个文书种类", mend))
        torn.add(text.id)
        del waiting[text.id]
    kinds: dict[str, Kind] = {}
    while ready := [text for text in waiting.values() if text.base is None or text.base in kinds or text.base in torn]:
        for text in ready:
            del waiting[text.id]
            kind, found = (None, []) if text.base in torn else make_kind(text, kinds.get(text.base or ""))
            problems += found
            if kind is None:
                torn.add(text.id)
            else:
                kinds[text.id] = kind
    for text in waiting.values():
        problems.append(_baseless(text, f"“{text.id}”的底本“{text.base}”又以它为底本", "请改正 based_on"))
    return {name: kinds[name] for name in sorted(kinds)}, torn | set(waiting), problems


def read_kind_text(folder: Path, root: Path) -> tuple[KindText | None, list[Problem]]:
    """Read what a kind's own folder holds; return it, or all its problems."""
    reading = _Reading(root)
    head, places = reading.yaml(folder / "kind.yaml", KindFile)
    preamble_needed = head is not None and head.form in ("agreement", "deed") and head.based_on is None
    preamble = None
    if preamble_needed or (folder / PREAMBLE).is_file():
        preamble = reading.clause(folder / PREAMBLE, "preamble", 0, "", sheet=_is_sheet(head))
    clauses, chapters = reading.clauses(folder, head)
    attachments = [reading.attachment(path) for path in _sorted(folder / ATTACHMENTS)]
    signing = reading.lines(head.signing, places, "signing") if head else ()
    reading.check_slugs(clauses)
    if head is None or reading.problems:
        return None, reading.problems
    fields = {**head.model_dump(exclude={"omit"}, exclude_unset=True), "form": head.form, "facts": head.facts}
    if head.signing:
        fields["signing"] = signing
    text = KindText(folder.name, fields, head.omit, places, preamble, tuple(clauses),
                    tuple(found for found in attachments if found), chapters)  # fmt: skip
    return text, []


def _baseless(text: KindText, message: str, mend: str) -> Problem:
    return Problem(code="kind", message=message, where=text.places.of("based_on"), mend=mend)


def _is_sheet(head: KindFile | None) -> bool:
    return head is not None and head.form == "sheet"


def _sorted(folder: Path) -> list[Path]:
    hidden = (".", "_", "~")
    return sorted(path for path in folder.iterdir() if not path.name.startswith(hidden)) if folder.is_dir() else []


class _Reading(ClauseReader):
    """One kind on its way from files to its text."""

    def clauses(self, folder: Path, head: KindFile | None) -> tuple[list[Clause], dict[str, str]]:
        """Read the clauses, in chapters or flat; return them with the chapters' files by slug."""
        clauses: list[Clause] = []
        chapters: dict[str, str] = {}
        for path in _sorted(folder):
            if path.is_dir() and path.name != ATTACHMENTS:
                clauses += self._chapter(path, head, chapters)
            elif path.suffix == ".md" and path.name != PREAMBLE:
                clauses += self._file(path, "", head)
        return clauses, chapters

    def _chapter(self, folder: Path, head: KindFile | None, chapters: dict[str, str]) -> list[Clause]:
        if head is not None and head.form != "agreement":
            self.refuse(folder, f"这种文书（form: {head.form}）不分章", "条款文件请直接放在文书种类的文件夹里")
            return []
        match = FILE_NAME.fullmatch(folder.name)
        slug = match["slug"] if match else ""
        chapters[slug] = self.shown(folder)
        return [clause for path in _sorted(folder) for clause in self._file(path, slug, head)]

    def _file(self, path: Path, chapter: str, head: KindFile | None) -> list[Clause]:
        name = FILE_NAME.fullmatch(path.stem)
        if name is None or path.suffix != ".md":
            self.refuse(path, "条款的文件名应是“序号-代号.md”，代号用小写英文字母、数字和连字符", "请改名")
            return []
        clause = self.clause(path, name["slug"], int(name["position"]), chapter, sheet=_is_sheet(head))
        return [clause] if clause else []

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
