"""Were these to fail, papers would be set in whatever font is there, or a slip in the file would go unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import LayoutError
from generator.fonts.roles import ROLE_NAMES, read_roles

TEMPLATES = Path(__file__).parents[2] / "templates"

GOOD = "{families: [仿宋, Noto Serif CJK SC], weight: normal, word: 仿宋}"


def test_the_projects_file_names_every_role_and_ends_each_in_a_font_of_the_system_package() -> None:
    roles = read_roles(TEMPLATES / "fonts.yaml")
    assert tuple(roles) == ROLE_NAMES
    assert all(role.families[-1].startswith("Noto ") and role.word for role in roles.values())


def test_an_edit_is_seen_by_the_next_reading(tmp_path: Path) -> None:
    file = tmp_path / "fonts.yaml"
    file.write_text("\n".join(f"{name}: {GOOD}" for name in ROLE_NAMES), encoding="utf-8")
    assert read_roles(file)["body"].word == "仿宋"
    file.write_text(file.read_text(encoding="utf-8").replace("word: 仿宋", "word: 楷体"), encoding="utf-8")
    assert read_roles(file)["body"].word == "楷体"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{families: [仿宋], weight: fat, word: 仿宋}", "body：weight"),
        ("{families: [仿宋], word: 仿宋, size: 3}", "body：size"),
        ("{families: [], word: 仿宋}", "至少写一种字体"),
        ("""{families: ['a"; } * { color: red'], word: 仿宋}""", "不能用的符号"),
        ("{families: [仿宋", "不是合格的 YAML"),
        ("{families: [仿宋], word: 仿宋}\nbody: {}", "不是合格的 YAML"),
        ("{families: [仿宋], word: 仿宋}\ncaption: {}", "恰好写明"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_place(tmp_path: Path, body: str, said: str) -> None:
    file = tmp_path / "fonts.yaml"
    others = "\n".join(f"{name}: {GOOD}" for name in ROLE_NAMES if name != "body")
    file.write_text(f"{others}\nbody: {body}\n", encoding="utf-8")
    with pytest.raises(LayoutError, match=said) as caught:
        read_roles(file)
    assert str(caught.value).startswith("fonts.yaml")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="读不到字体表"):
        read_roles(tmp_path / "fonts.yaml")
