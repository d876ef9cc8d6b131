"""Reasons that a case records: a problem of severity `reason` that is waived becomes a note.

In: the problems found, the case's waivers. Out: the problems, the waived ones as notes that say why and by
whom, and a note for each waiver that lifts nothing. An error can't be waived.
"""

from __future__ import annotations

from generator.checks.context import Facts
from generator.model.case import Waiver
from generator.problems import Problem, Severity
from generator.reading.validation import nearest
from generator.selection.waiving import names, waived

WAIVER_UNUSED = "waiver_unused"


def apply_waivers(
    facts: Facts, problems: list[Problem], codes: tuple[str, ...], judged: tuple[Problem, ...] = ()
) -> tuple[Problem, ...]:
    """Return the problems with waivers applied; `codes` are those that a waiver may name.

    `judged` are problems of the same case that were told and waived elsewhere: a waiver of theirs isn't idle.
    """
    waivers = facts.case.waivers
    found = [waived(problem, waivers) for problem in problems]
    for index, waiver in enumerate(waivers):
        matched = [problem for problem in problems if names(waiver, problem)]
        if any(names(waiver, problem) for problem in judged):
            continue
        if not any(problem.severity is Severity.REASON for problem in matched):
            message, mend = _why_unused(waiver, matched, codes)
            key = f"waivers.{index}.problem"
            found.append(facts.problem(WAIVER_UNUSED, key, message, mend=mend, severity=Severity.NOTE))
    return tuple(found)


def _why_unused(waiver: Waiver, matched: list[Problem], codes: tuple[str, ...]) -> tuple[str, str]:
    if any(problem.severity is Severity.ERROR for problem in matched):
        return f"“{waiver.problem}”是错误，写明理由也不能放行", "请改正所指的错误，并删去这一项"
    code = waiver.problem.partition(":")[0]
    if code not in codes:
        close = nearest(code, list(codes))
        return f"没有“{code}”这个校验代码", f"最接近的是“{close}”" if close else "请照抄校验结果里的代码"
    return f"本案卷没有要说明理由的“{waiver.problem}”", "请核对代码和键，或删去这一项"
