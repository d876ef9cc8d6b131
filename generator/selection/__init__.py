"""Which law holds for a case, and which clauses apply to it, and why."""

from generator.selection.clauses import Selected, select_clauses
from generator.selection.composition import kind_for
from generator.selection.rules import Rule, Rules, ancestry, at_level, rules_for, rules_of

__all__ = [
    "Rule",
    "Rules",
    "Selected",
    "ancestry",
    "at_level",
    "kind_for",
    "rules_for",
    "rules_of",
    "select_clauses",
]
