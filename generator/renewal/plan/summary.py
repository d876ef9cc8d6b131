"""The plan in a page: how many of each decision, by level, by reason, and the sums at stake.

In: a Library, a Plan. Out: one HTML file that needs nothing beside it. Rows whose yearly sum isn't known are counted
apart, never as nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.model.library import Library
from generator.model.units import print_date
from generator.renewal.plan.charts import Bar, stacked, strip
from generator.renewal.plan.sheet import DECISIONS
from generator.renewal.plan.words import Decision, Plan, PlanRow

COLOURS = {
    Decision.RENEW: "#8fc47e",
    Decision.RENEW_CHANGED: "#86b6e2",
    Decision.HOLD: "#f2c14e",
    Decision.NOT_RENEW: "#e58c86",
    Decision.NOT_DUE: "#c4c4c4",
}
REASONS = 20
"""How many reasons are listed."""

_PAGE = Path(__file__).with_name("summary.html")
_HEAD_OF_A_REASON = re.compile("[，；。：（“]")
_NO_LEVEL = "未写明"
_WAN, _YI = Decimal(10_000), Decimal(100_000_000)


def plan_page(library: Library, plan: Plan) -> bytes:
    """Return the summary of a plan as HTML in UTF-8."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(_PAGE.read_text(encoding="utf-8"))
    known = [row for row in plan.rows if row.amount is not None]
    return page.render(
        year=plan.year,
        made_on=print_date(plan.made_on),
        count=len(plan.rows),
        fingerprint=plan.fingerprint,
        library=plan.library,
        decisions=[_decision(decision, plan.rows) for decision in Decision],
        chart_decisions=_chart_decisions(plan.rows),
        levels=_levels(library, plan.rows),
        chart_levels=_chart_levels(library, plan.rows),
        reasons=_reasons(plan.rows),
        chart_sums=_chart_sums(known) if known else "",
        total=money(sum((row.amount for row in known if row.amount is not None), Decimal(0))),
        unknown=len(plan.rows) - len(known),
        colours={DECISIONS[decision]: colour for decision, colour in COLOURS.items()},
        words=list(DECISIONS.values()),
    ).encode()


def money(amount: Decimal) -> str:
    """Return a sum as people say it: 1.23亿元, 4567.89万元, 123.00元."""
    for scale, unit in ((_YI, "亿元"), (_WAN, "万元")):
        if amount >= scale:
            return f"{amount / scale:,.2f}{unit}"
    return f"{amount:,.2f}元"


def _decision(decision: Decision, rows: Iterable[PlanRow]) -> dict[str, object]:
    mine = [row for row in rows if row.decision is decision]
    amounts = [row.amount for row in mine if row.amount is not None]
    return {
        "word": DECISIONS[decision],
        "colour": COLOURS[decision],
        "count": len(mine),
        "sum": money(sum(amounts, Decimal(0))) if amounts else "",
    }


def _chart_decisions(rows: tuple[PlanRow, ...]) -> str:
    counts = Counter(row.decision for row in rows)
    bars = [
        Bar(DECISIONS[one], {DECISIONS[one]: counts[one]}, f"{counts[one]:,}（{counts[one] / len(rows):.1%}）")
        for one in Decision
        if counts[one]
    ]
    return stacked(bars, _by_word(), "各种决定的份数")


def _by_level(library: Library, rows: Iterable[PlanRow]) -> dict[str, Counter[Decision]]:
    found: dict[str, Counter[Decision]] = defaultdict(Counter)
    for row in rows:
        found[row.level or _NO_LEVEL][row.decision] += 1
    order = (*library.institutions.levels, _NO_LEVEL)
    return {level: found[level] for level in (*order, *sorted(found.keys() - {*order})) if level in found}


def _levels(library: Library, rows: Iterable[PlanRow]) -> list[dict[str, object]]:
    return [
        {"level": level, "counts": [counts[one] for one in Decision], "total": counts.total()}
        for level, counts in _by_level(library, rows).items()
    ]


def _chart_levels(library: Library, rows: Iterable[PlanRow]) -> str:
    bars = [
        Bar(level, {DECISIONS[one]: counts[one] for one in Decision}, f"{counts.total():,}")
        for level, counts in _by_level(library, rows).items()
    ]
    return stacked(bars, _by_word(), "各等级的决定")


def _chart_sums(rows: Iterable[PlanRow]) -> str:
    sums: dict[Decision, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row.decision] += row.amount or Decimal(0)
    bars = [
        Bar(DECISIONS[one], {DECISIONS[one]: float(sums[one])}, money(sums[one])) for one in Decision if one in sums
    ]
    return stacked(bars, _by_word(), "各种决定涉及的年度金额")


def _reasons(rows: Iterable[PlanRow]) -> list[dict[str, object]]:
    """Return the commonest reasons, told apart by how they begin, with the article and the decisions they went with."""
    counts: Counter[str] = Counter()
    cited: dict[str, str] = {}
    decisions: dict[str, Counter[Decision]] = defaultdict(Counter)
    for row in rows:
        for head, citation in dict.fromkeys((_head(one.text), one.citation) for one in row.reasons):
            counts[head] += 1
            cited.setdefault(head, citation)
            decisions[head][row.decision] += 1
    shown = counts.most_common(REASONS)
    longest = max(counts.values(), default=0)
    return [
        {
            "text": head,
            "citation": cited[head],
            "count": count,
            "with": [f"{DECISIONS[one]}\u00a0{number:,}" for one, number in decisions[head].most_common()],
            "chart": strip(_bar_of_reason(head, count, decisions[head]), longest, _by_word()),
        }
        for head, count in shown
    ]


def _bar_of_reason(head: str, count: int, decisions: Counter[Decision]) -> Bar:
    return Bar(head, {DECISIONS[one]: decisions[one] for one in Decision if decisions[one]}, f"{count:,}")


def _head(text: str) -> str:
    return _HEAD_OF_A_REASON.split(text, maxsplit=1)[0]


def _by_word() -> dict[str, str]:
    return {DECISIONS[decision]: colour for decision, colour in COLOURS.items()}
