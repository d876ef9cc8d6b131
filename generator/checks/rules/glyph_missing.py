"""Every character of the text is in a face of this machine; else the paper would show an empty box."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator.checks.context import Facts
from generator.document.walk import document_lines
from generator.fonts.faces import faces, missing_characters
from generator.fonts.roles import read_roles
from generator.problems import Problem
from generator.reading.controls import first_control

_HIDDEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufff9-\ufffb]")
"""Hyphens that show at a line's end alone, joiners and spaces without width: copied along with a text, unseen."""

_SORTS = {
    "rare": ("系统里没有一种字体有{}，印出来会是空框", "请核对是否写错；确是生僻字的，请安装收有它的字体"),
    "hidden": ("有看不见的字{}，多半是复制时带进来的", "请删去，或把这一处重新录入"),
    "private": ("有自造字{}，换一台机器就是空框或别的字", "请改用有统一编码的字；字库没有的，请按证照核对"),
}
"""What is said of characters that can't be printed, by their sort."""


def find(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each key of the case that holds such characters; raise `MissingPartError` without fonts."""
    if facts.document is None:
        return
    text = "".join([*document_lines(facts.document), *(addition.by for addition in facts.case.additions)])
    missing = _missing(facts, text)
    if not missing:
        return
    for key, written in _texts(facts.case.model_dump(mode="json", exclude={"waivers"}), ""):
        here = [character for character in missing if character in written]
        missing = [character for character in missing if character not in here]
        for sort, (reason, mend) in _SORTS.items():
            if told := [character for character in here if _sort(character) == sort]:
                yield facts.problem(__name__, key, reason.format(_shown(told)), mend=mend)
    if missing:
        message = f"系统里没有一种字体有条款用到的{_shown(missing)}，印出来会是空框"
        yield facts.problem(__name__, "", message, mend="请安装收有这些字的字体")


def _missing(facts: Facts, text: str) -> list[str]:
    """Return what the fonts of any role lack, and what nobody can see, in the text's order; controls told elsewhere."""
    roles = read_roles(facts.library.root / "templates" / "fonts.yaml")
    installed = {tuple(face.family for face in faces(role.families)) for role in roles.values()}
    characters = "".join(set(text))
    lacking = {character for families in installed for character in missing_characters(characters, families)}
    lacking |= set(_HIDDEN.findall(characters))  # fonts have some of them, and print nothing
    return sorted((character for character in lacking if not first_control(character)), key=text.index)


def _sort(character: str) -> str:
    if _HIDDEN.match(character):
        return "hidden"
    return "private" if unicodedata.category(character) == "Co" else "rare"


def _shown(characters: list[str]) -> str:
    seen = ((character if _sort(character) == "rare" else "", character) for character in characters)
    return "、".join((f"“{shown}”" if shown else "") + f"（U+{ord(character):04X}）" for shown, character in seen)


def _texts(data: Any, key: str) -> Iterator[tuple[str, str]]:
    """Yield the dotted key and text of each text of the case."""
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, dict | list):
        pairs = data.items() if isinstance(data, dict) else enumerate(data)
        for name, value in pairs:
            yield from _texts(value, f"{key}.{name}" if key else str(name))
