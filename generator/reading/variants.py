"""regions/<region>/clauses/<kind>/ → Variants: what a region changes in a kind's text.

In: a folder with `<slug>.md` files (a slug of the kind replaces that clause, `after:` inserts a new one) and
`omit.yaml`. Out: Variants by kind, and the problems of form. Whether they fit the kind is `reading.fitting`.
"""

from __future__ import annotations

from pathlib import Path

from generator.model.base import Model
from generator.model.citation import Citation
from generator.model.clause import Clause, Kind, Omission, Variants
from generator.problems import Place, Problem
from generator.reading.clauses import ClauseReader
from generator.reading.validation import nearest


class OmissionFile(Model):
    """An omission as it is written."""

    clause: str
    cite: str
    quote: str
    why: str


class OmissionsFile(Model):
    """omit.yaml."""

    omit: tuple[OmissionFile, ...]


def read_variants(folder: Path, root: Path, kinds: dict[str, Kind]) -> tuple[dict[str, Variants], list[Problem]]:
    """Read a region's variants of all kinds."""
    reading = _Reading(root)
    found: dict[str, Variants] = {}
    for place in sorted(path for path in (folder / "clauses").glob("*") if path.is_dir()):
        if place.name in kinds:
            found[place.name] = reading.variants(place, kinds[place.name])
        else:
            reading.refuse(place, f"没有“{place.name}”这个文书种类", "请改正文件夹的名字")
    return found, reading.problems


class _Reading(ClauseReader):
    """One region's clauses on their way to Variants."""

    def variants(self, folder: Path, kind: Kind) -> Variants:
        """Read the variants of one kind."""
        replacements: dict[str, Clause] = {}
        insertions: list[Clause] = []
        for path in sorted(folder.glob("*.md")):
            original = next((clause for clause in kind.texts() if clause.slug == path.stem), None)
            position = original.position if original else 0
            clause = self.clause(path, path.stem, position, "", sheet=kind.form == "sheet")
            if clause is None:
                continue
            anchor = original or kind.clause(clause.after or "")
            placed = clause.model_copy(update={"chapter": anchor.chapter if anchor else ""})
            if original is not None and clause.after is None:
                replacements[path.stem] = placed
            elif original is None and clause.after is not None:
                insertions.append(placed)
            else:
                self._misplaced(path, kind)
        return Variants(
            replacements=replacements, insertions=tuple(insertions), omissions=self._omissions(folder / "omit.yaml")
        )

    def _misplaced(self, path: Path, kind: Kind) -> None:
        close = nearest(path.stem, [clause.slug for clause in kind.clauses])
        hint = f"是否想替换“{close}”？" if close else ""
        message = f"“{path.stem}”不是这种文书已有的条款，也没有写明插在哪一条之后（或两者都有）"
        mend = f"{hint}替换：文件名用原条款的代号；插入：文件头写 after: 条款代号"
        where = Place(file=self.shown(path), line=1)
        self.problems.append(Problem(code="clause", message=message, where=where, mend=mend))

    def _omissions(self, path: Path) -> tuple[Omission, ...]:
        if not path.is_file():
            return ()
        written, places = self.yaml(path, OmissionsFile)
        found = []
        for index, omission in enumerate(written.omit if written else ()):
            try:
                cite = Citation.read(omission.cite)
            except ValueError as error:
                where = places.of(f"omit.{index}.cite")
                self.problems.append(Problem(code="citation", message=str(error), where=where, mend="请改正引文"))
                continue
            found.append(Omission(clause=omission.clause, cite=cite, quote=omission.quote, why=omission.why))
        return tuple(found)
