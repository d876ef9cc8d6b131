"""Agreement and roster row → the row of the plan: what is proposed, and why.

In: an agreement as it stands, its row in the roster if there is a roster. Out: `PlanRow`. Nothing is decided here: what
the law leaves open is held for people or proposed with its article, and every row may be changed in the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.lifecycle.law import table_of
from generator.model.case import Case, Institution
from generator.model.library import Library
from generator.problems import Problem, Severity
from generator.renewal.plan.adjusting import Verdict, adjust
from generator.renewal.plan.checking import Checks
from generator.renewal.plan.law import Hold, RenewalLaw, renewal_law
from generator.renewal.plan.renewing import Renewal, Renewer, day_after
from generator.renewal.plan.signed import RENEW, Signed
from generator.renewal.plan.words import Decision, PlanRow, Reason
from generator.renewal.roster import RosterRow
from generator.renewal.roster.columns import Columns
from generator.selection import rules_of
from generator.selection.rulings import rule_on

_ORDER = (Decision.NOT_RENEW, Decision.HOLD)
"""Which decision goes before which, where several are proposed."""

_TRUTHS = ("renewal_wanted", "change_pending", "objection")


@dataclass(frozen=True)
class Year:
    """What a plan is for: the year, the day on which it is made, the day of signing (None: the old term's last)."""

    year: int
    on: date
    sign_on: date | None = None

    def signing(self, end: date) -> date:
        """Return the day of signing of a renewal: after the old term's last day there is nothing left to renew."""
        return self.sign_on or end


class Judge:
    """Judges agreements one by one; what is the same for many is worked out once."""

    def __init__(self, library: Library, columns: Columns, year: Year, *, roster: bool) -> None:
        self.library = library
        self.year = year
        self.roster = roster
        self.renewer = Renewer(library, labels(library, columns))
        self.checks = Checks(library, columns)
        self.kinds = table_of(library).events[RENEW].kinds
        self.agreed = _agreed(library)
        self.ended = _ended(library)
        self._ruled: dict[object, tuple[Verdict, ...]] = {}

    def row(self, signed: Signed, said: RosterRow | None, number: int) -> PlanRow:
        """Return an agreement's row; `number` is its line in the plan."""
        why_not = signed.not_due(self.year.year)
        if why_not:
            return _row(signed, number, Decision.NOT_DUE, (Reason(why_not),), said)
        old = signed.case
        if old is None:
            return _row(signed, number, Decision.HOLD, (Reason("登记簿里没有这份协议签订时的案卷"),), said)
        if old.kind not in self.kinds:
            title = self.library.kinds[old.kind].title if old.kind in self.library.kinds else old.kind
            return _row(signed, number, Decision.HOLD, (Reason(f"《{title}》期满，要由人决定怎样续签"),), said)
        end = signed.standing.end or self.year.on
        found = self.renewer.renew(old, signed.record.row.number, said, day_after(end), self.year.signing(end))
        return self._judged(signed, said, number, found)

    def _judged(self, signed: Signed, said: RosterRow | None, number: int, found: Renewal) -> PlanRow:
        rules = rules_of(self.library, found.new)
        law = renewal_law(self.library, rules)
        asked = found.new.model_copy(update={"facts": _stated(signed, said)})
        verdicts = [*self._by_law(law, asked), *adjust(self.renewer, found, asked, law.adjustments, rules)]
        verdicts += _matched(signed, said, roster=self.roster)
        if signed.standing.end is not None and found.new.date > signed.standing.end:
            verdicts.append((Decision.HOLD, self.ended))
        verdicts += [_verdict(problem) for problem in self.checks.problems(found.new, *_checked(found, said))]
        decisions = {decision for decision, _ in verdicts}
        decision = next((one for one in _ORDER if one in decisions), None)
        if decision is None:
            decision = Decision.RENEW_CHANGED if found.terms else Decision.RENEW
            verdicts.insert(0, (None, self.agreed))
        told = sorted(verdicts, key=lambda verdict: _rank(verdict[0]))
        reasons = (*(reason for _, reason in told), *found.reasons)
        return _row(signed, number, decision, tuple(dict.fromkeys(reasons)), said, found)

    def _by_law(self, law: RenewalLaw, asked: Case) -> tuple[Verdict, ...]:
        """Return what the rules say; equal facts have equal answers."""
        paths = {one.fact for hold in law.holds for one in hold.rule.asks} - asked.facts.keys()
        key = (
            asked.region, asked.date, tuple(asked.facts.items()),
            tuple(str(asked.fact(tuple(path.split(".")))) for path in sorted(paths)),
        )  # fmt: skip
        if key not in self._ruled:
            self._ruled[key] = tuple(
                (hold.decision, self._reason(hold)) for hold in law.holds if rule_on(hold.rule, asked).holds is False
            )
        return self._ruled[key]

    def _reason(self, hold: Hold) -> Reason:
        rule = hold.rule
        return Reason(f"{rule.message}。{rule.mend}", f"{self.library.print_citation(rule.cite)}“{rule.quote}”")


def labels(library: Library, columns: Columns) -> dict[str, str]:
    """Return what facts and parameters are called in a plan: as in a roster, where it has them."""
    found = {name: one.label for name, one in library.parameters.items()}
    for kind in library.kinds.values():
        found |= {path: fact.label for path, fact in kind.facts.items() if path not in found}
    return found | {one.path: one.label for one in columns.all if not one.path.startswith("values.")}


def _agreed(library: Library) -> Reason:
    initiator = table_of(library).events[RENEW].by["both"]
    return Reason("可以续签", f"{library.print_citation(initiator.cite)}“{initiator.quote}”")


def _ended(library: Library) -> Reason:
    cause = next(
        found for event in table_of(library).events.values() for found in event.causes.values() if found.unless
    )
    law = f"{library.print_citation(cause.cite)}“{cause.quote}”"
    return Reason(
        "签订日期晚于原协议期满之日，原协议那时已经终止。请用 --sign-date 写明期满以前的一天，重新作方案", law
    )


def _stated(signed: Signed, said: RosterRow | None) -> dict[str, str]:
    """Return the facts that the rules ask for, as a case states them."""
    found = {
        "state": signed.standing.state,
        "supplemented": "true" if signed.supplemented else "false",
        "violations": "true" if signed.standing.suspensions else "false",
    }
    if said is None:
        return found
    truths = {name: value for name in _TRUTHS if (value := getattr(said, name)) is not None}
    found |= {name: "true" if value else "false" for name, value in truths.items()}
    if said.performance:
        found["performance_result"] = said.performance
    if said.licence_until:
        found["licence_until"] = said.licence_until.isoformat()
    return found


def _matched(signed: Signed, said: RosterRow | None, *, roster: bool) -> list[Verdict]:
    """Return what stands against taking the roster's row for this agreement's."""
    if said is None:
        return [(Decision.HOLD, Reason("名册里没有这家机构"))] if roster else []
    held, written = signed.record.particulars, said.case.institution
    found: list[Verdict] = []
    if said.case.region != signed.record.row.region:
        found.append((Decision.HOLD, Reason("名册写的统筹地区与协议的不同")))
    for name, label in (("code", "医保定点机构代码"), ("uscc", "统一社会信用代码")):
        known, now = getattr(held, name), getattr(written, name)
        if known and now and known != now:
            found.append((Decision.HOLD, Reason(f"名册写的{label}是{now}，登记簿里是{known}，请核对是不是同一家")))
    return found


def _checked(found: Renewal, said: RosterRow | None) -> tuple[Institution, ...]:
    """Return what has been held against the rules on codes: the agreement's institution, and the roster's."""
    return (found.old.institution, *([said.case.institution] if said else []))


def _verdict(problem: Problem) -> Verdict:
    citation = "；".join(map(str, problem.law))
    decision = None if problem.severity is Severity.NOTE else Decision.HOLD
    mend = f"。{problem.mend}" if problem.mend and decision else ""
    return decision, Reason(f"{problem.message}{mend}", citation)


def _rank(decision: Decision | None) -> int:
    return _ORDER.index(decision) if decision in _ORDER else len(_ORDER)


def _row(
    signed: Signed, number: int, decision: Decision, reasons: tuple[Reason, ...], said: RosterRow | None,
    found: Renewal | None = None,
) -> PlanRow:  # fmt: skip
    particulars = found.new.institution if found else signed.record.particulars
    return PlanRow(
        row=number,
        agreement=signed.record.row.number,
        institution=signed.record.row.institution,
        name=particulars.name or signed.record.row.name,
        level=particulars.level or "",
        decision=decision,
        reasons=reasons,
        changes=tuple(found.changes) if found else (),
        amount=said.yearly_amount if said else None,
        remark=(said.remarks or "") if said else "",
        case=found.new if found else None,
    )
