"""Raise or lower a value by the year's result, where the law lets the agency and the agency has said by how much.

In: a renewal in the making, the facts of the year. Out: the renewal with the new value and why. Never past the limits
of the region; where both raising and lowering are open, or no step is set, nothing changes and it is told.
"""

from __future__ import annotations

from decimal import Decimal

from generator.model.case import Case
from generator.model.library import Library
from generator.model.region import Limit, Side
from generator.model.units import Quantity
from generator.renewal.plan.law import Adjustment
from generator.renewal.plan.renewing import Renewal, Renewer, cited, put
from generator.renewal.plan.values import effective
from generator.renewal.plan.words import Decision, Reason
from generator.selection import Rules
from generator.selection.rulings import rule_on

Verdict = tuple[Decision | None, Reason]
"""A reason, and the decision that it leads to, if any."""


def adjust(
    renewer: Renewer, found: Renewal, asked: Case, adjustments: tuple[Adjustment, ...], rules: Rules
) -> list[Verdict]:
    """Adjust the values that the year's facts, stated in `asked`, let the agency adjust."""
    open_ = [one for one in adjustments if rule_on(one.rule, asked).holds]
    verdicts: list[Verdict] = []
    for name in dict.fromkeys(one.parameter for one in open_):
        mine = [one for one in open_ if one.parameter == name]
        if len({one.up for one in mine}) > 1:
            words = f"{renewer.labels[name]}可以增加也可以降低：" + "；".join(one.rule.message for one in mine)
            verdicts.append((Decision.HOLD, Reason(words, _law(renewer.library, mine[0]))))
        else:
            verdicts.append((None, _one(renewer, found, mine[0], rules)))
    return verdicts


def _one(renewer: Renewer, found: Renewal, one: Adjustment, rules: Rules) -> Reason:
    library, label = renewer.library, renewer.labels[one.parameter]
    law, word = _law(library, one), "增加" if one.up else "降低"
    before = effective(library, found.new, one.parameter, rules)
    if one.parameter in found.new.values and found.new.values[one.parameter] != found.old.values.get(one.parameter):
        return Reason(f"{one.rule.message}，可适当{word}{label}；名册已写明{before}", law)
    if one.step is None or before is None or before.number is None:
        return Reason(f"{one.rule.message}，可适当{word}{label}；本地区没有定幅度，仍为{before or '空白'}", law)
    after, limit = _within(before, one, rules, found.new.institution.level)
    stop = f"，以{limit.value}为限（{cited(library, limit)}）" if limit else ""
    if after == before:
        return Reason(f"{one.rule.message}，可适当{word}{label}；已是{before}{stop}，不再{word}", law)
    put(found, one.parameter, str(after))
    _replace(renewer, found, one.parameter, str(after))
    return Reason(f"{one.rule.message}，{label}由{before}{word}到{after}{stop}", law)


def _within(before: Quantity, one: Adjustment, rules: Rules, level: str | None) -> tuple[Quantity, Limit | None]:
    """Return the value one step on, and the limit that stopped it, if one did."""
    step = one.step.number if one.step and one.step.number else Decimal(0)
    number = (before.number or Decimal(0)) + (step if one.up else -step)
    rule, side = rules.parameters.get(one.parameter), Side.MAX if one.up else Side.MIN
    limit = rule.limit(side, level) if rule else None
    after = before.model_copy(update={"number": max(number, Decimal(0))})
    if limit is None or side.admits(after, limit.value):
        return after, None
    passed = not side.admits(before, limit.value)
    return (before if passed else before.model_copy(update={"number": limit.value.number})), limit


def _replace(renewer: Renewer, found: Renewal, name: str, after: str) -> None:
    """Write the change down, in place of what was written of the same value."""
    known = next((change for change in found.changes if change.name == name), None)
    before = known.before if known else str(effective(renewer.library, found.old, name) or "")
    found.changes = [change for change in found.changes if change.name != name]
    renewer.note(found, name, before, after)


def _law(library: Library, one: Adjustment) -> str:
    return f"{library.print_citation(one.rule.cite)}“{one.rule.quote}”"
