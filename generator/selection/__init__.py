"""Which law holds for a case, and which clauses apply to it, and why."""

from generator.selection.clauses import Selected, select_clauses, stated
from generator.selection.composition import kind_for
from generator.selection.rules import Rule, Rules, ancestry, at_level, engine_for, rules_for, rules_of
from generator.selection.term import ruled_term, term_of, term_rule

__all__ = [
    "Rule",
    "Rules",
    "Selected",
    "ancestry",
    "at_level",
    "engine_for",
    "kind_for",
    "ruled_term",
    "rules_for",
    "rules_of",
    "select_clauses",
    "stated",
    "term_of",
    "term_rule",
]
