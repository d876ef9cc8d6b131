"""YAML → plain data in which every scalar is text, and the line of every key.

In: YAML text. Out: nested dicts, lists, strings and None, with `Places`. Scalars stay as they were typed
(`010000` keeps its zero, `4%` its sign); the models read them by their fields. Duplicate keys, aliases and
tags are refused.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.model.places import Places
from generator.problems import Place, Problem
from generator.reading.controls import first_control

DEEPEST = 20
"""How deep the files of this program nest at the most."""

_CORE = "tag:yaml.org,2002:"
_TAGS = {_CORE + name for name in ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map")}
"""The tags that plain YAML has by itself; any other was written by hand."""


_WIDE_INDENT = re.compile(r" *[\u3000\u00a0]\s*(- )?[A-Za-z_][\w.-]*[:：]")
_WIDE_COLON = re.compile(r"\s*(- )?[A-Za-z_][\w.-]*：")
_NEAR = 3
"""How many lines may lie between a key with a wide colon and the line that the parser stops at."""


class YamlProblemsError(Exception):
    """The text can't be read as data; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(str(problems[0]))
        self.problems = problems


@dataclass
class _Reading:
    file: str
    first_line: int
    printed: bool  # what stands in it may be printed as it is, and nobody else looks for controls
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, node: Node) -> int:
        return int(node.start_mark.line) + self.first_line

    def refuse(self, node: Node, key: str, message: str, mend: str) -> None:
        place = Place(file=self.file, line=self.line(node), key=key or None)
        self.problems.append(Problem(code="yaml", message=message, where=place, mend=mend))


Tree = tuple[Any, dict[str, int]]
"""Plain data, and the line of each key."""

TREES: dict[bytes, Tree] = {}
"""What has been read, by the hash of its text: composing YAML is most of the time that reading a library takes."""

ASKED: set[bytes] = set()
"""The hashes of the texts that were asked for in this process."""


def read_yaml(text: str, file: str, first_line: int = 1, *, remember: bool = True) -> tuple[Any, Places]:
    """Read YAML text; `first_line` is where it begins in its file. Raise `YamlProblemsError`.

    The data is shared between calls with the same text and must not be changed. A case, which names people and
    accounts, is not to be remembered: what is may end up in the user's cache folder.
    """
    if not remember:
        data, lines = _read(text, _Reading(file, first_line, printed=False))
        return data, Places(file, lines)
    key = hashlib.sha256(f"{first_line}\n{text}".encode(errors="surrogatepass")).digest()
    ASKED.add(key)
    if key not in TREES:
        TREES[key] = _read(text, _Reading(file, first_line, printed=True))
    data, lines = TREES[key]
    return data, Places(file, lines)


def _read(text: str, reading: _Reading) -> Tree:
    file, first_line = reading.file, reading.first_line
    parser = YAML(typ="safe", pure=True)
    try:
        root = parser.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else first_line
        slip = _slip(text.split("\n")[: line - first_line + 1], file, first_line)
        if slip is not None:
            raise YamlProblemsError([slip]) from None
        raise YamlProblemsError([_syntax(file, line, error.problem or error.context or "")]) from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise YamlProblemsError([_unreadable(file, text, error)]) from None
    data = None if root is None else _data(root, "", 0, reading)
    if reading.problems:
        raise YamlProblemsError(reading.problems)
    return data, reading.lines


def _slip(lines: list[str], file: str, first_line: int) -> Problem | None:
    """Return what an input method made of the lines up to an error: it looks right, and is no YAML."""
    for number, line in enumerate(lines, start=first_line):
        where = Place(file=file, line=number)
        if _WIDE_INDENT.match(line):
            message = "缩进用了全角空格或不换行空格"
            return Problem(code="yaml", message=message, where=where, mend="请改为英文半角空格")
        if _WIDE_COLON.match(line) and number >= first_line + len(lines) - _NEAR:
            message = "键后面的冒号是中文的“：”"
            return Problem(code="yaml", message=message, where=where, mend="请改为英文冒号，后面加空格")
    return None


