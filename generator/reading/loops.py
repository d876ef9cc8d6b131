"""What a text loops over, and how it asks for truths. Found when the library is loaded.

In: the names of a text, its kind. Out: problems: lists that aren't any, attributes that no entry has, and truths that
are compared with text, which would never hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.language import NameUse
from generator.language.entries import ENTRIES
from generator.language.names import condition_parts
from generator.model.clause import Kind
from generator.model.template import Compare, Condition, Constant, Lookup, Path
from generator.problems import Place, Problem
from generator.reading.validation import nearest


def loop_problems(use: NameUse, kind: Kind, file: str) -> Iterator[Problem]:
    """Yield what is wrong with a text's loops, and lists that it prints whole."""
    for path in use.loops:
        if path not in ENTRIES and ".".join(path) in kind.facts:
            lists = "、".join(".".join(known) for known in ENTRIES)
            yield _problem(file, path, f"“{'.'.join(path)}”不是清单，不能逐项列出", f"可以逐项列出的是：{lists}")
    for path, keys, printed in use.entries:
        if path in ENTRIES:
            yield from _entry(path, keys, file, printed=printed)
    for path in use.values:
        fact = kind.facts.get(".".join(path))
        if path in ENTRIES and fact is not None and fact.blank is not None:
            mend = "请用 {% for … in " + ".".join(path) + " %} 逐项印"
            yield _problem(file, path, f"“{'.'.join(path)}”是清单，不能整个印出来", mend)


def _entry(path: Path, keys: Path, file: str, *, printed: bool) -> Iterator[Problem]:
    known = ENTRIES[path]
    shown = ".".join(path)
    if not keys:
        if known and printed:
            yield _problem(file, path, f"“{shown}”的一项不能整个印出来", f"请写明印哪一样：{'、'.join(known)}")
    elif len(keys) > 1 or keys[0] not in known:
        close = nearest(keys[0], list(known))
        mend = f"最接近的是“{close}”" if close else f"可用的是：{'、'.join(known) or '它自身'}"
        yield _problem(file, keys, f"“{shown}”的各项里没有“{'.'.join(keys)}”", mend)


def truth_problems(conditions: Iterable[Condition], kind: Kind, file: str) -> Iterator[Problem]:
    """Yield truths that conditions compare with text: they are true or false, never the words."""
    parts = (part for condition in conditions for part in condition_parts(condition))
    for compare in (part for part in parts if isinstance(part, Compare)):
        for left, right in ((compare.left, compare.right), (compare.right, compare.left)):
            if not isinstance(left, Lookup) or not isinstance(right, Constant):
                continue
            fact = kind.facts.get(".".join(left.path))
            if fact is not None and fact.type == "truth" and not isinstance(right.value, bool):
                name = ".".join(left.path)
                mend = f"请写成“{name}”或“not {name}”"
                yield _problem(file, left.path, f"“{name}”是“是”或“否”，不能与“{right.value}”比较", mend)


def _problem(file: str, path: Path, message: str, mend: str) -> Problem:
    return Problem(code="unknown_name", message=message, where=Place(file=file, key=".".join(path)), mend=mend)
