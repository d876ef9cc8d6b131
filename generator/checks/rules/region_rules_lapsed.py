"""Where the region's rules aren't in force on the signing date, the law above them holds; the user is told.

A case that keeps the region's own terms (`lapsed_rules: keep`) needs a recorded reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.model.statute import Statute
from generator.model.units import print_date
from generator.problems import Problem, Severity


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each statute of the region that isn't in force."""
    kept = facts.case.options.lapsed_rules == "keep"
    for statute in facts.rules.lapsed:
        message = f"签订日期不在{statute.name()}施行期间（{_period(statute)}）"
        if kept:
            message += "，案卷仍沿用它的条款和数值"
            mend = "请核对签订日期；不沿用的，删去 options 里的 lapsed_rules"
            yield facts.problem(__name__, "options.lapsed_rules", message, mend=mend, severity=Severity.REASON)
        else:
            message += "，它的条款和数值不适用，本文书依上位规定"
            mend = "确需沿用的，在 options 写 lapsed_rules: keep，并在 waivers 说明理由"
            yield facts.problem(__name__, "date", message, mend=mend, severity=Severity.NOTE)


def _period(statute: Statute) -> str:
    since = f"自{print_date(statute.effective_from)}起" if statute.effective_from else ""
    until = f"至{print_date(statute.effective_to)}止" if statute.effective_to else ""
    return since + until
