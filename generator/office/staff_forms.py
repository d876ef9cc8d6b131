"""Personnel forms that change nothing in the ledger: applications, defences, copies to other authorities.

In: a desk, a case that `issue` was given. Out: the case with what the register knows of the person and the notice; or
the problems: it states something else than the ledger, or its paper is made where the ledger is written.
"""

from __future__ import annotations

from generator.errors import InputError
from generator.lifecycle.personnel.records import StaffHappened, StaffLife
from generator.model.case import Case
from generator.model.library import Library
from generator.office.signing import Desk
from generator.office.staff_filling import DISAGREES, OF_NOTICE, disagreements, fill_form, notices_of
from generator.office.staff_lives import Places, find_staff
from generator.office.staff_points import POINTS
from generator.office.staff_work import DECIDED
from generator.problems import Problem, stand_in_the_way

PERSON = "person.identity_number"


def staff_form(desk: Desk, case: Case) -> Case:
    """Return a personnel form's case, filled from the register; any other case as it is. Raise `InputError`."""
    library = desk.library
    if library.personnel is None or case.kind not in library.kinds:
        return case
    _refuse_events(library, case)
    named = case.person.identity_number or case.person.code
    if not named or not (PERSON in library.kinds[case.kind].facts or _tells_of_points(library, case.kind)):
        return case
    record = find_staff(desk.register, named)
    life = Places(desk.register, case.date).staff_life(record, case.institution.code or "")
    problems = tuple(disagreements(library, life, case))
    if PERSON in library.kinds[case.kind].facts:
        filled = fill_form(library, desk.register, life, case)
    else:
        filled, problems = _copy(life, case)
    if stand_in_the_way(problems):
        raise InputError(problems)
    return filled


def _refuse_events(library: Library, case: Case) -> None:
    """Raise `InputError` for a kind whose paper is made together with its entry in the ledger."""
    events = library.personnel.events if library.personnel else {}
    name = next((name for name, event in events.items() if case.kind in event.kinds and name not in DECIDED), None)
    if name is not None:
        message = f"《{library.kinds[case.kind].title}》要同时记入相关人员的登记"
        mend, where = f"请用：xieyi staff event {name} 案卷", case.places.of("kind")
        raise InputError((Problem(code="kind_of_event", message=message, where=where, mend=mend),))


def _tells_of_points(library: Library, kind: str) -> bool:
    return f"facts.{POINTS}" in library.kinds[kind].facts


def _copy(life: StaffLife, case: Case) -> tuple[Case, tuple[Problem, ...]]:
    """Return a copy's case with violation and points of the person's notice; a problem where it is of no notice."""
    stated = case.facts.get(POINTS)
    found = [one for one in notices_of(life).values() if stated in (None, one.facts.get(POINTS))]
    if not found:
        message = (
            f"登记簿里没有给{life.person.name or '这名人员'}" + (f"记{stated}分的" if stated else "的") + "处理通知书"
        )
        where, mend = case.places.of(f"facts.{POINTS}"), "请核对人员和分值：xieyi staff show"
        return case, (Problem(code=DISAGREES, message=message, where=where, mend=mend),)
    return case.model_copy(update={"facts": {**_told(found), **case.facts}}), ()


def _told(found: list[StaffHappened]) -> dict[str, str]:
    """Return what the only notice says; of several nobody can say which is meant."""
    if len(found) != 1:
        return {}
    facts = found[0].facts
    return {name: facts[name] for name in OF_NOTICE[:2] if name in facts}
