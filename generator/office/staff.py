"""Let something happen to a person: judged, its paper made, both entered at once.

In: a desk, an event, its case. Out: the files, and the register knows of paper, points and new state; or the problems,
and nothing has happened. An event without a paper is entered alone. Whoever writes of a person of whom somebody else
has written since is told so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.issuing import Made, make_draft
from generator.issuing import issue as issue_paper
from generator.lifecycle.personnel.records import StaffJudgement
from generator.model.case import Case
from generator.office.again import again
from generator.office.books import RegisterBooks
from generator.office.settle import settle
from generator.office.signing import Desk
from generator.office.staff_work import StaffWork
from generator.problems import Problem, Severity
from generator.register.words import Confirmation


@dataclass(frozen=True)
class StaffTaken:
    """What happened to a person, or would. `made` is None where there is no paper, `judgement` where it had happened.

    `problems` is what is told of an event without a paper; what is told of a paper is with `made`.
    """

    identity: str
    made: Made | None
    judgement: StaffJudgement | None
    problems: tuple[Problem, ...] = ()


def take_staff(desk: Desk, event: str, case: Case) -> StaffTaken:
    """Let something happen to a person; raise `InputError` with all that stands in its way."""
    settle(desk.register, desk.by, desk.out)
    work = StaffWork(desk, event, case)
    identity = work.record.identity
    if not work.has_paper:
        return _enter_alone(work)
    known = desk.register.issued_for(work.fingerprint)
    if known is not None:
        return StaffTaken(identity, again(desk, known), None)
    judgement, completed = work.judged()
    books = RegisterBooks(desk.register, desk.library, desk.by, work.fingerprint, work.beside(judgement))
    made = issue_paper(
        desk.library, work.of_the_paper(completed), out=desk.out, formats=desk.formats, on_step=desk.on_step,
        books=books, judged=judgement.problems,
    )  # fmt: skip
    return StaffTaken(identity, made, judgement)


def preview_staff(desk: Desk, event: str, case: Case) -> StaffTaken:
    """Make the draft of an event's paper; nothing is entered. Raise `InputError` where it may not happen."""
    work = StaffWork(desk, event, case)
    judgement, completed = work.judged()
    if not work.has_paper:
        return StaffTaken(work.record.identity, None, judgement, judgement.problems)
    paper = _without_judged_waivers(work.of_the_paper(completed), judgement.problems)
    made = make_draft(desk.library, paper, out=desk.out, formats=desk.formats, on_step=desk.on_step)
    made = replace(made, problems=(*judgement.problems, *made.problems))
    return StaffTaken(work.record.identity, made, judgement)


def _enter_alone(work: StaffWork) -> StaffTaken:
    """Enter an event that makes no paper; the very same is entered once."""
    identity = work.record.identity
    done = work.already()
    if done is not None:
        message = f"这件事已于{done.recorded_on.isoformat()}登记过，没有重复登记"
        mend = "要另办一次的，请改案卷"
        told = Problem(code="already_done", severity=Severity.NOTE, message=message, mend=mend)
        return StaffTaken(identity, None, None, (told,))
    judgement, completed = work.judged()
    entry = work.entry(judgement, completed, work.case.number)
    work.desk.register.enter(Confirmation(by=work.desk.by, staff=(entry,)))
    return StaffTaken(identity, None, judgement, judgement.problems)


def _without_judged_waivers(case: Case, told: tuple[Problem, ...]) -> Case:
    """Return a case without the waivers of what the judgement told: a draft's own checks don't know it."""
    judged = {problem.code for problem in told}
    waivers = tuple(one for one in case.waivers if one.problem.partition(":")[0] not in judged)
    return case.model_copy(update={"waivers": waivers})
