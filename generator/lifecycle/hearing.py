"""What the judges of an order see: the agreement, the law of the paper's day, the order, its day.

In: nothing. Out: `Hearing`, and the codes of its problems.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.lifecycle.law import Law, contract_grounds, law_on, table_of
from generator.lifecycle.records import Documents, Life, Standing, read_day
from generator.model.case import Case
from generator.model.citation import Citation
from generator.model.force import Force
from generator.model.library import Library
from generator.model.lifecycle import ContractGround, Event, Initiator, Lifecycle, PartyName
from generator.problems import Ground, Problem, Severity
from generator.selection.waiving import how_to_waive

SEVERITIES = {
    Force.MUST: Severity.ERROR,
    Force.IN_PRINCIPLE: Severity.REASON,
    Force.AS_A_RULE: Severity.NOTE,
}
"""How far law of each force stands in the way; 可以 is a decision and doesn't."""

PARTY_LABELS: dict[str, str] = {
    "agency": "经办机构",
    "institution": "定点医疗机构",
    "both": "双方",
    "spread": "其他统筹地区的处理",
}

CODES = {
    "agreement_closed": "协议已经结束，不再办理",
    "agreement_dates": "文书的日期早于协议签订之日",
    "amendment_place": "修改的地方不在那份协议里，或者原文不符",
    "event_cause": "终止的原因不成立，或者法规列为另一种事件",
    "event_dates": "日期早于签订、晚于期满或者次序不对",
    "event_fact_missing": "缺少办理这一事件必须写明的事实",
    "event_forbidden": "协议现在的状态不能办理这一事件",
    "event_other_party": "案卷里的地区或者医疗机构不是那份协议的",
    "event_paper": "文书种类不是这一事件要出的",
    "event_party": "这一方不能提出这一事件",
    "event_told": "办理这一事件要知道的事",
    "event_unknown": "没有这一事件",
    "ground_missing": "没有写明理由",
    "ground_not_in_agreement": "所指的理由不在那份协议里",
    "ground_of_another_event": "所指的理由是另一种处理的",
    "ground_stronger": "法规对这一情形要求另一种处理",
    "ground_unknown": "地区没有这一理由",
    "handling_band": "违约金超过那份协议约定的上限",
    "rule_unmet": "不合法规对请求和程序的规定",
    "term_gap": "续签的期限与原期限不相接",
}
"""Every code that judging gives, and what it means."""


@dataclass(frozen=True)
class Hearing:
    """An order as it is judged. `day` is that from which it is to hold, `standing` the state on that day before it."""

    library: Library
    life: Life
    documents: Documents
    name: str
    event: Event
    case: Case
    form: str | None
    by: PartyName
    day: date
    on: date
    standing: Standing

    @property
    def initiator(self) -> Initiator:
        """What lets the party start the event."""
        return self.event.by[self.by]

    @property
    def table(self) -> Lifecycle:
        """The table of states and events."""
        return table_of(self.library)

    @cached_property
    def law(self) -> Law:
        """The law of the paper's day."""
        keep = self.case.options.lapsed_rules == "keep"
        return law_on(self.library, self.life.region, self.case.date, keep_lapsed=keep)

    @cached_property
    def contract(self) -> dict[str, ContractGround]:
        """The handlings that the agreement's own text names."""
        return contract_grounds(self.library, self.life.kind, self.life.region, self.life.signed_on)

    def fact_day(self, name: str) -> date | None:
        """Return a stated fact that is a day."""
        return read_day(self.case.facts.get(name))

    def cite(self, cite: Citation, quote: str) -> tuple[Ground, ...]:
        """Return a citation as the ground of a problem."""
        return (self.library.ground(cite, quote),)

    def entitled(self) -> tuple[Ground, ...]:
        """Return the article that the event stands on where this party starts it."""
        return self.cite(self.initiator.cite, self.initiator.quote)

    def problem(
        self, code: str, key: str, message: str, *, mend: str = "", law: tuple[Ground, ...] = (),
        severity: Severity = Severity.ERROR,
    ) -> Problem:  # fmt: skip
        """Return a problem at a key of the case; one of severity `reason` says how to waive it."""
        return case_problem(self.case, code, key, message, mend=mend, law=law, severity=severity)


def case_problem(
    case: Case, code: str, key: str, message: str, *, mend: str = "", law: tuple[Ground, ...] = (),
    severity: Severity = Severity.ERROR,
) -> Problem:  # fmt: skip
    """Return a problem at a key of a case."""
    if severity is Severity.REASON:
        mend += how_to_waive(code, key)
    return Problem(code=code, severity=severity, message=message, where=case.places.of(key), law=law, mend=mend)
