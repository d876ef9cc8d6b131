"""What may happen to an agreement, by whom, when, and which papers it takes.

Pure: state, event, facts and day in; next state, papers, deadlines or problems out. Nothing here reads a file, asks
the clock or knows a register. The states and events are the library's, and so is every legal sentence.
"""

from generator.lifecycle.completion import complete
from generator.lifecycle.deadlines import due
from generator.lifecycle.hearing import CODES
from generator.lifecycle.judging import effective_day, initiator_of, judge
from generator.lifecycle.records import Deadline, Documents, Due, Happened, Judgement, Life, Order, Standing
from generator.lifecycle.standing import standing_on

__all__ = [
    "CODES",
    "Deadline",
    "Documents",
    "Due",
    "Happened",
    "Judgement",
    "Life",
    "Order",
    "Standing",
    "complete",
    "due",
    "effective_day",
    "initiator_of",
    "judge",
    "standing_on",
]
