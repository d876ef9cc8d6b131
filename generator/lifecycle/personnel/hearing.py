"""What the judges of a person's order see: the person, the order, the law of its day.

In: nothing. Out: `StaffHearing`, and the codes of its problems.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.lifecycle.personnel.ledger import whole
from generator.lifecycle.personnel.numbers import Numbers, numbers_on, passage_ground, personnel_of
from generator.lifecycle.personnel.records import StaffLife, StaffOrder, StaffStanding
from generator.lifecycle.personnel.standing import staff_standing_on
from generator.lifecycle.records import read_day
from generator.model.library import Library
from generator.model.personnel import Passage, Personnel, StaffEvent, StaffPassages
from generator.problems import Ground, Problem, Severity
from generator.selection.waiving import how_to_waive

CODES = {
    "points_bands_empty": "地区还没有填写记分档次，记分不能按档次核对",
    "points_breaches": "各负面情形的记分没有写明、写法不对，或者合计不等于本次记分",
    "points_days": "暂停、终止的起止与时间长短或者决定的日子不合",
    "points_handling": "处理与记分的后果不一致",
    "points_ledger": "记分、累计与登记的记分不一致",
    "points_length": "暂停的月数、终止的年数不合规程",
    "points_objection": "申诉逾期，或者没有签字、盖章",
    "points_outside_band": "记分不在对应的档次内",
    "points_situation_unknown": "地区没有这个负面情形",
    "points_weight": "从轻、减轻、从重、加重没有事由，或者没有更轻、更重的一档",
    "restoration_time": "恢复申请、评估的时间与规程的时限不同",
    "staff_agreement": "所在机构的协议现在的状态不能这样办理",
    "staff_barred": "终止以后不得再次登记备案的时间还没有过",
    "staff_dates": "暂停、终止还没有期满",
    "staff_event_unknown": "没有这一事项",
    "staff_fact_missing": "缺少办理这一事项必须写明的事实",
    "staff_fact_unreadable": "写明的事实不是日期、整数或者可用的代号",
    "staff_identity": "身份证号码的校验码不对",
    "staff_law_not_in_force": "经办规程在这一天还没有施行",
    "staff_not_registered": "没有在这家机构登记备案",
    "staff_notice_unknown": "没有这一文号的处理通知书",
    "staff_registered": "已经在这家机构登记备案",
    "staff_restricted": "暂停、终止期间不得登记备案",
    "staff_unpromised": "还没有作出服务承诺，不能登记备案",
    "staff_unrestricted": "没有暂停或者终止，不需要恢复",
}
"""Every code that judging a person's order gives, and what it means."""


@dataclass(frozen=True)
class StaffHearing:
    """An order as it is judged; `today` is the day on which it is."""

    library: Library
    life: StaffLife
    order: StaffOrder
    event: StaffEvent
    today: date

    @property
    def table(self) -> Personnel:
        """The table of a person's events."""
        return personnel_of(self.library)

    @property
    def passages(self) -> StaffPassages:
        """The passages that refusals stand on."""
        return self.table.passages

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of the order's day."""
        return numbers_on(self.library, self.life.region, self.order.on)

    @cached_property
    def standing(self) -> StaffStanding:
        """The person on the order's day, before it."""
        return staff_standing_on(self.library, self.life, self.order.on)

    @property
    def registered(self) -> bool:
        """Whether the person is registered at the order's place on its day."""
        return any(one.institution == self.order.institution for one in self.standing.practices)

    def fact(self, name: str) -> str | None:
        """Return a stated fact."""
        return self.order.facts.get(name) or None

    def number(self, name: str) -> int | None:
        """Return a stated fact that is a whole number."""
        return whole(self.fact(name))

    def day(self, name: str) -> date | None:
        """Return a stated fact that is a day."""
        return read_day(self.fact(name))

    def law(self, *passages: Passage) -> tuple[Ground, ...]:
        """Return passages as the grounds of a problem."""
        return tuple(passage_ground(self.library, one) for one in passages)

    def problem(
        self, code: str, key: str, message: str, *, mend: str = "", law: tuple[Ground, ...] = (),
        severity: Severity = Severity.ERROR,
    ) -> Problem:  # fmt: skip
        """Return a problem at a key of the order's file; one of severity `reason` says how to waive it."""
        if severity is Severity.REASON:
            mend += how_to_waive(code, key)
        where = self.order.places.of(key)
        return Problem(code=code, severity=severity, message=message, where=where, law=law, mend=mend)
