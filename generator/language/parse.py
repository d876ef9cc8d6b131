"""Clause text → parts (`generator.model.template`).

In: the text of a clause, or one expression. Out: a Body or a Condition. What the language doesn't have
(arithmetic, filters, calls other than ref() and box(), subscripts, assignments …) is a `ClauseSyntaxError`, found on
the parsed tree and never run.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, TemplateSyntaxError, nodes

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

LONGEST = 64_000
"""The longest clause, in characters: the longest article of the model has some 1,500."""

DEEPEST = 40
"""The deepest nesting of an expression or of blocks."""

_NAMES = {
    "Filter": "过滤器（|）",
    "Call": "函数调用",
    "Getitem": "下标（[]）",
    "Const": "常量输出",
    "Assign": "赋值（set）",
    "Concat": "运算",
    "Test": "is 检验",
    "CondExpr": "行内的 if（请写成 {% if %}）",
    **dict.fromkeys(("Include", "Import", "FromImport", "Extends", "Block", "Macro", "CallBlock"), "引入、继承和宏"),
    **dict.fromkeys(("Add", "Sub", "Mul", "Div", "FloorDiv", "Pow", "Mod", "Neg", "Pos"), "运算"),
}
_COMPARISONS = {"eq", "ne", "lt", "lteq", "gt", "gteq", "in", "notin"}


class ClauseSyntaxError(ValueError):
    """A clause's text is not in the language. `line` counts from 1 within the text."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@cache
def _environment() -> Environment:
    # Only ever parses; nothing is compiled or rendered, so there is nothing to escape.
    # `{#id}` marks an item, so comments are given marks that no text has.
    return Environment(  # noqa: S701
        trim_blocks=True, lstrip_blocks=True, comment_start_string="\x01{", comment_end_string="}\x01"
    )


def parse_body(text: str) -> Body:
    """Parse a clause's text; raise `ClauseSyntaxError` for anything outside the language."""
    return _body(_parse(text).body, 0)


def parse_condition(text: str) -> Condition:
    """Parse one expression, as `when:` holds it."""
    tree = _parse("{% if " + text + " %}x{% endif %}")
    if len(tree.body) != 1 or not isinstance(tree.body[0], nodes.If):
        raise ClauseSyntaxError(f"“{text}”不是一个条件", 1)
    return _condition(tree.body[0].test, 0)


def _parse(text: str) -> nodes.Template:
    if len(text) > LONGEST:
        raise ClauseSyntaxError(f"条款文字超过{LONGEST}个字", 1)
    depth = 0
    for character in text:  # brackets inside text count too; forty of them open at once is no clause
        depth += (character in "([{") - (character in ")]}")
        if depth > 2 * DEEPEST:
            raise ClauseSyntaxError(f"括号嵌套超过{2 * DEEPEST}层", 1)
    try:
        return _environment().parse(text)
    except TemplateSyntaxError as error:
        raise ClauseSyntaxError(_in_chinese(error.message or ""), error.lineno) from None
    except (RecursionError, ValueError, OverflowError):
        raise ClauseSyntaxError("表达式太长或嵌套太深", 1) from None


def _in_chinese(message: str) -> str:
    """Return Jinja's complaint about syntax in Chinese; its own words follow where none fit."""
    words = {
        "Unexpected end of template": "{% if %} 或 {% for %} 没有用 {% endif %}、{% endfor %} 结束",
        "Encountered unknown tag": "没有这种标签，可用的只有 if、elif、else、endif、for、endfor",
        "unexpected '}'": "花括号没有成对：名称写成 {{ 名称 }}",
        "unexpected char": "有认不出的符号",
        "expected token 'end of print statement'": "{{ }} 里只能有一个名称",
        "expected token 'end of statement block'": "{% %} 没有写完整",
        "Expected an expression": "缺少名称或条件",
        "unexpected end of template": "花括号没有闭合",
    }
    found = next((text for start, text in words.items() if message.startswith(start)), None)
    return found or f"模板语法有误（{message}）"


def _body(found: list[nodes.Node], depth: int) -> Body:
    if depth > DEEPEST:
        raise ClauseSyntaxError(f"嵌套超过{DEEPEST}层", found[0].lineno if found else 1)
    parts: list[Part] = []
    for node in found:
        match node:
            case nodes.Output():
                parts.extend(_output(inner, depth) for inner in node.nodes)
            case nodes.If():
                parts.append(_if(node, depth))
            case nodes.For():
                parts.append(_for(node, depth))
            case _:
                raise _outside(node)
    return tuple(parts)


