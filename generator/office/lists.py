"""The lists and figures that the register knows, as cases of the papers that publish or report them.

In: a Library, a Register, a region, the days that the list spans. Out: a Case with its rows as `findings`, ready to be
checked and issued. What the register doesn't know is left out, for the clerk to write: `check` then asks for it.
National article 11 and 43, Jiangsu 15 and 38, Foshan 10(六), 14 and 18.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from generator.errors import UsageError
from generator.lifecycle import Standing, standing_on
from generator.lifecycle.law import law_on, table_of
from generator.lifecycle.records import read_day
from generator.lifecycle.standing import ENDED, IN_FORCE, RENEW, SUSPENDED, follower_of
from generator.model.case import MOST_FINDINGS, Agency, Case, Finding
from generator.model.library import Library
from generator.model.units import print_date
from generator.office.lives import life_of
from generator.register.words import AgreementRecord, EventRecord

if TYPE_CHECKING:
    from generator.register.register import Register

SIGNED, RESCINDED, QUARTERLY = "signed-list", "rescinded-list", "quarterly-statistics"
OVER, SUSPEND, RESCIND, SIGN = "rescinded", "suspend", "rescind", "sign"
NONE = "无"


def signed_list(library: Library, register: Register, region: str, start: date | None, end: date) -> Case:
    """Return the list of institutions whose agreement is in force on the last day, signed from the first day on.

    A suspended institution can't be chosen for care that the fund pays, so it is left out.
    """
    found = [
        record
        for record, standing in _standings(library, register, region, end)
        if standing.state == IN_FORCE and record.row.start <= end and (start is None or record.row.signed_on >= start)
    ]
    found = list({record.row.institution: record for record in found}.values())  # renewed ahead of time: once
    cases = register.cases([record.row.number for record in found])
    rows = [
        Finding(fact=_name(record), address=record.particulars.address, words=_services(library, cases, record))
        for record in found
    ]
    return _case(library, register, (SIGNED, region, end), rows, {"signed_until": end.isoformat()})


def rescinded_list(library: Library, register: Register, region: str, start: date, end: date) -> Case:
    """Return the list of institutions whose agreement was rescinded from the first day to the last."""
    rows = [
        Finding(fact=_name(record), address=record.particulars.address, on=standing.since)
        for record, standing in _standings(library, register, region, end)
        if standing.state == OVER and start <= standing.since
    ]
    facts = {"rescinded_from": start.isoformat(), "rescinded_until": end.isoformat()}
    return _case(library, register, (RESCINDED, region, end), rows, facts)


def quarterly_figures(library: Library, register: Register, region: str, year: int, quarter: int) -> Case:
    """Return the figures of a quarter: each institution's breaches and handlings, and the agreements counted by state.

    Whether a liability was met is in nobody's entry: it is said only where nothing was handled.
    """
    start, end = quarter_days(year, quarter)
    tally, rows = _Tally(start, end), dict[str, _Row]()
    for record, standing in _standings(library, register, region, end):
        if standing.closed and standing.since < start:
            continue
        tally.count(record, standing, renewed=follower_of(life_of(record)) is not None)
        row = rows.setdefault(record.row.institution, _Row(_name(record)))
        for event in _within(record, start, end):
            row.add(library, record, event)
    facts = {
        "statistics_year": str(year), "statistics_quarter": str(quarter),
        "counted_from": start.isoformat(), "counted_to": end.isoformat(), **tally.facts(),
    }  # fmt: skip
    return _case(library, register, (QUARTERLY, region, end), [row.finding() for row in rows.values()], facts)


def quarter_days(year: int, quarter: int) -> tuple[date, date]:
    """Return the first and last day of a quarter; raise `UsageError` where there is no such quarter."""
    if not 1 <= quarter <= 4:
        raise UsageError(f"没有第{quarter}季度，请写1至4。")
    start = date(year, 3 * quarter - 2, 1)
    following = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return start, following - timedelta(days=1)


def figures_due(
    library: Library, register: Register, on: date, last: date, *, region: str | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the quarters over by a day whose figures a region's law asks for, until their paper is issued.

    A quarter is asked for by the law of its last day, while that law still holds; the first is that of the region's
    first agreement.
    """
    first: dict[str, date] = {}
    for row in register.agreements(region=region):
        if not row.void:
            first[row.region] = min(row.signed_on, first.get(row.region, row.signed_on))
    issued = _issued_quarters(register)
    for name, signed in first.items():
        for year, quarter in _quarters(signed, last):
            start, end = quarter_days(year, quarter)
            rule = next((one for one in law_on(library, name, end).deadlines if one.each == "quarter"), None)
            if rule is None or rule not in law_on(library, name, on).deadlines or (name, start, end) in issued:
                continue
            title = library.regions[name].title
            yield {
                "agreement": "", "application": "", "person": "", "region": title, "deadline": rule.label,
                "day": end.isoformat(), "overdue": end < on, "provisional": None,
                "what": f"{title}{year}年第{quarter}季度：{rule.what}" + (f"（{rule.note}）" if rule.note else ""),
                "who": rule.who, "who_label": "经办机构", "citation": library.print_citation(rule.cite),
            }  # fmt: skip


def _quarters(start: date, last: date) -> Iterator[tuple[int, int]]:
    """Yield the quarters that are over by a day, from the one that a day lies in."""
    year, quarter = start.year, (start.month + 2) // 3
    while quarter_days(year, quarter)[1] <= last:
        yield year, quarter
        year, quarter = year + quarter // 4, quarter % 4 + 1


