"""What a tag in a frame may say, checked on the parsed tree before it is compiled.

In: the text of a part, its Word markup patched by docxtpl. Out: a compiled template. Allowed are the
names and attributes below, comparisons, and/or/not, if and for. Anything else (arithmetic, filters,
calls, other attributes) is a LayoutError: Jinja folds constants while it compiles, so that
`{{ 7**3000000 }}` costs seconds even where it is never drawn, and a range() may have no end. What
passes can reach nothing but the values of `values.py`.
"""

from __future__ import annotations

import difflib
import re

from jinja2 import Environment, StrictUndefined, Template, TemplateSyntaxError, meta, nodes

from generator.errors import LayoutError

NAMES = (
    "title",
    "number",
    "draft",
    "issuer",
    "docket",
    "cover",
    "parties",
    "addressee",
    "body",
    "signatures",
    "signature_rows",
    "attachments",
    "remarks",
)  # what a frame may use
ATTRIBUTES = (
    "label",
    "value",
    "role",
    "rows",
    "left",
    "right",
    "name",
    "title",
    "body",
    "signatures",
    "first",
    "last",
    "index",
    "length",
)  # of rows, parties, pairs of signatures, attachments, and of Jinja's own `loop`

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_DEEPEST = 3  # attachments, their signatures, the lines of each

# No sandbox while it runs: the closed list of attributes leaves it nothing to guard, at a cost for each value.
_ENVIRONMENT = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)


def compile_tags(source: str, where: str) -> Template:
    """Return a part's template. Raises LayoutError that names `where` and the words about the mistake."""
    # A line a paragraph, so that Jinja's line numbers lead to the words that a reader knows.
    lined = re.sub(r"<w:p([ >])", r"\n<w:p\1", source)
    try:
        tree = _ENVIRONMENT.parse(lined)
        _require_allowed(tree, lined, where)
        unknown = meta.find_undeclared_variables(tree) - set(NAMES)
        if unknown:
            raise LayoutError(f"{where}：{_name_unknown(min(unknown), NAMES)}")
        return _ENVIRONMENT.from_string(source)
    except TemplateSyntaxError as error:
        found = _words(lined, error.lineno)
        raise LayoutError(f"{where}：标签写错了，在“{found}”附近（{error.message}）。请在 Word 中改正。") from error
    except (RecursionError, ValueError, OverflowError) as error:
        raise LayoutError(f"{where}：标签过于复杂，读不懂。请在 Word 中改简单些。") from error


def _require_allowed(tree: nodes.Template, lined: str, where: str) -> None:
    waiting: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if not isinstance(node, _ALLOWED):
            _refuse(node, lined, where, "只能写名称、属性、比较、if 和 for，不能计算、调用或用过滤器。")
        if isinstance(node, nodes.Getattr) and node.attr not in ATTRIBUTES:
            _refuse(node, lined, where, _name_unknown(node.attr, ATTRIBUTES))
        if isinstance(node, nodes.For):
            depth += 1
            if depth > _DEEPEST:
                _refuse(node, lined, where, f"for 最多套 {_DEEPEST} 层。")
            if not isinstance(node.iter, nodes.Name | nodes.Getattr):
                _refuse(node, lined, where, "for 只能逐个取文书里的内容。")
        waiting += [(child, depth) for child in node.iter_child_nodes()]


def _refuse(node: nodes.Node, lined: str, where: str, rule: str) -> None:
    raise LayoutError(f"{where}：“{_words(lined, node.lineno)}”处的标签不能用：{rule} 请在 Word 中改正。")


def _name_unknown(name: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    hint = f"是不是 {near[0]}？" if near else f"可用的有：{'、'.join(known)}。"
    return f"名称 {name} 不认识，{hint}"


def _words(lined: str, number: int) -> str:
    """Return the words of a line, without its markup."""
    lines = lined.split("\n")
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    return re.sub(r"<[^>]*>", "", line).strip()[:60]
