"""`xieyi due`: what is due for agreements, applications, persons and regions, on a day and in the days after it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from generator.cli.day import OnOption, day_of
from generator.cli.printing import out, out_json
from generator.cli.session import JsonOption, session_of
from generator.cli.tables import print_table
from generator.errors import UsageError
from generator.model.units import Quantity, Unit, print_date

WithinOption = Annotated[int, typer.Option("--within", metavar="DAYS", help="连同以后多少日内到期的，默认 30 日")]
RegionOption = Annotated[str | None, typer.Option("--region", metavar="REGION", help="只看这个地区，例如 neimenggu")]


def due(
    context: typer.Context, on: OnOption = None, within: WithinOption = 30, region: RegionOption = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """List what is due."""
    from generator.dates import reach
    from generator.office.lists import figures_due
    from generator.office.report import due_rows
    from generator.office.staff_report import staff_due_rows

    if within < 0:
        raise UsageError("--within 应是不小于 0 的日数。")
    session = session_of(context)
    library, day = session.library(), day_of(on)
    register = session.register(library, make=False)
    period = Quantity(unit=Unit.DAYS, number=within)
    found = due_rows(library, register, day, period, region=region)
    found += staff_due_rows(library, register, day, period, region=region)
    found += figures_due(library, register, day, reach(day, period).day, region=region)
    found.sort(key=lambda row: row["day"])
    if json:
        out_json({"on": day.isoformat(), "due": found})
        return
    out(f"{print_date(day)}起{within}日内到期的，和已过期的：")
    rows = [[row["day"], _whose(row), _what(row), row["citation"]] for row in found]
    print_table(("到期日", "协议、申请、人员、地区", "要做什么", "依据"), [[row] for row in rows], (14, 22, 36))
    for doubt in dict.fromkeys(row["provisional"] for row in found if row["provisional"]):
        out(f"* 暂定：{doubt}", "yellow")
    out(f"共{len(found)}项。")


def _whose(row: dict[str, Any]) -> str:
    return str(row["agreement"] or row["application"] or row["person"] or row.get("region", ""))


def _what(row: dict[str, Any]) -> str:
    return f"{row['who_label']}：{row['what']}" if row["who_label"] else str(row["what"])