def _issued_quarters(register: Register) -> set[tuple[str, date, date]]:
    """Return the days from which and to which the regions' figures have been issued."""
    papers = [paper for paper in register.papers("") if paper.kind == QUARTERLY and paper.state != "void"]
    cases = register.cases([paper.number for paper in papers])
    said = ((paper.region, cases[paper.number].facts) for paper in papers)
    days = ((region, read_day(facts.get("counted_from")), read_day(facts.get("counted_to"))) for region, facts in said)
    return {(region, start, end) for region, start, end in days if start and end}


@dataclass
class _Tally:
    """The agreements of a quarter, counted. An agreement that another follows has not ended: it was renewed."""

    start: date
    end: date
    in_force: int = 0
    suspended: int = 0
    signed: int = 0
    suspensions: int = 0
    rescinded: int = 0
    ended: int = 0

    def count(self, record: AgreementRecord, standing: Standing, *, renewed: bool) -> None:
        """Count one agreement."""
        self.in_force += standing.state == IN_FORCE and record.row.start <= self.end  # not one signed for later
        self.suspended += standing.state == SUSPENDED
        self.rescinded += standing.state == OVER
        self.ended += standing.state == ENDED and not renewed
        events = list(_within(record, self.start, self.end))
        self.suspensions += sum(event.event == SUSPEND for event in events)
        self.signed += self.start <= record.row.signed_on <= self.end
        self.signed += sum(event.event == RENEW and event.term is not None for event in events)

    def facts(self) -> dict[str, str]:
        """Return the counts by the names that the paper has for them."""
        return {
            "in_force_count": str(self.in_force), "suspended_count": str(self.suspended),
            "signed_count": str(self.signed), "suspension_count": str(self.suspensions),
            "rescission_count": str(self.rescinded), "ended_count": str(self.ended),
        }  # fmt: skip


@dataclass
class _Row:
    """One institution's row of the quarter."""

    name: str
    breaches: dict[str, None] = field(default_factory=dict)
    handlings: dict[str, None] = field(default_factory=dict)

    def add(self, library: Library, record: AgreementRecord, event: EventRecord) -> None:
        """Add what an event says of a breach and of its handling; what the institution asked for is neither."""
        by = event.facts.get("by", "agency")
        if by not in ("agency", "spread") or not (event.findings or event.event in (SUSPEND, RESCIND)):
            return
        for finding in event.findings:
            day = f"（{print_date(finding.on)}）" if finding.on else ""
            self.breaches[f"{finding.fact}{day}"] = None
        number = f"（{event.paper}）" if event.paper else ""
        self.handlings[f"{print_date(event.on)}{_handled(library, record, event)}{number}"] = None

    def finding(self) -> Finding:
        """Return the row; the liabilities of one that was handled are for the clerk to write."""
        if not self.handlings:
            return Finding(fact=self.name, words=NONE, address=NONE, statute_words=NONE)
        return Finding(fact=self.name, words="；".join(self.breaches) or None, address="；".join(self.handlings))


def _handled(library: Library, record: AgreementRecord, event: EventRecord) -> str:
    """Return what a handling is called: its state where it changed it, else its paper's title."""
    known = table_of(library).events.get(event.event)
    paper = next((paper for paper in record.papers if paper.number == event.paper), None)
    if paper is not None and (known is None or known.to is None) and paper.kind in library.kinds:
        return f"《{library.kinds[paper.kind].title}》"
    return known.label if known else event.event


def _within(record: AgreementRecord, start: date, end: date) -> Iterator[EventRecord]:
    """Yield what happened to an agreement from a day to another, its signing left out."""
    yield from (event for event in record.events if event.event != SIGN and start <= event.on <= end)


def _standings(
    library: Library, register: Register, region: str, on: date
) -> Iterator[tuple[AgreementRecord, Standing]]:
    """Yield the agreements of a region that had been signed by a day, and how they stood on it."""
    if region not in library.regions:
        raise UsageError(f"没有“{region}”这个统筹地区。可用：{'、'.join(library.regions)}")
    for record in register.records(region=region):
        if record.row.signed_on <= on:
            yield record, standing_on(library, life_of(record), on)


def _name(record: AgreementRecord) -> str:
    return record.particulars.name or record.row.name


def _services(library: Library, cases: dict[str, Case], record: AgreementRecord) -> str | None:
    """Return what an institution's agreement has it do; None where the register doesn't say."""
    case = cases.get(record.row.number)
    if case is None:
        return None
    labels = library.institutions.services
    names = [case.services_other if one == "other" and case.services_other else labels[one] for one in case.services]
    return "、".join(names) or None


def _case(
    library: Library, register: Register, whose: tuple[str, str, date], rows: list[Finding], facts: dict[str, str]
) -> Case:
    """Return the paper's case (`whose`: kind, region, day); raise `UsageError` where there is nothing to list."""
    kind, region, day = whose
    title = library.kinds[kind].title
    if not rows:
        raise UsageError(f"登记簿里没有要列入《{title}》的医疗机构（{library.regions[region].title}）。")
    if len(rows) > MOST_FINDINGS:
        raise UsageError(f"要列入《{title}》的有{len(rows)}家，一份文书至多{MOST_FINDINGS}家。请按日期分几份写。")
    agency = _agency(register, region)
    return Case(kind=kind, region=region, date=day, agency=agency, findings=tuple(rows), facts=facts)


def _agency(register: Register, region: str) -> Agency:
    """Return the agency as the region's latest agreement has it."""
    latest = max(register.agreements(region=region), key=lambda row: (row.signed_on, row.number), default=None)
    cases = register.cases([latest.number]) if latest else {}
    return next((case.agency for case in cases.values()), Agency())
