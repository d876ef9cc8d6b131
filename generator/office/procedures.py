"""Applications on their way to an agreement: which periods run for them, from the papers that were issued.

In: a Library, the register's papers that belong to no agreement, a day. Out: rows of what is due. The papers that name
one applicant and one day on which the materials were received make one procedure; what they state is taken together.
The periods are those of the region's own rules on evaluation: a rule that a day lies at most, or at least, a period
after another is a period that runs from that other day until the day is stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from generator.dates import Reached, reach
from generator.lifecycle.records import read_day
from generator.model.case import Case
from generator.model.library import Library
from generator.model.rule import Combined, Conditional, FactTest, LegalRule, Test
from generator.model.units import Quantity
from generator.selection import rules_for
from generator.selection.rulings import holds_for, rules_in_force

if TYPE_CHECKING:
    from generator.register.register import Register
    from generator.register.words import PaperRecord

RECEIVED = "application_received_on"
"""The fact that says which application a paper is about: the day on which the agency received its materials."""

APPLICATION = "application-file"
CLOSING = frozenset({"refusal-notice", "procedure-end-notice"})
"""The kinds that end a procedure."""


@dataclass(frozen=True)
class Procedure:
    """An application: the number that it is called by, its papers' kinds, and a case that states all that they do."""

    number: str
    kinds: tuple[str, ...]
    case: Case

    def day(self, fact: str) -> date | None:
        """Return a day that its papers state."""
        return read_day(self.case.facts.get(fact))


@dataclass(frozen=True)
class Period:
    """A period that runs in a procedure from a day on, to the day of the fact `until`; `done` is that day, if stated.

    `longest`: no more time than that may pass; else no less.
    """

    rule: LegalRule
    start: date
    length: Quantity
    longest: bool
    until: str
    done: date | None

    def reached(self) -> Reached:
        """Return its last day; of a shortest time the day that is stated, where one is."""
        return Reached(self.done) if self.done and not self.longest else reach(self.start, self.length)


def procedures(library: Library, register: Register, *, region: str | None = None) -> Iterator[Procedure]:
    """Yield the applications that the register's papers tell of, in the order in which these were entered."""
    about = {name for name, kind in library.kinds.items() if f"facts.{RECEIVED}" in kind.facts}
    papers = [
        paper for paper in register.papers("")
        if paper.kind in about and paper.state != "void" and region in (None, paper.region)
    ]  # fmt: skip
    cases = register.cases([paper.number for paper in papers])
    found: dict[tuple[str, str, str], list[PaperRecord]] = {}
    for paper in papers:
        case = cases[paper.number]
        if case.institution.uscc and RECEIVED in case.facts:
            found.setdefault((paper.region, case.institution.uscc, case.facts[RECEIVED]), []).append(paper)
    for group in found.values():
        yield procedure_of([(paper.number, cases[paper.number]) for paper in group])


def procedure_of(papers: Iterable[tuple[str, Case]]) -> Procedure:
    """Return the procedure that papers make, each a number and a case; what a later one says goes before."""
    ordered = sorted(papers, key=lambda one: one[1].date)
    facts: dict[str, str] = {}
    for _, case in ordered:
        facts |= case.facts
    number = next((number for number, case in ordered if case.kind == APPLICATION), ordered[0][0])
    last = ordered[-1][1]
    return Procedure(
        number, tuple(case.kind for _, case in ordered), last.model_copy(update={"facts": _settled(facts)})
    )


def periods(library: Library, procedure: Procedure) -> Iterator[Period]:
    """Yield the periods that run in a procedure, by the law of its last paper's day; none where it has ended."""
    if CLOSING & set(procedure.kinds):
        return
    case = procedure.case
    for rule in rules_in_force(rules_for(library, case.region, case.date)):
        if rule.about == "evaluation":
            for test in _tests(rule.test, rule, case):
                yield from _runs(rule, test, procedure)


