"""Whether an order's days are in their order, and within the agreement's life.

In: a Hearing. Out: Problems, each at the day that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.lifecycle.hearing import Hearing
from generator.lifecycle.standing import SUSPENDED
from generator.model.units import print_date
from generator.problems import Problem, Severity


def day_problems(hearing: Hearing) -> Iterator[Problem]:
    """Yield what is wrong with the days of an order."""
    life, paper = hearing.life, hearing.case.date
    if paper < life.signed_on:
        message = f"文书日期{print_date(paper)}早于协议签订之日{print_date(life.signed_on)}"
        yield hearing.problem("agreement_dates", "date", message, mend="请核对文书日期和协议编号")
    if hearing.day < min(life.start, life.signed_on):
        message = f"{hearing.event.label}之日{print_date(hearing.day)}早于协议开始之日{print_date(life.start)}"
        yield _wrong(hearing, _day_key(hearing), message)
    events = hearing.table.events  # what isn't among them noted a day, and says nothing of the order of things
    last = max((one for one in life.happened if one.event in events), key=lambda one: one.on, default=None)
    if last is not None and hearing.day < last.on:
        label = events[last.event].label
        message = f"{hearing.event.label}之日{print_date(hearing.day)}早于登记在前的“{label}”（{print_date(last.on)}）"
        yield _wrong(hearing, _day_key(hearing), message)
    yield from _decision(hearing)
    yield from _request(hearing)
    if hearing.event.to == SUSPENDED:
        yield from _suspension(hearing)
    if hearing.case.term.start and hearing.case.term.end and hearing.name == "renew":
        yield from _renewal(hearing, hearing.case.term.start, hearing.case.term.end)


def _day_key(hearing: Hearing) -> str:
    return "facts.effective_on" if "effective_on" in hearing.case.facts else "date"


def _wrong(hearing: Hearing, key: str, message: str, mend: str = "请改正其中一个日期") -> Problem:
    return hearing.problem("event_dates", key, message, mend=mend)


def _decision(hearing: Hearing) -> Iterator[Problem]:
    decided = hearing.fact_day("decided_on")
    if decided is None:
        return
    if decided > hearing.case.date:
        message = f"决定之日{print_date(decided)}晚于文书日期{print_date(hearing.case.date)}"
        yield _wrong(hearing, "facts.decided_on", message)
    if decided > hearing.day and not hearing.standing.closed:  # a notice may follow what ended by itself
        message = f"{hearing.event.label}之日{print_date(hearing.day)}早于决定之日{print_date(decided)}"
        yield _wrong(hearing, _day_key(hearing), message, "决定不溯及既往，请改正日期")
    if decided < hearing.life.signed_on:
        message = f"决定之日{print_date(decided)}早于协议签订之日{print_date(hearing.life.signed_on)}"
        yield _wrong(hearing, "facts.decided_on", message)


def _request(hearing: Hearing) -> Iterator[Problem]:
    received = hearing.fact_day("request_received_on")
    if received is None:
        return
    if received > hearing.case.date:
        message = f"收到请求之日{print_date(received)}晚于文书日期{print_date(hearing.case.date)}"
        yield _wrong(hearing, "facts.request_received_on", message)
    if received < hearing.life.signed_on:
        message = f"收到请求之日{print_date(received)}早于协议签订之日{print_date(hearing.life.signed_on)}"
        yield _wrong(hearing, "facts.request_received_on", message)
    wanted = hearing.fact_day("requested_from")
    if wanted is not None and hearing.day < wanted:
        message = f"{hearing.event.label}之日{print_date(hearing.day)}早于请求的{print_date(wanted)}"
        yield _wrong(hearing, _day_key(hearing), message)


def _suspension(hearing: Hearing) -> Iterator[Problem]:
    until, end = hearing.fact_day("suspended_to"), hearing.standing.end
    if until is None:
        return
    if until < hearing.day:
        message = f"中止止于{print_date(until)}，早于开始的{print_date(hearing.day)}"
        yield _wrong(hearing, "facts.suspended_to", message)
    if end is not None and until > end:
        causes = [event.causes["suspension_outlived"] for event in hearing.table.events.values()
                  if "suspension_outlived" in event.causes]  # fmt: skip
        law = tuple(hearing.cite(cause.cite, cause.quote)[0] for cause in causes)
        message = f"中止期止于{print_date(until)}，超过协议有效期（至{print_date(end)}），到期未续签的，协议终止"
        yield hearing.problem("event_told", "facts.suspended_to", message, law=law, severity=Severity.NOTE)


def _renewal(hearing: Hearing, start: date, end: date) -> Iterator[Problem]:
    """Check that a renewal joins on to the term before: what comes after a gap is a new agreement."""
    before = hearing.standing
    if before.end is not None and start != before.end + timedelta(days=1):
        wanted = print_date(before.end + timedelta(days=1))
        message = f"续签的期限自{print_date(start)}起，与原期限（至{print_date(before.end)}）不相接"
        yield hearing.problem("term_gap", "term.start", message, mend=f"请写{wanted}，或者另签新协议")
    if end < start:
        yield _wrong(hearing, "term.end", f"期限止于{print_date(end)}，早于开始的{print_date(start)}")
