"""The article in breach that a handling stands on is that of at least one of its findings.

Steps and bands go by `breach_list`: one that no finding bears out would lend a heavy handling to a light breach.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem

LIST = "facts.breach_list"


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem where findings name clauses of the agreement, and none of them is the one that counts."""
    stated = facts.case.facts.get("breach_list")
    named = list(dict.fromkeys(finding.clause for finding in facts.case.findings if finding.clause))
    if stated is None or LIST not in facts.kind.required or not named or stated in named:
        return
    message = f"违约情形列在{'、'.join(f'“{clause}”' for clause in named)}，没有一项列在“{stated}”"
    known = [clause for clause in named if clause in facts.kind.facts[LIST].choices]
    mend = f"请写“breach_list: {known[0]}”，或" if known else "请"
    mend += "改正 findings 里的 clause：能作哪一种处理、比例多少，看情形列在协议的哪一条"
    yield facts.problem(__name__, LIST, message, mend=mend)
