"""Were these to fail, a hospital's name could be printed as an empty box that still reads right by machine."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.errors import MissingPartError
from generator.fonts import faces as module
from generator.fonts import memory
from generator.fonts.faces import faces, missing_characters
from generator.fonts.roles import read_roles

ROLES = read_roles(Path(__file__).parents[2] / "templates" / "fonts.yaml")

pytestmark = pytest.mark.system


def forget() -> None:
    memory.forget()
    for cache in (module._installed, module._character_maps):
        cache.cache_clear()


@pytest.fixture
def asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    forget()
    yield
    forget()


def test_rare_characters_are_told_from_those_that_no_face_holds() -> None:
    names = "内蒙古𠮷㙍䶮人民医院（A&B）①"
    assert missing_characters(names, ROLES["body"].families) == ()
    assert missing_characters("甲\ue000乙\U0002ebf0\ue000", ROLES["body"].families) == ("\ue000", "\U0002ebf0")


def test_a_character_that_only_another_font_holds_is_missing() -> None:
    assert missing_characters("✓中", ["DejaVu Sans"]) == ("中",)


def test_white_space_is_never_missing() -> None:
    assert missing_characters(" \n\u3000\u00a0", ROLES["heading"].families) == ()


def test_the_first_installed_family_comes_first_and_absent_ones_are_left_out() -> None:
    found = faces(["没有这种字体", "Noto Sans CJK SC", "Noto Serif CJK SC"])
    assert [face.family for face in found] == ["Noto Sans CJK SC", "Noto Serif CJK SC"]


def test_the_record_names_the_bold_face_that_titles_are_set_in() -> None:
    regular = faces(["Noto Serif CJK SC"])[0]
    bold = faces(["Noto Serif CJK SC"], bold=True)[0]
    assert (regular.file.name, bold.file.name) == ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc")
    assert bold.version > 0
    assert bold.sha256 == hashlib.sha256(bold.file.read_bytes()).hexdigest()


def test_where_no_family_is_installed_the_package_is_named() -> None:
    with pytest.raises(MissingPartError, match="fonts-noto-cjk"):
        missing_characters("甲", ["没有这种字体"])


@pytest.mark.usefixtures("asked_anew")
def test_without_fontconfig_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(MissingPartError, match="软件包 fontconfig"):
        faces(["Noto Serif CJK SC"])


@pytest.mark.usefixtures("asked_anew")
def test_a_broken_fontconfig_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/false")
    with pytest.raises(MissingPartError, match="不能用"):
        faces(["Noto Serif CJK SC"])


@pytest.mark.usefixtures("asked_anew")
def test_a_family_holds_only_what_its_regular_and_its_bold_face_both_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles are bold, text is regular, and a name stands in both."""
    rows = [
        {"file": "/r.ttf", "weight": "[0 210]", "charset": "20-7e 4e00-4e01"},
        {"file": "/b.ttf", "weight": "200", "charset": "4e00 4e02"},
    ]
    common = {"family": "甲-乙,Latin Name", "index": "0", "slant": "0", "fontversion": "65536"}
    patterns = []

    def listing(*fields: str, pattern: str = ":") -> list[list[str]]:
        patterns.append(pattern)
        return [[(common | row)[field] for field in fields] for row in rows]

    monkeypatch.setattr(module, "_list_fonts", listing)
    assert missing_characters("一丁丂a", ["甲-乙"]) == ("丁", "丂", "a")
    assert patterns == [":", r":family=甲\-乙"]
    assert [face.file.name for face in faces(["Latin Name"])] == ["r.ttf"]
    assert [face.file.name for face in faces(["Latin Name"], bold=True)] == ["b.ttf"]


@pytest.mark.usefixtures("asked_anew")
def test_fontconfig_is_asked_again_only_when_a_folder_of_fonts_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the second half, a font installed today would be missing for ever."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "data" / "fonts").mkdir(parents=True)
    forget()
    asked = []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    assert memory.recall("question", ask) == 1
    forget()
    assert memory.recall("question", ask) == 1
    (tmp_path / "data" / "fonts" / "new.otf").write_bytes(b"")
    forget()
    assert memory.recall("question", ask) == 2
