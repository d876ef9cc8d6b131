"""`xieyi event`: suspend, resume, rescind, renew, supplement … an agreement in the register, with its paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.desk import desk_of
from generator.cli.making import ALL_FORMATS, OUT, made_json, of_the_case, read_formats, tell_made, with_engine
from generator.cli.printing import err, out, out_json, print_problems
from generator.cli.progress import Progress
from generator.cli.session import ByOption, CaseArgument, FormatOption, JsonOption, OutOption, PdfOption, session_of
from generator.errors import InputError, UsageError

if TYPE_CHECKING:
    from generator.lifecycle import Deadline
    from generator.model.case import Case
    from generator.model.library import Library
    from generator.model.lifecycle import Event
    from generator.office.events import Taken
    from generator.problems import Problem
    from generator.register.register import Register

EventArgument = Annotated[
    str,
    typer.Argument(
        metavar="EVENT",
        help="renew 续签、not-renew 不再续签、supplement 补充、change 信息变更、suspend 中止、resume 恢复履行、"
        "handle 违约处理、rescind 解除、terminate 终止",
    ),
]
AgreementArgument = Annotated[str, typer.Argument(metavar="AGREEMENT", help="协议编号")]
KindOption = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="出哪一种文书：一种事件可出几种文书时写明，例如 renewal")
]
DraftOption = Annotated[bool, typer.Option("--draft", metavar="", help="只出草案看一看，不登记")]
ResponsibleOption = Annotated[
    list[str] | None,
    typer.Option(
        "--responsible", metavar="PERSON",
        help="中止、解除时负有责任的相关人员，随之暂停、终止：身份证号码或医保代码；可以写多次",
    ),
]  # fmt: skip


def event(
    context: typer.Context,
    name: EventArgument,
    agreement: AgreementArgument,
    case: CaseArgument,
    folder: OutOption = OUT,
    formats: FormatOption = ALL_FORMATS,
    pdf: PdfOption = None,
    kind: KindOption = None,
    draft: DraftOption = False,
    responsible: ResponsibleOption = None,
    by: ByOption = None,
    json: JsonOption = False,
) -> None:
    """Let an event take place, or make the draft of its paper."""
    from generator.office.events import preview, take

    wanted = read_formats(formats)
    with Progress() as progress:
        progress("读取条款库、登记簿和案卷")
        library = session_of(context).library()
        desk = desk_of(context, library, by, folder, formats=wanted, on_step=progress)
        order = read_order(library, desk.register, name, agreement, case, kind)
        desk = replace(desk, formats=with_engine(wanted, pdf, library, order.region))
        taken = (preview if draft else take)(desk, name, agreement, order, tuple(responsible or ()))
    _tell(taken, draft=draft, json=json)


def read_order(
    library: Library, register: Register, name: str, agreement: str, path: Path, kind: str | None
) -> Case:  # fmt: skip
    """Read the case of an event; kind and region need not stand in it. Raise `UsageError`, `InputError`."""
    from generator.lifecycle.law import table_of
    from generator.office.lives import find_agreement
    from generator.reading.cases import read_case

    events = table_of(library).events
    event = events.get(name)
    if event is None or name == "sign":
        known = "、".join(f"{key}（{one.label}）" for key, one in events.items() if key != "sign")
        raise UsageError(f"没有“{name}”这种事件。可用：{known}")
    if kind is not None and kind not in event.kinds:
        raise UsageError(f"{event.label}不出“{kind}”这种文书。--kind 可用：{'、'.join(event.kinds)}")
    given = {"region": find_agreement(register, agreement).row.region}
    if kind is not None or len(event.kinds) == 1:
        given["kind"] = kind or event.kinds[0]
    try:
        return read_case(path, given)
    except InputError as error:
        raise InputError(tuple(_which_paper(problem, event, given) for problem in error.problems)) from None


def _which_paper(problem: Problem, event: Event, given: dict[str, str]) -> Problem:
    """Return a problem of reading; where no paper is named, with those that the event may take."""
    if problem.where.key != "kind" or problem.where.line is not None or "kind" in given:
        return problem
    kinds = "、".join(event.kinds)
    message = f"{event.label}可以出几种文书，没有写明出哪一种"
    return problem.model_copy(update={"message": message, "mend": f"请写 kind，或用 --kind 写明：{kinds}"})


def _tell(taken: Taken, *, draft: bool, json: bool) -> None:
    deadlines = taken.judgement.deadlines if taken.judgement else ()
    if json:
        told_of = {"deadlines": [_deadline_json(one) for one in deadlines], "responsible": list(taken.responsible)}
        out_json({**made_json(taken.made), **told_of})
        return
    told = of_the_case(taken.made.problems)
    if told:
        print_problems(told, err)
    tell_made(taken.made, "草案：" if draft else "已办理并登记：", machine=False)
    if taken.responsible:
        out(f"  负有责任的人员一并{'调整（草案）' if draft else '调整'}：{'、'.join(taken.responsible)}")
    for deadline in deadlines:
        when = deadline.day.isoformat() if deadline.day else "没有定期限"
        doubt = f"（暂定：{deadline.provisional}）" if deadline.provisional else ""
        out(f"  {when}{doubt}　{deadline.what}（{deadline.citation}）")


def _deadline_json(deadline: Deadline) -> dict[str, Any]:
    return {
        "deadline": deadline.rule, "day": deadline.day.isoformat() if deadline.day else None,
        "provisional": deadline.provisional, "what": deadline.what, "who": deadline.who,
        "citation": deadline.citation,
    }  # fmt: skip
