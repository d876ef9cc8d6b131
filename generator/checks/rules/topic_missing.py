"""The document regulates every topic that the statutes in force say agreements must regulate."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.document.nodes import Item
from generator.document.walk import articles
from generator.model.law import Topic
from generator.problems import Problem


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each topic that no clause of the document regulates."""
    if facts.document is None:
        return
    present = _present(facts)
    for region in facts.rules.chain:
        for topic in region.topics:
            asked = facts.library.statutes[topic.cite.statute].in_force(facts.case.date)
            if asked and not present & set(topic.clauses):
                yield _problem(facts, topic)


def _problem(facts: Facts, topic: Topic) -> Problem:
    law = (facts.library.ground(topic.cite, topic.quote),)
    message = f"本文书没有规定“{topic.topic}”，而规定要求协议写明"
    mend = f"请保留或补上条款：{'、'.join(topic.clauses)}"
    return facts.problem(__name__, "kind", message, law=law, mend=mend)


def _present(facts: Facts) -> set[str]:
    """Return the clauses of the document, and their items as `slug#item`."""
    found: set[str] = set()
    for article in articles(facts.document) if facts.document else ():
        found.add(article.clause)
        for paragraph in article.paragraphs:
            found |= {f"{article.clause}#{item_id}" for item_id in _ids(paragraph.items)}
    return found


def _ids(items: tuple[Item, ...]) -> set[str]:
    return {item.id for item in items if item.id} | {found for item in items for found in _ids(item.items)}
