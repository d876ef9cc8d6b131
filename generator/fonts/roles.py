"""Read the fonts of each role from `templates/fonts.yaml`.

In: the file. Out: Roles. The file is the one place where fonts are named; CSS and the Word frame
take them from here.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.errors import LayoutError
from generator.fonts.memory import recall

ROLE_NAMES = ("title", "body", "heading", "subheading")

# A family's name goes into a CSS string and into a fontconfig pattern as it is.
_FAMILY = re.compile(r"[^\x00-\x1f\"'\\<>{};]+")


class Role(BaseModel):
    """The fonts of one part of a paper: families in order of preference, weight, and Word's name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    families: tuple[str, ...]
    weight: Literal["normal", "bold"] = "normal"
    word: str


def read_roles(path: Path) -> dict[str, Role]:
    """Return the roles of a fonts file by name (`ROLE_NAMES`).

    The result is kept by the file's content. A file that is missing, malformed or incomplete
    is a LayoutError.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(f"{path.name}：读不到字体表（{error}）。请从原版恢复 templates/fonts.yaml。") from error
    key = hashlib.sha256(content.encode()).hexdigest()
    return dict(recall(f"roles {path.name} {key}", lambda: _parse(content, path.name)))


def _parse(content: str, file: str) -> tuple[tuple[str, Role], ...]:
    from ruamel.yaml import YAML  # its import costs more than the rest of the package
    from ruamel.yaml.error import YAMLError

    try:
        data = YAML(typ="safe", pure=True).load(content)
    except YAMLError as error:
        raise LayoutError(f"{file}：不是合格的 YAML（{error}）。") from error
    if not isinstance(data, dict) or set(data) != set(ROLE_NAMES):
        raise LayoutError(f"{file}：应当恰好写明这几种用途的字体：{'、'.join(ROLE_NAMES)}。")
    return tuple((name, _role(data[name], f"{file} {name}")) for name in ROLE_NAMES)


def _role(data: object, where: str) -> Role:
    try:
        role = Role.model_validate(data)
    except ValidationError as error:
        keys = "、".join(".".join(map(str, item["loc"])) or "整项" for item in error.errors())
        raise LayoutError(f"{where}：{keys} 写法不对，应有 families（列表）、weight、word。") from error
    for family in role.families:
        if not _FAMILY.fullmatch(family):
            raise LayoutError(f"{where}.families：字体名 {family!r} 含有不能用的符号。")
    if not role.families:
        raise LayoutError(f"{where}.families：至少写一种字体。")
    return role
