"""`xieyi law`: the statutes and their text, where each article lives, and what the rules on facts ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from generator.cli.chinese import ChineseCommand, ChineseGroup
from generator.cli.day import OnOption, day_of
from generator.cli.printing import out, out_json
from generator.cli.session import JsonOption, session_of
from generator.cli.tables import print_table, print_wrapped
from generator.model.units import print_date

if TYPE_CHECKING:
    from generator.model.library import Library

app = typer.Typer(cls=ChineseGroup, options_metavar="[OPTIONS]", no_args_is_help=False)

TargetArgument = Annotated[
    str, typer.Argument(metavar="STATUTE[#PLACE]", help="法规代号，或引文，例如 nhsa-order-2#43(三)")
]
StatuteArgument = Annotated[str | None, typer.Argument(metavar="STATUTE", help="法规代号；不给时列出全部")]
RegionArgument = Annotated[
    str | None, typer.Argument(metavar="REGION", help="地区代号，例如 guangdong/foshan；不给时列出各地区自己的规则")
]


@app.command("list", cls=ChineseCommand, help="列出收录全文的法规和只被引用的法规，当日是否施行。")
def list_statutes(context: typer.Context, on: OnOption = None, json: JsonOption = False) -> None:
    """List the statutes that are held and those that are cited."""
    from generator.cli import law_report

    library, day = session_of(context).library(), day_of(on)
    found = law_report.statutes(library, day)
    if json:
        out_json({"on": day.isoformat(), "statutes": found})
        return
    out(f"按{print_date(day)}的规定。")
    for title, held in (("收录全文的", True), ("只被引用、未收录全文的", False)):
        listed = [statute for statute in found if statute["held"] is held]
        out()
        out(f"{title}（{len(listed)}部）")
        last = "条数" if held else "引用处"
        counts = {statute["id"]: statute["articles"] if held else len(statute["cited_in"]) for statute in listed}
        rows = [
            [_named(statute), statute["state"], statute["period"], str(counts[statute["id"]])] for statute in listed
        ]
        print_table(("法规", "当日", "施行期间", last), [[row] for row in rows], (46, 12, 24))


@app.command("show", cls=ChineseCommand, help="显示一部法规的全文，或引文所指的一处。")
def show_statute(context: typer.Context, target: TargetArgument, on: OnOption = None, json: JsonOption = False) -> None:
    """Show the text of a statute or of a cited place."""
    from generator.cli import law_report

    library, day = session_of(context).library(), day_of(on)
    found, printed, texts = law_report.passages(library, target)
    told = law_report.statute(found, day)
    if json:
        out_json({"on": day.isoformat(), "citation": printed, **told, "texts": texts})
        return
    since = f"（{told['period']}）" if told["period"] else ""
    out(printed)
    out(f"按{print_date(day)}：{told['state']}{since}")
    if not told["held"]:
        out("未收录全文，出处所说的：")
        for says in told["says"]:
            out(f"  “{says}”")
        out(f"引用于：{'、'.join(told['cited_in'])}")
    for text in texts:
        out()
        for line in _articles(text, whole="#" not in target):
            out(line)


@app.command("trace", cls=ChineseCommand, help="列出每一条落在哪里：条款、参数、规则、文书，或为什么不落到文书。")
def trace(
    context: typer.Context, statute: StatuteArgument = None, on: OnOption = None, json: JsonOption = False
) -> None:
    """Show where each article lives."""
    from generator.cli import law_report

    library, day = session_of(context).library(), day_of(on)
    names = [statute] if statute else list(library.statutes)
    for name in names:
        law_report.find_statute(library, name)
    found = {name: list(law_report.lives(library, name)) for name in names if name in library.statutes}
    if json:
        out_json({"on": day.isoformat(), "articles": [entry for entries in found.values() for entry in entries]})
        return
    for name, entries in found.items():
        told = library.statutes[name]
        print_wrapped(f"{told.name()}（{name}），共{len(entries)}条，{print_date(day)}{law_report.state(told, day)}")
        print_table(("条", "落在哪里"), [[[entry["label"], _living(entry)]] for entry in entries], (14,))
        out()
    for name in names:
        if name not in found:
            out(f"“{name}”未收录全文，没有逐条的落点。")
    everything = [entry for entries in found.values() for entry in entries]
    nowhere = sum(not entry["lives"] and bool(entry["why"]) for entry in everything)
    lost = sum(not entry["lives"] and not entry["why"] for entry in everything)
    end = f"，还有{lost}条没有写明" if lost else ""
    out(f"共{len(everything)}条：{len(everything) - nowhere - lost}条落到文书，{nowhere}条与文书无关{end}。")


@app.command("rules", cls=ChineseCommand, help="列出对事实的规则：谁能申请、谁来签、谁能提出请求，各问哪些事实。")
def rules(context: typer.Context, region: RegionArgument = None, on: OnOption = None, json: JsonOption = False) -> None:
    """Show the rules on facts that hold in a region on a day, or each region's own."""
    library, day = session_of(context).library(), day_of(on)
    found = list(_rules(library, region, day))
    if json:
        out_json({"on": day.isoformat(), "region": region, "rules": found})
        return
    out(f"按{print_date(day)}的规定，共{len(found)}条规则。事实写在案卷的 facts 里；没有写的，不据以判断。")
    groups = [[[_heading(rule), _asks(rule), _grounds(rule)]] for rule in found]
    print_table(("规则", "要问的事实", "依据；不合时"), groups, (20, 36))


def _rules(library: Library, region: str | None, day: date) -> Iterator[dict[str, Any]]:
    """Yield the rules of a region and those above it, the nearest of each id; of no region, each one's own."""
    from generator.cli import law_report
    from generator.cli.region_report import find_region
    from generator.selection import rules_for
    from generator.selection.rulings import rules_in_force

    if region is None:
        for own in library.regions.values():
            if own in rules_for(library, own.id, day).chain:
                yield from (law_report.rule(library, rule, own) for rule in own.rules)
        return
    rules = rules_for(library, find_region(library, region).id, day)
    for rule in rules_in_force(rules):
        stated_by = next(above for above in rules.chain if any(rule is one for one in above.rules))
        yield law_report.rule(library, rule, stated_by)


def _named(statute: dict[str, Any]) -> str:
    number = f"（{statute['number']}）" if statute["number"] else ""
    return f"{statute['title']}{number}\n{statute['id']}"


def _articles(text: dict[str, Any], *, whole: bool) -> Iterable[str]:
    from generator.model.numerals import numeral

    lines = str(text["text"]).splitlines()
    if whole:
        lines = [f"第{numeral(text['article'])}条　{lines[0]}", *lines[1:]]
    return lines


def _living(entry: dict[str, Any]) -> str:
    from generator.cli.law_report import PLACES

    places = [
        f"{PLACES.get(place['what'], place['what'])} {place['name']}"
        + (f"（{place['title']}）" if place["title"] else "")
        for place in entry["lives"]
    ]
    return "\n".join(places) or (f"与文书无关：{entry['why']}" if entry["why"] else "没有写明")


def _heading(rule: dict[str, Any]) -> str:
    return f"{rule['id']}\n{rule['about_label']}，{rule['force_label']}\n{rule['region_title']}"


def _asks(rule: dict[str, Any]) -> str:
    return "\n".join(f"{one['fact']}\n  {one['label']}（{one['type_label']}）" for one in rule["asks"])


def _grounds(rule: dict[str, Any]) -> str:
    lines = [f"{rule['citation']}", f"“{rule['quote']}”", f"不合时：{rule['message']}"]
    return "\n".join([*lines, f"注：{rule['note']}"] if rule["note"] else lines)
