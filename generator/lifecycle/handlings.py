"""Which handlings a breach may lead to: by the list of the agreement that its item stands in, and by the law.

In: a Hearing of an order to handle a breach, the Match of a finding. Out: what may lawfully be done, told to whoever
handles it, and a Problem where damages are more than that agreement lets the agency ask for. Which step follows from
which list is the regions' rules' to say (the facts `kind` and `breach_list`); nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from generator.document.lookup import fill_text
from generator.lifecycle.hearing import Hearing
from generator.lifecycle.matching import Match, Matcher
from generator.model.case import Finding
from generator.model.force import Force
from generator.model.rule import LegalRule
from generator.problems import Problem, Severity
from generator.selection.rulings import Ruling, rule_on, rules_in_force

HANDLE = "handle"
LIST = "breach_list"
STAFF_PAPER = "staff-suspension-notice"
"""The kind of the paper that suspends persons or departments."""

CAP, PERCENT = "liquidated_damages_cap", "damages_percent"


def is_handling(hearing: Hearing, name: str | None = None) -> bool:
    """Say whether a paper (the order's own, or another kind) decides a handling; others only accompany one."""
    kind = hearing.library.kinds.get(name or hearing.form or hearing.case.kind)
    return hearing.name == HANDLE and kind is not None and f"facts.{LIST}" in kind.required


def handlings_told(hearing: Hearing, match: Match, key: str) -> Iterator[Problem]:
    """Yield a note of all that a finding's item may lead to, and of what the law demands."""
    if not is_handling(hearing) or match.clause is None or match.address is None:
        return
    lawful = [*_papers(hearing, match.clause), *_events(hearing, match.clause, match.item)]
    if lawful:
        message = f"协议{match.address}的情形可以作的处理：{'；'.join(lawful)}"
        law = tuple(hearing.law.ground(one) for name, one in hearing.contract.items() if name == match.clause)
        yield hearing.problem("event_told", f"{key}.item", message, law=law, severity=Severity.NOTE)


def _papers(hearing: Hearing, clause: str) -> Iterator[str]:
    """Yield the titles of the papers that a list's breaches lead to, each with what it hangs on."""
    for name in hearing.event.kinds:
        if not is_handling(hearing, name):
            continue
        stated = {"kind": name, LIST: clause, "event": HANDLE, "by": hearing.by}
        case = hearing.case.model_copy(update={"kind": name, "facts": stated})
        found = [(rule, rule_on(rule, case)) for rule in rules_in_force(hearing.law.rules) if _on_steps(rule)]
        if any(ruling.holds is False for _, ruling in found):
            continue
        title = hearing.library.kinds[name].title
        needed = "；".join(rule.message for rule, ruling in found if _open(rule, ruling, stated))
        yield f"{title}（{needed}）" if needed else title


def _on_steps(rule: LegalRule) -> bool:
    return rule.about == "event" and rule.force is not Force.MAY and any(one.fact == "kind" for one in rule.asks)


def _open(rule: LegalRule, ruling: Ruling, stated: dict[str, str]) -> bool:
    """Say whether a rule hangs on truths about the breach that the list alone doesn't settle."""
    return ruling.holds is None and any(one.type == "truth" and one.fact not in stated for one in rule.asks)


def _events(hearing: Hearing, clause: str, item: str | None) -> Iterator[str]:
    """Yield the events that an item leads to, by the law or by the agreement."""
    for name in ("suspend", "rescind"):
        label = hearing.table.events[name].label
        matcher = Matcher(hearing.law, hearing.contract, name)
        legal, (own, reached) = matcher.demanded(clause, item, (name,)), matcher.own(clause, item)
        if legal is not None:
            yield f"应当{label}协议（{legal.label}，{hearing.library.print_citation(legal.cite)}）"
        elif reached is not None:
            yield f"{label}协议（以{reached.condition}为条件）"
        elif own is not None:
            force = own.items[item].force if item in own.items else own.force
            yield f"{'应当' if force is Force.MUST else '可以'}{label}协议"


def band_problems(hearing: Hearing, finding: Finding, match: Match) -> Iterator[Problem]:
    """Yield a problem where damages are more than the agreement's own limit; what a rule refuses is told there."""
    if hearing.name != HANDLE or match.clause is None or _refused_by_rule(hearing):
        return
    day = max(finding.on or hearing.case.date, hearing.life.signed_on)
    asked = _percent(hearing.case.facts.get(PERCENT))
    agreed = _percent((fill_text(hearing.documents(day), CAP) or "").removesuffix("%"))
    if asked is None or agreed is None or asked <= agreed:
        return
    message = f"违约金{asked}%，超过协议{hearing.life.number}约定的上限{agreed}%"
    own = hearing.contract.get(match.clause)
    yield hearing.problem(
        "handling_band", f"facts.{PERCENT}", message, mend=f"请写{agreed}以下", severity=Severity.REASON,
        law=(hearing.law.ground(own),) if own else hearing.entitled(),
    )  # fmt: skip


def _refused_by_rule(hearing: Hearing) -> bool:
    rules = (one for one in rules_in_force(hearing.law.rules) if any(asked.fact == PERCENT for asked in one.asks))
    return any(rule_on(rule, hearing.case).holds is False for rule in rules)


def _percent(written: str | None) -> Decimal | None:
    try:
        return Decimal(written) if written else None
    except InvalidOperation:
        return None  # told by `fact_unknown`
