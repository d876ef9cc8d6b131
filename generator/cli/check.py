"""`xieyi check`: may this case be issued, and if not, why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.cli.making import of_the_case
from generator.cli.printing import out, out_json, print_problems, problems_json
from generator.cli.session import CaseArgument, JsonOption, session_of
from generator.errors import InputError
from generator.problems import Problem, Severity, stand_in_the_way

if TYPE_CHECKING:
    from generator.model.library import Library


def check(context: typer.Context, case: CaseArgument, json: JsonOption = False) -> None:
    """Report all problems of a case; exit 0 exactly where it may be issued, by itself or in the event that it names."""
    library = session_of(context).library()
    problems, event = _problems(library, case)
    ready = not stand_in_the_way(problems)
    if json:
        out_json({"ok": ready, "event": event, "problems": problems_json(problems)})
    else:
        print_problems(problems, out)
        out(_closing(problems), "green" if ready else "red")
        if ready and event:
            out(f"这是已有协议的文书，这样办理：xieyi event {event} 协议编号 {case}")
    if not ready:
        raise typer.Exit(InputError.exit_code)


def _problems(library: Library, case: Path) -> tuple[tuple[Problem, ...], str | None]:
    """Return the problems of a case, and the event that makes its paper, None for a first agreement."""
    from generator.checks import check as find_problems
    from generator.reading.cases import read_case_in_part

    try:
        read, wrong = read_case_in_part(case)
    except InputError as error:
        return error.problems, None
    further = of_the_case(find_problems(library, read)) if read else ()
    found = [*wrong, *(problem for problem in further if not _follows(problem, wrong))]
    in_order = sorted(found, key=lambda problem: (problem.where.line is None, problem.where.line or 0))
    return tuple(in_order), event_of(library, read.kind) if read else None


def event_of(library: Library, kind: str) -> str | None:
    """Return the event that makes papers of a kind, None where such a paper begins an agreement."""
    events = library.lifecycle.events if library.lifecycle else {}
    if any(kind in event.kinds and event.to and not event.states for event in events.values()):
        return None
    return next((name for name, event in events.items() if kind in event.kinds), None)


def _follows(problem: Problem, wrong: tuple[Problem, ...]) -> bool:
    """Say whether a problem only follows from a key that couldn't be read."""
    key = f"{problem.where.key or ''}."
    bad = [f"{one.where.key or ''}." for one in wrong]
    return any(key.startswith(one) or one.startswith(key) for one in bad)


def _closing(problems: tuple[Problem, ...]) -> str:
    count = {severity: sum(problem.severity is severity for problem in problems) for severity in Severity}
    notes = f"（另有{count[Severity.NOTE]}项提示）" if count[Severity.NOTE] else ""
    if not stand_in_the_way(problems):
        return f"核对通过，可以签发{notes}。"
    parts = [
        f"{count[severity]}项{word}"
        for severity, word in ((Severity.ERROR, "错误"), (Severity.REASON, "须说明理由"))
        if count[severity]
    ]
    return f"还不能签发：{'、'.join(parts)}{notes}。"
