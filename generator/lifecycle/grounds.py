"""Whether the law and that agreement give an order's grounds for this event.

In: a Hearing. Out: Problems: no ground, an unknown one, one of another event, one that isn't in the agreement as it
stood on the day of the breach, one for which the law demands more.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.lookup import items_in
from generator.document.nodes import Article
from generator.lifecycle.handlings import HANDLE, STAFF_PAPER, band_problems, handlings_told, is_handling
from generator.lifecycle.hearing import Hearing
from generator.lifecycle.matching import Match, Matcher
from generator.lifecycle.standing import IN_FORCE
from generator.model.case import Finding
from generator.model.force import Force
from generator.model.lifecycle import LegalGround
from generator.model.units import print_date
from generator.problems import Problem, Severity
from generator.reading.validation import nearest


def ground_problems(hearing: Hearing) -> Iterator[Problem]:
    """Yield what is wrong with the findings of an order."""
    findings = hearing.case.findings
    if hearing.by in hearing.event.needs_grounds and not any(one.ground or one.clause for one in findings):
        message = f"{hearing.event.label}由经办机构决定的，须写明理由"
        mend = f"请在 findings 里写 ground 或者 clause、item；可用的理由：{'、'.join(_open(hearing))}"
        yield hearing.problem("ground_missing", "findings", message, mend=mend, law=hearing.entitled())
    matcher = Matcher(hearing.law, hearing.contract, hearing.name)
    for index, finding in enumerate(findings):
        if finding.ground or finding.clause:
            yield from _finding(hearing, matcher, finding, f"findings.{index}")


def _open(hearing: Hearing) -> list[str]:
    return [
        f"{ground.id}（{ground.label}）"
        for ground in hearing.law.grounds.values()
        if (ground.scope == "staff" if hearing.name == HANDLE else _of_event(hearing, ground))
    ]


def _finding(hearing: Hearing, matcher: Matcher, finding: Finding, key: str) -> Iterator[Problem]:
    legal = hearing.law.grounds.get(finding.ground or "")
    if finding.ground and legal is None:
        yield _unknown(hearing, finding.ground, key)
        return
    if legal is not None and not _fits(hearing, legal, finding):
        yield _of_another(hearing, legal, key)
        return
    day = max(finding.on or hearing.case.date, hearing.life.signed_on)
    match = matcher.match(finding, lambda: hearing.documents(day))
    yield from _on(hearing, finding, match, key)
    if finding.clause and match.part is None:
        yield _not_there(hearing, finding, key)
        return
    yield from _no_item(hearing, match, key)
    yield from _handling(hearing, matcher, finding, match, key)
    yield from handlings_told(hearing, match, key)
    yield from band_problems(hearing, finding, match)


def _fits(hearing: Hearing, legal: LegalGround, finding: Finding) -> bool:
    """Say whether a ground may stand in an order: a handling names its clause, and may name the law's ground beside."""
    if hearing.name != HANDLE:
        return _of_event(hearing, legal)
    if not is_handling(hearing):
        return True  # a report, a handing over: of whatever was decided
    if legal.scope == "staff":
        return (hearing.form or hearing.case.kind) == STAFF_PAPER
    return finding.clause is not None


def _of_event(hearing: Hearing, legal: LegalGround) -> bool:
    return legal.event == hearing.name and legal.scope == "whole"


def _no_item(hearing: Hearing, match: Match, key: str) -> Iterator[Problem]:
    """Yield a problem where a clause lists items and none is named: it is the item that says what was broken."""
    if not isinstance(match.part, Article) or match.clause not in hearing.contract:
        return
    items = [item.id for one in match.part.paragraphs for item in items_in(one.items) if item.id]
    if items:
        own = hearing.contract[match.clause]
        message = f"协议{match.address}列有{len(items)}项，没有写明是哪一项"
        mend = f"请写 item，可用：{'、'.join(items)}"
        law = (hearing.law.ground(own),)
        yield hearing.problem("ground_missing", f"{key}.item", message, mend=mend, law=law)


def _unknown(hearing: Hearing, name: str, key: str) -> Problem:
    close = nearest(name, list(hearing.law.grounds))
    mend = f"最接近的是“{close}”" if close else f"可用的理由：{'、'.join(_open(hearing))}"
    message = f"{hearing.law.rules.regions[0].title}在{print_date(hearing.case.date)}没有“{name}”这一理由"
    return hearing.problem("ground_unknown", f"{key}.ground", message, mend=mend)


def _of_another(hearing: Hearing, legal: LegalGround, key: str) -> Problem:
    law = (hearing.law.ground(legal),)
    if legal.scope == "staff":
        message = f"“{legal.label}”只及于相关人员或者科室，协议照常履行，不能{hearing.event.label}协议"
        mend = "请只对该人员或者科室作出处理，或者另写理由"
    else:
        other = hearing.table.events[legal.event].label
        message = f"“{legal.label}”是{other}的理由，不是{hearing.event.label}的"
        mend = f"请改办{other}，或者另写理由"
    return hearing.problem("ground_of_another_event", f"{key}.ground", message, mend=mend, law=law)


def _not_there(hearing: Hearing, finding: Finding, key: str) -> Problem:
    place = f"条款“{finding.clause}”" + (f"的“{finding.item}”项" if finding.item else "")
    day = print_date(max(finding.on or hearing.case.date, hearing.life.signed_on))
    message = f"协议{hearing.life.number}在{day}没有{place}"
    slugs = [article.clause for chapter in hearing.documents(hearing.life.signed_on).chapters
             for article in chapter.articles]  # fmt: skip
    close = nearest(finding.clause or "", slugs)
    mend = f"最接近的条款是“{close}”" if close and close != finding.clause else "请对照那份协议的条、款、项改正"
    law = tuple(hearing.cite(own.cite, own.quote)[0] for own in hearing.contract.values() if own.event == hearing.name)
    return hearing.problem("ground_not_in_agreement", f"{key}.clause", message, mend=mend, law=law)


