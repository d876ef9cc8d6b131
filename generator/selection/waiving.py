"""Reasons that a case records, applied to one problem.

In: a problem, the case's waivers. Out: the problem; one of severity `reason` that is waived becomes a note that says
why and by whom. An error can't be waived.
"""

from __future__ import annotations

from generator.model.case import Waiver
from generator.problems import Problem, Severity


def names(waiver: Waiver, problem: Problem) -> bool:
    """Say whether a waiver means a problem: by its code, or by `code:key`."""
    return waiver.problem in (problem.code, f"{problem.code}:{problem.where.key}")


def waived(problem: Problem, waivers: tuple[Waiver, ...]) -> Problem:
    """Return the problem with the waiver that means it applied."""
    waiver = next((waiver for waiver in waivers if names(waiver, problem)), None)
    if waiver is None or problem.severity is not Severity.REASON:
        return problem
    message = f"{problem.message}；案卷已写明理由：“{waiver.reason}”，批准人：{waiver.by}"
    return problem.model_copy(update={"severity": Severity.NOTE, "message": message, "mend": ""})


def how_to_waive(code: str, key: str) -> str:
    """Return what is added to the mend of a problem that a reason lifts."""
    return f"；确有理由的，在 waivers 里写明理由和批准人（problem: {code}:{key}）"
