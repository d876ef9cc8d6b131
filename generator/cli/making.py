"""What `draft` and `issue` have in common: reading the case, showing progress, telling what was written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cli.printing import out, out_json, problems_json
from generator.errors import UsageError
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.issuing import Made
    from generator.model.library import Library

OF_THE_REGISTER = frozenset({"number_missing"})
"""Problems that don't stand in the way here: whatever these commands issue has its number from the register."""

ALL_FORMATS = "docx,pdf,html,json"
OUT = Path("output")


def read_formats(written: str) -> tuple[str, ...]:
    """Return the formats of a comma-separated list, each once; raise `UsageError`."""
    from generator.issuing import FORMATS

    wanted = [part.strip().lower() for part in written.replace("，", ",").split(",") if part.strip()]
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown or not wanted:
        what = f"没有“{'、'.join(unknown)}”这种格式" if unknown else "没有写格式"
        raise UsageError(f"{what}。--format 可用：{','.join(FORMATS)}，用逗号隔开。")
    return tuple(dict.fromkeys(wanted))


def with_engine(formats: tuple[str, ...], pdf: str | None, library: Library, region: str) -> tuple[str, ...]:
    """Return the formats, the PDF's with the engine that writes it: the one that is named, else the region's own.

    What is previewed is so made by the engine that the signed paper will be made by. Raise `UsageError`.
    """
    from generator.render.formats import choose_engine
    from generator.selection import engine_for

    chosen = pdf or engine_for(library, region)
    return tuple(choose_engine(name, chosen) for name in formats)


def of_the_case(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems of a case that somebody has to see to, what the register will do left out."""
    return tuple(problem for problem in problems if problem.code not in OF_THE_REGISTER)


def tell_made(made: Made, title: str, *, machine: bool) -> None:
    """Print the files that were written."""
    if machine:
        out_json(made_json(made))
        return
    out(title, "green")
    for path in made.files:
        out(f"  {path}")
    if made.record:
        out(f"  {made.record}（签发记录）")


def made_json(made: Made) -> dict[str, Any]:
    """Return what was made as plain data; a draft has no number and no record."""
    return {
        "ok": True,
        "number": made.document.number if made.record else None,
        "files": [str(path) for path in made.files],
        "record": str(made.record) if made.record else None,
        "problems": problems_json(of_the_case(made.problems)),
    }
