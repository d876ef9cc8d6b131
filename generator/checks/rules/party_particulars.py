"""Both parties' particulars are whole: the cover prints them and the article on addresses relies on them.

The article's number and words are this document's own (clause `addresses`), whatever it is numbered.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.problems import Problem

ADDRESSES = "addresses"
"""The clause that makes the recorded addresses the ones that papers are served at."""

SERVED_AT = ("name", "address", "phone", "postcode")
"""The particulars that it relies on."""


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each particular that the case is silent on."""
    for path in facts.demanded:
        party, _, field = path.partition(".")
        if party not in ("agency", "institution") or not facts.lacks(path):
            continue
        law = facts.article_quote(ADDRESSES) if field in SERVED_AT else ()
        message = f"{facts.label(path)}没有写{facts.needed_by(path)}"
        mend = f"请在 {path.rpartition('.')[0]} 下写“{path.rpartition('.')[2]}: …”"
        yield facts.problem(__name__, path, message, law=law, mend=mend)
