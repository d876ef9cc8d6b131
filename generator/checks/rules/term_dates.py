"""The term's dates in order, and signed before it runs.

An agreement binds from its signing, so a term that begins earlier reaches back. For a first agreement that is an
error: nothing covered those days. A renewal (`renews`, or a paper that belongs to an agreement) may be late, for until
it is signed the agreement before goes on; it wants a recorded reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.model.units import print_date
from generator.problems import Problem, Severity


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for an end before the start, and for a signing date after it."""
    if not facts.declares("term.start", "term.end"):
        return
    term, signed = facts.case.term, facts.case.date
    if term.start and term.end and term.end < term.start:
        message = f"有效期止于{print_date(term.end)}，早于起始的{print_date(term.start)}"
        yield facts.problem(__name__, "term.end", message, mend="请改正起止日期")
    if term.start and signed > term.start:
        message = f"签订日期{print_date(signed)}晚于有效期起始的{print_date(term.start)}"
        if facts.case.renews or facts.case.agreement:
            yield facts.problem(
                __name__, "date", f"{message}，续签协议追溯生效", mend="请改正日期", severity=Severity.REASON
            )
        else:
            mend = f"请把有效期改为自{print_date(signed)}或以后起；如是续签，请在 renews 写明上一份协议的编号"
            yield facts.problem(__name__, "date", f"{message}，首次签订的协议不能追溯生效", mend=mend)
