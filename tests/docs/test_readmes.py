"""The READMEs and all documents: links lead somewhere, and what they tell a reader to type works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import typer

from generator.cli.app import app, run
from tests.conftest import ROOT
from tests.docs.handbook import DOCS

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
DOCUMENTS = [*READMES, *sorted(DOCS.rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


def anchors(path: Path) -> set[str]:
    """Return the anchors of a document's headings, as they are made on the web."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {_NOT_IN_ANCHORS.sub("", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_a_file_and_to_a_heading(path: Path) -> None:
    """Else a reader clicks and finds nothing."""
    prose = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in _LINK.findall(re.sub("`[^`]*`", "", prose)):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def typed(path: Path) -> list[list[str]]:
    """Return the words of each `xieyi` command in a README's blocks."""
    found = re.findall(r"^\.venv/bin/xieyi ([^#\n]*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [line.split() for line in found]


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_commands_of_a_readme_exist(path: Path) -> None:
    """Else the first thing that a newcomer types is refused."""
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    commands = typed(path)
    assert {"new", "check", "draft", "issue"} <= {command for command, *_ in commands}
    for command, *words in commands:
        options = {option for parameter in known[command].params for option in parameter.opts}
        assert {word for word in words if word.startswith("-")} <= options


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_cheap_commands_of_a_readme_work(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else a newcomer who types them one after the other is stopped. `new` asks; its file is an example here."""
    monkeypatch.chdir(tmp_path)
    for command, *words in typed(path):
        if command == "new":
            shutil.copy(ROOT / "examples" / "community-centre.yaml", words[0])
            continue
        formats = ["--format", "json"] if command in ("draft", "issue") else []
        assert run([command, *words, *formats]) == 0, capsys.readouterr()