def _output(node: nodes.Node, depth: int) -> Part:
    if isinstance(node, nodes.TemplateData):
        return Chunk(node.data)
    if isinstance(node, nodes.Call):
        return _call(node, depth)
    if isinstance(node, nodes.Name | nodes.Getattr):
        return Value(_path(node, depth))
    raise _outside(node)


def _call(node: nodes.Call, depth: int) -> Ref | Box:
    name = node.node.name if isinstance(node.node, nodes.Name) else ""
    one = len(node.args) == 1 and not (node.dyn_args or node.dyn_kwargs)
    if name == "box" and one and not node.kwargs:
        return Box(_condition(node.args[0], depth + 1))
    if name == "ref" and one:
        return _ref(node)
    raise ClauseSyntaxError('只能调用 ref("条款", item="项") 和 box(条件)', node.lineno)


def _ref(node: nodes.Call) -> Ref:
    target = node.args[0]
    item: str | None = None
    for keyword in node.kwargs:
        if keyword.key != "item" or not isinstance(keyword.value, nodes.Const):
            raise ClauseSyntaxError("ref() 只有 item 一个选项，且须是常量", node.lineno)
        item = str(keyword.value.value)
    if not isinstance(target, nodes.Const) or not isinstance(target.value, str):
        raise ClauseSyntaxError("ref() 的条款须是常量", node.lineno)
    return Ref(target.value, item)


def _if(node: nodes.If, depth: int) -> If:
    branches = [(_condition(node.test, depth + 1), _body(node.body, depth + 1))]
    branches += [(_condition(branch.test, depth + 1), _body(branch.body, depth + 1)) for branch in node.elif_]
    return If(tuple(branches), _body(node.else_, depth + 1))


def _for(node: nodes.For, depth: int) -> For:
    if not isinstance(node.target, nodes.Name) or node.else_ or node.test or node.recursive:
        raise ClauseSyntaxError("for 只能写成“for 名称 in 列表”", node.lineno)
    if not isinstance(node.iter, nodes.Name | nodes.Getattr):
        raise ClauseSyntaxError("for 只能用于案卷列出的清单", node.lineno)
    return For(node.target.name, _path(node.iter, depth + 1), _body(node.body, depth + 1))


def _path(node: nodes.Node, depth: int) -> Path:
    if depth > DEEPEST:
        raise ClauseSyntaxError("名称太长", node.lineno)
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        if node.attr.startswith("_"):
            raise ClauseSyntaxError(f"名称“{node.attr}”不能以下划线开头", node.lineno)
        return (*_path(node.node, depth + 1), node.attr)
    raise _outside(node)


def _condition(node: nodes.Node, depth: int) -> Condition:
    if depth > DEEPEST:
        raise ClauseSyntaxError("条件嵌套太深", node.lineno)
    match node:
        case nodes.Name() | nodes.Getattr():
            return Lookup(_path(node, depth))
        case nodes.Const():
            return _constant(node)
        case nodes.And():
            return Both(_condition(node.left, depth + 1), _condition(node.right, depth + 1))
        case nodes.Or():
            return Either(_condition(node.left, depth + 1), _condition(node.right, depth + 1))
        case nodes.Not():
            return Negation(_condition(node.node, depth + 1))
        case nodes.Compare():
            return _compare(node, depth)
    raise _outside(node)


def _constant(node: nodes.Const) -> Constant:
    if not isinstance(node.value, str | int | bool | None):
        raise ClauseSyntaxError("条件里只能用整数和带引号的文字", node.lineno)
    return Constant(node.value)


def _compare(node: nodes.Compare, depth: int) -> Compare:
    if len(node.ops) != 1 or node.ops[0].op not in _COMPARISONS:
        raise ClauseSyntaxError("比较只能是两项之间的", node.lineno)
    operand = node.ops[0]
    return Compare(operand.op, _condition(node.expr, depth + 1), _condition(operand.expr, depth + 1))


def _outside(node: nodes.Node) -> ClauseSyntaxError:
    kind = type(node).__name__
    return ClauseSyntaxError(f"条款语言里没有{_NAMES.get(kind, kind)}", node.lineno)
