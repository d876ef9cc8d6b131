"""`xieyi staff`: the people behind the claims (相关人员): their states, their points, and what happens to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli import staff_bulk
from generator.cli.chinese import ChineseCommand, ChineseGroup
from generator.cli.day import OnOption, day_of
from generator.cli.desk import desk_of
from generator.cli.making import ALL_FORMATS, OUT, made_json, of_the_case, read_formats, tell_made, with_engine
from generator.cli.periods import deadlines_json, print_deadlines
from generator.cli.printing import err, out, out_json, print_problems, problems_json
from generator.cli.progress import Progress
from generator.cli.session import (
    ByOption,
    CaseArgument,
    FormatOption,
    JsonOption,
    OutOption,
    PdfOption,
    session_of,
)
from generator.cli.tables import print_table
from generator.errors import UsageError
from generator.model.units import print_date

if TYPE_CHECKING:
    from generator.model.case import Case
    from generator.model.library import Library
    from generator.office.staff import StaffTaken
    from generator.register.register import Register

app = typer.Typer(cls=ChineseGroup, options_metavar="[OPTIONS]", no_args_is_help=False)

PersonArgument = Annotated[str, typer.Argument(metavar="PERSON", help="身份证号码，或医保代码")]
EventArgument = Annotated[
    str,
    typer.Argument(
        metavar="EVENT",
        help="promise 承诺、register 登记备案、cancel 取消登记备案、points 记分、handle 认定责任、"
        "repair 修复、correct 更正、restore 恢复",
    ),
]
AgreementArgument = Annotated[str, typer.Argument(metavar="AGREEMENT", help="被中止或者解除的协议的编号")]
PersonsArgument = Annotated[
    list[str], typer.Argument(metavar="PERSON...", help="负有责任的人员：身份证号码或医保代码，可以写几个")
]
UndoArgument = Annotated[
    str,
    typer.Argument(
        metavar="EVENT",
        help="cancel 取消登记备案、handle 认定责任、repair 修复、correct 更正、restore 恢复、note 登记日期",
    ),
]
DaysOption = Annotated[
    list[str],
    typer.Option("--day", metavar="NAME=DATE", help="哪一天，例如 points_received_on=2026-06-15；可以写多次"),
]
NoticeOption = Annotated[
    str | None, typer.Option("--notice", metavar="NUMBER", help="哪一份处理通知书；只有一份的可以不写")
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="为什么撤销，记入登记簿")]
RegionOption = Annotated[str | None, typer.Option("--region", metavar="REGION", help="只看这个地区，例如 neimenggu")]
InstitutionOption = Annotated[
    str | None, typer.Option("--institution", metavar="CODE", help="只看这家定点医药机构，写它的代码")
]
StateOption = Annotated[
    str | None, typer.Option("--state", metavar="STATE", help="只看这种登记备案状态：正常、暂停、终止")
]
FullOption = Annotated[
    bool, typer.Option("--full", metavar="", help="写出完整的身份证号码；不写时只显示头六位和末四位")
]
DraftOption = Annotated[bool, typer.Option("--draft", metavar="", help="只核对、出草案看一看，不登记")]

STATES = ("正常", "暂停", "终止")


def _open(context: typer.Context) -> Register:
    session = session_of(context)
    return session.register(session.library(), make=False)


@app.command("list", cls=ChineseCommand, help="列出登记备案的相关人员：状态、本年度记分、所在机构。")
def list_staff(
    context: typer.Context, institution: InstitutionOption = None, region: RegionOption = None,
    state: StateOption = None, on: OnOption = None, full: FullOption = False, json: JsonOption = False,
) -> None:  # fmt: skip
    """List persons with their states on a day."""
    from generator.office.staff_report import staff_rows

    if state is not None and state not in STATES:
        raise UsageError(f"没有“{state}”这种状态。--state 可用：{'、'.join(STATES)}")
    library, day = session_of(context).library(), day_of(on)
    found = list(
        staff_rows(library, _open(context), day, region=region, institution=institution, state=state, full=full)
    )
    if json:
        out_json({"on": day.isoformat(), "staff": found})
        return
    out(f"截至{print_date(day)}：")
    rows = [
        [row["name"], row["identity"], row["code"], row["state"], f"{row['points']}分", _places(row)] for row in found
    ]
    headings = ("姓名", "身份证号码", "医保代码", "状态", "本年度记分", "所在机构")
    print_table(headings, [[row] for row in rows], (10, 18, 16, 4, 10))
    out(f"共{len(found)}人。")


def _places(row: dict[str, Any]) -> str:
    return "、".join(one["institution"] for one in row["places"])


@app.command("show", cls=ChineseCommand, help="显示一名相关人员：各处的状态、本年度记分、全部记分和处理、期限。")
def show_staff(
    context: typer.Context, person: PersonArgument, on: OnOption = None, full: FullOption = False,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Show a person: states, points of the year, the ledger, the periods that run."""
    from generator.office.staff_report import staff_member

    library, day = session_of(context).library(), day_of(on)
    found = staff_member(library, _open(context), person, day, full=full)
    if json:
        out_json({"on": day.isoformat(), **found})
        return
    _print_member(found, print_date(day), day.year)


