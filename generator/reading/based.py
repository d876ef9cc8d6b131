"""A kind's own text, laid over the kind that it is based on, → Kind.

In: what a kind's folder holds, the Kind that it is based on, if any. Out: the Kind, or the problems: keys that its form
needs and lacks, chapters without a title, and what it drops though it isn't there.

Clauses stand in the order of their paths (chapter's folder, file) as if both folders were one; one of the same slug
takes the place of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.model.clause import AttachmentText, Clause, Fact, Kind
from generator.model.places import Places
from generator.problems import Place, Problem
from generator.reading.validation import nearest

_NEEDED = {
    "agreement": ("roles", "chapters", "cover", "particulars", "signing"),
    "deed": ("roles", "particulars", "signing"),
    "letter": ("addressee", "signing"),
    "sheet": (),
}
"""The keys that a paper of each form can't do without."""

_MERGED = ("roles", "chapters", "facts", "hand", "particulars")
_FREE = "facts."


@dataclass(frozen=True)
class KindText:
    """What a kind's own folder holds. `fields` are the keys of kind.yaml; `chapters` its chapters' folders by slug."""

    id: str
    fields: dict[str, Any]
    omit: tuple[str, ...]
    places: Places
    preamble: Clause | None
    clauses: tuple[Clause, ...]
    attachments: tuple[AttachmentText, ...]
    chapters: dict[str, str]

    @property
    def base(self) -> str | None:
        """Return the kind that it is based on."""
        found: str | None = self.fields.get("based_on")
        return found


def make_kind(text: KindText, base: Kind | None) -> tuple[Kind | None, list[Problem]]:
    """Return the kind, or all that is wrong with it."""
    fields = _fields(text, base)
    clauses = _clauses(text, base)
    kind = Kind(
        **fields, id=text.id, preamble=text.preamble or (base.preamble if base else None),
        clauses=tuple(clauses), attachments=_attachments(text, base), places=text.places,
    )  # fmt: skip
    problems = [*_unfit(text, kind), *_homeless(text, kind), *_not_dropped(text, base), *_mistyped(text)]
    problems += _not_carried(text, kind)
    return (None, problems) if problems else (kind, [])


def _not_carried(text: KindText, kind: Kind) -> Iterator[Problem]:
    """Yield a problem for what the kind says that it carries into an agreement and hasn't got."""
    for slug in kind.carries:
        if kind.clause(slug) is None:
            mend = "请写本种文书里有的条款"
            yield _problem(text, f"carries.{slug}", f"本种文书里没有“{slug}”这一条，不能带进协议", mend)


def _fields(text: KindText, base: Kind | None) -> dict[str, Any]:
    """Return the keys of kind.yaml, completed by those of the base; tables are merged, lists are taken whole."""
    if base is None:
        return text.fields
    found = {name: getattr(base, name) for name in Kind.model_fields} | text.fields
    for name in _MERGED:
        found[name] = {**getattr(base, name), **text.fields.get(name, {})}
    for name in ("id", "preamble", "clauses", "attachments", "places"):
        found.pop(name)
    return found


def _clauses(text: KindText, base: Kind | None) -> list[Clause]:
    if base is None:
        return list(text.clauses)
    kept = {clause.slug: clause for clause in base.clauses if clause.slug not in text.omit}
    found = [(_path(clause), clause) for clause in kept.values()]
    for clause in text.clauses:
        replaced = kept.get(clause.slug)
        if replaced is None:
            found.append((_path(clause), clause))
        else:
            place = next(index for index, (_, one) in enumerate(found) if one is replaced)
            found[place] = (found[place][0], clause.model_copy(update={"chapter": replaced.chapter}))
    return [clause for _, clause in sorted(found, key=lambda pair: pair[0])]


def _path(clause: Clause) -> tuple[str, ...]:
    """Return where a clause stands within its kind's folder."""
    return tuple(clause.file.split("/")[2:])


def _attachments(text: KindText, base: Kind | None) -> tuple[AttachmentText, ...]:
    own = {found.id: found for found in text.attachments}
    above = [found for found in (base.attachments if base else ()) if found.id not in text.omit]
    replaced = [own.pop(found.id, found) for found in above]
    return (*replaced, *own.values())


def _unfit(text: KindText, kind: Kind) -> Iterator[Problem]:
    """Find keys that the form needs and lacks, and keys that it has no use for."""
    for key in _NEEDED[kind.form]:
        if not getattr(kind, key):
            yield _problem(text, key, f"缺少“{key}”", "请补上")
    if kind.form != "agreement" and kind.chapters:
        yield _problem(text, "chapters", f"这种文书（form: {kind.form}）不分章", "请删去 chapters")
    if kind.form != "letter" and kind.addressee:
        yield _problem(text, "addressee", "只有公文（form: letter）有主送机关", "请删去 addressee，或改正 form")
    if text.omit and text.base is None:
        yield _problem(text, "omit", "omit 只用于以另一种文书为底本（based_on）的文书", "请删去，或写明 based_on")


def _homeless(text: KindText, kind: Kind) -> Iterator[Problem]:
    """Find chapters without a title, and clauses of a book that stand in no chapter."""
    for slug, folder in text.chapters.items():
        if slug not in kind.chapters:
            message = "章的文件夹名应是“序号-代号”，代号须在 kind.yaml 的 chapters 里有标题"
            yield Problem(code="clause", message=message, where=Place(file=folder), mend="请改名或补上标题")
    for clause in kind.clauses if kind.form == "agreement" else ():
        if not clause.chapter and clause.file.startswith(f"clauses/{kind.id}/"):
            message = "分章的文书里，条款文件要放在章的文件夹里"
            yield Problem(code="clause", message=message, where=Place(file=clause.file), mend="请移到章的文件夹里")


def _not_dropped(text: KindText, base: Kind | None) -> Iterator[Problem]:
    """Find what is to be dropped and isn't there."""
    known = [clause.slug for clause in base.clauses] + [found.id for found in base.attachments] if base else []
    for index, slug in enumerate(text.omit if base else ()):
        if slug not in known:
            close = nearest(slug, known)
            mend = f"最接近的是“{close}”" if close else "请改正或删去"
            yield _problem(text, f"omit.{index}", f"底本“{text.base}”里没有“{slug}”这个条款或附件", mend)


def _mistyped(text: KindText) -> Iterator[Problem]:
    """Find free facts of a wrong name, and types of facts whose type the case already knows."""
    facts: dict[str, Fact] = text.fields.get("facts", {})
    for name, fact in facts.items():
        if name.startswith(_FREE) and "." in name.removeprefix(_FREE):
            yield _problem(text, f"facts.{name}", f"“{name}”的名称不能再分级", "请写成“facts.名称”")
        if not name.startswith(_FREE) and "type" in fact.model_fields_set:
            yield _problem(text, f"facts.{name}", f"“{name}”不用写 type", "type 只用于“facts.”开头的事实")


def _problem(text: KindText, key: str, message: str, mend: str) -> Problem:
    return Problem(code="kind", message=message, where=text.places.of(key), mend=mend)
