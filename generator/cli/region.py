"""`xieyi region`: what each region sets and caps on a day, and by which words of which article."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from generator.cli.chinese import ChineseCommand, ChineseGroup
from generator.cli.day import OnOption, day_of
from generator.cli.printing import out, out_json
from generator.cli.session import JsonOption, session_of
from generator.cli.tables import print_table, print_wrapped
from generator.model.units import print_date

app = typer.Typer(cls=ChineseGroup, options_metavar="[OPTIONS]", no_args_is_help=False)

RegionArgument = Annotated[str, typer.Argument(metavar="REGION", help="地区代号，例如 guangdong/foshan")]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="与之比较的地区代号")]

CHANGES = {"replaced": "替换", "inserted": "增加", "omitted": "不用"}
PARTICULARS = {"payment_method": "支付方式", "number_format": "编号格式"}


@app.command("list", cls=ChineseCommand, help="列出各地区：上级、所依据的法规、当日是否施行、自己有几项规定。")
def list_regions(context: typer.Context, on: OnOption = None, json: JsonOption = False) -> None:
    """List the regions."""
    from generator.cli.region_report import listed

    library, day = session_of(context).library(), day_of(on)
    found = [listed(library, region, day) for region in library.regions.values()]
    if json:
        out_json({"on": day.isoformat(), "regions": found})
        return
    out(f"按{print_date(day)}的规定。")
    rows = [
        [f"{one['title']}\n{one['id']}", one["parent"] or "—", _standing(one), "是" if one["issues"] else "否",
         f"参数{one['parameters']}，规则{one['rules']}\n条款{one['clauses']}，冲突{one['conflicts']}"]
        for one in found
    ]  # fmt: skip
    print_table(("地区", "上级", "所依据的法规", "签协议", "自己的规定"), [[row] for row in rows], (18, 10, 38, 6))


@app.command("show", cls=ChineseCommand, help="显示一个地区当日的全部规定：每个参数的上下限、出自哪里、原文。")
def show_region(context: typer.Context, region: RegionArgument, on: OnOption = None, json: JsonOption = False) -> None:
    """Show everything that holds in a region on a day."""
    from generator.cli.region_report import shown

    library, day = session_of(context).library(), day_of(on)
    found = shown(library, region, day)
    if json:
        out_json(found)
        return
    _print_head(found, print_date(day))
    _print_parameters(found["parameters"])
    out()
    out("协议期限")
    rows = [[rule["statement"], f"{rule['short']}\n“{rule['quote']}”"] for rule in found["agreement_terms"]]
    print_table(("规定", "依据"), [[row] for row in rows], (44,))
    _print_conflicts(found["conflicts"])
    _print_clauses(found["clauses"])


@app.command("compare", cls=ChineseCommand, help="并排比较两个地区：不同的参数、用语、期限和条款。")
def compare_regions(
    context: typer.Context, region: RegionArgument, other: OtherArgument, on: OnOption = None, json: JsonOption = False
) -> None:
    """Show side by side what differs between two regions."""
    from generator.cli.region_comparison import compared

    library, day = session_of(context).library(), day_of(on)
    found = compared(library, region, other, day)
    if json:
        out_json(found)
        return
    out(f"按{print_date(day)}的规定。")
    for side in found["regions"]:
        print_wrapped(f"{side['title']}（{side['id']}）{_lapse(side)}")
    titles = [side["title"] for side in found["regions"]]
    _print_pairs("参数", titles, [[_label(one), *map(_summary, one["values"])] for one in found["parameters"]])
    terms = [[_sort(one), *map(_term_summary, one["values"])] for one in found["agreement_terms"]]
    _print_pairs("协议期限", titles, terms)
    particulars = [
        [_particular(one["name"]), *(value or "—" for value in one["values"])] for one in found["particulars"]
    ]
    _print_pairs("用语和格式", titles, particulars)
    clauses = [[f"{one['title']}（{one['slug']}）", *map(_source, one["files"])] for one in found["clauses"]]
    _print_pairs("条款", titles, clauses, parted=False)


def _print_head(found: dict[str, Any], day: str) -> None:
    out(f"{found['title']}（{found['id']}），{day}的规定")
    if found["statute"]:
        print_wrapped(f"所依据的法规：{found['statute']}（{found['stands_on']}），{found['state']}")
    for statute in found["lapsed"]:
        print_wrapped(f"{statute}当日不在施行期间：它的数值、规则和条款不适用，以下是上位规定。", "yellow")
    out(f"依次适用：{' → '.join(found['chain'])}")
    out(f"支付方式：{found['payment_method'] or '没有写'}；编号格式：{found['number_format'] or '没有写，不签协议'}")
    print_wrapped(f"用语：{'，'.join(f'{name} {value}' for name, value in found['terms'].items())}")
    out()


def _print_parameters(rows: list[dict[str, Any]]) -> None:
    set_here = [row for row in rows if row["default"] or row["limits"] or row["set_aside"]]
    out(f"参数（{len({row['name'] for row in set_here})}个有规定）")
    print_table(("参数", "规定", "依据、原文、出处"), [_rows(row) for row in set_here], (32, 22))
    unset = [f"{row['label']}（{row['name']}）" for row in rows if row not in set_here]
    if unset:
        print_wrapped(f"当日没有规定的（{len(unset)}个）：{'、'.join(unset)}")


def _rows(row: dict[str, Any]) -> list[list[str]]:
    """Return a parameter's rows: its default, then one for each limit; the first has its label."""
    cells = [[f"默认{row['default']}", f"由 {row['default_from']} 定"]] if row["default"] else []
    cells += [[_bound(limit), _grounds(limit)] for limit in row["limits"]]
    cells += [
        [f"{one['statement']}\n（搁置，不适用）", f"{one['short']}\n“{one['quote']}”\n冲突 {one['conflict']}"]
        for one in row["set_aside"]
    ]
    return [[_label(row) if number == 0 else "", *cell] for number, cell in enumerate(cells)]