def _print_member(found: dict[str, Any], day: str, year: int) -> None:
    out(f"{found['name']}　身份证号码 {found['identity']}　医保代码 {found['code'] or '（还没有）'}")
    until = f"，至{found['until']}" if found["until"] else ""
    out(f"截至{day}：{found['state']}{until}；{year}年度累计记分{found['points']}分")
    if found["barred_until"]:
        out(f"  至{found['barred_until']}不得再次登记备案", "yellow")
    for line in found["because"]:
        out(f"  {line}")
    out()
    out("登记备案：")
    for one in found["places"]:
        out(f"  {one['institution']}　{one['name']}　{one['state']}（自{one['since']}）")
        for line in one["because"]:
            out(f"    {line}", "dim")
    if not found["places"]:
        out("  现在没有" + ("，已作出服务承诺" if found["promised"] else ""))
    out()
    out("经过：")
    for event in found["ledger"]:
        _print_event(event)
    if found["due"]:
        out()
        out("期限：")
        for row in found["due"]:
            out(f"  {row['day']}　{row['who_label']}：{row['what']}（{row['citation']}）")


def _print_event(event: dict[str, Any]) -> None:
    points = f"　{event['facts']['points']}分" if event["facts"].get("points") else ""
    paper = f"　{event['paper']}" if event["paper"] else ""
    told = f"{event['recorded_on']} {event['by']}登记"
    undone = f"　已撤销：{event['undone']}" if event["undone"] else ""
    out(f"  {event['on']}　{event['label']}{points}　{event['institution']}{paper}（{told}）{undone}")


@app.command("event", cls=ChineseCommand, help="办理一名相关人员的事项：核对能不能办，出表或通知书，一并记入登记簿。")
def staff_event(
    context: typer.Context, name: EventArgument, case: CaseArgument, folder: OutOption = OUT,
    formats: FormatOption = ALL_FORMATS, pdf: PdfOption = None, draft: DraftOption = False, by: ByOption = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Let something happen to a person, or make the draft of its paper."""
    from generator.office.staff import preview_staff, take_staff

    wanted = read_formats(formats)
    with Progress() as progress:
        progress("读取条款库、登记簿和案卷")
        library = session_of(context).library()
        order = read_staff_order(library, name, case)
        desk = desk_of(context, library, by, folder, formats=wanted, on_step=progress)
        desk = replace(desk, formats=with_engine(wanted, pdf, library, order.region))
        taken = (preview_staff if draft else take_staff)(desk, name, order)
    _tell(taken, draft=draft, json=json)


@app.command(
    "responsible",
    cls=ChineseCommand,
    help="协议被中止或解除以后，把负有责任的人员一并暂停或终止；没有写到的人员不受影响。",
)
def responsible(
    context: typer.Context, agreement: AgreementArgument, persons: PersonsArgument, by: ByOption = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Enter those responsible for what an agreement was suspended or rescinded for."""
    from generator.office.staff_agreement import enter_responsible

    library = session_of(context).library()
    names, told = enter_responsible(desk_of(context, library, by, OUT), agreement, tuple(persons))
    if json:
        out_json({"ok": True, "entered": list(names), "problems": problems_json(told)})
        return
    print_problems(told, err)
    out(f"已登记：{'、'.join(names)}" if names else "都已登记过，没有重复登记。", "green")


@app.command(
    "undo",
    cls=ChineseCommand,
    help="撤销一名人员最后一件登记错的、没有自己文书的事项，记分和状态回到以前；有文书的用 register void。",
)
def undo(
    context: typer.Context, person: PersonArgument, event: UndoArgument, reason: ReasonOption, by: ByOption = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Take a person's last entry back."""
    from generator.office.staff_lives import labels_of
    from generator.office.staff_undo import undo as take_back

    library = session_of(context).library()
    undone = take_back(desk_of(context, library, by, OUT), person, event, reason)
    if json:
        out_json({"ok": True, "undone": undone.event, "on": undone.on.isoformat(), "institution": undone.institution})
        return
    out(f"已撤销：{labels_of(library)[undone.event]}（{undone.on.isoformat()}）　{reason}", "green")


@app.command(
    "note",
    cls=ChineseCommand,
    help="登记处理通知书后来的日期（收到通知书、收到申诉或恢复申请、答复），due 据此列出到期日。",
)
def note(
    context: typer.Context, person: PersonArgument, days: DaysOption, notice: NoticeOption = None, by: ByOption = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Note days from which a person's periods are counted."""
    from generator.office.noting import read_days
    from generator.office.staff_noting import note_staff

    library = session_of(context).library()
    number = note_staff(desk_of(context, library, by, OUT), person, read_days(tuple(days)), notice)
    if json:
        out_json({"ok": True, "notice": number})
        return
    out(f"已登记：{number}　{'　'.join(days)}", "green")


def read_staff_order(library: Library, name: str, path: Path) -> Case:
    """Read the case of a person's event; its kind need not stand in it. Raise `UsageError`, `InputError`."""
    from generator.office.staff_points import events_of_staff
    from generator.reading.cases import read_case

    events = events_of_staff(library)
    if name not in events:
        known = "、".join(f"{key}（{one.label}）" for key, one in events.items())
        raise UsageError(f"没有“{name}”这种事项。可用：{known}")
    kinds = events[name].kinds
    return read_case(path, {"kind": kinds[0] if kinds else ""})


def _tell(taken: StaffTaken, *, draft: bool, json: bool) -> None:
    deadlines = taken.judgement.deadlines if taken.judgement else ()
    if json:
        made = made_json(taken.made) if taken.made else {"ok": True, "problems": problems_json(taken.problems)}
        out_json({**made, "deadlines": deadlines_json(deadlines)})
        return
    told = of_the_case(taken.made.problems) if taken.made else taken.problems
    if told:
        print_problems(told, err)
    if taken.made:
        tell_made(taken.made, "草案：" if draft else "已办理并登记：", machine=False)
    elif taken.judgement:
        out("可以办理，没有登记。" if draft else "已登记。", "green")
    print_deadlines(deadlines)


staff_bulk.add_to(app)
