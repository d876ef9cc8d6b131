"""What may happen to a person is in the handbook, with the paper that it makes and what it asks."""

from __future__ import annotations

from generator.model.library import Library
from generator.office.staff_work import DECIDED
from tests.docs.handbook import code_in, table


def test_every_event_of_a_person_is_told_with_its_paper(library: Library) -> None:
    """Else an office doesn't know what it may enter, or waits for a paper that isn't made."""
    assert library.personnel
    told = {code_in(row[0])[0]: tuple(code_in(row[2])) for row in table("names: staff-events").rows}
    made = {name: event.kinds if name not in DECIDED else () for name, event in library.personnel.events.items()}
    assert told == made


def test_every_fact_that_is_told_of_is_asked(library: Library) -> None:
    """Else who follows the handbook writes facts that are refused."""
    assert library.personnel
    rules = {one.fact for region in library.regions.values() for rule in region.rules for one in rule.asks}
    for row in table("names: staff-events").rows:
        event = library.personnel.events[code_in(row[0])[0]]
        printed = {name.removeprefix("facts.") for kind in event.kinds for name in library.kinds[kind].facts}
        asked = {name.removesuffix("?") for name in event.asks} | printed | rules
        assert {word.partition(":")[0] for word in code_in(row[3])} <= asked, row[0]
