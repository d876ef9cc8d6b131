"""The region's text regulates every topic that the statutes in force say agreements must regulate.

Asked of the text as the region has it on the day, not of one document: a clause that is there for those whom it
concerns (internet hospitals) regulates its topic, though a document without one leaves it out. A deed or a notice
stands beside an agreement, whose text regulates them.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.model.law import Topic
from generator.problems import Problem


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each topic of which a clause is lacking; of one id, the nearest region's topic counts."""
    if facts.kind.form != "agreement":
        return
    present = _present(facts)
    topics = {topic.id: topic for region in reversed(facts.rules.chain) for topic in region.topics}
    for topic in topics.values():
        asked = facts.library.statutes[topic.cite.statute].in_force(facts.case.date)
        lacking = [clause for clause in topic.clauses if clause not in present]
        if asked and lacking:
            yield _problem(facts, topic, lacking)


def _problem(facts: Facts, topic: Topic, lacking: list[str]) -> Problem:
    law = (facts.library.ground(topic.cite, topic.quote),)
    message = f"本地区当日的文本没有写全“{topic.topic}”，而规定要求协议写明"
    mend = f"请在条款库里保留或补上条款：{'、'.join(lacking)}"
    return facts.problem(__name__, "kind", message, law=law, mend=mend)


def _present(facts: Facts) -> set[str]:
    """Return the clauses that the text has on the day, and their items as `slug#item`."""
    found: set[str] = set()
    for clause in facts.kind.clauses:
        if clause.asked_on(facts.case.date):
            found |= {clause.slug, *(f"{clause.slug}#{item}" for item in clause.items)}
    return found
