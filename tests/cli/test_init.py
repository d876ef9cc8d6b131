"""`init`: a copy that can be edited, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.cli import init as init_module
from generator.errors import WriteError
from generator.reading.library import MARK, find_library
from tests.cli.conftest import ROOT, Xieyi


def test_the_current_empty_folder_becomes_the_library_in_use(xieyi: Xieyi, folder: Path) -> None:
    """Else an edit in the copy changes nothing in the documents."""
    assert xieyi("init").code == 0
    assert {path.name for path in folder.iterdir()} == {"clauses", "regions", "templates", "examples", MARK}
    assert find_library() == folder
    clause = next((folder / "clauses").rglob("*-definitions.md"))
    clause.write_text(clause.read_text(encoding="utf-8").replace("名词解释参照", "词语解释参照"), encoding="utf-8")
    assert "词语解释参照" in xieyi("clause", "show", "definitions").out
    assert xieyi("check", "examples/community-centre.yaml").code == 0


def test_the_copy_is_the_library_in_use_to_the_byte(xieyi: Xieyi, folder: Path) -> None:
    """Else a document from the copy isn't the one from the original."""
    assert xieyi("init", "a/b").code == 0
    for part in ("clauses", "regions", "templates", "examples"):
        for path in (ROOT / part).rglob("*"):
            if path.is_file() and not path.name.startswith((".", "~")):
                assert (folder / "a/b" / path.relative_to(ROOT)).read_bytes() == path.read_bytes()


def test_a_used_folder_or_a_file_is_refused_and_left_alone(xieyi: Xieyi, folder: Path) -> None:
    """Else somebody's own clauses are overwritten."""
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    ran = xieyi("init")
    assert ran.code == 2
    assert "不是空文件夹" in ran.err
    assert xieyi("init", "notes.txt").code == 2
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("there", [True, False])
def test_a_copy_that_fails_half_way_leaves_nothing(
    xieyi: Xieyi, folder: Path, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    """Else half a library is taken for a whole one."""
    if there:
        (folder / "lib").mkdir()
    real = shutil.copytree

    def copy(source: Path, target: Path, *positional: object, **options: object) -> object:
        if Path(source).name == "templates":
            raise OSError(28, "No space left on device")
        return real(source, target, *positional, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(init_module.shutil, "copytree", copy)
    ran = xieyi("init", "lib")
    assert ran.code == WriteError.exit_code
    assert "没有写成" in ran.err
    assert [path.name for path in folder.rglob("*")] == (["lib"] if there else [])
