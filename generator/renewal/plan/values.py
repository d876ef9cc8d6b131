"""What a case says, as it prints: a parameter's value with the region's default behind it, or a fact.

In: a Library, a Case. Out: quantities, or texts that are empty where nothing is known. A plan compares thousands of
cases that hold few different values, so what was read once is kept.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from generator.assembly.values import read_value
from generator.model.case import Case
from generator.model.library import Library
from generator.model.units import Quantity, UnreadableValueError, print_date
from generator.selection import Rules, at_level, rules_of

LISTED = "、"


@lru_cache(maxsize=50_000)
def quantity_of(library: Library, name: str, written: str) -> Quantity | None:
    """Return a parameter's written value, None where it can't be read."""
    try:
        return read_value(library.parameters[name], written)
    except (KeyError, UnreadableValueError):
        return None


def own_value(library: Library, case: Case, name: str) -> Quantity | None:
    """Return the value that a case itself gives to a parameter, at the institution's level."""
    written = case.values.get(name)
    if isinstance(written, dict):
        written = at_level(written, case.institution.level)
    return quantity_of(library, name, written) if written is not None else None


def effective(library: Library, case: Case, name: str, rules: Rules | None = None) -> Quantity | None:
    """Return the value that holds in a case: its own, else the region's default of its day and level."""
    own = own_value(library, case, name)
    rule = (rules or rules_of(library, case)).parameters.get(name)
    return own if own is not None or rule is None else rule.default(case.institution.level)


def print_fact(library: Library, case: Case, path: str) -> str:
    """Return a fact of a case as a plan shows it."""
    return printed(library, path, case.fact(tuple(path.split("."))))


def print_value(value: Quantity | None) -> str:
    """Return a value as a plan shows it."""
    return "" if value is None else str(value)


def printed(library: Library, path: str, found: Any) -> str:
    """Return a found fact as a plan shows it."""
    if found is None:
        return ""
    if path == "institution.ownership":
        return library.institutions.ownership.get(str(found), str(found))
    if isinstance(found, tuple):
        return LISTED.join(library.institutions.services.get(one) or one for one in found)
    if isinstance(found, bool):
        return "是" if found else "否"
    return print_date(found) if isinstance(found, date) else str(found)
