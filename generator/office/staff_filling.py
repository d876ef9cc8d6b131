"""A personnel form's case with what the register knows: the person, the place, the notice that it answers.

In: a person's record and life, a case. Out: the case as its form needs it; problems where the case states something
else than the register. What the register doesn't know the case must state.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.document.lookup import fill_text
from generator.lifecycle.personnel.records import StaffHappened, StaffLife
from generator.model.case import Agency, Case, Institution, Person
from generator.model.library import Library
from generator.office.staff_points import POINTS
from generator.problems import Problem, Severity
from generator.selection.waiving import how_to_waive

if TYPE_CHECKING:
    from generator.register.register import Register

DISAGREES = "staff_disagrees"

NOTICE = "notice_number"
"""The fact by which a form names the notice that it answers."""

DECIDED_ON = "points_decided_on"
"""The fact that says on which day points were decided."""

OF_NOTICE = ("violation", "points", "handled_from", "handled_to")
"""What such a form has from the notice."""

_OF_REGISTRATION = ("state", "promised")
"""What is said of a person's registration: it stands in the ledger, not among the person's particulars."""


def fill_form(library: Library, register: Register, life: StaffLife, case: Case) -> Case:
    """Return a case with the person, place, agency and notice from the register, wherever it is silent."""
    notice = notice_of(life, case)
    code = case.institution.code or _only_place(life, notice)
    known = (register.institution(code, case.date) or register.institution(code)) if code else None
    institution = _merged(case.institution, known) if known else case.institution
    if institution.code is None and code:
        institution = institution.model_copy(update={"code": code})
    return case.model_copy(
        update={
            "person": _merged(case.person, particulars_of(life.person, life.identity)),
            "institution": institution,
            "agency": _agency(register, life, code, case.agency),
            "facts": {**_from_notice(library, case, notice), **case.facts},
        }
    )


def particulars_of(person: Person, identity: str) -> Person:
    """Return a person's particulars as the register keeps them, without what is said of their registration."""
    return person.model_copy(update={"identity_number": identity, **dict.fromkeys(_OF_REGISTRATION)})


def notices_of(life: StaffLife) -> dict[str, StaffHappened]:
    """Return the notices of points that the person was given, by number."""
    return {one.paper: one for one in life.happened if one.paper is not None and one.event == POINTS}


def notice_of(life: StaffLife, case: Case) -> StaffHappened | None:
    """Return the notice that a form names, or the only one of the person's where it names none."""
    notices = notices_of(life)
    named = case.facts.get(NOTICE)
    if named is not None:
        return notices.get(named)
    return next(iter(notices.values())) if len(notices) == 1 else None


def disagreements(library: Library, life: StaffLife, case: Case, *, anew: bool = False) -> Iterator[Problem]:
    """Yield a problem for each thing that a case states of a person or a notice and the register has otherwise.

    `anew`: the person is entered anew, and may be called otherwise now, with a reason.
    """
    yield from _of_person(life, case, anew=anew)
    if not _asks(library, case, NOTICE):
        return
    notice = notice_of(life, case)
    named = case.facts.get(NOTICE)
    if notice is None and named is not None:
        known = "、".join(notices_of(life))
        mend = f"登记的有：{known}" if known else "登记簿里没有给这名人员的处理通知书"
        yield _problem(case, f"facts.{NOTICE}", f"没有给{life.person.name or '这名人员'}的处理通知书“{named}”", mend)
        return
    if notice is None:
        return
    if case.institution.code not in (None, notice.institution):
        message = f"处理通知书“{notice.paper}”发给{notice.institution}，案卷写的是{case.institution.code}"
        yield _problem(case, "institution.code", message, "由发生记分的定点医药机构办理；请核对机构和通知书")
    for name in OF_NOTICE:
        stated, entered = case.facts.get(name), notice.facts.get(name)
        if stated is not None and entered is not None and stated != entered and _asks(library, case, name):
            message = f"案卷写“{stated}”，处理通知书“{notice.paper}”登记的是“{entered}”"
            yield _problem(case, f"facts.{name}", message, f"请删去 {name} 这一行，由登记簿填写；通知书错的先更正")


def _of_person(life: StaffLife, case: Case, *, anew: bool) -> Iterator[Problem]:
    for name, label in (("name", "姓名"), ("code", "医保代码")):
        stated, entered = getattr(case.person, name), getattr(life.person, name)
        if stated is not None and entered is not None and stated != entered:
            message = f"{label}写的是“{stated}”，这个身份证号码登记的是“{entered}”"
            mend = "请核对证件；姓名、代码确有变更的，写明理由重新承诺（xieyi staff event promise）"
            key = f"person.{name}"
            if anew:
                mend = f"请核对证件；姓名、代码确有变更的{how_to_waive(DISAGREES, key).removeprefix('；确有理由的')}"
            found = _problem(case, key, message, mend)
            yield found.model_copy(update={"severity": Severity.REASON}) if anew else found


def _merged(stated: Any, known: Person | Institution) -> Any:
    """Return stated particulars with the known ones wherever they are silent."""
    found = {name: getattr(known, name) for name in type(known).model_fields if getattr(stated, name) is None}
    return stated.model_copy(update={name: value for name, value in found.items() if value is not None})


def _only_place(life: StaffLife, notice: StaffHappened | None) -> str | None:
    """Return the place that a form without one is about: the notice's, else the person's only one."""
    if notice is not None:
        return notice.institution
    codes = {one.institution for one in life.happened}
    return next(iter(codes)) if len(codes) == 1 else None


def _agency(register: Register, life: StaffLife, code: str | None, stated: Agency) -> Agency:
    """Return the agency as the place's agreement names it, where the case is silent."""
    agreement = life.agreements.get(code or "")
    paper = register.paper(agreement.number) if agreement and stated.name is None else None
    if paper is None:
        return stated
    document = paper.document()
    found = {name: fill_text(document, f"agency.{name}") for name in Agency.model_fields if not getattr(stated, name)}
    return stated.model_copy(update={name: text for name, text in found.items() if text})


def _from_notice(library: Library, case: Case, notice: StaffHappened | None) -> dict[str, str]:
    if notice is None or not _asks(library, case, NOTICE):
        return {}
    found = {NOTICE: notice.paper, **{name: notice.facts.get(name) for name in OF_NOTICE}}
    return {name: value for name, value in found.items() if value and _asks(library, case, name)}


def _asks(library: Library, case: Case, fact: str) -> bool:
    kind = library.kinds.get(case.kind)
    return kind is not None and f"facts.{fact}" in kind.facts


def _problem(case: Case, key: str, message: str, mend: str) -> Problem:
    return Problem(code=DISAGREES, message=message, where=case.places.of(key), mend=mend)
