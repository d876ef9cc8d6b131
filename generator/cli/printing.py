"""Everything that is printed goes through here.

In: text, Problems, plain data. Out: lines on standard output or standard error. Control characters in names and
messages are shown, never obeyed, and a reader that has gone away ends the program quietly.
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TextIO

import typer

from generator.problems import SEVERITY_LABELS, Problem, Severity

BROKEN_PIPE = 141
"""The exit code of a program whose reader has gone away, as shells know it."""

_COLOURS = {Severity.ERROR: "red", Severity.REASON: "yellow", Severity.NOTE: "blue"}


def prepare_streams() -> None:
    """Let no character that the terminal's encoding lacks end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def out(text: str = "", colour: str | None = None) -> None:
    """Print a line on standard output; the colour, or `dim`, shows on terminals alone."""
    _print(text, colour, sys.stdout)


def err(text: str = "", colour: str | None = None) -> None:
    """Print a line on standard error; the colour, or `dim`, shows on terminals alone."""
    _print(text, colour, sys.stderr)


def out_json(data: Any) -> None:
    """Print data as JSON on standard output."""
    _write(json.dumps(data, ensure_ascii=False, indent=2) + "\n", sys.stdout)


def flush() -> None:
    """Hand over what is still held back; raise `typer.Exit` where nobody reads it."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_pipe()


def print_problems(problems: Sequence[Problem], show: Callable[..., None]) -> None:
    """Print a report with `out` or `err`: grouped by severity, each with place, reason and mend."""
    for severity in Severity:
        found = [problem for problem in problems if problem.severity is severity]
        if not found:
            continue
        show(f"{SEVERITY_LABELS[severity]}（{len(found)}项）", _COLOURS[severity])
        for number, problem in enumerate(found, start=1):
            for line, colour in _lines(number, problem):
                show(line, colour)


def problems_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as plain data."""
    return [problem.model_dump(mode="json") for problem in problems]


def pad(text: str, width: int) -> str:
    """Return text filled up to a width, Chinese characters being two wide."""
    return text + " " * max(0, width - text_width(text))


def text_width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _lines(number: int, problem: Problem) -> Iterable[tuple[str, str | None]]:
    """Yield a problem's lines and their colours; the law's own text stands dim below its citation."""
    where = str(problem.where)
    yield f"  {number}. {where}" if where else f"  {number}. {problem.message}", None
    if where:
        yield f"     {problem.message}", None
    for law in problem.law:
        yield f"     依据：{law}", None
        if law.text and law.citation:
            for text in law.text.splitlines():
                yield f"       {text}", "dim"
    if problem.mend:
        yield f"     改法：{problem.mend}", None


def _print(text: str, colour: str | None, stream: TextIO) -> None:
    shown = "".join(_visible(character) for character in text)
    if colour and stream.isatty() and "NO_COLOR" not in os.environ:
        shown = typer.style(shown, dim=True) if colour == "dim" else typer.style(shown, fg=colour, bold=True)
    _write(shown + "\n", stream)


def _visible(character: str) -> str:
    if character != "\n" and unicodedata.category(character) in ("Cc", "Cf"):
        return f"\\u{ord(character):04x}"
    return character


def _write(text: str, stream: TextIO) -> None:
    try:
        stream.write(text)
    except BrokenPipeError:
        _leave_pipe()


def _leave_pipe() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(BROKEN_PIPE)
