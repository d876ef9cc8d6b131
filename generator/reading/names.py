"""Do the names and references of a kind's text hold? Found when the library is loaded.

In: a Kind, the vocabulary, the regions' terms. Out: problems: names that nothing answers, references to
clauses or items that aren't there, and references that stay when their clause leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from generator.language import NameUse, holds, names_in
from generator.language.names import condition_paths, conditions_in
from generator.model.clause import Clause, Kind
from generator.model.region import Parameter, Side
from generator.model.template import (
    Body,
    Both,
    Compare,
    Condition,
    Constant,
    Either,
    For,
    If,
    Lookup,
    Negation,
    Path,
    Ref,
)
from generator.problems import Place, Problem
from generator.reading.loops import loop_problems, truth_problems
from generator.reading.validation import nearest

UNNUMBERED = ("letter", "sheet")
"""The forms whose clauses have no number to be referred to by."""

MOST_ATOMS = 10
"""How many different questions the conditions around one reference may ask."""


class NameCheck:
    """The names that a kind's text may use, and what is wrong with those it does use."""

    def __init__(
        self,
        kind: Kind,
        parameters: dict[str, Parameter],
        terms: frozenset[str],
        statutes: frozenset[str],
        levels: tuple[str, ...],
    ) -> None:
        self.kind = kind
        self.parameters = parameters
        self.terms = terms
        self.statutes = statutes
        self.levels = levels
        self.targets = {attachment.id: () for attachment in kind.attachments} | {
            clause.slug: clause.items for clause in kind.clauses
        }

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the kind's names and references."""
        for clause in self.kind.texts():
            when = clause.condition()
            asked = tuple(condition_paths(when)) if when else ()
            yield from self._text(clause.parts(), clause.file, clause)
            yield from self._names(asked, clause.file)
            yield from self._beyond_facts(asked, clause.file)
        file = self.kind.places.file or ""
        for attachment in self.kind.attachments:
            yield from self._text(attachment.body, attachment.file)
            yield from self._lines(attachment.signing, attachment.file)
        yield from self._lines(self.kind.signing, file)
        for path in self._printed_rows():
            if path not in self.kind.facts:
                yield _problem("unknown_name", file, path, f"没有“{path}”这个事实", "请在 kind.yaml 的 facts 里登记")

    def _text(self, body: Body, file: str, clause: Clause | None = None) -> Iterator[Problem]:
        """Yield what is wrong with a text: that of a clause, else one that is always printed."""
        use = names_in(body)
        when = clause.condition() if clause else None
        yield from self._names((*use.values, *use.conditions), file)
        yield from self._unprinted(use, file)
        yield from loop_problems(use, self.kind, file)
        yield from truth_problems((*([when] if when else []), *conditions_in(body)), self.kind, file)
        yield from self._references(body, file, clause)

    def _lines(self, parties: tuple[tuple[Body, ...], ...], file: str) -> Iterator[Problem]:
        for line in (line for lines in parties for line in lines):
            yield from self._text(line, file)

    def _beyond_facts(self, asked: tuple[Path, ...], file: str) -> Iterator[Problem]:
        """Refuse a `when:` that asks for more than facts: whether a clause applies is settled before values are."""
        for path in asked:
            dotted = ".".join(path)
            if self._known(path) and dotted not in self.kind.facts:
                mend = "when 只问案卷的事实；要看参数、术语或法规，请在正文里用 {% if %}"
                yield _problem("unknown_name", file, dotted, f"when 里不能用“{dotted}”", mend)

    def _printed_rows(self) -> Iterator[str]:
        yield from (path for _, path in self.kind.cover)
        yield from (path for rows in self.kind.particulars.values() for _, path in rows)
        yield from self.kind.required
        if self.kind.addressee:
            yield self.kind.addressee

    def _names(self, paths: tuple[Path, ...], file: str) -> Iterator[Problem]:
        for path in paths:
            if not self._known(path):
                known = [*self.parameters, *self.kind.facts, *(f"terms.{term}" for term in self.terms)]
                known += [f"hand.{place}" for place in self.kind.hand]
                close = nearest(".".join(path), known)
                mend = f"最接近的是“{close}”" if close else "请登记为参数或事实"
                yield _problem("unknown_name", file, ".".join(path), f"没有“{'.'.join(path)}”这个名称", mend)

    def _unprinted(self, use: NameUse, file: str) -> Iterator[Problem]:
        for path in use.values:
            dotted = ".".join(path)
            if dotted in self.kind.facts and self.kind.facts[dotted].blank is None:
                mend = "请在 kind.yaml 给它 blank"
                yield _problem("unknown_name", file, dotted, f"“{dotted}”只能用于条件，不能打印", mend)

    def _known(self, path: Path) -> bool:
        if ".".join(path) in self.kind.facts:
            return True
        if path[0] == "terms":
            return len(path) == 2 and path[1] in self.terms
        if path[0] == "hand":
            return len(path) == 2 and path[1] in self.kind.hand
        if path[0] == "statutes":
            return len(path) == 2 and path[1] in self.statutes
        parameter = self.parameters.get(path[0])
        if parameter is None:
            return False
        if len(path) == 1:
            return True
        return len(path) == 2 and (path[1] in {*Side} or (parameter.by == "level" and self._level(path[1])))

    def _level(self, name: str) -> bool:
        return any(level.startswith(name) for level in self.levels)

    def _references(self, body: Body, file: str, clause: Clause | None) -> Iterator[Problem]:
        for ref in names_in(body).refs:
            if ref.clause not in self.targets:
                close = nearest(ref.clause, list(self.targets))
                mend = f"最接近的是“{close}”" if close else "请改为有的条款"
                yield _problem("reference_unknown", file, ref.clause, f"引用的条款“{ref.clause}”不存在", mend)
            elif ref.item is not None and ref.item not in self.targets[ref.clause]:
                close = nearest(ref.item, list(self.targets[ref.clause]))
                mend = f"最接近的是“{close}”" if close else "请改为有代号的项"
                message = f"条款“{ref.clause}”里没有“{ref.item}”这一项"
                yield _problem("reference_unknown", file, ref.item, message, mend)
            elif self.kind.form in UNNUMBERED and self.kind.clause(ref.clause):
                message = f"“{ref.clause}”是没有条号的段落，引用它印不出称呼"
                yield _problem("reference_unknown", file, ref.clause, message, "请改写，公文和表单里只能引用附件")
        for ref, guards in guarded_references(body, ()):
            target = self.kind.clause(ref.clause)
            if target is not None and target.condition() is not None and not self._safe(clause, guards, target):
                message = f"条款“{ref.clause}”可能不适用，而这里仍引用它"
                mend = "请用 {% if %} 写明同样的条件，或给本条加上 when"
                yield _problem("reference_unguarded", file, ref.clause, message, mend)

    def _safe(self, clause: Clause | None, guards: tuple[tuple[Condition, bool], ...], target: Clause) -> bool:
        """Say whether the target is there whenever the reference is printed, whatever the facts."""
        wanted = target.condition()
        if wanted is None or (clause and clause.optional and target.optional and clause.when == wanted):
            return True  # under `keep` both stay, otherwise both follow one condition
        own = clause.condition() if clause and not clause.optional else None
        premises = [*guards, *([(own, True)] if own is not None else [])]
        atoms = sorted({atom for condition, _ in premises for atom in _atoms(condition)} | set(_atoms(wanted)))
        if len(atoms) > MOST_ATOMS:
            return False
        for values in product((False, True), repeat=len(atoms)):
            table = dict(zip(atoms, values, strict=True))
            if all(_truth(premise, table) is wanted_truth for premise, wanted_truth in premises) and not _truth(
                wanted, table
            ):
                return False
        return True


