"""Issue what a case orders, and papers that belong to no agreement: before signing, lists, forms that are filed.

In: a desk, a Case. Out: the files, and the register knows of them; or an error, and neither. Which kinds belong to an
agreement is data: an event of regions/lifecycle.yaml names them. Those that regions/personnel.yaml names are a
person's: what changes the ledger is `generator.office.staff`'s, a form is filled from the ledger. All others stand
alone, with a number of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import InputError
from generator.issuing import Made
from generator.issuing import issue as issue_paper
from generator.issuing.papers import Staged
from generator.model.case import Case
from generator.model.library import Library
from generator.office.again import again
from generator.office.books import RegisterBooks, paper_entry
from generator.office.events import renew
from generator.office.fingerprint import order_fingerprint
from generator.office.settle import settle
from generator.office.signing import Desk, events_of, sign
from generator.office.staff_forms import staff_form
from generator.problems import Place, Problem
from generator.register.words import Confirmation

if TYPE_CHECKING:
    from generator.register.register import Register
    from generator.register.words import PaperRecord

PAPER = "paper"
"""What stands for the event in the fingerprint of an order that is no event's."""


def issue_case(desk: Desk, case: Case) -> Made:
    """Issue what a case orders: a first agreement, one renewed, or a paper that stands alone; raise `InputError`."""
    case = staff_form(desk, case)
    if stands_alone(desk.library, case.kind):
        return issue_alone(desk, case)
    return renew(desk, case) if case.renews else sign(desk, case)


def stands_alone(library: Library, kind: str) -> bool:
    """Say whether papers of a kind belong to no agreement."""
    return kind in library.kinds and not events_of(library, kind)


def issue_alone(desk: Desk, case: Case) -> Made:
    """Issue a paper that belongs to no agreement; raise `InputError` where it may not be, and nothing has happened."""
    settle(desk.register, desk.by, desk.out)
    fingerprint = order_fingerprint(case, PAPER)
    known = desk.register.issued_for(fingerprint)
    if known is not None:
        return again(desk, known)

    def beside(staged: Staged) -> Confirmation:
        return Confirmation(by=desk.by, papers=(paper_entry(staged, ""),))

    books = RegisterBooks(desk.register, desk.library, desk.by, fingerprint, beside)
    return issue_paper(desk.library, case, out=desk.out, formats=desk.formats, on_step=desk.on_step, books=books)


def find_alone(register: Register, number: str) -> PaperRecord | None:
    """Return a paper that stands alone, None where the number is none's; raise `InputError` for a voided one."""
    paper = register.paper(number)
    if paper is None or paper.agreement:
        return None
    if paper.state == "void":
        where, mend = Place(key="NUMBER"), "请用重新签发的那一份的编号；作废的原件见 xieyi register show"
        raise InputError((Problem(code="paper_void", message=f"文书“{number}”已经作废", where=where, mend=mend),))
    return paper
