"""Negotiated terms stand after a clause that this document prints; else they would be lost.

A notice says what one party does, so nothing is negotiated in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem
from generator.reading.validation import nearest


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each term whose clause isn't in the document."""
    if facts.kind.form in ("letter", "sheet"):
        yield from _out_of_place(facts)
        return
    present = {chosen.clause.slug: chosen.clause.title for chosen in facts.selected}
    by_title = {title: slug for slug, title in present.items()}
    for index, addition in enumerate(facts.case.additions):
        if addition.after in present:
            continue
        absent = facts.kind.clause(addition.after)
        close = None if absent else nearest(addition.after, [*present, *by_title])
        slug = by_title.get(close or "", close)
        why = f"按本案卷的事实不印“{absent.title}”这一条" if absent else "没有这个代号的条款"
        message = f"其他约定要放在“{addition.after}”之后，而{why}"
        mend = f"最接近的是“{slug}”（{present[slug]}）" if slug else "请改为本文书里有的条款，代号见 xieyi clause list"
        yield facts.problem(__name__, f"additions.{index}.after", message, mend=mend)


def _out_of_place(facts: Facts) -> Iterator[Problem]:
    for index, _ in enumerate(facts.case.additions):
        message = f"《{facts.kind.title}》是单方的文书，不能有其他约定"
        yield facts.problem(__name__, f"additions.{index}.after", message, mend="请删去；需要约定的，另签补充协议")
