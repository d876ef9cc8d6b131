"""What an issued paper's record holds, and what the program keeps and asks of the machine, is in the handbook."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from generator.cli.app import run
from generator.reading.library import load_library
from generator.shelf import keep
from tests.conftest import ROOT
from tests.docs.handbook import table, text


@pytest.fixture
def record(tmp_path: Path) -> dict[str, object]:
    """Return the record of an example's JSON file."""
    example = ROOT / "examples" / "community-centre.yaml"
    assert run(["issue", str(example), "--format", "json", "-o", str(tmp_path)]) == 0
    (path,) = tmp_path.glob("*.record.json")
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_the_keys_of_a_record_are_told(record: dict[str, object]) -> None:
    """Else who keeps records doesn't know what they prove."""
    assert table("names: record").names() == list(record)
    fingerprints, files = record["fingerprints"], record["files"]
    assert isinstance(fingerprints, dict)
    assert isinstance(files, list)
    assert table("names: record-fingerprints").names() == list(fingerprints)
    assert table("names: record-files").names() == list(files[0])


def test_the_files_in_the_cache_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else somebody finds files in their folder that nothing explains."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    load_library(ROOT)
    assert run(["check", str(ROOT / "examples" / "community-centre.yaml")]) == 0
    keep("fonts", bytes(32), ())  # what fonts answered may be remembered from an earlier test
    kept = {re.sub("-[0-9a-f]{16}", "-…", path.name) for path in (tmp_path / "xieyi").iterdir()}
    assert kept == {"library-….pickle", "trees-….pickle", "fonts.pickle"}
    assert all(f"`{name}`" in text() for name in kept)


def test_the_environment_that_the_program_asks_is_told() -> None:
    """Else a variable changes what is done and nobody can look it up."""
    asked: set[str] = set()
    for path in (ROOT / "generator").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"", source))
        asked |= set(re.findall(r"\"([A-Z_]+)\" (?:not )?in os\.environ", source))
        asked |= set(re.findall(r"^VARIABLE = \"([A-Z_]+)\"", source, re.MULTILINE))
    assert set(table("names: environment").names()) <= asked
    assert all(f"`{name}`" in text() for name in asked)


def test_where_the_program_keeps_things_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a log or a cache can't be found."""
    from platformdirs import user_cache_path, user_state_path

    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - what platformdirs asks
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for folder in (user_cache_path("xieyi"), user_state_path("xieyi") / "errors"):
        assert f"`~/{folder.relative_to(home).as_posix()}/`" in text()