def _on(hearing: Hearing, finding: Finding, match: Match, key: str) -> Iterator[Problem]:
    """Check the day of the breach: the agreement as it stood then is what judges it."""
    if finding.on is None:
        if hearing.by in hearing.event.needs_grounds:
            message = "没有写明事实发生之日：违约依当日的协议认定"
            yield hearing.problem("event_fact_missing", f"{key}.on", message, mend="请写 on: 2026-01-01 的样子")
        return
    if finding.on > hearing.case.date:
        message = f"事实发生之日{print_date(finding.on)}晚于文书日期{print_date(hearing.case.date)}"
        yield hearing.problem("event_dates", f"{key}.on", message, mend="请改正其中一个日期")
    before = min(hearing.life.signed_on, hearing.life.start)
    if finding.on < before and not (match.legal and match.legal.before_signing):
        message = f"事实发生之日{print_date(finding.on)}早于协议签订之日{print_date(before)}，当时还没有这份协议"
        stands = match.legal is not None and match.legal.id not in _letting_in(hearing)
        severity = Severity.REASON if stands else Severity.ERROR
        mend = "请核对日期，或者引法规的理由（ground）"
        yield hearing.problem("event_dates", f"{key}.on", message, mend=mend, severity=severity)


def _letting_in(hearing: Hearing) -> frozenset[str]:
    return Matcher(hearing.law, hearing.contract, hearing.name).through()


def _handling(hearing: Hearing, matcher: Matcher, finding: Finding, match: Match, key: str) -> Iterator[Problem]:
    """Check that the place in the agreement leads to this event, and that the law doesn't demand another."""
    legal = match.legal
    named = legal is not None and hearing.name != HANDLE and legal.names(match.clause, match.item)
    accompanying = hearing.name == HANDLE and not is_handling(hearing) and match.clause in hearing.contract
    if not named and not accompanying:
        yield from _leads(hearing, match, key)
    if legal is not None and legal.id in matcher.through() and match.clause is None:
        message = f"“{legal.label}”须同时引协议的条、款、项"
        law = (hearing.law.ground(legal),)
        yield hearing.problem("ground_missing", f"{key}.clause", message, mend="请写 clause 和 item", law=law)
    if match.clause is None and match.others:
        message = f"那份协议里写同一行为的有：{'、'.join(match.others)}，没有指明是哪一处，通知书只引法规"
        mend = "请在 findings 里写 clause 和 item"
        yield hearing.problem("event_told", f"{key}.clause", message, mend=mend, severity=Severity.NOTE)
    yield from _stronger(hearing, matcher, finding, match, key)
    if legal is not None and legal.note:
        law = (hearing.law.ground(legal),)
        message = f"{legal.label}：{legal.note}"
        yield hearing.problem("event_told", f"{key}.ground", message, law=law, severity=Severity.NOTE)


def _leads(hearing: Hearing, match: Match, key: str) -> Iterator[Problem]:
    """Yield a problem where a place of the agreement doesn't lead to the event, a note where it does if made worse."""
    label = hearing.event.label
    if match.clause and match.own is None:
        own = hearing.contract.get(match.clause)
        other = f"，写的是{hearing.table.events[own.event_of(match.item)].label}" if own else ""
        message = f"协议的条款“{match.clause}”不是{label}的理由{other}"
        law = tuple(hearing.law.ground(one) for one in hearing.contract.values() if one.event == hearing.name)
        mend = f"请改引{label}的条款，或者写明法规的理由（ground）"
        yield hearing.problem("ground_of_another_event", f"{key}.clause", message, mend=mend, law=law)
    elif match.reached is not None:
        message = f"由协议{match.address or match.clause}而{label}，以{match.reached.condition}为条件，请在事实里写明"
        law = hearing.cite(match.reached.cite, match.reached.quote)
        yield hearing.problem("event_told", f"{key}.fact", message, law=law, severity=Severity.NOTE)


def _stronger(hearing: Hearing, matcher: Matcher, finding: Finding, match: Match, key: str) -> Iterator[Problem]:
    """Yield a problem where the law demands more; beside what was decided already it is only told."""
    if hearing.name == "rescind" or (hearing.name == HANDLE and not is_handling(hearing)):
        return
    found = matcher.demanded(
        match.clause, match.item, ("rescind", "suspend") if hearing.name == HANDLE else ("rescind",)
    )
    chosen = hearing.law.grounds.get(finding.ground or "")
    if found is None or (chosen is not None and chosen.force is Force.MUST and chosen.names(match.clause, match.item)):
        return
    other, law = hearing.table.events[found.event].label, (hearing.law.ground(found),)
    if hearing.name == HANDLE and (match.reached is not None or hearing.standing.state != IN_FORCE):
        message = f"协议的这一项，法规列为“{found.label}”，应当{other}；这份文书不代替{other}"
        yield hearing.problem("event_told", f"{key}.clause", message, law=law, severity=Severity.NOTE)
        return
    message = f"协议的这一项，法规列为“{found.label}”，应当{other}，{hearing.event.label}不能代替"
    mend = f"查实了的，请改办{other}（ground: {found.id}）"
    yield hearing.problem("ground_stronger", f"{key}.clause", message, mend=mend, law=law, severity=Severity.REASON)
