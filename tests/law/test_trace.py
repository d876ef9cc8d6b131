"""Every article of the five statutes lives somewhere, or says why it is no matter for documents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.law import Lives
from generator.model.library import Library
from generator.reading.tracing import trace_problems

ARTICLES = {
    "nhsa-order-2": 53,
    "neimenggu-model": 84,
    "foshan-2021-93": 52,
    "nhsa-personnel-2024": 59,
    "jiangsu-2023-3": 53,
}


def test_all_301_articles_are_traced(library: Library) -> None:
    """Else an article could be forgotten and nobody would see that no document obeys it."""
    assert sum(ARTICLES.values()) == 301
    assert {name: len(statute.articles) for name, statute in library.statutes.items()} == ARTICLES
    traced = {name: sorted(articles) for name, articles in library.trace.items()}
    assert traced == {name: list(range(1, count + 1)) for name, count in ARTICLES.items()}


def test_what_the_trace_names_is_there(library: Library) -> None:
    """Else an article is said to live in a clause that somebody has renamed or dropped."""
    assert list(trace_problems(library)) == []
    named = {
        place.partition(":")[0]
        for articles in library.trace.values()
        for found in articles.values()
        for place in found.lives
    }
    assert named == {"clause", "parameter", "rule", "kind"}


def test_what_lives_nowhere_says_why(library: Library) -> None:
    """Else 'none' is an excuse and no answer."""
    nowhere = [found for articles in library.trace.values() for found in articles.values() if not found.lives]
    assert nowhere
    assert all(found.why and len(found.why) >= 6 for found in nowhere)


@pytest.mark.parametrize(
    ("lives", "why", "message"),
    [
        (("clause:payments",), None, "没有“payments”这个条款"),
        (("clause:rescission#conditions-lots",), None, "没有“rescission#conditions-lots”这个条款"),
        (("parameter:payment_days",), None, "没有“payment_days”这个参数"),
        (("rule:who-may-aply",), None, "没有“who-may-aply”这个规则"),
        (("kind:renewals",), None, "没有“renewals”这个文书种类"),
        (("to_come:agreement",), None, "“to_come:agreement”不是落点的写法"),
        (("payment",), None, "“payment”不是落点的写法"),
        ((), None, "第1条不落到文书，却没有写明为什么"),
    ],
)
def test_a_place_that_is_not_there_is_a_problem(
    library: Library, lives: tuple[str, ...], why: str | None, message: str
) -> None:
    """Else the test above could not fail."""
    trace = {**library.trace, "nhsa-order-2": {**library.trace["nhsa-order-2"], 1: Lives(lives=lives, why=why)}}
    (problem,) = trace_problems(replace(library, trace=trace))
    assert message in problem.message
    assert problem.mend
    assert (problem.where.file, problem.where.line) == ("regions/trace.yaml", 6)


def test_an_article_or_statute_that_is_not_there_is_a_problem(library: Library) -> None:
    """Else the trace of a statute that has been withdrawn stays on."""
    trace = {**library.trace, "nhsa-order-9": {1: Lives(why="样例")}}
    trace["jiangsu-2023-3"] = {**trace["jiangsu-2023-3"], 54: Lives(why="样例")}
    messages = [problem.message for problem in trace_problems(replace(library, trace=trace))]
    assert messages == [
        "《江苏省医疗机构医疗保障定点管理实施细则》（苏医保规〔2023〕3号）没有第54条",
        "没有“nhsa-order-9”这部法规的全文",
    ]
