"""Papers for tests of their texts: the examples, moved to each place with words of its own, and what is printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from generator.checks import check
from generator.document.nodes import Blank, Document
from generator.document.walk import document_lines, inlines
from generator.model.case import Case, Finding
from generator.model.library import Library
from generator.problems import Problem
from generator.reading import read_case
from generator.selection import kind_for, rules_of

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW, THEN = date(2026, 6, 1), date(2023, 6, 1)
PLACES = (
    ("neimenggu", NOW),
    ("jiangsu/nantong", NOW),
    ("guangdong/foshan", THEN),
    ("guangdong/foshan", NOW),  # its rules have lapsed: the national ones hold
)
STATUTES = {"《实施细则》": "jiangsu-2023-3", "《实施办法》": "foshan-2021-93"}
"""What papers call the statutes of a region."""

STRAY = "依照，|，，|。。|和，|（）|、和|@"
"""What is left where a text names nothing."""

_WRITTEN = {"date": "2026-06-01", "number": "25", "text": "某事"}
_FOUND = Finding(fact="某事", words="某类", address="某地", statute="《某法》第一条", statute_words="某句")


def paper(
    library: Library, kind: str, region: str = "", on: date | None = None, *, full: bool = True, **facts: str
) -> Case:
    """Return the example of a kind in another place, with every free fact written where `full`, and some others."""
    case = read_case(EXAMPLES / f"{kind}.yaml")
    named = library.kinds[kind].facts
    free = {name.removeprefix("facts."): fact.type for name, fact in named.items() if name.startswith("facts.")}
    known = {name: _WRITTEN[sort] for name, sort in free.items() if sort in _WRITTEN}
    changes: dict[str, Any] = {"facts": (known if full else {}) | case.facts | facts}
    if full and "findings" in named:
        changes["findings"] = (_FOUND, _FOUND)
    return case.model_copy(update={**changes, "region": region or case.region, "date": on or case.date})


def text_of(document: Document) -> str:
    """Return everything that is printed."""
    return "\n".join(document_lines(document))


def blanks(document: Document) -> set[str]:
    """Return the names of the blanks."""
    return {inline.name for inline in inlines(document) if isinstance(inline, Blank)}


def refused(library: Library, case: Case) -> list[Problem]:
    """Return what the legal rules hold against a case."""
    return [problem for problem in check(library, case) if problem.code == "rule_unmet"]


def own_statute(region: str) -> str:
    """Return the statute of a region that has one."""
    return STATUTES["《实施细则》" if region.startswith("jiangsu") else "《实施办法》"]


def stands_on(library: Library, case: Case, statute: str) -> bool:
    """Say whether a clause of a paper cites a statute."""
    found = kind_for(library, case.kind, rules_of(library, case))
    return statute in {link.cite.statute for clause in found.clauses for link in clause.law}


def badly_named(library: Library, printed: str, region: str, on: date) -> list[str]:
    """Return the short names of statutes that a text uses without telling what they stand for, or that don't hold."""
    return [
        short
        for short, statute in STATUTES.items()
        if short in printed
        and not (
            region.startswith(statute.partition("-")[0].replace("foshan", "guangdong"))
            and library.statutes[statute].in_force(on)
            and f"以下简称{short}" in printed
        )
    ]
