"""Every value that a case gives is one that the document prints.

A name or level that isn't in the vocabulary is an error; one that this document doesn't use is a note, for what
was meant by it is not in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import Facts
from generator.language import names_in
from generator.model.region import Parameter, Side
from generator.problems import Problem, Severity
from generator.reading.validation import nearest
from generator.selection import at_level


def find(facts: Facts) -> Iterator[Problem]:
    """Yield values of unknown names and levels, and values that nothing prints."""
    used = _used(facts)
    for name, value in facts.case.values.items():
        parameter = facts.library.parameters.get(name)
        if parameter is None:
            close = nearest(name, list(facts.library.parameters))
            mend = f"最接近的是“{close}”" if close else "参数名见 regions/parameters.yaml，请改正或删去"
            yield facts.problem(__name__, f"values.{name}", f"没有“{name}”这个参数", mend=mend)
            continue
        levels = [""] if isinstance(value, str) else list(value)
        for level in levels:
            yield from _level(facts, parameter, level, used.get(name, set()))


def _level(facts: Facts, parameter: Parameter, level: str, printed: set[str]) -> Iterator[Problem]:
    key = ".".join(part for part in ("values", parameter.name, level) if part)
    known = facts.library.institutions.levels
    if level and not any(found.startswith(level) for found in known):
        close = nearest(level, list(known))
        mend = f"最接近的是“{close}”" if close else f"可选：{'、'.join(known)}"
        yield facts.problem(__name__, key, f"没有“{level}”这个医疗机构等级", mend=mend)
        return
    given = level or (facts.case.institution.level or "" if parameter.by == "level" else "")
    if facts.document is None or any(not given or at_level({given: True}, asked) for asked in printed):
        return
    message = f"{facts.label(parameter.name)}的这个值不会印进本文书"
    mend = "本文书的条款没有用到这个参数，请删去"
    if printed:
        mend = f"本文书按等级印，请写在{'、'.join(sorted(printed))}之下"
    yield facts.problem(__name__, key, message, mend=mend, severity=Severity.NOTE)


def _used(facts: Facts) -> dict[str, set[str]]:
    """Return the parameters that the text prints or asks about, each with the levels that it names."""
    own = facts.case.institution.level or ""
    asked = [path for chosen in facts.selected for path in names_in(chosen.clause.parts()).conditions]
    found: dict[str, set[str]] = {}
    for path in [*(tuple(name.split(".")) for name in facts.printed), *asked]:
        if path[0] in facts.library.parameters and path[-1] not in {*Side}:
            found.setdefault(path[0], set()).add(path[1] if len(path) > 1 else own)
    return found
