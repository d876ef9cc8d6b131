"""Does the law of agreements' lives hold? Found when the library is loaded.

In: a Library with its table of states and events, grounds and deadlines. Out: problems: quotes that aren't in their
article, periods that their quote doesn't hold, names of states, events, kinds, clauses, grounds or parameters that
nothing has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.library import Library
from generator.model.lifecycle import Cause, ContractGround, DeadlineRule, Event, LegalGround, Lifecycle
from generator.model.numerals import numeral
from generator.model.region import Region
from generator.model.statute import normalise
from generator.model.units import SUFFIXES, Quantity, Unit
from generator.problems import Place, Problem
from generator.reading.law import quote_problems
from generator.reading.sources import unknown_names

TABLE = "regions/lifecycle.yaml"

OTHER_STARTS = ("agreement", "notice")
"""What a deadline may run after besides an event: while an agreement is in force; the service of a paper."""


def lifecycle_problems(library: Library) -> Iterator[Problem]:
    """Yield everything that is wrong with the law of a library's agreements' lives."""
    table = library.lifecycle
    if table is not None:
        yield from _table(table, library)
    events = frozenset(table.events if table else ())
    places = frozenset(_places(library))
    for kind, grounds in library.contract_grounds.items():
        yield from _contract(grounds, library, f"clauses/{kind}/grounds.yaml", places)
    for region in library.regions.values():
        folder = f"regions/{region.id}"
        for ground in region.grounds:
            yield from _ground(ground, library, f"{folder}/grounds.yaml", places)
        for rule in region.deadlines:
            yield from _deadline(rule, library, f"{folder}/deadlines.yaml", events)
        for kind, grounds in region.contract_grounds.items():
            yield from _contract(grounds, library, f"{folder}/clauses/{kind}/grounds.yaml", places)


def _table(table: Lifecycle, library: Library) -> Iterator[Problem]:
    for name, event in table.events.items():
        yield from _event(name, event, table, library)
    repeated = table.repeated_suspension
    where = Place(file=TABLE, key="repeated_suspension")
    yield from quote_problems(repeated.cite, repeated.quote, library.statutes, where)
    yield from _known([repeated.parameter], library.parameters, "参数", where)
    yield from _known([repeated.ground], _ground_ids(library.regions.values()), "理由", where)


def _event(name: str, event: Event, table: Lifecycle, library: Library) -> Iterator[Problem]:
    where = Place(file=TABLE, key=name)
    states = [*event.states, *([event.to] if event.to else [])]
    yield from _known(states, table.states, "状态", where)
    yield from _known(event.kinds, library.kinds, "文书种类", where)
    yield from _known(event.needs_grounds, event.by, "发起方", where)
    for initiator in event.by.values():
        yield from quote_problems(initiator.cite, initiator.quote, library.statutes, where)
    for cause_name, cause in event.causes.items():
        yield from _cause(cause, table, library, Place(file=TABLE, key=cause_name))


def _cause(cause: Cause, table: Lifecycle, library: Library, where: Place) -> Iterator[Problem]:
    yield from quote_problems(cause.cite, cause.quote, library.statutes, where)
    yield from _known(cause.instead, table.events, "事件", where)
    if cause.ground:
        yield from _known([cause.ground], _ground_ids(library.regions.values()), "理由", where)
    if cause.unless:
        yield from quote_problems(cause.unless.cite, cause.unless.quote, library.statutes, where)
        yield from _known([cause.unless.clause], _places(library), "条款", where)


def _ground(ground: LegalGround, library: Library, file: str, places: Iterable[str]) -> Iterator[Problem]:
    where = Place(file=file, key=ground.id)
    yield from quote_problems(ground.cite, ground.quote, library.statutes, where)
    yield from _known(ground.same_as, places, "条款或项", where)


def _contract(
    grounds: dict[str, ContractGround], library: Library, file: str, places: Iterable[str]
) -> Iterator[Problem]:
    for clause, ground in grounds.items():
        where = Place(file=file, key=clause)
        yield from quote_problems(ground.cite, ground.quote, library.statutes, where)
        named = [clause, *(f"{clause}#{item}" for item in ground.items), *(one.clause for one in ground.reached_from)]
        yield from _known(named, places, "条款或项", where)
        for reached in ground.reached_from:
            yield from quote_problems(reached.cite, reached.quote, library.statutes, where)
        if ground.through:
            yield from _known([ground.through], _ground_ids(library.regions.values()), "理由", where)


def _deadline(rule: DeadlineRule, library: Library, file: str, events: frozenset[str]) -> Iterator[Problem]:
    where = Place(file=file, key=rule.id)
    yield from quote_problems(rule.cite, rule.quote, library.statutes, where)
    yield from _known([rule.after], (*events, *OTHER_STARTS), "事件", where)
    period = rule.period
    if period is not None and period.number and not _holds(rule.quote, period):
        message = f"引语“{rule.quote}”里没有期限“{period}”"
        yield Problem(code="lifecycle", message=message, where=where, mend="请引足原文，或改正期限")


def _holds(quote: str, period: Quantity) -> bool:
    """Say whether a quote holds a period, in Arabic or Chinese numerals; 自然日 is written 日（自然日） in statutes."""
    number, text = int(period.number or 0), normalise(quote)
    suffix = SUFFIXES[period.unit]
    suffixes = (suffix, "日（自然日）", "自然日") if period.unit is Unit.NATURAL_DAYS else (suffix,)
    return any(normalise(f"{written}{end}") in text for written in (number, numeral(number)) for end in suffixes)


def _known(names: Iterable[str], known: Iterable[str], what: str, where: Place) -> Iterator[Problem]:
    return unknown_names(names, known, what, where, code="lifecycle")


def _ground_ids(regions: Iterable[Region]) -> set[str]:
    return {ground.id for region in regions for ground in region.grounds}


def _places(library: Library) -> Iterator[str]:
    """Yield every place that an agreement may have: clauses as `slug`, their items as `slug#item`."""
    texts = [clause for kind in library.kinds.values() for clause in kind.texts()]
    for region in library.regions.values():
        for variants in region.variants.values():
            texts += [*variants.replacements.values(), *variants.insertions]
    for clause in texts:
        yield clause.slug
        yield from (f"{clause.slug}#{item}" for item in clause.items)