def _syntax(file: str, line: int, problem: str) -> Problem:
    words = {
        "mapping values are not allowed here": "冒号的用法不对：这一行的值里有冒号时要给值加引号，或上一行缩进不对",
        "found character '\\t' that cannot start any token": "缩进用了制表符，请改为空格",
        "could not find expected ':'": "键后面缺冒号（英文冒号加空格）",
        "found undefined alias": "值不能以 * 开头，请加引号",
        "expected <block end>, but found '<block mapping start>'": "缩进不齐",
        "expected <block end>, but found '-'": "缩进不齐",
        "found unexpected end of stream": "引号没有闭合",
        "expected '<document start>'": "前面有一行不是“键: 值”：冒号要用英文冒号，后面加空格",
        "but found another document": "文件里只能有一份内容，不能用“---”分成几份",
        "expected ',' or ']'": "方括号没有闭合，或各项之间缺英文逗号",
        "expected ',' or '}'": "花括号没有闭合，或各项之间缺英文逗号",
        "expected <block end>, but found '<scalar>'": "引号后面还有文字：整个值都要放在引号里",
        "found character '": "值不能以 @、% 等符号开头，请加引号",
    }
    found = next((text for start, text in words.items() if problem.startswith(start)), f"YAML 语法有误（{problem}）")
    return Problem(code="yaml", message=found, where=Place(file=file, line=line), mend="请检查这一行及上一行的写法")


def _unreadable(file: str, text: str, error: Exception) -> Problem:
    if isinstance(error, RecursionError):
        message, mend = f"嵌套超过{DEEPEST}层", "请检查缩进和括号"
        return Problem(code="yaml", message=message, where=Place(file=file), mend=mend)
    position = getattr(error, "position", None)
    line = text.count("\n", 0, position) + 1 if isinstance(position, int) else None
    character = getattr(error, "character", None)
    what = f"文件里有不可见的控制字符（U+{character:04X}）" if isinstance(character, int) else "文件不能作为 YAML 读取"
    if isinstance(character, str) and len(character) == 1:
        what = f"文件里有不可见的控制字符（U+{ord(character):04X}）"
    return Problem(code="yaml", message=what, where=Place(file=file, line=line), mend="请删去这个字符后重试")


def _data(node: Node, key: str, depth: int, reading: _Reading) -> Any:
    if key:
        reading.lines.setdefault(key, reading.line(node))
    if node.anchor is not None:
        reading.refuse(node, key, "不能使用 YAML 锚点（&、*）", "请把内容直接写出来")
        return None
    if str(node.tag) not in _TAGS:
        tag = str(node.tag).replace(_CORE, "!!")
        reading.refuse(node, key, f"不能使用 YAML 标签（{tag}）", "请删去标签")
        return None
    if depth > DEEPEST:
        reading.refuse(node, key, f"嵌套超过{DEEPEST}层", "请检查缩进")
        return None
    if isinstance(node, ScalarNode):
        return _scalar(node, key, reading)
    if isinstance(node, SequenceNode):
        return [_data(child, _below(key, index), depth + 1, reading) for index, child in enumerate(node.value)]
    if isinstance(node, MappingNode):
        return _mapping(node, key, depth, reading)
    raise TypeError(f"unknown YAML node: {type(node).__name__}")


def _mapping(node: MappingNode, key: str, depth: int, reading: _Reading) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, child in node.value:
        if not isinstance(key_node, ScalarNode) or key_node.anchor is not None:
            reading.refuse(key_node, key, "键必须是文字", "请改为文字")
            continue
        name = str(key_node.value)
        path = _below(key, name)
        if name in found:
            reading.refuse(key_node, path, f"“{name}”写了两次", "请只留一处")
            continue
        reading.lines[path] = reading.line(key_node)
        found[name] = _data(child, path, depth + 1, reading)
    return found


def _scalar(node: ScalarNode, key: str, reading: _Reading) -> str | None:
    reading.lines.setdefault(key, reading.line(node))
    if node.style is None and node.value in ("", "~", "null", "Null", "NULL"):
        return None
    hidden = first_control(node.value, allowed="\n\t") if reading.printed else None
    if hidden is not None:
        reading.refuse(node, key, f"这里{hidden}", "请删去这个字符后重试")
    return str(node.value)


def _below(key: str, name: str | int) -> str:
    return f"{key}.{name}" if key else str(name)