def due_of(library: Library, register: Register, on: date, last: date, *, region: str | None) -> list[dict[str, Any]]:
    """Return what is due for applications between two days, and what was due before and is still to be done."""
    return [
        row
        for procedure in procedures(library, register, region=region)
        for period in periods(library, procedure)
        for row in _rows(library, procedure, period, on)
        if row["day"][:10] <= last.isoformat()
    ]


def _runs(rule: LegalRule, test: FactTest, procedure: Procedure) -> Iterator[Period]:
    start = procedure.day(test.fact)
    if start is None or test.at is None:
        return
    for length, longest in ((test.since_at_most, True), (test.since_at_least, False)):
        if length is not None:
            yield Period(rule, start, length, longest, test.at, procedure.day(test.at))


def _rows(library: Library, procedure: Procedure, period: Period, on: date) -> Iterator[dict[str, Any]]:
    if period.longest and period.done:
        return
    reached = period.reached()
    overdue = reached.day < on
    if overdue and not period.longest:
        return
    yield {
        "agreement": "", "application": procedure.number, "person": "", "deadline": period.rule.id,
        "day": reached.day.isoformat() + ("*" if reached.provisional else ""),
        "overdue": overdue, "provisional": reached.provisional, "what": _what(procedure, period), "who": "",
        "who_label": "", "citation": library.print_citation(period.rule.cite),
    }  # fmt: skip


def _what(procedure: Procedure, period: Period) -> str:
    label = next(asked.label for asked in period.rule.asks if asked.fact == period.until)
    bound = "最迟为这一天" if period.longest else "" if period.done else "最早为这一天"
    return f"{procedure.case.institution.name or ''}的申请：{label}{bound}（{period.rule.quote}）"


def _tests(test: Test, rule: LegalRule, case: Case) -> Iterator[FactTest]:
    """Yield the tests of a rule that are periods, without those whose condition is known not to hold."""
    if isinstance(test, Conditional):
        if holds_for(rule.model_copy(update={"test": test.condition}), case) is not False:
            yield from _tests(test.test, rule, case)
    elif isinstance(test, Combined):
        if test.how == "all":
            for inner in test.tests:
                yield from _tests(inner, rule, case)
    elif test.since_at_most or test.since_at_least:
        yield test


def _settled(facts: dict[str, str]) -> dict[str, str]:
    """Return facts with the days that follow from them, where no paper states these yet."""
    found = {"materials_complete": "true", **facts}  # nobody says that they are not
    counted = {"evaluation_counted_from": _paused(facts), "feedback_counted_from": _anew(facts)}
    for name, day in counted.items():
        if name not in found and day is not None:
            found[name] = day.isoformat()
    if found.get("evaluation_passed") == "false" and found.get("reevaluation") == "false":
        del found["reevaluation"]  # the first result says so of itself; another evaluation may follow
        if "evaluation_finished_on" in found:  # the result is told on that day; when it was served nobody has stated
            found.setdefault("failure_served_on", found["evaluation_finished_on"])
    return found


def _paused(facts: dict[str, str]) -> date | None:
    """Return the day from which a period counts that doesn't run while materials are supplemented; None meanwhile."""
    accepted, told, received = _supplements(facts)
    if accepted is None or told is None:
        return accepted
    return None if received is None else accepted + max(received - max(told, accepted), timedelta())


def _anew(facts: dict[str, str]) -> date | None:
    """Return the day from which a period counts that begins anew with the last supplement; None until then."""
    accepted, told, received = _supplements(facts)
    if accepted is None or told is None:
        return accepted
    return None if received is None else max(accepted, received)


def _supplements(facts: dict[str, str]) -> tuple[date | None, date | None, date | None]:
    """Return the day of acceptance, that on which supplements were asked for after it, that on which they came."""
    stated = read_day(facts.get("accepted_on"))
    accepted = stated or read_day(facts.get(RECEIVED))
    told, received = read_day(facts.get("missing_told_on")), read_day(facts.get("supplements_received_on"))
    before = stated is not None and told is not None and told < stated and (received is None or received <= stated)
    return (accepted, None, None) if before else (accepted, told, received)