def _bound(limit: dict[str, Any]) -> str:
    base = f"\n基数：{limit['base']}" if limit["base"] else ""
    return f"{limit['statement']}{base}"


def _grounds(limit: dict[str, Any]) -> str:
    lines = [limit["short"], f"“{limit['quote']}”", f"{limit['file']}:{limit['line']}"]
    for one in limit["behind"]:
        same = "同" if one["statement"] == limit["statement"] else one["statement"]
        lines.append(f"{one['region_title']}{same}：{one['short']}")
    return "\n".join(lines)


def _print_conflicts(conflicts: list[dict[str, Any]]) -> None:
    out()
    out(f"记录在案的冲突（{len(conflicts)}项）")
    groups = []
    for one in conflicts:
        sides = [f"{side['short']}“{side['quote']}”" for side in one["between"]]
        applied = f"适用：{'、'.join(dict.fromkeys(one['applied']))}"
        groups.append([[one["id"], "\n".join([*sides, applied, f"理由：{one['why']}"])]])
    print_table(("冲突", "不一致的规定、适用哪一处、为什么"), groups, (30,))


def _print_clauses(clauses: list[dict[str, Any]]) -> None:
    out()
    out(f"与范本不同的条款（{len(clauses)}条）")
    rows = [[f"{one['title']}（{one['slug']}）", _change(one), one["region"]] for one in clauses]
    print_table(("条款", "改动", "出自"), [rows], (46, 28))


def _change(one: dict[str, Any]) -> str:
    place = f"，在 {one['after']} 之后" if one["after"] else f"：{one['short']}" if one["change"] == "omitted" else ""
    return CHANGES[one["change"]] + place


def _print_pairs(what: str, titles: list[str], rows: list[list[str]], *, parted: bool = True) -> None:
    """Print the differences of one sort; `parted` draws a line between them."""
    out()
    out(f"{what}：{f'{len(rows)}处不同' if rows else '相同'}")
    if rows:
        widths = (28, 34, 34) if parted else (46, 25, 25)
        print_table((what, *titles), [[row] for row in rows] if parted else [rows], widths)


def _standing(one: dict[str, Any]) -> str:
    return f"{one['statute']}\n{one['state']}" if one["statute"] else "—"


def _lapse(side: dict[str, Any]) -> str:
    return f"：{'、'.join(side['lapsed'])}当日不在施行期间，以下是上位规定" if side["lapsed"] else ""


def _label(row: dict[str, Any]) -> str:
    level = f"（{row['level']}）" if row["level"] else ""
    return f"{row['label']}{level}\n{row['name']}"


def _summary(row: dict[str, Any] | None) -> str:
    if row is None or not (row["default"] or row["limits"]):
        return "没有规定"
    default = [f"默认{row['default']}"] if row["default"] else []
    return "\n".join(default + [f"{limit['statement']}\n  {limit['cite']}" for limit in row["limits"]])


def _sort(one: dict[str, Any]) -> str:
    from generator.cli.region_report import SORTS

    return str(SORTS[one["sort"]])


def _term_summary(rules: list[dict[str, Any]]) -> str:
    return "\n".join(f"{rule['statement']}\n  {rule['cite']}" for rule in rules) or "没有规定"


def _particular(name: str) -> str:
    return PARTICULARS.get(name) or f"用语 {name.partition('.')[2]}"


def _source(file: str | None) -> str:
    """Say whose text a clause is, from its file."""
    if file is None:
        return "没有这一条"
    return "范本" if file.startswith("clauses/") else file.removeprefix("regions/").partition("/clauses/")[0]
