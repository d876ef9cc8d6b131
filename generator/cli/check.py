"""`xieyi check`: may this case be issued, and if not, why."""

from __future__ import annotations

import typer

from generator.cli.printing import out, out_json, print_problems, problems_json
from generator.cli.session import CaseArgument, JsonOption, session_of
from generator.errors import InputError
from generator.problems import Problem, Severity, stand_in_the_way


def check(context: typer.Context, case: CaseArgument, json: JsonOption = False) -> None:
    """Report all problems of a case; exit 0 exactly where it may be issued."""
    problems = _problems(context, case)
    ready = not stand_in_the_way(problems)
    if json:
        out_json({"ok": ready, "problems": problems_json(problems)})
    else:
        print_problems(problems, out)
        out(_closing(problems), "green" if ready else "red")
    if not ready:
        raise typer.Exit(InputError.exit_code)


def _problems(context: typer.Context, case: CaseArgument) -> tuple[Problem, ...]:
    from generator.checks import check as find_problems
    from generator.reading.cases import read_case_in_part

    library = session_of(context).library()
    try:
        read, wrong = read_case_in_part(case)
    except InputError as error:
        return error.problems
    further = find_problems(library, read) if read else ()
    found = [*wrong, *(problem for problem in further if not _follows(problem, wrong))]
    return tuple(sorted(found, key=lambda problem: (problem.where.line is None, problem.where.line or 0)))


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
