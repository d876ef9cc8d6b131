"""A clause's text for reading: names shown as 〔质量保证金比例〕, conditions in words.

In: a Kind, the vocabulary of parameters. Out: text in the wording of the clause's file.
"""

from __future__ import annotations

from generator.model.clause import Kind
from generator.model.library import Library
from generator.model.region import Side
from generator.model.template import (
    Body,
    Both,
    Box,
    Chunk,
    Compare,
    Condition,
    Constant,
    Either,
    For,
    If,
    Lookup,
    Negation,
    Part,
    Path,
    Ref,
    Value,
)

_SIDES = {Side.MAX: "上限", Side.MIN: "下限", Side.BELOW: "上限（不含）", Side.ABOVE: "下限（不含）"}
_OPERATORS = {
    "eq": "等于", "ne": "不等于", "lt": "小于", "lteq": "不大于", "gt": "大于", "gteq": "不小于", "in": "属于",
    "notin": "不属于",
}  # fmt: skip


class ClauseReader:
    """Prints the bodies and conditions of one kind."""

    def __init__(self, library: Library, kind: Kind) -> None:
        self.library = library
        self.kind = kind

    def name(self, path: Path) -> str:
        """Return what a name is called."""
        written = ".".join(path)
        if written in self.kind.facts:
            return self.kind.facts[written].label
        if path[0] == "terms":
            return f"地区用语 {path[1]}"
        if path[0] == "hand":
            return "手填"
        parameter = self.library.parameters.get(path[0])
        if parameter is None:
            return written
        ending = "".join(f"的{_SIDES[Side(step)]}" if step in {*Side} else f"（{step}）" for step in path[1:])
        return parameter.label + ending

    def text(self, body: Body) -> str:
        """Return a body's text."""
        return "".join(self._part(part) for part in body)

    def condition(self, condition: Condition) -> str:
        """Return a condition in words."""
        match condition:
            case Lookup():
                return self.name(condition.path)
            case Constant():
                return f"“{condition.value}”"
            case Compare(op="in", left=Constant(value=value), right=Lookup(path=path)):
                return f"{self.name(path)}含“{value}”"
            case Compare():
                operator = _OPERATORS[condition.op]
                return f"{self.condition(condition.left)}{operator}{self.condition(condition.right)}"
            case Both():
                return f"{self._inner(condition.left)}且{self._inner(condition.right)}"
            case Either():
                return f"{self._inner(condition.left)}或{self._inner(condition.right)}"
            case Negation():
                return f"没有{self._inner(condition.inner)}"

    def target(self, ref: Ref) -> str:
        """Return what a reference points at."""
        clause = self.kind.clause(ref.clause)
        attachment = next((found for found in self.kind.attachments if found.id == ref.clause), None)
        title = clause.title if clause else attachment.title if attachment else ref.clause
        return f"{title}·{ref.item}" if ref.item else title

    def _part(self, part: Part) -> str:
        match part:
            case Chunk():
                return part.text
            case Value():
                return f"〔{self.name(part.path)}〕"
            case Ref():
                return f"〔见：{self.target(part)}〕"
            case Box():
                return f"〔□：{self.condition(part.condition)}〕"
            case If():
                return self._if(part)
            case For():
                return f"〔逐项列出{self.name(part.path)}：〕{self.text(part.body)}〔止〕"

    def _if(self, part: If) -> str:
        """Return the branches; a branch of whole lines gets its marks on lines of their own."""
        first = self.text(part.branches[0][1])
        end = "\n" if first.endswith("\n") else ""
        written = ""
        for condition, body in part.branches:
            word = "若" if not written else "若不然而"
            written += f"〔{word}{self.condition(condition)}：〕{end}{self.text(body)}"
        if part.orelse:
            written += f"〔否则：〕{end}{self.text(part.orelse)}"
        return f"{written}〔止〕{end}"

    def _inner(self, condition: Condition) -> str:
        words = self.condition(condition)
        return f"（{words}）" if isinstance(condition, Both | Either) else words
