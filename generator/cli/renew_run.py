"""`xieyi renew run` and `xieyi renew status`: a plan carried out, and how far it has come."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.desk import desk_of
from generator.cli.making import OUT, read_formats
from generator.cli.printing import err, out, out_json, print_problems
from generator.cli.rates import RunProgress
from generator.cli.results import tell_result, tell_result_json
from generator.cli.session import ByOption, FormatOption, JsonOption, OutOption, PdfOption, session_of
from generator.errors import InputError

if TYPE_CHECKING:
    from generator.model.library import Library
    from generator.renewal.plan.words import Plan
    from generator.renewal.run import RunResult, RunSetup
    from generator.renewal.run.status import RowStatus

PlanArgument = Annotated[Path, typer.Argument(metavar="PLAN", help="续签方案，例如 plan.xlsx")]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", metavar="N", min=1, help="同时工作的进程数；不给时按本机的处理器数")
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Dask 调度器的地址，例如 tcp://10.0.0.1:8786：由集群生成；文件夹和条款库要在各台机器共用的磁盘上",
    ),
]


def run(
    context: typer.Context, plan: PlanArgument, folder: OutOption = OUT, formats: FormatOption = "docx,pdf",
    pdf: PdfOption = None, workers: WorkersOption = None, scheduler: SchedulerOption = None, by: ByOption = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Make, enter and place every renewal of a plan; run again it goes on where it stopped."""
    from generator.renewal.run import RunSetup, run_plan

    wanted = read_formats(formats)
    library = session_of(context).library()
    found = _read(plan, library)
    desk = desk_of(context, library, by, folder)
    count = workers or len(os.sched_getaffinity(0))
    with desk.register, RunProgress() as progress:
        setup = RunSetup(wanted, pdf, count, on_progress=progress)
        result = run_plan(desk, found, _on_cluster(setup, scheduler) if scheduler else setup)
    _tell(result, machine=json)
    if result.failures:
        raise typer.Exit(InputError.exit_code)


def status(context: typer.Context, plan: PlanArgument, folder: OutOption = OUT, json: JsonOption = False) -> None:
    """Say how far a plan has been carried out."""
    from generator.renewal.run import status_of

    library = session_of(context).library()
    found = _read(plan, library)
    desk = desk_of(context, library, None, folder)
    with desk.register:
        rows = list(status_of(desk, found))
    _tell_status(rows, machine=json)


def _read(path: Path, library: Library) -> Plan:
    """Read a plan; raise `InputError` where one of its problems stands in the way."""
    from generator.renewal.plan import read_plan

    plan, problems = read_plan(path, library)
    if plan is None:
        raise InputError(problems)
    print_problems(problems, err)
    return plan


def _on_cluster(setup: RunSetup, scheduler: str) -> RunSetup:
    from generator.renewal.run.cluster import on_cluster

    return on_cluster(setup, scheduler)


def _tell(result: RunResult, *, machine: bool) -> None:
    if not machine:
        tell_result(result, f"应续签 {result.total} 份")
        return
    tell_result_json(
        result,
        [
            {"row": one.row, "agreement": one.about, "name": one.name, "reasons": list(one.reasons)}
            for one in result.failures
        ],
    )


def _tell_status(rows: list[RowStatus], *, machine: bool) -> None:
    from generator.renewal.run import State

    counts = {state: sum(row.state is state for row in rows) for state in (State.DONE, State.WAITING, State.ASIDE)}
    lost = [row for row in rows if row.lost]
    if machine:
        out_json(
            {
                "ok": True,
                **{state.value: count for state, count in counts.items()},
                "rows": [_plain(row) for row in rows],
            }
        )
        return
    out(f"已做好 {counts[State.DONE]} 份，还要做 {counts[State.WAITING]} 份，不在这次办理的 {counts[State.ASIDE]} 份。")
    if lost:
        out(f"其中 {len(lost)} 份登记过，而文件不见了，例如 {lost[0].number}：再运行一次会照原样补上。", "red")
    if counts[State.WAITING]:
        out("用 xieyi renew run 接着做。")


def _plain(row: RowStatus) -> dict[str, Any]:
    return {
        "row": row.row.row, "agreement": row.row.about, "name": row.row.name, "state": row.state.value,
        "number": row.number, "lost": row.lost,
    }  # fmt: skip
