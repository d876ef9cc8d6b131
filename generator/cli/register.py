"""`xieyi register`: what is in the register, whether it is whole, and the ways in and out of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.chinese import ChineseCommand, ChineseGroup
from generator.cli.day import OnOption, day_of
from generator.cli.desk import desk_of, worker
from generator.cli.printing import err, out, out_json, print_problems, problems_json
from generator.cli.session import ByOption, CaseArgument, JsonOption, session_of
from generator.cli.tables import print_table
from generator.errors import UsageError
from generator.model.units import print_date

if TYPE_CHECKING:
    from generator.register.register import Register

app = typer.Typer(cls=ChineseGroup, options_metavar="[OPTIONS]", no_args_is_help=False)

NumberArgument = Annotated[str, typer.Argument(metavar="NUMBER", help="协议或文书的编号")]
RegionOption = Annotated[str | None, typer.Option("--region", metavar="REGION", help="只看这个地区，例如 neimenggu")]
StateOption = Annotated[
    str | None, typer.Option("--state", metavar="STATE", help="只看这种状态：in_force、suspended、rescinded、ended")
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="为什么作废，记入登记簿")]
HeadOption = Annotated[
    Path | None, typer.Option("--head", metavar="FILE", help="以前导出的链头；据此还能发现末尾被截去")
]
FilesOption = Annotated[Path | None, typer.Option("--files", metavar="DIR", help="连同这个文件夹里的文书文件一起核对")]
FileOption = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="写到哪个文件；不给就打印")]
TextOption = Annotated[
    Path | None,
    typer.Option("--text", metavar="FILE", help="抄录的正文（第一章、第一条……）；不给就按条款库当日的条款"),
]
DaysOption = Annotated[
    list[str],
    typer.Option("--day", metavar="NAME=DATE", help="哪一天，例如 claimed_on=2026-03-02；可以写多次"),
]
PapersOption = Annotated[bool, typer.Option("--papers", help="列出不属于协议的文书：申请和评估的、名单、登记的表单")]
YearOption = Annotated[int | None, typer.Option("--year", metavar="YEAR", help="只看这一年的编号")]


def _open(context: typer.Context) -> Register:
    session = session_of(context)
    return session.register(session.library(), make=False)


@app.command("list", cls=ChineseCommand, help="列出登记的协议和它们在某一天的状态，或不属于协议的文书。")
def list_agreements(
    context: typer.Context, region: RegionOption = None, state: StateOption = None, on: OnOption = None,
    papers: PapersOption = False, json: JsonOption = False,
) -> None:  # fmt: skip
    """List the agreements and their states on a day, or the papers that belong to none."""
    from generator.lifecycle.law import table_of
    from generator.office.report import agreements, papers_alone

    library, day = session_of(context).library(), day_of(on)
    if state is not None and state not in table_of(library).states:
        raise UsageError(f"没有“{state}”这种状态。--state 可用：{'、'.join(table_of(library).states)}")
    if papers:
        _list_papers(papers_alone(library, _open(context), day, region=region), day, state, machine=json)
        return
    found = agreements(library, _open(context), day, region=region, state=state)
    if json:
        rows = list(found)
        out_json({"on": day.isoformat(), "agreements": rows})
        return
    out(f"截至{print_date(day)}：")
    rows = list(found)
    lines = [[row["number"], row["name"], row["term"], row["label"]] for row in rows]
    print_table(("编号", "医疗机构", "有效期", "状态"), [[line] for line in lines], (26, 30, 24))
    out(f"共{len(rows)}份。")


def _list_papers(rows: list[dict[str, Any]], day: date, state: str | None, *, machine: bool) -> None:
    if state is not None:
        raise UsageError("--state 是协议的状态，不能与 --papers 同用。")
    if machine:
        out_json({"on": day.isoformat(), "papers": rows})
        return
    out(f"截至{print_date(day)}，不属于协议的文书：")
    lines = [[row["number"], row["title"], _whom(row), row["date"]] for row in rows]
    print_table(("编号", "文书", "医疗机构、人员", "日期"), [[line] for line in lines], (24, 26, 26))
    out(f"共{len(rows)}份。")


def _whom(row: dict[str, Any]) -> str:
    return " ".join(name for name in (row["institution"], row["person"]) if name)


@app.command("show", cls=ChineseCommand, help="显示一份协议的状态、经过和全部文书，或一份不属于协议的文书。")
def show_agreement(
    context: typer.Context, number: NumberArgument, on: OnOption = None, json: JsonOption = False
) -> None:
    """Show an agreement: its state on a day, what happened to it, its papers; or a paper that belongs to none."""
    from generator.office.report import agreement, paper_alone

    library, day, register = session_of(context).library(), day_of(on), _open(context)
    paper = paper_alone(library, register, number)
    if paper is not None:
        _tell_paper(paper, machine=json)
        return
    found = agreement(library, register, number, day)
    if json:
        out_json({"on": day.isoformat(), **found})
        return
    _print_agreement(found, print_date(day))


def _print_agreement(found: dict[str, Any], day: str) -> None:
    out(f"{found['number']}　{found['title']}")
    out(f"乙方：{found['name']}（{found['institution']}）；签订日期：{found['signed_on']}；有效期：{found['term']}")
    out(f"截至{day}：{found['label']}")
    for line in found["because"]:
        out(f"  {line}")
    out()
    out("经过：")
    for event in found["events"]:
        paper = f"　{event['paper']}" if event["paper"] else ""
        out(f"  {event['on']}　{event['label']}{paper}（{event['recorded_on']} {event['by']}登记）")
    out()
    out("文书：")
    for paper in found["papers"]:
        _print_paper(paper, "  ")


def _tell_paper(paper: dict[str, Any], *, machine: bool) -> None:
    if machine:
        out_json(paper)
        return
    _print_paper(paper, "")
    if _whom(paper):
        out(f"医疗机构、人员：{_whom(paper)}")


def _print_paper(paper: dict[str, Any], margin: str) -> None:
    state = {"void": "　作废", "issued": ""}[paper["state"]]
    out(f"{margin}{paper['number']}　{paper['title']}　{paper['date']}{state}")
    for file in paper["files"]:
        out(f"{margin}  {file}", "dim")


@app.command("import", cls=ChineseCommand, help="收入以前签的协议：案卷写明编号、签订日期和有效期，可附抄录的原文。")
def import_agreement(
    context: typer.Context, case: CaseArgument, text: TextOption = None, by: ByOption = None, json: JsonOption = False
) -> None:
    """Take in an agreement that was signed before the register was there."""
    from generator.office.taking_in import take_in
    from generator.reading.cases import read_case

    library, order = session_of(context).library(), read_case(case)
    desk = desk_of(context, library, by, Path())
    told = take_in(desk, order, text)
    if json:
        out_json({"ok": True, "number": order.number, "problems": problems_json(told)})
        return
    print_problems(told, err)
    out(f"已收入：{order.number}", "green")


@app.command("note", cls=ChineseCommand, help="登记起算期限的日期（收到申报、送达、批准变更……），due 据此列出到期日。")
def note_days(
    context: typer.Context, number: NumberArgument, days: DaysOption, by: ByOption = None, json: JsonOption = False
) -> None:
    """Note days from which periods are counted."""
    from generator.office.noting import note, read_days

    library = session_of(context).library()
    note(desk_of(context, library, by, Path()), number, read_days(tuple(days)))
    if json:
        out_json({"ok": True, "number": number})
        return
    out(f"已登记：{number}　{'　'.join(days)}", "green")


@app.command("numbers", cls=ChineseCommand, help="列出每一个编号的下落：已签发、保留、作废。")
def numbers(
    context: typer.Context, region: RegionOption = None, year: YearOption = None, json: JsonOption = False
) -> None:
    """List what became of each serial."""
    from generator.office.report import number_accounts

    found = number_accounts(_open(context), region, year)
    if json:
        out_json({"numbers": found})
        return
    rows = [[row["number"], row["state_label"], row["reason"]] for row in found]
    print_table(("编号", "下落", "说明"), [[row] for row in rows], (30, 10))
    gaps = [row["number"] for row in found if row["state"] == "gap"]
    out(f"共{len(rows)}个，" + (f"缺{len(gaps)}个。" if gaps else "没有缺号。"))


@app.command("verify", cls=ChineseCommand, help="核对登记簿：每一笔的链、数据表和文件，有没有被改、被删、换序或截去。")
def verify(
    context: typer.Context, head: HeadOption = None, files: FilesOption = None, json: JsonOption = False
) -> None:
    """Verify the register; end in 3 where something is wrong."""
    from generator.office.keeping import verify_register

    register = _open(context)
    problems = verify_register(register, head, files)
    if json:
        out_json({"ok": not problems, "entries": register.head().seq, "problems": problems_json(problems)})
    else:
        print_problems(problems, err)
        if not problems:
            out(f"登记簿完好：{register.head().seq}笔，链头 {register.head().digest}", "green")
    if problems:
        raise typer.Exit(3)


@app.command("head", cls=ChineseCommand, help="导出链头，交给对方保存：以后凭它可以发现登记簿被改动。")
def head(context: typer.Context, file: FileOption = None) -> None:
    """Export the chain's head."""
    from generator.office.keeping import write_head

    text = write_head(_open(context), file)
    if file is None:
        out(text)
    else:
        out(f"已写成：{file}", "green")


@app.command("void", cls=ChineseCommand, help="把一份签发错的文书作废，可以重新签发；原件仍在登记簿里。")
def void(
    context: typer.Context, number: NumberArgument, reason: ReasonOption, by: ByOption = None, json: JsonOption = False
) -> None:
    """Void a paper."""
    register = _open(context)
    register.void(number, reason, by=worker(by))
    if json:
        out_json({"ok": True, "number": number})
        return
    out(f"{number} 已作废：{reason}", "green")


@app.command("backup", cls=ChineseCommand, help="把整个登记簿备份成一个文件。")
def backup(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="备份文件")]) -> None:
    """Back the register up."""
    from generator.office.keeping import back_up

    back_up(_open(context), file)
    out(f"已备份：{file}", "green")


@app.command("restore", cls=ChineseCommand, help="由备份恢复成一个新的登记簿，并核对；不覆盖已有的。")
def restore(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="备份文件")]) -> None:
    """Restore a register from a backup into the place that --register names."""
    from generator.office.keeping import restore_register
    from generator.office.where import find_register

    session = session_of(context)
    where = find_register(session.library().root, session.books)
    head = restore_register(file, where)
    out(f"已恢复到 {where}：{head.seq}笔，核对无误。", "green")
