"""What the text and its limits rest on is in force on the signing date."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.model.region import Side
from generator.model.statute import Statute
from generator.model.units import print_date
from generator.problems import Problem, Severity

MOST_SHOWN = 3
"""How many of those that rest on one statute are named."""


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each cited statute not in force; `region_rules_lapsed` tells of one that is kept."""
    for statute_id, users in _cited(facts).items():
        statute = facts.library.statutes[statute_id]
        kept = statute in facts.rules.lapsed and facts.case.options.lapsed_rules == "keep"
        if statute.in_force(facts.case.date) or kept:
            continue
        shown = "、".join(users[:MOST_SHOWN]) + (f"等{len(users)}处" if len(users) > MOST_SHOWN else "")
        message = f"{_outside(statute)}，而{shown}以它为依据"
        mend = "请核对签订日期，或更新所引法规"
        yield facts.problem(__name__, "date", message, mend=mend, severity=Severity.REASON)


def _outside(statute: Statute) -> str:
    since = f"自{print_date(statute.effective_from)}起" if statute.effective_from else ""
    until = f"至{print_date(statute.effective_to)}止" if statute.effective_to else ""
    return f"签订日期不在{statute.name()}施行期间（{since}{until}）"


def _cited(facts: Facts) -> dict[str, list[str]]:
    """Return the statutes cited by clauses and limits of this document, each with what rests on it."""
    found: dict[str, dict[str, None]] = {}
    for chosen in facts.selected:
        for link in chosen.clause.law if not chosen.struck else ():
            found.setdefault(link.cite.statute, {})[f"“{chosen.clause.title}”条"] = None
    for name in facts.printed:
        rule = facts.rules.parameters.get(name.partition(".")[0])
        for side in Side if rule else ():
            for limit in rule.limits(side, facts.case.institution.level) if rule else ():
                found.setdefault(limit.cite.statute, {})[facts.label(name.partition(".")[0])] = None
    return {statute: list(users) for statute, users in found.items()}
