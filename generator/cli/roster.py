"""`xieyi roster`: the roster of the year's renewals: a template to fill in, and what is wrong with a filled one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Protocol

import typer

from generator.cli.chinese import ChineseCommand, ChineseGroup
from generator.cli.day import OnOption, day_of
from generator.cli.printing import out, out_json, print_problems, problems_json
from generator.cli.session import JsonOption, session_of
from generator.errors import InputError, UsageError
from generator.problems import Problem, Severity, stand_in_the_way

app = typer.Typer(cls=ChineseGroup, options_metavar="[OPTIONS]", no_args_is_help=False)

RosterArgument = Annotated[Path, typer.Argument(metavar="ROSTER", help="名册文件，例如 roster.xlsx")]
RegionOption = Annotated[
    str | None, typer.Option("--region", metavar="REGION", help="名册没有写统筹地区的行，是哪个地区，例如 neimenggu")
]
TemplateOption = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="写到哪个文件，不会盖掉已有的")]
MarkedOption = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="标注后的副本写到哪个文件；不给就放在名册旁边")
]

MARKED = "-核对"
"""What the name of the marked copy has behind the roster's."""

SHOWN = 200
"""How many problems are printed; all of them are in the copy."""


class Checked(Protocol):
    """What reading a roster of any sort comes to."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems."""

    @property
    def count(self) -> int:
        """How many rows there are."""


@app.command("template", cls=ChineseCommand, help="写出空白名册（Excel）：有下拉清单、批注，代码列是文本格式。")
def write_template(context: typer.Context, file: TemplateOption, region: RegionOption = None) -> None:
    """Write the template; a file that is there stays."""
    from generator.renewal.roster import roster_template

    put_template(file, lambda: roster_template(session_of(context).library(), region))


@app.command("check", cls=ChineseCommand, help="核对名册：列出全部问题，并写一份逐格标注的副本。")
def check_roster(
    context: typer.Context, roster: RosterArgument, region: RegionOption = None, on: OnOption = None,
    file: MarkedOption = None, json: JsonOption = False,
) -> None:  # fmt: skip
    """Report all problems of a roster, and mark them in a copy; exit 0 exactly where it may be imported."""
    from generator.renewal.roster import rows

    library, day = session_of(context).library(), day_of(on)
    if region is not None and region not in library.regions:
        raise UsageError(f"没有“{region}”这个地区。可用：{'、'.join(library.regions)}")
    copy = copy_of(roster, file)
    tell_check(roster, copy, rows(roster, library, region, on=day), "家机构", json=json)


def copy_of(roster: Path, file: Path | None) -> Path:
    """Return where the marked copy goes; raise `UsageError` where that is the roster itself."""
    copy = file or roster.with_name(f"{roster.stem}{MARKED}.xlsx")
    if copy.exists() and roster.exists() and copy.samefile(roster):
        raise UsageError("标注后的副本不能写在名册自己上面。请用 -o 换一个文件名")
    return copy


def tell_check(roster: Path, copy: Path, found: Checked, counted: str, *, json: bool) -> None:
    """Report what was found in a roster, in the terminal and in a marked copy; end with 3 unless it may be imported.

    `counted` is what its rows are: 家机构.
    """
    marked, unmarked = _marked(roster, copy, found.problems)
    problems = (*found.problems, *unmarked)
    ready = not stand_in_the_way(found.problems)
    if json:
        named = str(marked) if marked else None
        out_json({"ok": ready, "rows": found.count, "marked": named, "problems": problems_json(problems)})
    else:
        _print(problems, f"{found.count}{counted}", ready, marked)
    if not ready:
        raise typer.Exit(InputError.exit_code)


def _marked(roster: Path, copy: Path, problems: tuple[Problem, ...]) -> tuple[Path | None, tuple[Problem, ...]]:
    """Write the marked copy and return its path, None where there is nothing to mark.

    A workbook that can be read in passing may be too broken to be copied: its problems are told all the same.
    """
    from generator.renewal.roster import mark_roster

    if not any(problem.where.sheet for problem in problems):
        return None, ()
    try:
        data = mark_roster(roster, problems)
    except InputError as error:
        return None, error.problems
    put_file(copy, data)
    return copy, ()


def put_file(file: Path, data: bytes) -> None:
    """Write a file whole, in its place."""
    from generator.issuing.place import Staging

    with Staging(file.parent) as staging:
        staging.write(file.name, data)
        staging.place()


def put_template(file: Path, write: Callable[[], bytes]) -> None:
    """Write a template; raise `UsageError` where there is a file already, which stays."""
    if file.exists():
        raise UsageError(f"{file} 已存在，不会盖掉它。请换一个文件名")
    put_file(file, write())
    out(f"已写出 {file}", "green")


def _print(problems: tuple[Problem, ...], count: str, ready: bool, marked: Path | None) -> None:
    shown = sorted(problems, key=lambda problem: list(Severity).index(problem.severity))[:SHOWN]
    print_problems(shown, out)
    if len(problems) > SHOWN:
        out(f"共{len(problems)}项，以上是前{SHOWN}项。")
    if marked:
        out(f"已在副本里逐格标注：{marked}")
    if ready:
        out(f"核对通过：{count}。", "green")
        return
    rows_ = {problem.where.row for problem in stand_in_the_way(problems)} - {None}
    out(f"还不能导入：{count}，{len(rows_)}行有问题；改好之前一行也不导入。", "red")
