"""`xieyi renew`: the year's renewals: the plan, what is wrong with an edited one, the run and how far it has come."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli import renew_run
from generator.cli.chinese import ChineseCommand, ChineseGroup
from generator.cli.day import day_of
from generator.cli.printing import out, out_json, print_problems, problems_json
from generator.cli.session import JsonOption, session_of
from generator.errors import InputError, UsageError
from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from generator.model.library import Library
    from generator.renewal.plan.words import Plan

app = typer.Typer(cls=ChineseGroup, options_metavar="[OPTIONS]", no_args_is_help=False)

YearOption = Annotated[int, typer.Option("--year", metavar="YEAR", help="续签到哪一年，例如 2027")]
RosterOption = Annotated[Path | None, typer.Option("--roster", metavar="FILE", help="续签名册；不给时只按登记簿")]
StandingOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="按哪一天的协议状态；不给为今天")]
RegionOption = Annotated[
    str | None, typer.Option("--region", metavar="REGION", help="只作这个地区的，也用于名册没写地区的行")
]
SignOption = Annotated[
    str | None,
    typer.Option("--sign-date", metavar="DATE", help="签订日期，适用这天的规定；不给为期满那天"),
]
PlanOption = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="方案写到哪个 .xlsx，汇总在旁边的 .html")]
PlanArgument = Annotated[Path, typer.Argument(metavar="PLAN", help="续签方案，例如 plan.xlsx")]
MarkedOption = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="标注后的副本写到哪个文件；不给就放在方案旁边")
]

MARKED = "-核对"
"""What the name of the marked copy has behind the plan's."""

SHOWN = 200
"""How many problems are printed; all of them are in the copy."""

_YEARS = range(2000, 2200)


@app.command("plan", cls=ChineseCommand, help="作续签方案（Excel）：逐份提出怎么办、依据和数值，供修改；另写汇总页。")
def make(
    context: typer.Context, file: PlanOption, year: YearOption, roster: RosterOption = None,
    region: RegionOption = None, on: StandingOption = None, sign_date: SignOption = None, json: JsonOption = False,
) -> None:  # fmt: skip
    """Write the plan and its summary; files that are there stay."""
    from generator.renewal.plan import Year, plan_from

    library, day = session_of(context).library(), day_of(on)
    page = file.with_suffix(".html")
    _refuse(library, year, region, file, page)
    signing = _signing(sign_date)
    register = session_of(context).register(library, make=False)
    with register:
        plan, problems = plan_from(library, register, Year(year, day, signing), roster, region)
    if not plan.rows:
        raise UsageError("登记簿里没有履行中的协议，没有可作的方案。请核对登记簿（xieyi register list）和 --region")
    _write(library, plan, file, page)
    counts = _counts(plan)
    if json:
        out_json(
            {"ok": True, "plan": str(file), "summary": str(page), "fingerprint": plan.fingerprint,
             "rows": len(plan.rows), "decisions": counts, "problems": problems_json(problems)}
        )  # fmt: skip
        return
    print_problems(problems[:SHOWN], out)
    _tell(counts)
    out(f"已写出 {file}、{page}", "green")


@app.command("check", cls=ChineseCommand, help="核对改过的方案：改动的每一格都对照规定，并写一份逐格标注的副本。")
def check(context: typer.Context, plan: PlanArgument, file: MarkedOption = None, json: JsonOption = False) -> None:
    """Report all problems of an edited plan; exit 0 exactly where it may be run."""
    from generator.renewal.plan import read_plan

    library = session_of(context).library()
    copy = file or plan.with_name(f"{plan.stem}{MARKED}.xlsx")
    if copy.exists() and plan.exists() and copy.samefile(plan):
        raise UsageError("标注后的副本不能写在方案自己上面。请用 -o 换一个文件名")
    found, problems = read_plan(plan, library)
    marked = _marked(plan, copy, problems)
    if json:
        out_json(
            {"ok": found is not None, "decisions": _counts(found) if found else None,
             "marked": str(marked) if marked else None, "problems": problems_json(problems)}
        )  # fmt: skip
    else:
        _print(found, problems, marked)
    if found is None:
        raise typer.Exit(InputError.exit_code)


app.command("run", cls=ChineseCommand, help="执行方案：逐份生成、核对、登记；再执行一次就接着做。")(renew_run.run)
app.command("status", cls=ChineseCommand, help="看方案执行到哪里。")(renew_run.status)


def _refuse(library: Library, year: int, region: str | None, file: Path, page: Path) -> None:
    if year not in _YEARS:
        raise UsageError(f"--year 的“{year}”不是年份，应写成 2027 的样子")
    if region is not None and region not in library.regions:
        raise UsageError(f"没有“{region}”这个地区。可用：{'、'.join(library.regions)}")
    if file.suffix.lower() != ".xlsx":
        raise UsageError(f"方案是 Excel 工作簿，-o 的“{file.name}”应以 .xlsx 结尾")
    for path in (file, page):
        if path.exists():
            raise UsageError(f"{path} 已存在，不会盖掉它。请换一个文件名")


def _signing(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written.strip()) if written else None
    except ValueError:
        raise UsageError(f"--sign-date 的“{written}”不是日期，应写成“2027-01-01”的样子") from None


def _write(library: Library, plan: Plan, file: Path, page: Path) -> None:
    from generator.issuing.place import Staging
    from generator.renewal.plan import plan_workbook
    from generator.renewal.plan.summary import plan_page

    with Staging(file.parent) as staging:
        staging.write(file.name, plan_workbook(library, plan))
        staging.write(page.name, plan_page(library, plan))
        staging.place()


def _marked(plan: Path, copy: Path, problems: tuple[Problem, ...]) -> Path | None:
    """Write the marked copy and return its path; None where there is nothing to mark, or no workbook to mark it in."""
    from generator.issuing.place import Staging
    from generator.renewal.roster import mark_roster

    if not any(problem.where.sheet for problem in problems):
        return None
    with Staging(copy.parent) as staging:
        staging.write(copy.name, mark_roster(plan, problems))
        staging.place()
    return copy


def _counts(plan: Plan) -> dict[str, int]:
    from generator.renewal.plan.words import Decision

    return {one.value: sum(row.decision is one for row in plan.rows) for one in Decision}


def _tell(counts: dict[str, int]) -> None:
    from generator.renewal.plan.sheet import DECISIONS

    shown = "，".join(f"{word}{counts[one.value]}份" for one, word in DECISIONS.items())
    out(f"共{sum(counts.values())}份：{shown}。")


def _print(found: Plan | None, problems: tuple[Problem, ...], marked: Path | None) -> None:
    shown = sorted(problems, key=lambda problem: list(Severity).index(problem.severity))[:SHOWN]
    print_problems(shown, out)
    if len(problems) > SHOWN:
        out(f"共{len(problems)}项，以上是前{SHOWN}项。")
    if marked:
        out(f"已在副本里逐格标注：{marked}")
    if found is None:
        out("还不能执行：改好之前一份也不续签。", "red")
        return
    _tell(_counts(found))
    out("核对通过。", "green")
