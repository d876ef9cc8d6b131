"""Whether a supplement's amendments have their place in that agreement.

In: a Hearing. Out: Problems: a place that the agreement, as it stands on the day of the change, hasn't got; a wording
that isn't what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.assembly.consolidation import PARTICULARS, VALUES
from generator.document.lookup import fill_text, find_part, part_text
from generator.document.nodes import Document
from generator.document.walk import articles
from generator.lifecycle.hearing import Hearing
from generator.model.case import Amendment
from generator.problems import Problem
from generator.reading.validation import nearest

FILLS = (PARTICULARS, VALUES)
"""The `clause` of an amendment that changes what is filled in; its `item` is the name of the fill."""


def amendment_problems(hearing: Hearing) -> Iterator[Problem]:
    """Yield what is wrong with an order's amendments."""
    if not hearing.case.amendments:
        return
    document = hearing.documents(hearing.day)
    for index, amendment in enumerate(hearing.case.amendments):
        key = f"amendments.{index}"
        stands = standing_text(document, amendment)
        if stands is None:
            yield _nowhere(hearing, document, amendment, key)
        elif amendment.action != "insert" and amendment.before is not None and amendment.before != stands:
            message = f"第{index + 1}项变更写的原文不是协议里的“{stands}”"
            yield hearing.problem("amendment_place", f"{key}.before", message, mend="请照协议改正，或者删去 before")


def standing_text(document: Document, amendment: Amendment) -> str | None:
    """Return what stands at the place of an amendment, None where there is no such place."""
    if amendment.clause in FILLS:
        return fill_text(document, amendment.item or "")
    part = find_part(document, amendment.clause, paragraph=amendment.paragraph, item=amendment.item)
    return None if part is None else part_text(part)


def _nowhere(hearing: Hearing, document: Document, amendment: Amendment, key: str) -> Problem:
    if amendment.clause in FILLS:
        message = f"协议{hearing.life.number}里没有印“{amendment.item}”，不能变更"
        return hearing.problem("amendment_place", f"{key}.item", message, mend="请核对名称")
    part = f"的第{amendment.paragraph}款" if amendment.paragraph else ""
    part += f"的“{amendment.item}”项" if amendment.item else ""
    message = f"协议{hearing.life.number}里没有条款“{amendment.clause}”{part}"
    close = nearest(amendment.clause, [article.clause for article in articles(document)])
    mend = f"最接近的条款是“{close}”" if close and close != amendment.clause else "请对照协议改正"
    return hearing.problem("amendment_place", f"{key}.clause", message, mend=mend)
