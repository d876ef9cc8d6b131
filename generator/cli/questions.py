"""What is asked for a key of a case, and how an answer is read.

In: a Library, a Need. Out: a Question; its `read` turns what was typed into the value that the case file holds.
Whether the value is a good one is for the checks to say, in `generator.cli.dialogue`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.cli.case_file import Value
from generator.cli.needs import INTERNET_HOSPITAL, Need
from generator.model.library import Library
from generator.model.units import EXAMPLES, Unit

_SEPARATORS = re.compile("[,，、;；]")
_YES_NO = (("true", "是"), ("false", "否"))
_SHORT = {"true": "y", "false": "n"}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


class UnreadableAnswerError(ValueError):
    """An answer is none of the choices; the message is Chinese."""


@dataclass(frozen=True)
class Question:
    """A question. `choices`: values and labels, one of which is meant, or several where `many`."""

    key: str
    label: str
    needed_by: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    many: bool = field(default=False, kw_only=True)

    def read(self, written: str) -> Value:
        """Return the value that was meant; raise `UnreadableAnswerError`."""
        if not self.choices:
            return written
        if not self.many:
            return self._choice(written)
        chosen = [self._choice(part) for part in _SEPARATORS.split(written) if part.strip()]
        return tuple(value for value, _ in self.choices if value in chosen)

    def comment(self) -> str:
        """Return what the case file says behind the key."""
        places = f"，{'、'.join(self.needed_by)}要用" if self.key.startswith("values.") else ""
        options = f"：{'、'.join(f'{value} {label}' for value, label in self.choices)}"
        return self.label + (options if self._coded() else "") + places

    def _coded(self) -> bool:
        """Say whether the values are codes that don't explain themselves."""
        return bool(self.choices) and len(self.choices) < 6 and any(value != label for value, label in self.choices)

    def _choice(self, written: str) -> str:
        asked = written.strip().translate(_FULL_WIDTH)
        if asked.isdecimal() and 1 <= int(asked) <= len(self.choices):
            return self.choices[int(asked) - 1][0]
        for value, label in self.choices:
            if asked in (value, label) or asked.lower() == _SHORT.get(value):
                return value
        raise UnreadableAnswerError(f"没有“{asked}”这个选项，请写序号（1到{len(self.choices)}）或名称")


def first_questions(library: Library) -> tuple[Question, ...]:
    """Return the questions that come before all others: without them no clause can be chosen."""
    regions = tuple((name, region.title) for name, region in library.regions.items() if _issues(library, name))
    kinds = tuple((name, kind.title) for name, kind in library.kinds.items())
    return (
        Question("region", "统筹地区", hints=("决定适用哪些规定",), choices=regions),
        Question("kind", "文书种类", choices=kinds),
        Question("date", "签订日期", hints=("适用当天有效的规定", _written_like(Unit.DATE))),
    )


def internet_hospital_question(need: Need) -> Question:
    """Return the question whether there is an internet hospital at all."""
    return Question(INTERNET_HOSPITAL, "乙方是否设有互联网医院", tuple(need.places), choices=_YES_NO)


def question_for(need: Need, library: Library) -> Question:
    """Return the question for what is missing."""
    words = library.institutions
    choices: dict[str, tuple[tuple[str, str], ...]] = {
        "institution.level": tuple((level, level) for level in words.levels),
        "institution.ownership": tuple(words.ownership.items()),
        "institution.type": tuple((name, name) for name in words.types),
        "services": tuple(words.services.items()),
        f"{INTERNET_HOSPITAL}.agreement": _YES_NO,
    }
    hints = [*need.limits]
    parameter = library.parameters.get(need.key.removeprefix("values.").partition(".")[0])
    offered = choices.get(need.key, need.choices)
    if parameter is not None and parameter.choices:
        offered = tuple((choice, choice) for choice in parameter.choices)
    elif parameter is not None and parameter.unit is not Unit.TEXT:
        hints.append(_written_like(parameter.unit))
    elif need.key in ("date", "term.start", "term.end") or need.type == "date":
        hints.append(_written_like(Unit.DATE))
    elif need.key == "institution.beds":
        hints.append("写整数，没有床位写 0")
    return Question(need.key, need.label, tuple(need.places), tuple(hints), offered, many=need.key == "services")


def _written_like(unit: Unit) -> str:
    return f"写成“{EXAMPLES[unit]}”的样子"


def _issues(library: Library, name: str) -> bool:
    """Say whether a region, or one above it, numbers agreements; others issue none."""
    region = library.regions[name]
    while region.number_format is None and region.parent:
        region = library.regions[region.parent]
    return region.number_format is not None
