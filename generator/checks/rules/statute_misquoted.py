"""A finding's words of a statute stand in the article that it names. A statute that isn't held can't be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.context import Facts
from generator.model.case import Finding
from generator.model.citation import Citation
from generator.model.numerals import numeral
from generator.model.statute import Statute, normalise
from generator.problems import Problem

_PLACE = re.compile(
    r"《(?P<title>.+)》.*?第(?P<article>[一二三四五六七八九十百零]+)条.*?(?:第[（(](?P<item>[一二三四五六七八九十]+)[)）]项)?$"
)


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each finding that names an article which isn't there, or words that aren't its own."""
    held = {statute.title: statute for statute in facts.library.statutes.values()}
    for index, finding in enumerate(facts.case.findings):
        place = _PLACE.fullmatch(finding.statute.strip()) if finding.statute else None
        statute = held.get(place["title"]) if place else None
        if place is not None and statute is not None:
            yield from _wrong(facts, index, finding, _cited(statute, place))


def _cited(statute: Statute, place: re.Match[str]) -> Citation | None:
    """Return the place that is named, None where the statute has none such."""
    numbers = (article.number for article in statute.articles if numeral(article.number) == place["article"])
    found = [Citation(statute=statute.id, article=number, item=place["item"]) for number in numbers]
    return found[0] if found and statute.cited_text(found[0]) is not None else None


def _wrong(facts: Facts, index: int, finding: Finding, cited: Citation | None) -> Iterator[Problem]:
    if cited is None:
        message, mend = f"“{finding.statute}”没有这一处", "请对照法规改正；原文见 xieyi law show"
        yield facts.problem(__name__, f"findings.{index}.statute", message, mend=mend)
        return
    text = facts.library.statutes[cited.statute].cited_text(cited) or ""
    if finding.statute_words and normalise(finding.statute_words) not in normalise(text):
        message = f"引的“{finding.statute_words}”不是那一条的原文"
        mend = f"请照抄原文，或改正条文的位置；原文见 xieyi law show “{cited}”"
        law = (facts.library.ground(cited, text),)
        yield facts.problem(__name__, f"findings.{index}.statute_words", message, mend=mend, law=law)
