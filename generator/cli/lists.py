"""`xieyi lists`: write the case of a list or of a quarter's figures from what the register knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.day import day_of
from generator.cli.printing import out, out_json
from generator.cli.session import JsonOption, session_of
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.model.case import Case, Finding
    from generator.model.library import Library
    from generator.register.register import Register

HEAD = (
    "# 案卷：由 xieyi lists 从登记簿写成，可以直接修改。登记簿不知道的没有写，xieyi check 会列出。\n"
    "# 核对：xieyi check；出草案：xieyi draft；签发：xieyi issue。冒号后面空着等于没有写。\n"
)
_AGENCY = {
    "name": "经办机构全称",
    "legal_representative": "法定代表人",
    "address": "地址",
    "phone": "联系电话",
    "postcode": "邮政编码",
}

KindArgument = Annotated[
    str, typer.Argument(metavar="KIND", help="signed-list、rescinded-list 或 quarterly-statistics")
]
RegionOption = Annotated[str, typer.Option("--region", metavar="REGION", help="哪个统筹地区，例如 neimenggu")]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="从哪一天起；signed-list 不给就是全部履行中的")
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="到哪一天止；不给为今天")]
FileOption = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="写到哪个文件；不给就打印")]


def lists(
    context: typer.Context, kind: KindArgument, region: RegionOption, start: FromOption = None, end: ToOption = None,
    file: FileOption = None, json: JsonOption = False,
) -> None:  # fmt: skip
    """Write the case of a list."""
    if file is not None and file.exists():
        raise UsageError(f"{file} 已经存在，没有动它。请另写一个文件名。")
    session = session_of(context)
    library = session.library()
    case = _case(library, session.register(library, make=False), (kind, region), (_day(start, "--from"), end))
    case = case.model_copy(update={"date": day_of(None)})
    text = case_text(library, case)
    if json:
        out_json({"kind": kind, "rows": len(case.findings), "case": case.model_dump(mode="json", exclude_none=True)})
    elif file is None:
        out(text)
    if file is None:
        return
    _write(file, text)
    if not json:
        out(f"案卷已写成：{file}（{len(case.findings)}家）。核对：xieyi check {file}", "green")


def _case(library: Library, register: Register, what: tuple[str, str], days: tuple[date | None, str | None]) -> Case:
    """Return the case of a kind and region; raise `UsageError` for a kind that isn't had from the register."""
    from generator.office.lists import QUARTERLY, RESCINDED, SIGNED, quarterly_figures, rescinded_list, signed_list

    kind, region = what
    start, end = days[0], _day(days[1], "--to") or day_of(None)
    if kind == SIGNED:
        return signed_list(library, register, region, start, end)
    if kind not in (RESCINDED, QUARTERLY):
        raise UsageError(f"“{kind}”不能由登记簿写出。可用：{SIGNED}、{RESCINDED}、{QUARTERLY}")
    if start is None:
        raise UsageError("请用 --from 写明从哪一天起。")
    if kind == RESCINDED:
        return rescinded_list(library, register, region, start, end)
    return quarterly_figures(library, register, region, *_quarter(start, end))


def _quarter(start: date, end: date) -> tuple[int, int]:
    """Return year and number of the quarter that two days bound; raise `UsageError` where they bound none."""
    from generator.office.lists import quarter_days

    quarter = (start.month + 2) // 3
    first, last = quarter_days(start.year, quarter)
    if (start, end) != (first, last):
        raise UsageError(f"--from、--to 应是一个季度的首日和末日，例如 --from {first} --to {last}。")
    return start.year, quarter


def _day(written: str | None, option: str) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise UsageError(f"{option} 的“{written}”不是日期，应写成“2026-01-01”的样子。") from None


def case_text(library: Library, case: Case) -> str:
    """Return a case as the text of a case file, what each fact is called beside it."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    from generator.cli.case_file import CaseFile
    from generator.cli.needs import ORDER

    facts = library.kinds[case.kind].facts
    file = CaseFile(HEAD, ORDER)
    file.put("kind", case.kind, library.kinds[case.kind].title)
    file.put("region", case.region, library.regions[case.region].title)
    file.put("date", case.date.isoformat(), "落款日期：适用这一天有效的规定")
    for name, label in _AGENCY.items():
        file.put(f"agency.{name}", getattr(case.agency, name), label)
    columns = _columns(library, case.kind)
    rows = CommentedSeq([CommentedMap(_entry(one, columns)) for one in case.findings])
    file.root.insert(list(file.root).index("agency") + 1, "findings", rows)
    said = "，".join(f"{column} {facts[f'findings.{column}'].label}" for column in columns)
    file.root.yaml_set_comment_before_after_key("findings", before=f"{facts['findings'].label}：{said}")
    for name, written in case.facts.items():
        file.put(f"facts.{name}", written, facts[f"facts.{name}"].label)
    for name in _unsaid(library, case):
        file.put(f"facts.{name}", None, facts[f"facts.{name}"].label)
    return file.text()


def _entry(finding: Finding, columns: list[str]) -> dict[str, str | None]:
    """Return a row as the file has it: what the register doesn't know stays empty, for the clerk to write."""
    said = finding.model_dump(mode="json", exclude_none=True)
    return {column: said.get(column) for column in columns}


def _columns(library: Library, kind: str) -> list[str]:
    """Return what a row of the kind's table prints, in printed order."""
    from generator.language import names_in

    uses = (names_in(clause.parts()).entries for clause in library.kinds[kind].clauses)
    return [path[-1] for use in uses for above, path, printed in use if above == ("findings",) and printed]


def _unsaid(library: Library, case: Case) -> list[str]:
    """Return the free facts that the kind prints and the case is silent on."""
    names = [name.removeprefix("facts.") for name in library.kinds[case.kind].facts if name.startswith("facts.")]
    return [name for name in names if name not in case.facts]


def _write(path: Path, text: str) -> None:
    from generator.issuing.place import Staging

    with Staging(path.parent) as staging:
        staging.write(path.name, text.encode("utf-8"))
        staging.place()
