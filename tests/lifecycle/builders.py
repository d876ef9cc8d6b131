"""Agreements and orders that are lawful as they stand, for tests to change one thing in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.assembly import assemble
from generator.document.nodes import Document
from generator.lifecycle import Documents, Happened, Judgement, Life, Order, complete, judge
from generator.model.case import Case, Finding, Term
from generator.model.library import Library
from generator.problems import Problem, Severity
from generator.reading import read_case

GOOD = read_case(Path(__file__).parent.parent / "checks" / "good.yaml")

KINDS = {
    "sign": "agreement",
    "renew": "renewal",
    "not-renew": "non-renewal-notice",
    "supplement": "supplement-policy",
    "change": "supplement-changes",
    "suspend": "suspension-notice",
    "resume": "resumption-notice",
    "rescind": "rescission-notice",
    "terminate": "termination-notice",
}

REQUEST = {"request_received_on": "{Y}-04-01", "requested_from": "{Y}-07-15", "agency_agrees": "true",
           "told_in_writing": "true", "effective_when_told": "true"}  # fmt: skip
SPREAD = {"spread_from": "示例市医疗保险服务中心", "spread_number": "示医保〔2026〕1号", "spread_tier": "prefecture",
          "spread_local": "true"}  # fmt: skip
DECIDED = {"decided_on": "{Y}-07-10", "effective_on": "{Y}-07-15"}

FACTS: dict[tuple[str, str], dict[str, str]] = {
    ("renew", "both"): {"renewal_organised": "true"},
    ("not-renew", "agency"): {"decided_on": "{Y}-07-10"},
    ("not-renew", "institution"): {"request_received_on": "{Y}-04-01"},
    ("supplement", "both"): {"effective_on": "{Y}-07-15", "consulted": "true"},
    ("change", "both"): {"effective_on": "{Y}-07-15", "change_approved_on": "{Y}-07-01",
                         "request_received_on": "{Y}-07-05"},
    ("suspend", "agency"): {**DECIDED, "suspended_to": "{Y}-09-15", "defence_offered": "true"},
    ("suspend", "institution"): {**DECIDED, **REQUEST, "suspended_to": "{Y}-09-15"},
    ("suspend", "spread"): {**DECIDED, **SPREAD},
    ("resume", "agency"): DECIDED,
    ("resume", "institution"): {**DECIDED, "request_received_on": "{Y}-07-01"},
    ("rescind", "agency"): {**DECIDED, "defence_offered": "true", "fully_checked": "true", "prepaid_recovered": "true",
                            "cleared": "true"},
    ("rescind", "institution"): {**DECIDED, **REQUEST, "fully_checked": "true", "prepaid_recovered": "true",
                                 "cleared": "true"},
    ("rescind", "spread"): {**DECIDED, **SPREAD, "fully_checked": "true", "prepaid_recovered": "true",
                            "cleared": "true"},
    ("terminate", "agency"): {"cause": "force_majeure", "effective_on": "{Y}-07-15"},
}  # fmt: skip
"""What each event asks of each party, on days of one year."""

GROUNDS = {"suspend": "major-risk", "rescind": "deceit"}


@dataclass(frozen=True)
class Time:
    """A region on the days of one year."""

    name: str
    region: str
    year: int

    def day(self, month: int, day: int) -> date:
        """Return a day of the year."""
        return date(self.year, month, day)


TIMES = (
    Time("national", "neimenggu", 2026),
    Time("jiangsu", "jiangsu", 2026),
    Time("foshan-in-force", "guangdong/foshan", 2023),
    Time("foshan-lapsed", "guangdong/foshan", 2026),
)
NATIONAL, JIANGSU, FOSHAN, FOSHAN_LAPSED = TIMES


def life(time: Time, *happened: Happened, public: bool = False, **changes: Any) -> Life:
    """Return an agreement of one calendar year, with what happened to it."""
    institution = GOOD.institution.model_copy(update={"ownership": "public" if public else "private"})
    found = Life(
        number="内医保协〔2026〕0001号", kind="agreement", region=time.region, institution=institution,
        signed_on=time.day(1, 1), start=time.day(1, 1), end=time.day(12, 31), happened=happened,
    )  # fmt: skip
    return replace(found, **changes)


def event(name: str, on: date, by: str = "agency", **facts: str) -> Happened:
    """Return something that happened."""
    return Happened(event=name, on=on, recorded_on=on, by=by, facts=facts)


def in_state(time: Time, state: str) -> tuple[Happened, ...]:
    """Return what brought an agreement into a state by 1 July."""
    day = time.day(6, 1)
    return {
        "in_force": (),
        "suspended": (event("suspend", day),),
        "requested": (event("suspend", day, "institution"),),
        "rescinded": (event("rescind", day),),
        "ended": (event("terminate", day, cause="force_majeure"),),
    }[state]


def order(time: Time, name: str, by: str, **facts: str | None) -> Order:
    """Return an order as the law wants it, with facts changed, or left out where they are None."""
    written = {key: value.replace("{Y}", str(time.year)) for key, value in FACTS.get((name, by), {}).items()}
    merged = {"by": by, **written, **facts}
    findings: tuple[Finding, ...] = ()
    if by == "agency" and name in GROUNDS:
        findings = (Finding(fact="查实的事实", ground=GROUNDS[name], on=time.day(5, 1)),)
    term = Term(start=date(time.year + 1, 1, 1), end=date(time.year + 1, 12, 31)) if name == "renew" else Term()
    case = Case(
        kind=KINDS[name], region=time.region, date=time.day(7, 10), findings=findings, term=term,
        facts={key: value for key, value in merged.items() if value is not None},
    )  # fmt: skip
    return Order(name, case)


def with_case(one: Order, **changes: Any) -> Order:
    """Return an order with fields of its case changed."""
    return replace(one, case=one.case.model_copy(update=changes))


def judged(library: Library, one: Life, wanted: Order, on: date | None = None) -> Judgement:
    """Complete an order and judge it, on its paper's day where no other is given."""
    text = texts(library, one)
    completed = replace(wanted, case=complete(library, one, text, wanted))
    return judge(library, one, text, completed, on or wanted.case.date)


def texts(library: Library, one: Life, **changed: Document) -> Documents:
    """Return the texts of an agreement: as it was signed, and from a day (written d2026_07_01) as it was changed."""
    days = {date(*map(int, name[1:].split("_"))): document for name, document in changed.items()}

    def text(on: date) -> Document:
        since = max((day for day in days if day <= on), default=None)
        return days[since] if since else agreement_text(library, one.region, one.signed_on)

    return text


@lru_cache(maxsize=16)
def agreement_text(library: Library, region: str, signed: date) -> Document:
    """Return the text of an agreement of a region."""
    return assemble(library, GOOD.model_copy(update={"region": region, "date": signed}), draft=True)


def standing_in_the_way(judgement: Judgement) -> list[tuple[str, str | None]]:
    """Return code and key of what refuses an order."""
    return [
        (problem.code, problem.where.key) for problem in judgement.problems if problem.severity is not Severity.NOTE
    ]


def problem_of(judgement: Judgement, code: str) -> Problem:
    """Return the one problem of a code."""
    found = [problem for problem in judgement.problems if problem.code == code]
    assert len(found) == 1, [str(problem) for problem in judgement.problems]
    return found[0]
