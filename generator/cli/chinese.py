"""typer in Chinese: help pages, and what is said about wrong usage.

In: a command, or an exception of typer. Out: the same in Chinese. typer's own words are in English only; its
exceptions are told apart by the names of their classes, for it keeps the classes to itself.
"""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_PANELS = {
    "DEPRECATED_STRING": "（已停用）",
    "DEFAULT_STRING": "（默认：{}）",
    "ENVVAR_STRING": "（环境变量：{}）",
    "REQUIRED_LONG_STRING": "（必填）",
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
}

_MESSAGES = (
    (r"No such command '(?P<name>.*)'(?:\. Did you mean (?P<close>.*)\?|\.)", "没有“{name}”这个命令"),
    (r"Missing command\.", "缺少命令"),
    (r"Got unexpected extra argument\(s\) \((?P<name>.*)\)", "多出了参数：{name}"),
    (r"Option '(?P<name>.*)' requires an argument\.", "选项 {name} 后面要有值"),
    (r"Option '(?P<name>.*)' does not take a value\.", "选项 {name} 不带值"),
    (r"No such option: (?P<name>.*)", "没有 {name} 这个选项"),
)


class _Chinese:
    """What commands and groups have in common."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        line = " ".join(pieces).replace("{", "").replace("}", "")
        formatter.write_usage(ctx.command_path, line, prefix="用法：")

    def get_help_option(self, ctx: Any) -> Any:
        """Return --help with its help in Chinese."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help, option.metavar = "显示这份说明", ""
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help page."""
        from typer import rich_utils

        for name, text in _PANELS.items():
            setattr(rich_utils, name, text)
        super().format_help(ctx, formatter)  # type: ignore[misc]


class ChineseCommand(_Chinese, TyperCommand):
    """A command whose help is in Chinese."""


class ChineseGroup(_Chinese, TyperGroup):
    """A group of commands whose help is in Chinese."""

    def __init__(self, **settings: Any) -> None:
        settings["subcommand_metavar"] = "COMMAND [ARGS]..."
        super().__init__(**settings)


def usage_message(error: typer.TyperException) -> str:
    """Return what is wrong with the call, what would be right, and where to read more."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "xieyi"
    lines = [f"用法不对：{_what(error)}。"]
    close = _suggestions(error)
    if close:
        lines.append(f"是否想写 {'、'.join(close)}？")
    lines.append(f"用 {path} --help 查看说明。")
    return "\n".join(lines)


def _what(error: typer.TyperException) -> str:
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    hint = _name_of(parameter)
    if kind == "MissingParameter":
        return f"缺少{hint}"
    if kind == "BadParameter":
        return f"{hint}的值不对（{error.message}）"
    for pattern, text in _MESSAGES:
        match = re.fullmatch(pattern, error.message, re.DOTALL)
        if match:
            return text.format(**match.groupdict())
    return error.message.rstrip(".")


def _name_of(parameter: Any) -> str:
    if parameter is None:
        return "参数"
    if parameter.param_type_name == "option":
        return f"选项 {parameter.opts[0]}"
    return f"参数 {parameter.metavar or parameter.name.upper()}"


def _suggestions(error: typer.TyperException) -> list[str]:
    possible = getattr(error, "possibilities", None)
    if possible:
        return sorted(possible)
    match = re.search(r"Did you mean (.*)\?$", error.message)
    return re.findall(r"'([^']*)'", match[1]) if match else []
