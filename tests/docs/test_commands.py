"""Every command, argument and option is in the handbook, and no other; so is every exit code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from generator.cli.app import INTERRUPTED, app
from generator.cli.printing import BROKEN_PIPE
from generator.errors import XieyiError
from generator.model.library import Library
from tests.conftest import ROOT
from tests.docs.handbook import DOCS, code_in, headings, table, tables

CHAPTER = "6-commands.md"
_OPTION = re.compile(r"--?[a-z]+(?:-[a-z]+)*")


def commands(command: Any = None, name: str = "xieyi") -> Iterator[tuple[str, Any]]:
    """Yield the program's commands with their whole names, groups that do nothing by themselves left out."""
    command = command or typer.main.get_command(app)
    inner = getattr(command, "commands", {})
    if not inner or name == "xieyi":
        yield name, command
    for found, child in inner.items():
        yield from commands(child, f"{name} {found}")


def options_of(command: Any) -> set[str]:
    """Return a command's options, `--help` left out."""
    return {option for parameter in command.params for option in parameter.opts if option.startswith("-")} - {"--help"}


def arguments_of(command: Any) -> list[str]:
    """Return a command's arguments as its heading writes them."""
    found = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    return [name if parameter.required else f"[{name}]" for parameter in found if (name := parameter.metavar)]


COMMANDS = dict(commands())


def described() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the rows of each command's table of options, by the command's heading."""
    found = {one.heading: one.rows for one in tables() if one.chapter == CHAPTER and one.titles[0] == "选项"}
    return {code_in(heading)[0]: found.get(heading, ()) for heading in headings(CHAPTER)}


def test_every_command_is_described_with_its_arguments() -> None:
    """Else a command is not in the handbook, or one is that doesn't exist."""
    assert set(described()) == {" ".join([name, *arguments_of(command)]) for name, command in COMMANDS.items()}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_described(name: str) -> None:
    """Else an option is not in the handbook, or one is that doesn't exist."""
    heading = " ".join([name, *arguments_of(COMMANDS[name])])
    named = {option for row in described()[heading] for option in _OPTION.findall(row[0])}
    assert named == options_of(COMMANDS[name])


def test_a_described_option_has_the_name_of_its_value() -> None:
    """Else the handbook shows an option without the value that it wants."""
    for heading, rows in described().items():
        name = re.match(r"[a-z ]*[a-z]", heading)
        command = COMMANDS[name[0] if name else ""]
        wanted = {parameter.opts[0]: parameter.metavar or "" for parameter in command.params}
        for row in rows:
            option, _, value = code_in(row[0])[0].partition(" ")
            assert value == wanted[option], heading


def test_options_named_anywhere_exist() -> None:
    """Else a chapter tells of an option that is no more."""
    known = {option for command in COMMANDS.values() for option in options_of(command)} | {"--help"}
    for path in (DOCS / "handbook").glob("*.md"):
        named = set(re.findall(r"(?<![\w(-])--[a-z]{2,}(?:-[a-z]+)*", path.read_text(encoding="utf-8")))
        assert named <= known, path.name


def test_commands_named_anywhere_exist() -> None:
    """Else a chapter tells of a command that is no more."""
    words = {name.split()[1] for name in COMMANDS if name != "xieyi"}
    for path in [DOCS / "handbook.zh-CN.md", *(DOCS / "handbook").glob("*.md")]:
        named = re.findall(r"(?<![\w/])xieyi ([a-z]+)(?: ([a-z]+))?", path.read_text(encoding="utf-8"))
        for first, second in named:
            inner = {name.split()[2] for name in COMMANDS if name.startswith(f"xieyi {first} ")}
            assert first in words, path.name
            assert not inner or second in inner, f"{path.name}: xieyi {first} {second}"


def errors(error: type[XieyiError] = XieyiError) -> Iterator[type[XieyiError]]:
    """Yield every exception of the program."""
    yield error
    for child in error.__subclasses__():
        yield from errors(child)


def test_every_exit_code_is_told() -> None:
    """Else a script that runs the program doesn't know what has happened."""
    ends = {0, INTERRUPTED, BROKEN_PIPE, *(error.exit_code for error in errors())}
    assert {int(name) for name in table("names: exit-codes").names()} == ends


def test_every_event_is_told_with_its_papers(library: Library) -> None:
    """Else an office doesn't know what it may order, or orders a paper that the event hasn't got."""
    assert library.lifecycle
    events = {name: event for name, event in library.lifecycle.events.items() if name != "sign"}
    told = {code_in(row[0])[0]: set(code_in(row[2])) for row in table("names: events").rows}
    assert told == {name: set(event.kinds) for name, event in events.items()}


def test_every_kind_is_told_with_its_title_and_example(library: Library) -> None:
    """Else a kind of paper can't be found, or its example isn't there."""
    rows = table("names: kinds").rows
    assert {code_in(row[0])[0]: row[1] for row in rows} == {one.id: one.title for one in library.kinds.values()}
    assert all((ROOT / "examples" / name).exists() for row in rows for name in code_in(row[2]))