def _problem(code: str, file: str, key: str, message: str, mend: str) -> Problem:
    """Return a problem of a name in a file; `reading.lines` finds its line."""
    return Problem(code=code, message=message, where=Place(file=file, key=key), mend=mend)


def guarded_references(
    body: Body, guards: tuple[tuple[Condition, bool], ...]
) -> Iterator[tuple[Ref, tuple[tuple[Condition, bool], ...]]]:
    """Yield each reference with the conditions under which it is printed, and the truth that each must have."""
    for part in body:
        match part:
            case Ref():
                yield part, guards
            case If():
                so_far = guards
                for condition, branch in part.branches:
                    yield from guarded_references(branch, (*so_far, (condition, True)))
                    so_far = (*so_far, (condition, False))
                yield from guarded_references(part.orelse, so_far)
            case For():
                yield from guarded_references(part.body, guards)


def _atoms(condition: Condition) -> Iterator[str]:
    match condition:
        case Lookup() | Compare():
            yield repr(condition)
        case _:
            for inner in ("left", "right", "inner"):
                if hasattr(condition, inner):
                    yield from _atoms(getattr(condition, inner))


def _truth(condition: Condition, table: dict[str, bool]) -> bool:
    """Return a condition's truth where each of its questions has the answer of the table."""
    match condition:
        case Both():
            return _truth(condition.left, table) and _truth(condition.right, table)
        case Either():
            return _truth(condition.left, table) or _truth(condition.right, table)
        case Negation():
            return not _truth(condition.inner, table)
        case Constant():
            return holds(condition, lambda _: None)
    return table[repr(condition)]
