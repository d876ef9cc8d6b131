"""The values that a case gives its parameters, read by their units.

In: a Case and the vocabulary. Out: quantities by name and level ("" for the institution's own), and what
can't be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.case import Case
from generator.model.library import Library
from generator.model.region import Parameter
from generator.model.units import Quantity, UnreadableValueError


def _written(case: Case) -> Iterator[tuple[str, str, str]]:
    """Yield name, level and written value of each value of a case."""
    for name, value in case.values.items():
        if isinstance(value, str):
            yield name, "", value
        else:
            yield from ((name, level, written) for level, written in value.items())


def read_value(parameter: Parameter, written: str) -> Quantity:
    """Read a parameter's written value; raise `UnreadableValueError` where it doesn't fit its unit or pattern."""
    value = Quantity.read(written, parameter.unit)
    if parameter.pattern and not re.fullmatch(parameter.pattern, value.text or ""):
        raise UnreadableValueError(f"“{written}”不完整，应写成“{parameter.example}”的样子")
    if parameter.choices and value.text not in parameter.choices:
        raise UnreadableValueError(f"“{written}”不在可选项内，可选：{'、'.join(parameter.choices)}")
    return value


def case_values(library: Library, case: Case) -> dict[str, dict[str, Quantity]]:
    """Return the values that can be read, by parameter and level; an unlevelled one is the institution's own."""
    found: dict[str, dict[str, Quantity]] = {}
    for name, level, written in _written(case):
        parameter = library.parameters.get(name)
        if parameter is None:
            continue
        if not level and parameter.by == "level":
            level = case.institution.level or ""
        try:
            found.setdefault(name, {})[level] = read_value(parameter, written)
        except UnreadableValueError:
            continue  # `unreadable_values` tells of it
    return found


def unreadable_values(library: Library, case: Case) -> Iterator[tuple[str, str, str]]:
    """Yield the key, the parameter's label and the reason of each value that can't be read."""
    for name, level, written in _written(case):
        parameter = library.parameters.get(name)
        if parameter is None:
            continue
        try:
            read_value(parameter, written)
        except UnreadableValueError as error:
            yield ".".join(part for part in ("values", name, level) if part), parameter.label, str(error)
