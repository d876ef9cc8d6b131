"""Every character of the text is in a face of this machine; else the paper would show an empty box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.checks.context import Facts
from generator.checks.controls import first_control
from generator.document.walk import document_lines
from generator.fonts.faces import faces, missing_characters
from generator.fonts.roles import read_roles
from generator.problems import Problem


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
        if here:
            message = f"系统里没有一种字体有{_shown(here)}，印出来会是空框"
            yield facts.problem(__name__, key, message, mend="请核对是否写错；确是生僻字的，请安装收有它的字体")
    if missing:
        message = f"系统里没有一种字体有条款用到的{_shown(missing)}，印出来会是空框"
        yield facts.problem(__name__, "", message, mend="请安装收有这些字的字体")


def _missing(facts: Facts, text: str) -> list[str]:
    """Return the characters that the fonts of any role lack, in the text's order; controls are told elsewhere."""
    roles = read_roles(facts.library.root / "templates" / "fonts.yaml")
    installed = {tuple(face.family for face in faces(role.families)) for role in roles.values()}
    characters = "".join(set(text))
    lacking = {character for families in installed for character in missing_characters(characters, families)}
    return sorted((character for character in lacking if not first_control(character)), key=text.index)


def _shown(characters: list[str]) -> str:
    return "、".join(f"“{character}”（U+{ord(character):04X}）" for character in characters)


def _texts(data: Any, key: str) -> Iterator[tuple[str, str]]:
    """Yield the dotted key and text of each text of the case."""
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, dict | list):
        pairs = data.items() if isinstance(data, dict) else enumerate(data)
        for name, value in pairs:
            yield from _texts(value, f"{key}.{name}" if key else str(name))
