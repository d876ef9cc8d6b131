"""Which law holds for a case, and which clauses apply to it, and why."""

from generator.selection.clauses import Selected, select_clauses
from generator.selection.rules import Rule, Rules, at_level, rules_for

__all__ = ["Rule", "Rules", "Selected", "at_level", "rules_for", "select_clauses"]
