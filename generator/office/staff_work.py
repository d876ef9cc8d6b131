"""One event of one person: what the register holds of them, what is judged, what is entered.

In: a desk, an event, its case. Out: the judgements and the completed case, or all that stands in the way; the entries.
A notice of points is entered on the day of the decision that gave them, whatever its own date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

from generator.errors import InputError
from generator.issuing.papers import Staged
from generator.lifecycle.personnel.judging import judge_staff
from generator.lifecycle.personnel.records import StaffHappened, StaffJudgement, StaffLife, StaffOrder
from generator.lifecycle.personnel.restrictions import DEPARTMENT, HANDLE
from generator.lifecycle.personnel.standing import staff_standing_on
from generator.lifecycle.records import read_day
from generator.model.case import Case
from generator.model.personnel import StaffEvent
from generator.model.units import print_date
from generator.office.books import paper_entry
from generator.office.fingerprint import order_fingerprint
from generator.office.signing import Desk
from generator.office.staff_filling import DECIDED_ON, disagreements, fill_form, particulars_of
from generator.office.staff_lives import Places, find_staff, in_effect, key_of, new_record
from generator.office.staff_points import POINTS, events_of_staff, fill_points
from generator.problems import Problem, stand_in_the_way
from generator.reading.validation import nearest
from generator.register.words import Confirmation, StaffEntry, StaffRecord
from generator.selection.waiving import waived

UNNAMED = "staff_unnamed"
UNASKED = "staff_fact_unknown"
APPLICATION = "staff_application"
PLACE = "staff_place"
OTHER_COMMAND = "staff_agreement"
DAYS = "points_days"

PROMISED = "person.promised"
"""What a registration says of the promise before it."""

REGISTER = "register"
"""The event that says in which region a person is registered."""

ANEW = ("promise", REGISTER)
"""The events that say anew who a person is."""

DECIDED = ("repair", "correct", "restore")
"""The events that decide on what the person has asked for: their paper is that form, filed before."""


class StaffWork:
    """One event of one person."""

    def __init__(self, desk: Desk, event: str, case: Case) -> None:
        self.desk = desk
        self.event = event
        self.case = case
        self.record = self._record()
        self.life: StaffLife = Places(desk.register, case.date).staff_life(self.record, case.institution.code or "")

    @property
    def law(self) -> StaffEvent:
        """What the table says of the event."""
        return events_of_staff(self.desk.library)[self.event]

    @property
    def has_paper(self) -> bool:
        """Whether the event makes a paper."""
        return bool(self.law.kinds) and self.event not in DECIDED

    @cached_property
    def fingerprint(self) -> str:
        """The order's fingerprint: the same order is never carried out twice."""
        return order_fingerprint(self.case, f"staff-{self.event}", self.record.identity)

    def judged(self) -> tuple[StaffJudgement, Case]:
        """Return what comes of the order, and its case; raise `InputError` where it may not happen."""
        library = self.desk.library
        completed = self._as_registered(fill_form(library, self.desk.register, self.life, self.case))
        if self.event == POINTS:
            completed = fill_points(library, self.life, completed)
        if not completed.institution.code:
            message, mend = "没有写明在哪一家定点医药机构", "请写 institution.code：它在登记簿里的代码"
            raise InputError((self._problem(PLACE, "institution.code", message, mend),))
        life = replace(self.life, region=self.case.region)  # an order is judged by the law of where it is given
        judgement = judge_staff(library, life, self._order(completed), self.desk.today)
        stated = disagreements(library, self.life, self.case, anew=self.event in ANEW)
        own = (
            *(waived(problem, self.case.waivers) for problem in stated),
            *self._unasked(),
            *self._decided(completed),
            *self._application(),
            *self._by_agreement(),
        )
        told = {(problem.where, problem.message) for problem in judgement.problems}
        problems = (*(one for one in own if (one.where, one.message) not in told), *judgement.problems)
        if stand_in_the_way(problems) or judgement.happened is None:
            raise InputError(problems)
        return replace(judgement, problems=problems), completed

    def of_the_paper(self, completed: Case) -> Case:
        """Return the case as its paper has it: what the ledger alone asks for stays with the entry."""
        facts = {name: value for name, value in completed.facts.items() if name not in self._of_the_ledger(completed)}
        return completed.model_copy(update={"facts": facts})

    def beside(self, judgement: StaffJudgement) -> Callable[[Staged], Confirmation]:
        """Return what is entered with the paper: the paper, which belongs to no agreement, and the ledger's entry."""

        def confirmation(staged: Staged) -> Confirmation:
            entry = self.entry(judgement, staged.case, staged.document.number)
            return Confirmation(by=self.desk.by, papers=(paper_entry(staged, ""),), staff=(entry,))

        return confirmation

    def entry(self, judgement: StaffJudgement, completed: Case, paper: str | None) -> StaffEntry:
        """Return what is entered of the person, who is from now on as the completed case has them."""
        one = judgement.happened
        if one is None:
            raise ValueError("what may not happen has no entry")
        region = self.case.region if one.event == REGISTER else self.record.region
        return StaffEntry(
            identity=self.record.identity, expected=self.record.version, event=one.event,
            institution=one.institution, on=one.on, recorded_on=self.desk.today, region=region,
            person=particulars_of(completed.person, self.record.identity), facts=dict(one.facts), paper=paper,
        )  # fmt: skip

    def already(self) -> StaffHappened | None:
        """Return the entry of an event without a paper that is there already: the same day, with the same facts."""
        place = self.case.institution.code
        stated = {name: value for name, value in self.case.facts.items() if name in self._asked}
        for one in self.life.happened:
            same = (one.event, one.on) == (self.event, self.case.date) and place in (None, one.institution)
            if same and one.paper == self.case.number and stated.items() <= dict(one.facts).items():
                return one
        return None

    def _as_registered(self, case: Case) -> Case:
        """Return a case with what its form says of the registration and the ledger knows: promised, the first state."""
        kind = self.desk.library.kinds.get(case.kind)
        if kind is None or PROMISED not in kind.facts:
            return case
        standing = staff_standing_on(self.desk.library, self.life, case.date)
        known = {"promised": standing.promised, "state": standing.state}
        found = {name: value for name, value in known.items() if getattr(case.person, name) is None}
        return case.model_copy(update={"person": case.person.model_copy(update=found)})

    def _order(self, completed: Case) -> StaffOrder:
        decided = read_day(completed.facts.get(DECIDED_ON)) if self.event == POINTS else None
        return StaffOrder(
            event=self.event, institution=completed.institution.code or "", on=decided or completed.date,
            facts={name: value for name, value in completed.facts.items() if name in self._asked},
            form=completed.kind or None, waivers=completed.waivers, places=completed.places,
        )  # fmt: skip

    @property
    def _asked(self) -> set[str]:
        """The facts that the ledger has of the event."""
        return {name.removesuffix("?") for name in self.law.asks}

    def _of_the_ledger(self, completed: Case) -> set[str]:
        """Return the facts that the ledger asks for and neither the paper's kind nor a rule does."""
        library = self.desk.library
        kind = library.kinds.get(completed.kind)
        rules = {one.fact for region in library.regions.values() for rule in region.rules for one in rule.asks}
        return {name for name in self._asked - rules if kind is None or f"facts.{name}" not in kind.facts}

    def _unasked(self) -> Iterator[Problem]:
        """Yield a problem for each fact that nothing asks for, of an event whose paper nobody checks."""
        if self.has_paper:
            return
        kind = self.desk.library.kinds.get(self.case.kind)
        printed = {name.removeprefix("facts.") for name in kind.facts if name.startswith("facts.")} if kind else set()
        known = self._asked | printed
        for name in self.case.facts:
            if name not in known:
                close = nearest(name, sorted(known))
                mend = f"最接近的是“{close}”" if close else f"可用：{'、'.join(sorted(known)) or '（没有）'}"
                yield self._problem(UNASKED, f"facts.{name}", f"{self.law.label}不问“{name}”这一事实", mend)

    def _decided(self, completed: Case) -> Iterator[Problem]:
        """Yield a problem where a notice is older than the decision that it tells of."""
        decided = read_day(completed.facts.get(DECIDED_ON)) if self.event == POINTS else None
        if decided is not None and decided > completed.date:
            message = f"{print_date(decided)}作出决定，晚于通知书日期{print_date(completed.date)}"
            yield self._problem(DAYS, f"facts.{DECIDED_ON}", message, "请核对两处日期：先作出决定，再出具通知书")

    def _application(self) -> Iterator[Problem]:
        """Yield a problem where a decision names a form that the person hasn't filed."""
        number = self.case.number
        if self.has_paper or number is None:
            return
        paper = self.desk.register.paper(number)
        if paper is None or paper.state == "void" or paper.kind not in self.law.kinds:
            message = f"登记簿里没有编号“{number}”的申请"
            mend = "number 写所决定的那份申请的编号；没有经本程序签发的，删去这一行"
            yield self._problem(APPLICATION, "number", message, mend)
        elif key_of(paper.case().person.identity_number or "") != self.record.identity:
            message = f"申请“{number}”是另一名人员的"
            yield self._problem(APPLICATION, "number", message, "请核对申请的编号和人员")

    def _by_agreement(self) -> Iterator[Problem]:
        """Yield a problem where somebody answers for an agreement: that is entered on the agreement's own paper."""
        if self.event == HANDLE and self.case.facts.get("basis") != DEPARTMENT:
            message = "因协议中止、解除认定责任的，据协议的文书登记"
            mend = f"请用：xieyi staff responsible 协议编号 人员；部门（科室）被中止的，写 basis: {DEPARTMENT}"
            yield self._problem(OTHER_COMMAND, "facts.basis", message, mend)

    def _record(self) -> StaffRecord:
        """Return the person's record; one who comes into the register has none yet."""
        person = self.case.person
        if person.identity_number is None and person.code is None:
            mend = "请写 person.identity_number；登记过的也可以只写 person.code"
            raise InputError((self._problem(UNNAMED, "person.identity_number", "没有写明是哪一名相关人员", mend),))
        if person.identity_number is None:
            return find_staff(self.desk.register, person.code or "")
        identity = key_of(person.identity_number)
        found = self.desk.register.staff(identity)
        if found is None:
            return new_record(identity, self.case.region, person)
        return found if in_effect(found.events) else replace(found, person=person)

    def _problem(self, code: str, key: str, message: str, mend: str) -> Problem:
        return Problem(code=code, message=message, where=self.case.places.of(key), mend=mend)
