"""`xieyi staff template`, `check` and `run`: a hospital's people from Excel, a form for each."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.chinese import ChineseCommand
from generator.cli.day import OnOption, day_of
from generator.cli.desk import desk_of
from generator.cli.making import OUT, read_formats
from generator.cli.printing import err, print_problems
from generator.cli.rates import RunProgress
from generator.cli.results import SHOWN, tell_result, tell_result_json
from generator.cli.roster import MarkedOption, TemplateOption, copy_of, put_template, tell_check
from generator.cli.session import ByOption, FormatOption, JsonOption, PdfOption, session_of
from generator.errors import InputError
from generator.problems import Severity, stand_in_the_way

if TYPE_CHECKING:
    from generator.renewal.run import RunResult

RosterArgument = Annotated[Path, typer.Argument(metavar="ROSTER", help="人员名册，例如 staff.xlsx")]
AnyRegionOption = Annotated[
    str | None, typer.Option("--region", metavar="REGION", help="哪个地区的名册，印在标题里，例如 neimenggu")
]
RegionOption = Annotated[str, typer.Option("--region", metavar="REGION", help="哪个统筹地区，例如 neimenggu")]
InstitutionOption = Annotated[
    str, typer.Option("--institution", metavar="CODE", help="人员所在机构的医保定点机构代码，例如 H15010200001")
]
AnyKindOption = Annotated[
    str | None,
    typer.Option(
        "--kind", metavar="KIND", help="为哪种表核对：staff-promise 或 staff-registration；不给就只核对写了的"
    ),
]
KindOption = Annotated[
    str, typer.Option("--kind", metavar="KIND", help="出哪种表：staff-promise 承诺书，staff-registration 登记备案表")
]
DateOption = Annotated[
    str,
    typer.Option("--on", metavar="DATE", help="表上的日期，例如 2026-03-02；没有做完、隔天接着做的，仍写这一天"),
]
FolderOption = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="DIR", help="存放的文件夹，没有就新建；不给为 output/KIND")
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", metavar="N", min=1, help="同时工作的进程数；不给时按本机的处理器数")
]


_IDENTITY = re.compile(r"\b[0-9]{17}[0-9Xx]\b")


def add_to(app: typer.Typer) -> None:
    """Put the commands into the group of `xieyi staff`."""
    app.command("template", cls=ChineseCommand, help="写出空白人员名册（Excel）。")(template)
    app.command("check", cls=ChineseCommand, help="核对人员名册：列出全部问题，并写一份逐格标注的副本。")(check)
    app.command("run", cls=ChineseCommand, help="照人员名册一人一份出表、登记；中断了再运行一次，会接着做。")(run)


def template(context: typer.Context, file: TemplateOption, region: AnyRegionOption = None) -> None:
    """Write the template; a file that is there stays."""
    from generator.renewal.staff import staff_template

    put_template(file, lambda: staff_template(session_of(context).library(), region))


def check(
    context: typer.Context, roster: RosterArgument, region: RegionOption, institution: InstitutionOption,
    kind: AnyKindOption = None, on: OnOption = None, file: MarkedOption = None, json: JsonOption = False,
) -> None:  # fmt: skip
    """Report all problems of a roster of people, and mark them in a copy."""
    from generator.model.case import Institution
    from generator.renewal.staff import read_staff

    library, day = session_of(context).library(), day_of(on)
    copy = copy_of(roster, file)
    found = read_staff(roster, library, region, Institution(code=institution), kind=kind, on=day)
    tell_check(roster, copy, found, "名人员", json=json)


def run(
    context: typer.Context, roster: RosterArgument, kind: KindOption, region: RegionOption,
    institution: InstitutionOption, on: DateOption, folder: FolderOption = None, formats: FormatOption = "docx,pdf",
    pdf: PdfOption = None, workers: WorkersOption = None, by: ByOption = None, json: JsonOption = False,
) -> None:  # fmt: skip
    """Make, enter and place a form for every row; run again it goes on where it stopped."""
    from generator.renewal.run import RunSetup
    from generator.renewal.staff import StaffForms, institution_in, read_staff, require_known, run_staff

    wanted, day = read_formats(formats), day_of(on)
    library = session_of(context).library()
    require_known(library, region, kind)
    desk = desk_of(context, library, by, folder or OUT / kind)
    count = workers or len(os.sched_getaffinity(0))
    with desk.register:
        hospital = institution_in(desk, institution, day)
        found = read_staff(roster, library, region, hospital, kind=kind, on=day)
        if not found.rows:
            raise InputError(found.problems)
        print_problems([one for one in found.problems if one.severity is Severity.NOTE][:SHOWN], err)
        with RunProgress() as progress:
            setup = RunSetup(wanted, pdf, count, on_progress=progress)
            result = run_staff(desk, StaffForms(kind, region, hospital, day), found.rows, setup)
    _tell(result, faulty=bool(stand_in_the_way(found.problems)), machine=json)
    if result.failures:
        raise typer.Exit(InputError.exit_code)


def _tell(result: RunResult, *, faulty: bool, machine: bool) -> None:
    if machine:
        failures = [{"row": one.row, "person": one.about, "reasons": list(one.reasons)} for one in result.failures]
        tell_result_json(result, failures)
        return
    hint = "名册写得不对的，可用 xieyi staff check 得到逐格标注的副本；改好再运行一次，只补做这些。"
    tell_result(result, f"名册 {result.total} 人", hide=_masked, hints=(hint,) if faulty else ())


def _masked(text: str) -> str:
    """Return a text with the identity numbers in it hidden: a terminal is read over the shoulder."""
    from generator.register.masking import mask

    return _IDENTITY.sub(lambda found: mask(found[0]), text)
